"""Operations of the API as functions of a client."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.operations import Action, Answer, Operation, Parameter
from scaffold.design.types import ListOf, ObjectOf
from scaffold.targets.typescript_client.types import MemberView, TypeNames
from scaffold.targets.typescript_nest.identifiers import Names
from scaffold.targets.typescript_nest.text import doc_comment, member, property_name, string

_PARAMETER = re.compile(r"\{([^{}]+)\}")
_FOLLOWED = {"cursor": "byCursor", "offset": "byOffset", "page": "byNumber"}

Place = Literal["path", "query", "header"]


class PartView(Struct, frozen=True):
    """Parameters of one place, as an object of the request."""

    name: str
    members: tuple[MemberView, ...]

    @property
    def is_optional(self) -> bool:
        """Whether all of them may be left out."""
        return all(each.optional for each in self.members)


class RequestView(Struct, frozen=True):
    """What an operation is called with."""

    name: str
    operation: str
    parts: tuple[PartView, ...]
    body: str | None

    @property
    def is_optional(self) -> bool:
        """Whether the operation can be called with nothing."""
        return self.body is None and all(each.is_optional for each in self.parts)


class OperationView(Struct, frozen=True):
    """One function of the client.

    Attributes:
        name: The function.
        comment: Its doc comment.
        request: What it takes; None when there is nothing to send.
        path: The expression of the path.
        call: Further members of the call, as they are written.
        answer: The type of what it gives.
        send: What sends the call: ``send``, ``sendAny`` when only the status tells which answer it is, or what
            follows pages.
        item: The type of an item, when it answers pages.
        codes: The codes of the errors that it may answer.
    """

    name: str
    action: Action | None
    comment: str
    request: RequestView | None
    method: str
    path: str
    call: tuple[str, ...]
    answer: str
    send: str
    item: str | None
    codes: tuple[str, ...]

    @property
    def parameters(self) -> str:
        """What the function takes, as its parameters or as a tuple of them."""
        options = "options?: CallOptions"
        if self.request is None:
            return options
        return f"request{'?' if self.request.is_optional else ''}: {self.request.name}, {options}"


def operation_views(design: Design, names: TypeNames) -> tuple[OperationView, ...]:
    """Every operation, in the order of the design."""
    requests = Names((*names.schemas.values(), "ClientOptions", "CallOptions", "Client"))
    return tuple(_view(design, names, requests, each) for each in design.operations)


def _view(design: Design, names: TypeNames, requests: Names, operation: Operation) -> OperationView:
    parts = tuple(part for place in ("path", "query", "header") if (part := _part(names, operation, place)).members)
    body = f"{names.within}{names.schemas[operation.body.schema]}" if operation.body else None
    has_request = bool(parts) or body is not None
    name = requests.take(f"{operation.name.pascal}Request")
    request = RequestView(name, operation.name.camel, parts, body) if has_request else None
    item = _item(design, names, operation)
    return OperationView(
        name=property_name(operation.name.camel),
        action=operation.action,
        comment=_comment(design, operation),
        request=request,
        method=operation.method,
        path=_path(operation),
        call=tuple(_call(operation, request)),
        answer=_answer(names, operation),
        send=_send(operation, item),
        item=item,
        codes=tuple(dict.fromkeys(string(each.code) for each in operation.errors)),
    )


def _part(names: TypeNames, operation: Operation, place: Place) -> PartView:
    name = "headers" if place == "header" else place
    return PartView(name, tuple(_member(names, each) for each in operation.parameters_in(place)))


def _member(names: TypeNames, parameter: Parameter) -> MemberView:
    comment = doc_comment(parameter.description, 4) if parameter.description else None
    return MemberView(property_name(parameter.wire), names.of(parameter.type), not parameter.required, comment)


def _path(operation: Operation) -> str:
    """A string literal, or a template literal with the path's parameters in it."""
    pieces = _PARAMETER.split(operation.path)
    if len(pieces) == 1:
        return string(operation.path)
    texts = [re.sub(r"([`\\]|\$\{)", r"\\\1", each) for each in pieces[::2]]
    values = [f"${{segment({member('request.path', each)})}}" for each in pieces[1::2]]
    return f"`{''.join(text + given for text, given in zip(texts, [*values, ''], strict=True))}`"


def _call(operation: Operation, request: RequestView | None) -> Iterator[str]:
    policy = operation.policy
    yield f"login: {'false' if policy.anonymous and not policy.optional else 'true'}"
    if request is None:
        return
    access = "request?" if request.is_optional else "request"
    yield from (f"{part.name}: {access}.{part.name}" for part in request.parts if part.name != "path")
    if request.body is not None:
        yield f"body: {access}.body"


def _answer(names: TypeNames, operation: Operation) -> str:
    if len(operation.answers) == 1:
        return _body(names, operation.answer)
    return " | ".join(f"{{ status: {each.status}; body: {_body(names, each)} }}" for each in operation.answers)


def _body(names: TypeNames, answer: Answer) -> str:
    return names.of(answer.type) if answer.type is not None else "undefined"


def _item(design: Design, names: TypeNames, operation: Operation) -> str | None:
    """The type of an item of the pages that an operation answers."""
    answer = operation.answer
    if operation.listing is None or len(operation.answers) > 1 or not isinstance(answer.type, ObjectOf):
        return None
    items = next((each.type for each in design.schema[answer.type.schema].properties if each.wire == "items"), None)
    return names.of(items.item) if isinstance(items, ListOf) else None


def _send(operation: Operation, item: str | None) -> str:
    if item is not None and operation.listing is not None:
        return _FOLLOWED[operation.listing.style]
    return "send" if len(operation.answers) == 1 else "sendAny"


def _comment(design: Design, operation: Operation) -> str:
    said = [operation.summary]
    if operation.description:
        said.append(operation.description)
    said += [f"{key}: {design.rule[key].text}" for key in operation.rules]
    paragraphs = "\n\n".join(" ".join(each.split()) for each in said)
    deprecated = "\n\n@deprecated It will be gone in a later version." if operation.deprecated else ""
    return doc_comment(f"{paragraphs}\n\n{operation.method} {operation.path}{deprecated}", 4)
