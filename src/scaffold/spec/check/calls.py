"""Every call that a spec offers, standard actions and custom operations alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from scaffold.spec.language.document import Spec
from scaffold.spec.language.endpoints import (
    METHODS,
    Action,
    ActionBase,
    ListAction,
    OperationSpec,
    ResourceSpec,
    WriteAction,
)
from scaffold.spec.positions import Path

_PARAMETER = re.compile(r"\{([^{}]*)\}")
_ACTIONS = (("list", "GET"), ("create", "POST"), ("get", "GET"), ("update", "PATCH"), ("delete", "DELETE"))
DOES = ("create", "get", "update", "delete", "list", "login", "refresh", "logout")
"""What ``do`` may ask for; the first five need a model."""


class Call(Struct, frozen=True):
    """One operation of the API.

    Attributes:
        name: ``borrow_copy``, or ``Book.create`` for a standard action.
        where: the keys that lead to it in the spec.
        method: the HTTP method; empty when a custom operation has none or several.
        url: its path, without the base path; ``url_at`` are the keys that lead to it.
        does: what its body does: a standard action, one of ``do``, or ``None`` for a stub.
        model: the model that it is about, if the spec says so.
        resource: the resource of a standard action.
    """

    name: str
    where: Path
    method: str
    url: str
    url_at: Path
    does: str | None
    model: str | None
    spec: ActionBase
    resource: ResourceSpec | None = None

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of the parameters in its path."""
        return tuple(_PARAMETER.findall(self.url))

    @property
    def operation(self) -> OperationSpec | None:
        """The custom operation, when it is one."""
        return self.spec if isinstance(self.spec, OperationSpec) else None

    @property
    def listing(self) -> ListAction | None:
        """The standard list, when it is one."""
        return self.spec if isinstance(self.spec, ListAction) else None

    @property
    def write(self) -> WriteAction | None:
        """The standard create or update, when it is one."""
        return self.spec if isinstance(self.spec, WriteAction) else None


def calls(spec: Spec) -> Iterator[Call]:
    """All calls of a spec, in its order."""
    for key, endpoint in spec.endpoints.items():
        if isinstance(endpoint, ResourceSpec):
            yield from _standard_actions(key, endpoint)
        else:
            yield _custom(key, endpoint)


def _standard_actions(model: str, resource: ResourceSpec) -> Iterator[Call]:
    where: Path = ("endpoints", model)
    item = resource.item_path or f"{resource.path}/{{{resource.key or 'id'}}}"
    for action, method in _ACTIONS:
        spec: Action | ListAction | WriteAction | None = getattr(resource, action)
        if spec is None:
            continue
        on_collection = action in ("list", "create")
        written_item = "item_path" if resource.item_path else "path"
        yield Call(
            name=f"{model}.{action}",
            where=(*where, action),
            method=method,
            url=resource.path if on_collection else item,
            url_at=(*where, "path" if on_collection else written_item),
            does=action,
            model=model,
            spec=spec,
            resource=resource,
        )


def methods_of(operation: OperationSpec) -> dict[str, str]:
    """The methods that a custom operation names, each with its path."""
    paths = ((method, getattr(operation, method.lower())) for method in METHODS)
    return {method: path for method, path in paths if path is not None}


def _custom(key: str, operation: OperationSpec) -> Call:
    where: Path = ("endpoints", key)
    methods = methods_of(operation)
    method, url = next(iter(methods.items())) if len(methods) == 1 else ("", "")
    verb, _, model = (operation.do or "").partition(" ")
    return Call(
        name=key,
        where=where,
        method=method,
        url=url,
        url_at=(*where, method) if method else where,
        does=verb or None,
        model=model.strip() or operation.on,
        spec=operation,
    )
