"""What holds for the whole service: base path, pages, rate limits, version, and what is built in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from scaffold.requirements.document import Code, Section, Source
from scaffold.requirements.draft import Fact, RateDraft
from scaffold.requirements.report import Ledger
from scaffold.requirements.scope import Scope
from scaffold.requirements.words import NUMBER, in_digits, number, plain, slug, snake

_BASE = re.compile(
    r"(?i)\b(?:base (?:path|url)|prefix(?:ed)?(?: with| by| is)?|all (?:paths|endpoints|routes"
    r"|urls)[^.`]{0,40}|api (?:is |lives )?(?:under|at)|basispfad)\b[^`/]{0,20}`?(/[\w./-]*[\w])`?"
)
_RATE = re.compile(rf"(?i)\b({NUMBER}) ?(?:[a-z]+ )?(?:a|an|per|/|each|every) ?(second|minute|hour|day)\b")
_PER = (("address", re.compile(r"(?i)\b(?:address|ip|client)\b")), ("key", re.compile(r"(?i)\b(?:api )?key\b")))
_LIMITING = re.compile(
    r"(?i)\b(?:limit\w*|rates?|at most|no more than|up to|attempts?|allowed|throttl\w*|per (?:user"
    r"|address|ip|key))\b|^[\w ]+: [0-9]+"
)
_OTHERS = re.compile(
    r"(?i)\b(?:all other|every other|everything else|other calls|all calls|every call|all endpoints"
    r"|the rest|default|signed[- ]in|logged[- ]in|authenticated|each user|rate limit|the api)\b"
)
_SIZE = re.compile(
    rf"(?i)\b({NUMBER}) (?:items? |entries |results? |rows )?(?:per|a|each) page\b|pages? (?:hold|have"
    rf"|contain|show|of) ({NUMBER})|page size(?: is| of|:)? ({NUMBER})|({NUMBER}) (?:by default"
    rf"|is the default)|default(?: page size)?(?: is| of|:)? ({NUMBER})"
)
_MOST = re.compile(
    rf"(?i)\b({NUMBER}) at (?:the )?most|\b(?:at most|max(?:imum)?(?: is| of|:)?|up to|never more than) ({NUMBER})"
)
_STYLE = (("cursor", "cursor"), ("offset", "offset"), ("page number", "page"))
_VERSION = re.compile(r"(?i)\bversion:? ?v?([0-9]+\.[0-9]+\.[0-9]+)\b")
_TITLE_TAIL = re.compile(
    r"(?i)\s*[:–—-]?\s*(?:\(?(?:product |technical |functional |software |backend )*(?:requirements?"
    r"|specification|spec|prd|anforderungen|pflichtenheft|lastenheft)(?: document"
    r"| specification)?\)?)\s*$"
)
_TITLE_HEAD = re.compile(
    r"(?i)^(?:(?:product |technical |functional |software |backend )*(?:requirements?|specification"
    r"|spec|prd|anforderungen|pflichtenheft|lastenheft)(?: document| specification)?(?: for| of| für"
    r"| an)?(?: the)?|prd)\s*[:–—-]?\s+"
)

_BUILT_IN = (
    (
        r"\bjson in and out\b|requests and responses are json|\bjson (?:only|api|everywhere)\b"
        r"|speaks json|all (?:requests|bodies|responses).{0,20}json",
        "JSON is the wire format",
    ),
    (
        r"\b(?:every|each|all) (?:request|call)s?\b.{0,40}\bid\b|request id|correlation id",
        "X-Request-ID is accepted, answered and logged",
    ),
    (
        r"\bno personal data\b.{0,20}\blogs?\b|\blogs?\b.{0,40}\b(?:no|without|never)\b.{0,20}\bpersonal",
        "logs hold no personal data",
    ),
    (
        r"\bmachine-readable\b.{0,60}\b(?:message|code)\b|\bproblem[+ ]json\b|rfc ?(?:9457|7807)|problem details",
        "errors are problem details with a code and the fields",
    ),
    (
        r"\blog(?:ging|s)? out\b.{0,60}\b(?:useless|invalid|revoke[sd]?|ends?|void)\b",
        "logout ends the session's refresh token",
    ),
    (
        r"\bwithout installing a database\b|\bno database (?:to install|needed)\b",
        "without DATABASE_URL it runs on an embedded database",
    ),
    (r"\brate[- ]limit headers?\b", "answers carry RateLimit headers"),
    (
        r"\b(?:utc|iso ?8601|rfc ?3339)\b.{0,60}(?:milliseconds|utc|iso|rfc|time)|\b(?:timestamps?|times"
        r"|dates)\b.{0,40}\b(?:utc|iso ?8601|rfc ?3339)\b",
        "times are RFC 3339 in UTC with milliseconds",
    ),
    (
        r"\bpasswords?\b.{0,60}\b(?:hashed|hashes|argon2\w*|bcrypt|never stored)\b",
        "passwords are kept as argon2id hashes",
    ),
    (
        r"\bsecrets?\b.{0,60}\benvironment\b|configuration comes from (?:the )?environment"
        r"|never commit secrets|\b12[- ]factor\b",
        "configuration comes from the environment",
    ),
    (
        r"\b(?:every|each|all) endpoints?\b.{0,20}\btests?\b|\btests? for (?:every|each|all) endpoint",
        "every endpoint is tested",
    ),
    (r"\bhealth ?checks?\b|/healthz?\b|\breadiness\b", "/healthz and /readyz are there"),
    (r"\bopenapi\b|\bswagger\b", "the service answers /openapi.json and /docs"),
    (r"\b(?:metrics|prometheus)\b.{0,40}(?:endpoint|expose|/metrics)|expose.{0,20}\bmetrics\b", "/metrics is there"),
    (r"\bstructured (?:json )?logs?|json logs?\b|logs? (?:are|in) json", "logs are structured JSON"),
    (r"\bauth(?:entication)? optional\b.{0,10}\bmeans?\b", "optional login works so"),
    (r"\b401\b.{0,120}\b403\b.{0,120}\b404\b", "401, 403 and 404 are answered so"),
    (
        r"^new (?:accounts?|users?)\b.{0,30}\b(?:have|get|start with)\b.{0,20}\brole\b",
        "nobody registers with a role; the default holds",
    ),
    (
        r"\b(?:created|made|invited) by an? admin(?:istrator)?s?\b",
        "accounts with a role are made by those who may create users",
    ),
)


def built_in(text: str) -> str | None:
    """What every generated service does that the sentence asks for."""
    lower = text.lower()
    return next((what for pattern, what in _BUILT_IN if re.search(pattern, lower)), None)


def service_title(title: str) -> str:
    """The name of the service, out of the title of its requirements."""
    bare = plain(title).strip(" #*")
    short = _TITLE_HEAD.sub("", _TITLE_TAIL.sub("", bare)).strip(" :–—-")
    return short or bare


def read_service(scope: Scope, told: Sequence[Source], paths: Sequence[str], ledger: Ledger) -> dict[str, Fact]:
    """Name, title, description, version and base path."""
    heading, description = scope.heading, scope.description
    name = service_title(scope.title)
    facts = {"name": Fact(value=slug(name)[:60].strip("-") or "service", source=heading if name else None)}
    if not slug(name):
        facts["name"] = Fact(value="service", note="assumption: the requirements have no title")
    if name:
        facts["title"] = Fact(value=name, source=heading)
    if description is not None:
        facts["description"] = Fact(value=plain(description.text), source=description)
    headings = tuple(section.heading for section in scope.sections)
    facts["version"] = _version(told, heading, ledger)
    if base := _base_path((*told, *headings), paths, heading, ledger):
        facts["base_path"] = base
    return facts


def _version(told: Sequence[Source], heading: Source, ledger: Ledger) -> Fact:
    for sentence in told:
        if match := _VERSION.search(sentence.text):
            ledger.use("service.version", sentence)
            return Fact(value=match[1], source=sentence)
    return Fact(value="1.0.0", note="assumption: the first version")


def _base_path(told: Sequence[Source], paths: Sequence[str], heading: Source, ledger: Ledger) -> Fact | None:
    for sentence in told:
        if match := _BASE.search(sentence.text):
            ledger.use("service.base_path", sentence)
            return Fact(value=match[1], source=sentence)
    firsts = [path.split("/")[1:3] for path in paths]
    if len(firsts) < 2:
        return None
    prefix: list[str] = []
    for at in (0, 1):
        heads = {parts[at] if len(parts) > at else "" for parts in firsts}
        head = heads.pop()
        if heads or not re.fullmatch(r"api|v[0-9]+", head):
            break
        prefix.append(head)
    if not prefix:
        return None
    return Fact(value="/" + "/".join(prefix), note="assumption: every path begins so")


def read_pagination(told: Iterable[Source], ledger: Ledger) -> dict[str, Fact]:
    """Style, size and greatest size of pages."""
    facts: dict[str, Fact] = {}
    for sentence in told:
        text = sentence.text
        if not re.search(r"(?i)\bpag(?:e|es|ed|inat\w*|ing)\b|\bcursor\b", text):
            continue
        found = {key: Fact(value=value, source=sentence) for key, value in _pages(in_digits(text))}
        if found:
            ledger.use("pagination", sentence)
            facts = {**found, **facts}
    return facts


def _pages(text: str) -> Iterator[tuple[str, str | int]]:
    style = next((name for word, name in _STYLE if re.search(rf"(?i)\b{word}", text)), None)
    if style:
        yield "style", style
    for key, pattern in (("size", _SIZE), ("max", _MOST)):
        match = pattern.search(text)
        value = number(next(group for group in match.groups() if group)) if match else None
        if value:
            yield key, value


def read_rates(told: Iterable[Source], ledger: Ledger) -> tuple[RateDraft, ...]:
    """Rate limits: one for everybody, others by the call that they name."""
    rates: dict[str, RateDraft] = {}
    for sentence in told:
        for rate in _rates(sentence):
            if rate.name in rates:
                continue
            rates[rate.name] = rate
            ledger.use(f"limits.rates.{rate.name}", sentence)
    return tuple(sorted(rates.values(), key=lambda rate: rate.name != "default"))


def _rates(sentence: Source) -> Iterator[RateDraft]:
    text = in_digits(plain(sentence.text))
    found = list(_RATE.finditer(text))
    if not found or not _LIMITING.search(text):
        return
    for at, match in enumerate(found):
        before = text[found[at - 1].end() if at else 0 : match.start()]
        after = text[match.end() : found[at + 1].start() if at + 1 < len(found) else len(text)]
        name = _limited(before)
        value = number(match[1])
        if name is None or value is None or value < 1:
            continue
        scope = next((word for word, pattern in _PER if pattern.search(after.split(",")[0])), "user")
        yield RateDraft(name=name, rate=f"{value}/{match[2].lower()}", per=scope, source=sentence)


def _limited(subject: str) -> str | None:
    """The name of a limit by what it limits; `default` when that is everything else."""
    clause = re.split(r"[,;.]", subject)[-1] if re.search(r"[,;.]\s*\S", subject) else subject
    if _OTHERS.search(clause):
        return "default"
    if re.search(r"(?i)\banonymous|unauthenticated|not logged in|expect\b", clause):
        return None
    match = re.search(
        r"(?i)\b((?:log|sign)[- ]?(?:in|ins|up)|logins?|registration|register|[a-z]+)\b(?: (?:is|are"
        r"|calls|attempts|requests|to|limited|may|at most))*\W*$",
        clause,
    )
    word = re.sub(r"(?i)[- ]|s$", "", match[1]) if match else ""
    return {"signin": "login", "registration": "register", "signup": "register"}.get(word.lower(), snake(word)) or None


_CONTRACT = re.compile(r"(?:openapi|swagger|paths|components|definitions):|\{\s*\"(?:openapi|swagger|paths)\"")


def miss_contracts(sections: Sequence[Section], ledger: Ledger) -> None:
    """Say of OpenAPI fragments that they are not read."""
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Code) and not ledger.knows(block.whole) and _CONTRACT.match(block.whole.text.strip()):
                ledger.miss("OpenAPI is not read: list the endpoints as `GET /books` and the fields below", block.whole)
