"""Standard actions of a resource → operations."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from scaffold.design.entities import Entity
from scaffold.design.operations import Answer, Body, Method, Operation, SetValue
from scaffold.design.resolve.access import resolve_policy
from scaffold.design.resolve.errors import declared_errors
from scaffold.design.resolve.listing import query_parameters, resolve_listing
from scaffold.design.resolve.paths import full_path, item_path, location_of, parent_of, row_parameters, target_of
from scaffold.design.resolve.schemas import SchemaBook
from scaffold.design.resolve.scope import Scope
from scaffold.names import Name, capitalized, name_of
from scaffold.spec.language import endpoints as language


class Standard(Struct, frozen=True):
    """What all standard actions of one resource share."""

    scope: Scope
    book: SchemaBook
    entity: Entity
    said: language.ResourceSpec
    resource: str


def resource_operations(standard: Standard) -> Iterator[Operation]:
    """The standard actions that the resource offers, in the usual order."""
    said = standard.said
    if said.list is not None:
        yield _list(standard, said.list)
    if said.create is not None:
        yield _create(standard, said.create)
    if said.get is not None:
        yield _get(standard, said.get)
    if said.update is not None:
        yield _update(standard, said.update)
    if said.delete is not None:
        yield _delete(standard, said.delete)


def _base(
    standard: Standard, action: language.ActionBase, verb: str, noun: Name, method: Method, path: str, summary: str
) -> Operation:
    scope, entity = standard.scope, standard.entity
    wires, parameters = row_parameters(scope, entity, path, {})
    return Operation(
        name=Name((verb, *noun.words)),
        resource=standard.resource,
        method=method,
        path=full_path(scope, path, wires),
        summary=capitalized(action.summary or summary),
        description=action.description,
        action=None,
        entity=entity.key,
        target=None,
        parent=parent_of(scope, entity, path),
        parameters=tuple(parameters),
        body=None,
        answers=(),
        errors=declared_errors(scope.spec, action.errors),
        policy=resolve_policy(action.access, has_auth=scope.spec.auth is not None),
        rate=action.limit or "default",
        listing=None,
        sets=(),
        rules=action.rules,
        deprecated=action.deprecated,
        was=action.was,
    )


def _list(standard: Standard, action: language.ListAction) -> Operation:
    entity = standard.entity
    plan = resolve_listing(standard.scope, entity, action)
    base = _base(standard, action, "list", entity.plural, "GET", standard.said.path, f"List {entity.plural.sentence}")
    page = standard.book.page_schema(standard.book.answered_by(entity.key), plan.style)
    return replace(
        base,
        action="list",
        listing=plan,
        parameters=(*base.parameters, *query_parameters(base.name, plan)),
        answers=(Answer(200, page, page_of=entity.name.pascal, description="One page."),),
    )


def _create(standard: Standard, action: language.WriteAction) -> Operation:
    entity, said = standard.entity, standard.said
    base = _base(standard, action, "create", entity.name, "POST", said.path, f"Create {entity.name.with_article}")
    sets = set_values(entity, action.sets, base)
    body = standard.book.create_schema(entity, action.fields, _taken(base, sets))
    answer = Answer(
        201,
        standard.book.answered_by(entity.key),
        location=location_of(standard.scope, entity),
        description="It was created.",
    )
    return replace(base, action="create", body=Body(body.schema), sets=sets, answers=(answer,))


def _get(standard: Standard, action: language.Action) -> Operation:
    entity = standard.entity
    base = _on_row(standard, action, "get", "GET", f"Get one {entity.name.sentence}")
    return replace(base, action="get", answers=(Answer(200, standard.book.answered_by(entity.key), description="It."),))


def _update(standard: Standard, action: language.WriteAction) -> Operation:
    entity = standard.entity
    base = _on_row(standard, action, "update", "PATCH", f"Change {entity.name.with_article}")
    sets = set_values(entity, action.sets, None)
    nested = parent_of(standard.scope, entity, standard.said.path)
    unchanged = (*_taken(base, sets), *([nested.reference] if nested and action.fields is None else []))
    body = standard.book.update_schema(entity, action.fields, unchanged)
    answer = Answer(200, standard.book.answered_by(entity.key), description="It, as it is now.")
    return replace(base, action="update", body=Body(body.schema), sets=sets, answers=(answer,))


def _delete(standard: Standard, action: language.Action) -> Operation:
    base = _on_row(standard, action, "delete", "DELETE", f"Delete {standard.entity.name.with_article}")
    return replace(base, action="delete", answers=(Answer(204, None, description="It is gone."),))


def _on_row(standard: Standard, action: language.ActionBase, verb: str, method: Method, summary: str) -> Operation:
    path = item_path(standard.said)
    base = _base(standard, action, verb, standard.entity.name, method, path, summary)
    return replace(base, target=target_of(standard.scope, standard.entity, path))


def set_values(entity: Entity, said: dict[str, object], created_by: Operation | None) -> tuple[SetValue, ...]:
    """The columns that the server sets; a new row belongs to its maker unless a field says whose it is."""
    values = {
        entity.attribute(name_of(key).snake).column: SetValue(
            entity.attribute(name_of(key).snake).column,
            value if isinstance(value, str | int | float | bool) and value != "caller" else None,
            caller=value == "caller",
        )
        for key, value in said.items()
    }
    if created_by is not None and entity.owner is not None and not created_by.policy.anonymous:
        values.setdefault(entity.owner, SetValue(entity.owner, None, caller=True))
    return tuple(values.values())


def _taken(base: Operation, sets: tuple[SetValue, ...]) -> tuple[str, ...]:
    """Columns that do not come from the body: the path or the server gives them."""
    return (*(each.column for each in sets), *([base.parent.reference] if base.parent else []))
