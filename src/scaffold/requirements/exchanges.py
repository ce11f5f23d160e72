"""Request and response examples below the heading of an endpoint."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from scaffold.requirements.document import Code, Paragraph, Section, Source
from scaffold.requirements.draft import AnswerDraft, FieldDraft, ModelDraft, OperationDraft
from scaffold.requirements.examples import by_value
from scaffold.requirements.jsonish import parse_jsonish
from scaffold.requirements.mentions import find_endpoints

_REQUEST = re.compile(r"(?i)\b(?:requests?|body|payload|input|sends?)\b")
_RESPONSE = re.compile(r"(?i)\b(?:responses?|returns?|answers?|output|results?)\b|\b[2][0-9]{2}\b")
_STATUS = re.compile(r"\b(2[0-9]{2})\b")
_SERVER_KEYS = re.compile(r"(?i)id|.*(?:created|updated|modified)_?(?:at|on)")


class Exchange(Struct, frozen=True):
    """The JSON that is sent and answered, with the pieces that say so."""

    request: Any = None
    response: Any = None
    status: int | None = None
    sources: tuple[Source, ...] = ()

    @property
    def is_there(self) -> bool:
        """Whether an example was found."""
        return self.request is not None or self.response is not None


def read_exchange(section: Section) -> Exchange:
    """The examples of a section that is about one endpoint."""
    found = Exchange()
    if len(find_endpoints(section.title)) != 1:
        return found
    caption: Paragraph | None = None
    for block in section.blocks:
        if isinstance(block, Code) and (value := parse_jsonish(block.whole.text)) is not None:
            found = _with(found, value, block, caption)
        caption = block if isinstance(block, Paragraph) else None
    return found


def _with(found: Exchange, value: Any, block: Code, caption: Paragraph | None) -> Exchange:
    leading = caption.sentences[-1] if caption else None
    label = leading.text if leading else ""
    sources = (*found.sources, block.whole, *((leading,) if leading and len(label) < 60 else ()))
    if _RESPONSE.search(label) and not re.match(r"(?i)\W*request", label):
        status = _STATUS.search(label)
        return replace(found, response=value, status=int(status[1]) if status else None, sources=sources)
    if _REQUEST.search(label):
        return replace(found, request=value, sources=sources)
    return found


def is_standard(exchange: Exchange, operation: OperationDraft, model: ModelDraft | None) -> bool:
    """Whether the examples show no more than the model's own fields, as the standard action sends and answers them."""
    if model is None or operation.action is None:
        return False
    shown = [
        value[0] if isinstance(value, list) and value else value for value in (exchange.request, exchange.response)
    ]
    return all(_fits(value, model) for value in shown if value is not None)


def _fits(value: Any, model: ModelDraft) -> bool:
    if not isinstance(value, dict):
        return False
    names = {field.name for field in model.fields} | {f"{field.name}_id" for field in model.fields if field.ref}
    return all(key in names or _SERVER_KEYS.fullmatch(key) for key in value)


def with_exchange(operation: OperationDraft, exchange: Exchange, model: ModelDraft | None) -> OperationDraft:
    """The operation with the body and the answer that the examples show."""
    if isinstance(exchange.request, Mapping) and operation.body is None:
        operation = replace(operation, body=_shown("body", exchange.request, model))
    if exchange.response is None or any(answer.body for answer in operation.answers):
        return operation
    usual = 201 if operation.method == "POST" and not operation.on else 200
    body = _shown("body", exchange.response, model)
    return replace(operation, answers=(AnswerDraft(status=exchange.status or usual, body=body),))


def _shown(key: str, value: Any, model: ModelDraft | None) -> FieldDraft:
    """A value of an example; a field of the model where one has the name."""
    if isinstance(value, Mapping):
        return FieldDraft(name=key, object=tuple(_shown(name, each, model) for name, each in value.items()))
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return replace(_shown(key, value[0], model), items="object")
    field = model.field(key) if model else None
    if model is not None and field is not None and not field.ref and field.type != "secret":
        return FieldDraft(name=key, like=f"{model.name}.{key}", optional=field.optional)
    return by_value(key, value)
