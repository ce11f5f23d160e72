"""Names: what they may be made of, and which of them become the same in some language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from scaffold.names import Name, name_of, page_name
from scaffold.spec.check.calls import Call
from scaffold.spec.check.enums import member_name
from scaffold.spec.check.finding import Finding, at_key, at_value
from scaffold.spec.check.scope import Scope, walk_field, wire_name
from scaffold.spec.language.fields import FieldSpec
from scaffold.spec.positions import Path

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_ -]*")
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
POSTGRESQL_NAME_BYTES = 63
MAX_NAME = 50
"""Characters of the longest name: tables and columns made of it fit PostgreSQL's 63 bytes."""

_NAME_HINT = "begin with a letter A-Z or a-z, then letters, digits, `_`, `-` and spaces"
_KEY_HINT = "use letters, digits, `_`, `-` and `.`"

_OBJECT_MEMBERS = frozenset({
    "constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf",
})  # fmt: skip
"""What every object of ECMAScript has, so that it is there although nobody sent it (ECMA-262, 20.1.3)."""

_RESERVED_FIELDS = {
    "id": "every model has an `id` already",
    "deleted_at": "it is how `soft_delete` marks a row",
}


def check_names(scope: Scope) -> Iterator[Finding]:
    """SC020 and SC021: every name can be an identifier, and no two names become the same one."""
    for group in _groups(scope):
        seen: dict[str, tuple[Path, str]] = {}
        for path, name in group:
            if not _NAME.fullmatch(name):
                yield at_key("SC020", path, f"`{name}` cannot be a name in every language", _NAME_HINT)
                continue
            if len(name) > MAX_NAME:
                yield at_key("SC020", path, f"this name is longer than {MAX_NAME} characters", "shorten it")
            spelling = _spelling(name)
            first, other = seen.setdefault(spelling, (path, name))
            if first != path:
                yield _collision(name, other, path, first)
    yield from _check_keys(scope)


def _spelling(name: str) -> str:
    """What two names share when some language spells them alike (`isbn10` and `isbn_10`)."""
    return name_of(name).pascal.lower()


def _collision(name: str, other: str, path: Path, first: Path) -> Finding:
    message = f"`{name}` and `{other}` are the same name in code: {name_of(name).pascal}"
    return at_key("SC021", path, message, "rename one of them", (first, f"`{other}` is here"))


def _groups(scope: Scope) -> Iterator[Iterable[tuple[Path, str]]]:
    """The names that have to differ from each other, group by group."""
    spec = scope.spec
    yield [(("models", each), each) for each in spec.models] + [(("shapes", each), each) for each in spec.shapes]
    for section, holders in (("models", spec.models), ("shapes", spec.shapes)):
        for key, holder in holders.items():
            yield [((section, key, "fields", each), each) for each in holder.fields]
    for path, field in scope.fields:
        if field.object is not None:
            yield [((*path, "object", each), each) for each in field.object]
    for call in scope.calls:
        if call.operation is not None:
            yield [
                ((*call.where, place, each), each)
                for place in ("params", "query")
                for each in getattr(call.operation, place)
            ]
        if call.listing is not None:
            yield [((*call.where, "filter", each), each) for each in call.listing.filter]
    yield [(("errors", each), each) for each in spec.errors]
    yield [(("endpoints", call.name), call.name) for call in scope.calls if call.operation is not None]
    yield [(("auth", "roles", index), role) for index, role in enumerate(spec.auth.roles if spec.auth else ())]
    for section in ("jobs", "integrations", "inference", "datasets"):
        yield [((section, each), each) for each in getattr(spec, section)]


def _check_keys(scope: Scope) -> Iterator[Finding]:
    """Names that never become identifiers, and so may hold a little more."""
    spec = scope.spec
    keys: list[Path] = [("rules", each) for each in spec.rules]
    keys += [("limits", "rates", each) for each in spec.limits.rates]
    keys += [("service", "versions", each) for each in spec.service.versions]
    for path in keys:
        if not _KEY.fullmatch(str(path[-1])):
            yield at_key("SC020", path, f"`{path[-1]}` cannot be a name here", _KEY_HINT)
    if not scope.is_broken(("service", "name")) and not _NAME.fullmatch(spec.service.name):
        yield at_value(
            "SC020", ("service", "name"), f"`{spec.service.name}` cannot be a name in every language", _NAME_HINT
        )
    yield from _check_titles(scope)
    for call in scope.calls:
        for header in call.operation.headers if call.operation else ():
            if not _HEADER.fullmatch(header):
                yield at_key(
                    "SC020", (*call.where, "headers", header), f"`{header}` cannot be the name of a header", _KEY_HINT
                )


