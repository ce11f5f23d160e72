"use strict";
const METHODS = ["get", "post", "put", "patch", "delete"];
const element = (name, attributes, ...children) => {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children.filter((child) => child !== null));
  return made;
};
const code = (text) => element("code", {}, text);
const faint = (text) => element("p", { className: "faint" }, text);
const prose = (text) => element("p", { className: "prose" },
  ...(text || "").split("`").map((part, index) => (index % 2 ? code(part) : part)));
const nameOf = (reference) => reference.split("/").pop();

function typeOf(schema) {
  if (schema.$ref) {
    const name = nameOf(schema.$ref);
    return element("a", { href: `#schema-${name}` }, name);
  }
  const options = schema.anyOf || schema.allOf;
  if (options) return element("span", {}, ...options.flatMap((each, index) => [index ? " or " : "", typeOf(each)]));
  if (schema.items) return element("span", {}, "list of ", typeOf(schema.items));
  if (schema.enum) return code(schema.enum.map((value) => JSON.stringify(value)).join(" | "));
  if ("const" in schema) return code(JSON.stringify(schema.const));
  const type = [schema.type || "any value"].flat().join(" or ");
  return code(schema.format ? `${type} (${schema.format})` : type);
}

function limitsOf(schema) {
  const words = { minimum: "≥", maximum: "≤", minLength: "length ≥", maxLength: "length ≤", minItems: "items ≥",
    maxItems: "items ≤", pattern: "matches", default: "default" };
  const said = Object.entries(words).filter(([key]) => key in schema);
  return said.map(([key, word]) => `${word} ${key === "pattern" ? schema[key] : JSON.stringify(schema[key])}`).join(", ");
}

function row(name, schema, required, description) {
  const limits = limitsOf(schema);
  return element("tr", {},
    element("td", {}, code(name), required ? element("span", { className: "faint" }, " required") : null),
    element("td", {}, typeOf(schema), limits ? faint(limits) : null, description ? prose(description) : null));
}

function properties(schema) {
  const required = new Set(schema.required || []);
  const rows = Object.entries(schema.properties || {}).map(
    ([name, each]) => row(name, each, required.has(name), each.description));
  return rows.length ? element("table", {}, element("tbody", {}, ...rows)) : element("p", {}, typeOf(schema));
}

function content(title, media) {
  return Object.entries(media || {}).flatMap(([type, { schema, example, examples }]) => {
    const shown = example ?? Object.values(examples || {})[0]?.value;
    return [
      element("h3", {}, `${title} (${type})`),
      schema ? element("p", {}, typeOf(schema)) : null,
      shown === undefined ? null : element("pre", {}, JSON.stringify(shown, null, 2)),
    ];
  });
}

function answers(api, responses) {
  const rows = Object.entries(responses).map(([status, said]) => {
    const { description, content: media } = said.$ref ? api.components.responses[nameOf(said.$ref)] : said;
    const schema = Object.values(media || {})[0]?.schema;
    return element("tr", {}, element("td", {}, code(status)),
      element("td", {}, prose(description), schema?.$ref ? typeOf(schema) : null));
  });
  return element("table", {}, element("tbody", {}, ...rows));
}

function operation(api, { path, method, said }) {
  const parameters = (said.parameters || []).map(
    (each) => row(`${each.name} (${each.in})`, each.schema || {}, each.required, each.description));
  return element("details", { id: said.operationId },
    element("summary", {}, element("span", { className: `method ${method}` }, method.toUpperCase()), code(path),
      element("span", {}, said.summary || "")),
    element("div", {},
      said.description ? prose(said.description) : null,
      parameters.length ? element("h3", {}, "Parameters") : null,
      parameters.length ? element("table", {}, element("tbody", {}, ...parameters)) : null,
      ...content("Body", said.requestBody?.content),
      element("h3", {}, "Answers"), answers(api, said.responses),
      ...content("Example", Object.entries(said.responses).find(([status]) => status < "300")?.[1].content)));
}

function show(api) {
  const nav = document.querySelector("nav"), main = document.querySelector("main");
  const operations = Object.entries(api.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => ({ path, method, said: item[method] })));
  const tags = [...new Set(operations.map(({ said }) => said.tags?.[0] || "api"))];
  document.querySelector("#state").replaceChildren(`Version ${api.info.version} · `,
    element("a", { href: "openapi.json" }, "openapi.json"));
  if (api.info.description) main.append(prose(api.info.description));
  for (const tag of tags) {
    const here = operations.filter(({ said }) => (said.tags?.[0] || "api") === tag);
    nav.append(element("h2", {}, tag), ...here.map(({ method, said }) => element("a", { href: `#${said.operationId}` },
      element("span", { className: `method ${method}` }, method.toUpperCase()), said.summary || said.operationId)));
    main.append(element("h2", {}, tag), ...here.map((each) => operation(api, each)));
  }
  main.append(element("h2", {}, "Schemas"), ...Object.entries(api.components?.schemas || {}).map(([name, schema]) =>
    element("details", { id: `schema-${name}` }, element("summary", {}, code(name), element("span", {}, schema.description || "")),
      element("div", {}, properties(schema)))));
}

function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target) { target.open = true; target.scrollIntoView(); }
}

fetch("openapi.json").then((answer) => answer.json()).then(show).then(openTarget).catch((error) => {
  document.querySelector("#state").textContent = `openapi.json could not be read: ${error.message}`;
});
addEventListener("hashchange", openTarget);
