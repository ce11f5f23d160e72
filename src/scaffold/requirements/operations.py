"""Operations: each mention of an endpoint with what its text, its rules and the whole document say about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from scaffold.requirements.access import Roles, access_words, own_and_all, restricting_label, sentence_access
from scaffold.requirements.callers import roles_in
from scaffold.requirements.contracts import is_writable
from scaffold.requirements.descriptions import Said, fields_in, read_description
from scaffold.requirements.document import Source
from scaffold.requirements.draft import FieldDraft, ModelDraft, OperationDraft, RateDraft
from scaffold.requirements.examples import by_value
from scaffold.requirements.mentions import Mention
from scaffold.requirements.report import Ledger
from scaffold.requirements.routes import Routing, route
from scaffold.requirements.rules import verbs_of
from scaffold.requirements.trivia import trivial
from scaffold.requirements.words import NUMBER, duration, in_digits, plain, singular, snake, stem, words

_VERB_PHRASE = re.compile(r"(?i)^([a-z]{3,}) (?:an?|another|one's|new|some) (?:new )?([a-z]+)\b")
_NOT_VERBS = frozenset(
    {"the", "one", "all", "only", "for", "with", "every", "own", "list", "get", "create", "add", "any", "make"}
)


class Context(Struct, frozen=True):
    """What is known when operations are read; ``things`` are the nouns of models and paths."""

    routing: Routing
    roles: Roles
    things: frozenset[str]
    ledger: Ledger


def listed_operation(mention: Mention, context: Context) -> OperationDraft:
    """The operation of a line in a list or a row of a table."""
    operation = route(mention, context.routing)
    model = context.routing.model(operation.model)
    said = read_description(mention.text, context.roles, model, context.things)
    if mention.style == "prose":
        said = _of_subject(said, mention, context)
    if mention.access is not None:
        said = _with_column(said, mention.access, context)
    context.ledger.use(f"endpoints: {mention.method} {mention.path}", *mention.details)
    context.ledger.use("a group of endpoints", *mention.caption)
    for unknown in said.unknown:
        context.ledger.miss(unknown, mention.source)
    operation = with_own_rows(_said(operation, said, model), mention.text)
    return _described(operation, mention, said, model)


def titled_operation(mention: Mention, context: Context) -> OperationDraft:
    """The operation of an endpoint with a heading of its own, where its sentences say what a list's line would."""
    operation = route(mention, context.routing)
    model = context.routing.model(operation.model)
    said = Said(access=sentence_access([sentence.text for sentence in mention.details], context.roles))
    for sentence in mention.details:
        if (label := restricting_label(sentence.text)) and not access_words(label, context.roles):
            context.ledger.use(f"endpoints: {mention.method} {mention.path}", sentence)
            said = replace(said, restriction=label)
            continue
        part = read_description(sentence.text.rstrip("."), context.roles, model)
        if len(part.rest) < 1 or sentence_access([sentence.text], context.roles):
            context.ledger.use(f"endpoints: {mention.method} {mention.path}", sentence)
            said = _joined(said, part)
    context.ledger.use(f"endpoints: {mention.method} {mention.path}", mention.source)
    said = replace(said, rest=(mention.title,) if mention.title else ())
    return _described(_said(operation, said, model), mention, said, model)


def _joined(first: Said, second: Said) -> Said:
    return Said(
        access=first.access or second.access,
        restriction=first.restriction or second.restriction,
        filters=(*first.filters, *second.filters),
        search=(*first.search, *second.search),
        sort=(*first.sort, *second.sort),
        order=first.order or second.order,
        fields=first.fields or second.fields,
        body=first.body or second.body,
        only_for=(*first.only_for, *second.only_for),
        unknown=(*first.unknown, *second.unknown),
    )