def _check_titles(scope: Scope) -> Iterator[Finding]:
    """Titles of scenarios and headings of resources: free text, of which code makes a name."""
    titles: list[tuple[Path, str]] = [(("scenarios", title), title) for title in scope.spec.scenarios]
    seen: dict[str, tuple[Path, str]] = {}
    for path, title in titles:
        spelling = member_name(title)
        first, other = seen.setdefault(spelling, (path, title))
        if not spelling:
            yield at_key("SC020", path, f"`{title}` has no letters or digits to make a name of", "use words")
        elif first != path:
            yield _collision(title, other, path, first)
    for key, endpoint in scope.spec.endpoints.items():
        if endpoint.tag is not None and not _NAME.fullmatch(endpoint.tag):
            message = f"`{endpoint.tag}` cannot be a heading: packages are called after it"
            yield at_value("SC020", ("endpoints", key, "tag"), message, _NAME_HINT)


def check_reserved(scope: Scope) -> Iterator[Finding]:
    """SC022: fields that every row has anyway, and fields that share one name in JSON."""
    for model, spec in scope.spec.models.items():
        wires: dict[str, str] = {}
        for name, field in spec.fields.items():
            path: Path = ("models", model, "fields", name)
            if not _NAME.fullmatch(name):
                continue
            reason = _RESERVED_FIELDS.get(name_of(name).snake)
            if reason and (name_of(name).snake == "id" or spec.soft_delete):
                yield at_key("SC022", path, f"`{name}` is reserved: {reason}", "leave it out or rename it")
            wire = name_of(wire_name(name, field)).snake
            other = wires.setdefault(wire, name)
            if other != name and _spelling(other) != _spelling(name):
                yield at_key("SC022", path, f"`{name}` and `{other}` are both `{wire}` in JSON", "rename one of them")


def check_object_members(scope: Scope) -> Iterator[Finding]:
    """SC022: members of JSON objects that an object may have before anybody sets them."""
    named = [
        (path, wire_name(str(path[-1]), field)) for path, field in scope.fields if path[-1] not in ("list", "body")
    ]
    named += [
        ((*call.where, "filter", name), name) for call in scope.calls if call.listing for name in call.listing.filter
    ]
    for path, name in named:
        if not _NAME.fullmatch(name):
            continue
        wire = name_of(name)
        spelled = wire.camel if scope.spec.conventions.json_names == "camelCase" else wire.snake
        if spelled in _OBJECT_MEMBERS:
            message = f"`{name}` is reserved: in some languages every object has a `{spelled}` already"
            yield at_key("SC022", path, message, "rename it")


def check_derived_names(scope: Scope) -> Iterator[Finding]:
    """SC025: names that the design makes, such as ``BookCreate``, against those of the spec."""
    said: dict[str, Path] = {}
    for section in ("models", "shapes"):
        for name in getattr(scope.spec, section):
            if _NAME.fullmatch(name):
                said.setdefault(_spelling(name), (section, name))
    made: dict[str, tuple[Path, str]] = {}
    for name, path, what in _derived(scope):
        spelling = name.pascal.lower()
        if spelling in said and said[spelling] != path:
            message = f"`{said[spelling][-1]}` is also the name of {what}"
            yield at_key("SC025", said[spelling], message, "rename it", (path, f"{what} comes from here"))
        elif made.setdefault(spelling, (path, what))[0] != path:
            other_path, other = made[spelling]
            message = f"{what} would be called {name.pascal}, as is {other}"
            yield at_key("SC025", path, message, "rename one of the two", (other_path, f"{other} comes from here"))


