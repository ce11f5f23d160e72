// The client of the library against a running service: node library.mjs <compiled client> <address> <admin>
import assert from "node:assert/strict";

const [client_module, address, admin] = process.argv.slice(2);
const { ApiError, createClient, isErrorOf } = await import(client_module);

let tokens = null;
let renewals = 0;
const client = createClient({
  baseUrl: `${address}/`,
  token: () => tokens?.access_token ?? null,
  refresh: async () => {
    renewals += 1;
    tokens = await client.refresh({ body: { refresh_token: tokens.refresh_token } });
    return tokens.access_token;
  },
});

assert.deepEqual(await client.listBooks(), { items: [], next_cursor: null });
await assert.rejects(client.getMe(), { name: "ApiError", status: 401, code: "unauthenticated" });

tokens = await client.login({ body: JSON.parse(admin) });
assert.equal((await client.getMe()).email, JSON.parse(admin).email);

const made = [];
for (const number of [3, 1, 2, 5, 4]) {
  const body = { isbn: `978000000000${number}`, author: "Ada", title: `Title ${number}`, language: "en", subjects: ["a b&c"] };
  made.push(await client.createBook({ body }));
}
const titles = [];
for await (const book of client.listBooks.items({ query: { limit: 2, sort: "title", subject: "a b&c" } })) {
  titles.push(book.title);
}
assert.deepEqual(titles, ["Title 1", "Title 2", "Title 3", "Title 4", "Title 5"]);

const [{ id, copies: _copies, on_shelf: _on_shelf, ...again }] = made;
await assert.rejects(client.createBook({ body: again }), (error) => {
  assert.ok(error instanceof ApiError && isErrorOf("createBook", error) && !isErrorOf("getBook", error));
  assert.deepEqual([error.status, error.code], [409, "isbn_taken"]);
  assert.match(error.requestId, /./);
  return true;
});
await assert.rejects(client.createBook({ body: { ...again, isbn: "x" } }), (error) => {
  assert.deepEqual(error.fields.map((each) => each.field), ["body.isbn"]);
  return error.code === "invalid_request";
});
assert.equal((await client.updateBook({ path: { id }, body: { title: "New" } })).title, "New");
assert.equal(await client.deleteBook({ path: { id } }), undefined);
await assert.rejects(client.getBook({ path: { id } }), { code: "not_found" });
await assert.rejects(client.getBook({ path: { id: ".." } }), TypeError);
await assert.rejects(client.getOverdueReport(), { status: 501, code: "not_implemented" });

tokens = { ...tokens, access_token: "refused" };
await Promise.all([client.getMe(), client.getMe(), client.listUsers()]);
assert.equal(renewals, 1);

const stopped = AbortSignal.abort(new Error("stopped"));
await assert.rejects(client.listBooks({}, { signal: stopped }), { message: "stopped" });