def _of_subject(said: Said, mention: Mention, context: Context) -> Said:
    """What a sentence says by its subject: "Staff create …", "Anyone can list …", "Members see their own …"."""
    text = plain(mention.source.text)
    either = context.roles.pattern()
    subject = re.match(rf"(?i)(?:only )?({either})\b(?: (?:and|or) ({either})\b)?", text)
    open_to_all = re.match(r"(?i)(?:anyone|anybody|everyone|everybody|visitors?|the public)\b", text)
    roles = tuple(role for word in (subject.groups() if subject else ()) if word and (role := context.roles.of(word)))
    access = own_and_all(text, context.roles) or (("public",) if open_to_all else roles) or said.access
    return replace(said, access=access or None, rest=(text.rstrip("."),))


def _with_column(said: Said, text: str, context: Context) -> Said:
    access = access_words(text, context.roles)
    return (
        replace(said, access=access)
        if access
        else replace(said, access=roles_in(text, context.roles) or None, restriction=plain(text))
    )


def _said(operation: OperationDraft, said: Said, model: ModelDraft | None) -> OperationDraft:
    is_list = operation.action == "list"
    changes = replace(
        operation,
        access=said.access or (),
        restriction=said.restriction,
        fields=said.fields if operation.action == "update" or (operation.do or "").startswith("update") else (),
        notes=tuple(f"not used: {each}" for each in said.unknown),
    )
    if is_list:
        changes = replace(
            changes, filters=said.filters, search=said.search or _searchable(model), sort=said.sort, order=said.order
        )
    if said.body is not None and operation.do:
        return replace(changes, fields=tuple(key for key in said.body if model is not None and model.field(key)))
    if said.body is not None or said.only_for:
        changes = replace(changes, body=_body(said, model))
    return changes


_MINE = re.compile(r"/(?:me|my|mine)(?:/|$)")


def with_own_rows(operation: OperationDraft, text: str) -> OperationDraft:
    """The operation on rows of the caller alone, as ``/me/orders`` and "my orders" say."""
    mine = _MINE.search(operation.path) or re.match(r"(?i)(?:list |get |show |see )?my\b", plain(text))
    if operation.access or operation.row or operation.model is None or operation.action == "create" or not mine:
        return operation
    return replace(operation, access=("owner",))


def _searchable(model: ModelDraft | None) -> tuple[str, ...]:
    return tuple(field.name for field in model.fields if field.searchable) if model else ()


def _described(operation: OperationDraft, mention: Mention, said: Said, model: ModelDraft | None) -> OperationDraft:
    rest = "; ".join(said.rest) or (plain(mention.text) if operation.row and mention.style != "prose" else "")
    about = plain(mention.title or "") if mention.style == "item" else ""
    summary = "; ".join(part for part in (about, rest) if part)
    name = operation.name or _name(operation, mention, rest)
    in_prose = mention.style == "prose" and bool(operation.action or operation.do)
    if in_prose or (operation.action and _says_nothing_new(summary, name, operation, model)):
        summary = ""
    return replace(operation, summary=summary or None, name=name, cache=_cache(mention.source.text, operation))


def _says_nothing_new(summary: str, name: str, operation: OperationDraft, model: ModelDraft | None) -> bool:
    """Whether a summary repeats what a standard action is; one with a verb of its own does not."""
    own_verb = name and not name.startswith("create_")
    return not own_verb and trivial(
        summary, operation.model or "", [each.name for each in model.fields] if model else []
    )


_CACHED = re.compile(
    rf"(?i)\bup to ({NUMBER}) ?(ms|seconds?|minutes?|hours?|days?) old\b"
    rf"|\bcached for (?:up to )?({NUMBER}) ?(ms|seconds?|minutes?|hours?|days?)\b"
)


def _cache(text: str, operation: OperationDraft) -> str | None:
    """How long an answer may be served again: "may be up to 60 seconds old"."""
    match = _CACHED.search(in_digits(text)) if operation.method == "GET" else None
    return duration(match[1] or match[3], match[2] or match[4]) if match else None


def _body(said: Said, model: ModelDraft | None) -> FieldDraft:
    """The object that is sent: the keys of the example, and those that only some may send."""
    only_for: dict[str, list[str]] = {}
    for name, role in said.only_for:
        only_for.setdefault(name, []).append(role)
    fields = [_body_field(key, value, model) for key, value in (said.body or {}).items()]
    fields += [
        replace(_body_field(name, None, model), optional=True, access=tuple(roles)) for name, roles in only_for.items()
    ]
    return FieldDraft(name="body", object=tuple(fields))