def _derived(scope: Scope) -> Iterator[tuple[Name, Path, str]]:
    """The names of types that nobody wrote: of bodies, answers, pages and enumerations."""
    for call in scope.calls:
        if not _NAME.fullmatch(str(call.where[1])):
            continue
        if call.resource is not None:
            if _NAME.fullmatch(call.model or ""):
                yield from _of_standard(scope, call, name_of(call.model or ""))
        elif call.operation is not None:
            if call.operation.body is not None and call.operation.body.object is not None:
                yield name_of(call.name) + "Body", (*call.where, "body"), f"the body of `{call.name}`"
            for answer in call.operation.answer.values():
                if answer.body is not None and answer.body.object is not None:
                    yield name_of(call.name) + "Answer", (*call.where, "answer"), f"the answer of `{call.name}`"
    session = next((call for call in scope.calls if call.does in ("login", "refresh")), None)
    if session is not None:
        yield Name(("token", "pair")), session.where, f"what `{session.name}` answers"
    yield from _enumerations(scope)


def _of_standard(scope: Scope, call: Call, model: Name) -> Iterator[tuple[Name, Path, str]]:
    if call.listing is not None:
        usual = scope.spec.pagination.style
        yield page_name(model, call.listing.page or usual, usual), call.where, f"what `{call.name}` answers"
    elif call.does in ("create", "update"):
        yield model + call.does, call.where, f"what `{call.name}` takes"


def _enumerations(scope: Scope) -> Iterator[tuple[Name, Path, str]]:
    for section, holders in (("models", scope.spec.models), ("shapes", scope.spec.shapes)):
        for key, holder in holders.items():
            for name, field in holder.fields.items():
                if _NAME.fullmatch(key) and _NAME.fullmatch(name):
                    yield from _of_field(key, name, field, (section, key, "fields", name))


def _of_field(owner: str, name: str, field: FieldSpec, path: Path) -> Iterator[tuple[Name, Path, str]]:
    for _, inner in walk_field(path, field):
        if inner.enum is not None:
            yield Name(name_of(owner).words + name_of(name).words), path, f"the enumeration of `{owner}.{name}`"
            return


def check_operation_names(scope: Scope) -> Iterator[Finding]:
    """SC021 for operations: a custom ``create_book`` beside the standard ``Book.create``."""
    standard: dict[str, Path] = {}
    for call in scope.calls:
        if call.resource is not None and _NAME.fullmatch(call.model or ""):
            noun = name_of(call.model or "")
            standard[_spelling_of(call.does or "", noun.plural if call.does == "list" else noun)] = call.where
    for call in scope.calls:
        if call.operation is None or not _NAME.fullmatch(call.name):
            continue
        other = standard.get(_spelling(call.name))
        if other is not None:
            message = f"`{call.name}` and `{other[1]}.{other[2]}` are the same operation name in code"
            yield at_key("SC021", call.where, message, "rename the custom one", (other, "the standard action is here"))


def _spelling_of(verb: str, noun: Name) -> str:
    return Name((verb, *noun.words)).pascal.lower()


def check_tables(scope: Scope) -> Iterator[Finding]:
    """SC024: two models in one table."""
    tables: dict[str, Path] = {}
    spellings: set[str] = set()
    for model, spec in scope.spec.models.items():
        if not _NAME.fullmatch(model) or _spelling(model) in spellings:
            continue
        spellings.add(_spelling(model))
        table = spec.table or name_of(model).plural.snake
        path: Path = ("models", model, "table") if spec.table else ("models", model)
        for name, where, what in _tables_of(model, table, path, spec.fields.items()):
            if len(name) > POSTGRESQL_NAME_BYTES:
                hint = f"shorten it to {POSTGRESQL_NAME_BYTES} characters, or name the table with `table:`"
                yield at_key("SC111", where, f"the table `{name}` has too long a name", hint)
            first = tables.setdefault(name.lower(), where)
            if first != where:
                yield at_key(
                    "SC024",
                    where,
                    f"{what} is the table `{name}`, which is taken",
                    "name its table with `table:`",
                    (first, "by this"),
                )


def _tables_of(
    model: str, table: str, path: Path, fields: Iterable[tuple[str, FieldSpec]]
) -> Iterator[tuple[str, Path, str]]:
    yield table, path, f"`{model}`"
    for name, field in fields:
        if field.many is not None and _NAME.fullmatch(name):
            yield f"{table}_{name_of(name).snake}", ("models", model, "fields", name), f"`{model}.{name}`"
