"""Endpoints that have a heading, or sentences, of their own: body, answer, query and access in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from scaffold.requirements.access import sentence_access
from scaffold.requirements.clauses import apply_clause
from scaffold.requirements.document import Source
from scaffold.requirements.draft import AnswerDraft, FieldDraft, ModelDraft, OperationDraft
from scaffold.requirements.jsonish import Placeholder, parse_jsonish
from scaffold.requirements.mentions import Mention
from scaffold.requirements.operations import Context
from scaffold.requirements.wire import WITHOUT, Shapes
from scaffold.requirements.words import pascal, plural, singular, snake, words

_BODY = re.compile(r"(?i)\b(?:body|payload|sends?)\b:?\s+`(\{.+?\})`")
_ANY_OF = re.compile(r"(?i)\bwith (?:any|some) of\b(.+?)(?:\.|$)")
_RETURNS = re.compile(
    r"(?i)\b(?:returns?|answers?(?: with)?"
    r"|responds?(?: with)?)\b:?\s*(?:`?([1-5][0-9]{2})`?\b)?[ ,]*(?:and |with )*(?:an? "
    r"|the )?(`[{\[].+?[}\]]`|[A-Z]\w+)?"
)
_SAME_ANSWER = re.compile(r"(?i)\bsame (?:answer|response|result) as (?:the |for )?([a-z ]+)")
_QUERY = re.compile(r"(?i)\b(?:query|parameters?|query parameters?)\b:?\s+(.+)$")
_AS_ABOVE = re.compile(r"(?i)\bas (?:above|before)\b|\bsame parameters\b")
_NAMED = re.compile(r"`([A-Za-z_]\w*)`(?:\s*\(([^()]*)\))?")
_OPTIONAL = re.compile(r"`([A-Za-z_]\w*)` (?:is|are) optional")


def headed_operation(
    mention: Mention, base: OperationDraft, earlier: Sequence[OperationDraft], shapes: Shapes, context: Context
) -> OperationDraft:
    """The operation of an endpoint whose details are sentences below its heading.

    Args:
        mention: the endpoint.
        base: what its path says.
        earlier: the operations before it, for "as above".
        shapes: what examples give.
        context: models, roles, ledger.
    """
    sentences = mention.details
    path = context.routing.below_base(mention.path)
    base = replace(base, path=path, action=None, do=None, row=None, key=None, fields=())
    operation = replace(base, access=sentence_access([sentence.text for sentence in sentences], context.roles) or ())
    operation = _located(replace(operation, name=_name(mention, operation)), context)
    for sentence in sentences:
        operation = _sentence(operation, sentence, earlier, shapes)
    context.ledger.use(f"endpoints: {mention.method} {mention.path}", mention.source, *_used(sentences, context))
    return _with_hidden_rows(operation, sentences, context)


def _with_hidden_rows(operation: OperationDraft, sentences: Sequence[Source], context: Context) -> OperationDraft:
    """Say so where others are to get 403: rows of somebody else do not exist for the caller."""
    place = next((sentence for sentence in sentences if "403" in sentence.text), None)
    if "owner" not in operation.access or place is None:
        return operation
    context.ledger.miss("403 for others: a row that is somebody else's answers 404", place)
    return replace(operation, notes=(*operation.notes, "not used: 403 for others; a row of somebody else answers 404"))


def _located(operation: OperationDraft, context: Context) -> OperationDraft:
    """Which row the path names, and what its other parameters are."""
    found: list[tuple[str, str | None, str]] = []
    segments = operation.path.strip("/").split("/")
    for at, segment in enumerate(segments):
        if segment.startswith("{"):
            name = segment.strip("{}")
            found.append(
                (name, _row_model(name, segments[at - 1] if at else "", context), segments[at - 1] if at else "")
            )
    if not found:
        return replace(operation, on=False, model=None)
    *others, (_, model, _) = found
    params = tuple(_parameter(name, each) for name, each, _ in others)
    if model is None:
        params = (*params, _parameter(found[-1][0], None))
    return replace(operation, on=model is not None, model=model, params=params)


def _row_model(name: str, segment: str, context: Context) -> str | None:
    own = context.routing.of_segment(segment) if segment else None
    if own is not None:
        model = context.routing.model(own)
        return own if name == "id" or (model and (field := model.field(name)) and field.unique) else None
    holders = [model.name for model in context.routing.models if (field := model.field(name)) and field.unique]
    return holders[0] if len(holders) == 1 else None


def _parameter(name: str, model: str | None) -> FieldDraft:
    return (
        FieldDraft(name=name, like=f"{model}.{name}")
        if model and name != "id"
        else FieldDraft(name=name, type="string")
    )


def _name(mention: Mention, operation: OperationDraft) -> str:
    """The heading as a name; one word alone gets the thing that it is about."""
    title = words(mention.title or "")
    last = [segment for segment in operation.path.split("/") if segment and not segment.startswith("{")][-1:]
    if not title:
        return "_".join([mention.method.lower(), *map(snake, last)])
    if operation.method == "GET" and title[0] not in ("get", "list", "show", "read", "find", "search", "fetch"):
        return "_".join(["list" if singular(title[-1]) != title[-1] else "get", *title])
    rows = [segment for segment in operation.path.split("/")[:-1] if segment and not segment.startswith("{")]
    if len(title) == 1 and "{" in operation.path and rows:
        return f"{title[0]}_{singular(snake(rows[-1]))}"
    return "_".join(title)


def _sentence(
    operation: OperationDraft, sentence: Source, earlier: Sequence[OperationDraft], shapes: Shapes
) -> OperationDraft:
    text = sentence.text
    if match := _BODY.search(text):
        body = parse_jsonish(match[1])
        if isinstance(body, dict):
            operation = replace(operation, body=_body(body, text, shapes))
    if operation.body is not None:
        for name in _OPTIONAL.findall(text):
            operation = replace(operation, body=_with_optional(operation.body, name))
    if query := tuple(_query(text, earlier)):
        operation = replace(operation, query=query)
    if (match := _RETURNS.search(text)) and (match[1] or match[2]):
        operation = replace(operation, answers=(_answer(match[1], match[2], operation, shapes),))
    if (match := _SAME_ANSWER.search(text)) and (other := _earlier(match[1], earlier)):
        operation = replace(operation, answers=other.answers)
    return operation


def _earlier(words_: str, earlier: Sequence[OperationDraft]) -> OperationDraft | None:
    """The nearest operation before that a phrase such as "the list" means."""
    wanted = set(words(words_))
    return next((each for each in reversed(earlier) if wanted & set(each.name.split("_"))), None)


def _body(value: Mapping[str, Any], text: str, shapes: Shapes) -> FieldDraft:
    named = _ANY_OF.search(text)
    optional = [name for name, _ in _NAMED.findall(named[1])] if named else []
    fields = tuple(_body_field(key, each, None, optional, shapes) for key, each in value.items())
    return FieldDraft(name="body", object=fields)


def _body_field(key: str, value: Any, model: ModelDraft | None, optional: Sequence[str], shapes: Shapes) -> FieldDraft:
    if isinstance(value, dict):
        inner = next((each for each in shapes.models if each.name == pascal(key)), None)
        keys = {
            **{name: each for name, each in value.items() if name not in ("...", "…")},
            **{name: Placeholder("") for name in optional},
        }
        fields = [_body_field(name, each, inner, (), shapes) for name, each in keys.items()]
        return FieldDraft(name=key, object=tuple(replace(field, optional=field.name in optional) for field in fields))
    field = model.field(key) if model else None
    if model is not None and field is not None:
        return FieldDraft(name=key, ref=field.ref) if field.ref else FieldDraft(name=key, like=f"{model.name}.{key}")
    if isinstance(value, list):
        return FieldDraft(name=key, items="string")
    kind = "boolean" if isinstance(value, bool) else "integer" if isinstance(value, int) else "string"
    note = () if not isinstance(value, Placeholder) else (f"assumption: {key} is a string",)
    return FieldDraft(name=key, type=kind, notes=note)


def _with_optional(field: FieldDraft, name: str) -> FieldDraft:
    if field.object is None:
        return replace(field, optional=True) if field.name == name else field
    return replace(field, object=tuple(_with_optional(each, name) for each in field.object))


def _query(text: str, earlier: Sequence[OperationDraft]) -> Iterator[FieldDraft]:
    match = _QUERY.search(text)
    if match:
        for name, rules in _NAMED.findall(match[1]):
            yield _query_field(name, rules)
    elif _AS_ABOVE.search(text):
        known = {field.name: field for operation in earlier for field in operation.query}
        yield from (known[name] for name, _ in _NAMED.findall(text) if name in known)


def _query_field(name: str, rules: str) -> FieldDraft:
    whole = re.fullmatch(r"(?i)limit|offset|page|per_?page|page_?size|size|skip|count", name) is not None
    field = FieldDraft(name=name, type="integer" if whole else "string", optional=True)
    rest = []
    for clause in filter(None, rules.split(",")):
        changed = apply_clause(field, clause)
        if changed is None:
            rest.append(clause.strip())
        field = changed or field
    if whole:
        field = replace(field, min=0 if name.lower() in ("offset", "skip") else 1)
    return replace(field, optional=field.default is None, description=", ".join(rest) or None)


def _answer(status: str | None, what: str | None, operation: OperationDraft, shapes: Shapes) -> AnswerDraft:
    code = int(status) if status else 200
    if what is None:
        return AnswerDraft(status=code)
    if what.startswith("`"):
        value = parse_jsonish(what.strip("`"))
        return AnswerDraft(status=code, body=_answer_value("body", value, shapes))
    example = shapes.example(what)
    if example is not None:
        return AnswerDraft(status=code, body=shapes.envelope(example))
    if any(model.name == what for model in shapes.models):
        return AnswerDraft(status=code, body=FieldDraft(name="body", shape=what))
    return AnswerDraft(status=code, body=FieldDraft(name="body", type="json", notes=("assumption: any JSON",)))


def _answer_value(key: str, value: Any, shapes: Shapes) -> FieldDraft:
    """A value of an answer by its example; a list under a plural holds the things of that name."""
    if isinstance(value, dict):
        return FieldDraft(name=key, object=tuple(_answer_value(name, each, shapes) for name, each in value.items()))
    if isinstance(value, list):
        example = next((each for each in shapes.examples if plural(each.key) == key), None)
        return FieldDraft(name=key, items=shapes.summary(example) if example else "string")
    if isinstance(value, bool):
        return FieldDraft(name=key, type="boolean")
    whole = (
        isinstance(value, int)
        or (isinstance(value, Placeholder) and re.fullmatch(r"n|[0-9]+", value.text))
        or key.lower().endswith("count")
    )
    return FieldDraft(name=key, type="integer" if whole else "string")


_SPENT = (_AS_ABOVE, _BODY, _RETURNS, _QUERY, _SAME_ANSWER, WITHOUT, _OPTIONAL)


def _used(sentences: Sequence[Source], context: Context) -> Iterator[Source]:
    for sentence in sentences:
        understood = any((match := pattern.search(sentence.text)) and any(match.groups()) for pattern in _SPENT)
        if understood or sentence_access([sentence.text], context.roles):
            yield sentence


def own_rules(mention: Mention, context: Context) -> tuple[Source, ...]:
    """The sentences below a heading that say how the operation behaves: rules of that operation alone."""
    left = tuple(
        sentence for sentence in mention.details if not context.ledger.knows(sentence) or _says_more(sentence, context)
    )
    context.ledger.use("rules", *left)
    return left


def unread(mention: Mention, context: Context) -> tuple[Source, ...]:
    """The sentences below a heading that nobody understood: rules of that operation alone."""
    usual = tuple(sentence for sentence in mention.details if _USUAL.fullmatch(sentence.text))
    context.ledger.use(f"endpoints: {mention.method} {mention.path}", *usual)
    left = tuple(sentence for sentence in mention.details if not context.ledger.knows(sentence))
    context.ledger.use("rules", *left)
    return left


_USUAL = re.compile(
    r"(?i)(?:request|response|returns?|answers?|status)(?: body)?\s*:?\s*(?:20[0-4](?: [a-z ]{2,20})?)?[:.]?"
)
"""What a standard answer is anyway, and the label of an example."""


def _says_more(sentence: Source, context: Context) -> bool:
    """Whether a sentence that was understood says something besides: "…, where n counts all that match"."""
    if sentence_access([sentence.text], context.roles) or WITHOUT.match(sentence.text):
        return False
    rest = sentence.text
    for pattern in (_ANY_OF, *_SPENT):
        if (match := pattern.search(rest)) and (not pattern.groups or any(match.groups())):
            rest = rest[: match.start()] + rest[match.end() :]
    return (
        len(
            re.findall(r"[A-Za-z]{2,}", re.sub(r"(?i)`[^`]*`|\b(?:all|\w+) (?:are )?required\b|[(][^()]*[)]", "", rest))
        )
        > 2
    )


def answered(operation: OperationDraft) -> OperationDraft:
    """The operation with an answer, where nothing says what it is."""
    if operation.answers or operation.action or operation.do or operation.model:
        return operation
    if operation.method == "DELETE":
        return replace(operation, answers=(AnswerDraft(status=204),))
    note = "assumption: what it answers is not said, so any JSON"
    answer = AnswerDraft(status=200, body=FieldDraft(name="body", type="json"))
    return replace(operation, answers=(answer,), notes=(*operation.notes, note))