def _body_field(key: str, value: object, model: ModelDraft | None) -> FieldDraft:
    """A key of a body; ``copy_id`` is the reference ``copy``."""
    bare = re.sub(r"(?<=[a-z0-9])(?:_id|Id)$", "", key)
    for name in (key, bare):
        field = model.field(name) if model else None
        if field is not None and field.ref:
            return FieldDraft(name=name, ref=field.ref)
        if field is not None and model is not None:
            return FieldDraft(name=name, like=f"{model.name}.{name}")
    return by_value(key, value)


def _name(operation: OperationDraft, mention: Mention, rest: str) -> str:
    """A name that says what the operation does: its verb and its thing."""
    if operation.do or operation.action in ("list", "get", "update", "delete"):
        return ""
    noun = "_".join(words(operation.model or ""))
    segments = [snake(segment) for segment in operation.path.split("/") if segment and not segment.startswith("{")]
    if (
        operation.on
        and operation.action is None
        and operation.method == "POST"
        and singular(segments[-1]) != segments[-1]
    ):
        return f"create_{noun}_{singular(segments[-1])}"
    if operation.on and operation.action is None:
        return "_".join([segments[-1], noun]) if operation.method != "GET" else f"get_{noun}_{segments[-1]}"
    phrase = _VERB_PHRASE.match(rest)
    verb = singular(phrase[1].lower()) if phrase else ""
    if operation.method == "POST" and phrase and verb not in _NOT_VERBS:
        return f"{verb}_{singular(phrase[2].lower())}"
    if operation.action == "create":
        return f"create_{noun}"
    return _by_path(operation.method, operation.path, segments)


_VERBS = {"GET": "get", "POST": "", "PUT": "put", "PATCH": "update", "DELETE": "delete"}


def _by_path(method: str, path: str, segments: Sequence[str]) -> str:
    """``list_task_comments`` for things that are collected, ``check_in_ticket`` for things that are done."""
    if not segments:
        return method.lower()
    *above, last = segments
    one = singular(last)
    if above[-1:] == ["webhooks"] or (one == last and not path.endswith("}")):
        parts = [*above[:-1], last, *map(singular, above[-1:])]
        return "_".join(part for part in (_VERBS[method], *parts) if part)
    many = method == "GET" and not path.endswith("}")
    verb = "list" if many else "create" if method == "POST" else _VERBS[method]
    return "_".join([verb, *("my" if each == "me" else singular(each) for each in above), last if many else one])


def with_registration(
    operations: Iterable[OperationDraft], told: Sequence[Source], models: Sequence[ModelDraft], ledger: Ledger
) -> tuple[OperationDraft, ...]:
    """The fields that somebody who registers sends: those the sentence about it names."""
    return tuple(
        _registration(operation, told, models, ledger) if operation.name == "register" and operation.do else operation
        for operation in operations
    )


def _registration(
    operation: OperationDraft, told: Sequence[Source], models: Sequence[ModelDraft], ledger: Ledger
) -> OperationDraft:
    model = next(each for each in models if operation.do == f"create {each.name}")
    for sentence in told:
        if re.search(r"(?i)\b(?:regist\w+|sign(?:s|ing)? up|creates? an account)\b", sentence.text):
            names = fields_in(sentence.text, model)
            if len(names) > 1:
                ledger.use("endpoints.register.fields", sentence)
                return replace(operation, fields=names)
    names = tuple(
        field.name for field in model.fields if is_writable(field) and not field.enum and field.type != "boolean"
    )
    return replace(operation, fields=names, notes=(*operation.notes, "assumption: who registers sends these fields"))


def with_limits(operations: Iterable[OperationDraft], rates: Sequence[RateDraft]) -> tuple[OperationDraft, ...]:
    """Name the rate limit of every operation that has one of its own."""
    named = {stem(rate.name): rate.name for rate in rates if rate.name != "default"}
    return tuple(
        replace(operation, limit=next((named[verb] for verb in sorted(verbs_of(operation)) if verb in named), None))
        for operation in operations
    )
