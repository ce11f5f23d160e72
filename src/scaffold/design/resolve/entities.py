"""Models of the spec → entities."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from scaffold.design.conditions import BoundCondition, Column, Conjunction, FromRequest, IsNull, request_operands
from scaffold.design.entities import (
    Attribute,
    Computed,
    Default,
    Entity,
    ManyToMany,
    StateMachine,
    Transition,
    UniqueRule,
)
from scaffold.design.resolve.conditions import bind_condition, column_of
from scaffold.design.resolve.names import constraint_name
from scaffold.design.resolve.scope import Scope, plain_type
from scaffold.design.types import COUNT, Kind, Plain
from scaffold.names import name_of, words_of
from scaffold.spec.language.fields import FieldSpec
from scaffold.spec.language.models import ModelSpec, Unique

DELETED_AT = "deleted_at"


def resolve_entity(scope: Scope, key: str) -> Entity:
    """One model of the spec, with its columns, computed fields, constraints and states."""
    model = scope.spec.models[key]
    name = scope.entity_names[key]
    table = model.table or scope.plurals[key].snake
    stored = tuple(
        _attribute(scope, key, field_key, field) for field_key, field in model.fields.items() if is_stored(field)
    )
    owner = next((column_of(field_key, field) for field_key, field in model.fields.items() if field.owner), None)
    return Entity(
        key=key,
        name=name,
        plural=scope.plurals[key],
        table=table,
        id_type=scope.id_type(key),
        attributes=stored,
        computed=tuple(
            _computed(scope, field_key, field) for field_key, field in model.fields.items() if is_computed(field)
        ),
        many=tuple(
            _many(scope, key, table, field_key, field) for field_key, field in model.fields.items() if field.many
        ),
        uniques=tuple(_uniques(scope, key, table, model)),
        owner=owner,
        soft_delete=model.soft_delete,
        states=_states(scope, model),
        in_use_error=f"{name.snake}_in_use" if key in scope.restricted else None,
        description=model.description,
        was=model.was,
    )


_CLOCKS = {"datetime": Default(clock="now"), "date": Default(clock="today")}
"""What the server sets of its own accord when it makes a row."""


def is_computed(field: FieldSpec) -> bool:
    """Whether the field is worked out in the query."""
    return bool(field.count or field.exists or field.sum)


def is_stored(field: FieldSpec) -> bool:
    """Whether the field has a column of its own."""
    return not is_computed(field) and field.many is None


def default_of(field: FieldSpec) -> Default | None:
    """What the field is when it is left out."""
    if field.default is None:
        return None
    if field.default == "now" and field.type == "datetime":
        return Default(clock="now")
    if field.default == "today" and field.type == "date":
        return Default(clock="today")
    return Default(value=field.default)


def _default(scope: Scope, entity: str, key: str, field: FieldSpec) -> Default | None:
    """What a new row has, also where the spec leaves it to the server."""
    states = scope.spec.models[entity].states
    said = default_of(field)
    if said is not None:
        return said
    if states is not None and states.field == key:
        return Default(value=states.initial)
    if field.on_update == "now":
        return Default(clock="now")
    if field.read_only and entity in scope.created and not _is_nullable(field):
        return _CLOCKS.get(field.type or "")
    return None


def _is_nullable(field: FieldSpec) -> bool:
    return field.optional if field.nullable is None else field.nullable


def _attribute(scope: Scope, entity: str, key: str, field: FieldSpec) -> Attribute:
    return Attribute(
        name=name_of(key),
        wire=scope.field_wire(key, field),
        column=column_of(key, field),
        type=scope.type_of(scope.entity_names[entity], key, field),
        nullable=_is_nullable(field),
        default=_default(scope, entity, key, field),
        unique=bool(field.unique),
        ignore_case=field.unique == "ignore_case",
        writable=not field.read_only and field.on_update is None,
        answered=not field.write_only and field.type != "secret",
        create_only=field.create_only,
        secret=field.type == "secret",
        on_delete=field.on_delete,
        touched=field.on_update is not None,
        slug_of=name_of(field.source).snake if field.source else None,
        description=field.description,
        example=field.example,
        was=field.was,
    )


def _computed(scope: Scope, key: str, field: FieldSpec) -> Computed:
    function: Literal["count", "exists", "sum"] = "count" if field.count else "exists" if field.exists else "sum"
    entity, column, *summed = (field.count or field.exists or field.sum or "").split(".")
    where = bind_condition(scope, entity, field.where) if field.where else None
    kind = {"count": COUNT, "exists": Plain(Kind.BOOLEAN)}.get(function)
    summed_field = scope.spec.models[entity].fields[summed[0]] if summed else None
    return Computed(
        name=name_of(key),
        wire=scope.wire(key),
        function=function,
        entity=entity,
        column=column_of(column, scope.spec.models[entity].fields[column]),
        summed=column_of(summed[0], summed_field) if summed_field else None,
        where=where,
        per_caller=where is not None and FromRequest.CALLER in request_operands(where),
        type=kind or Plain(plain_type(summed_field).kind if summed_field else Kind.INTEGER),
        description=field.description,
    )


def _many(scope: Scope, entity: str, table: str, key: str, field: FieldSpec) -> ManyToMany:
    other = field.many or ""
    own = scope.entity_names[entity].snake
    target = scope.entity_names[other].snake
    return ManyToMany(
        name=name_of(key),
        wire=scope.wire(key),
        entity=other,
        table=f"{table}_{name_of(key).snake}",
        own_column=f"{own}_id",
        other_column=f"{target}_id" if target != own else f"other_{target}_id",
    )


def _uniques(scope: Scope, entity: str, table: str, model: ModelSpec) -> Iterator[UniqueRule]:
    alive: BoundCondition | None = IsNull(Column(entity, DELETED_AT), negated=False) if model.soft_delete else None
    for key, field in model.fields.items():
        if field.unique:
            column = column_of(key, field)
            yield UniqueRule(
                columns=(column,),
                where=alive,
                index=constraint_name("uq", table, column),
                error=f"{name_of(key).snake}_taken",
                wires=(scope.field_wire(key, field),),
                ignore_case=field.unique == "ignore_case",
            )
    for unique in model.unique:
        yield _composite_unique(scope, entity, table, unique, alive)


def _composite_unique(
    scope: Scope, entity: str, table: str, unique: Unique, alive: BoundCondition | None
) -> UniqueRule:
    fields = scope.spec.models[entity].fields
    columns = tuple(column_of(key, fields[key]) for key in unique.fields)
    where = bind_condition(scope, entity, unique.where) if unique.where else None
    both = tuple(part for part in (where, alive) if part is not None)
    suffix = ("where", *words_of(unique.where)) if unique.where else ()
    return UniqueRule(
        columns=columns,
        where=Conjunction(both) if len(both) > 1 else both[0] if both else None,
        index=constraint_name("uq", table, *columns, *suffix),
        error=unique.error or "_".join(name_of(key).snake for key in unique.fields) + "_taken",
        wires=tuple(scope.field_wire(key, fields[key]) for key in unique.fields),
    )


def _states(scope: Scope, model: ModelSpec) -> StateMachine | None:
    states = model.states
    if states is None:
        return None
    roles = set(scope.spec.auth.roles) if scope.spec.auth else set()
    return StateMachine(
        column=name_of(states.field).snake,
        wire=scope.wire(states.field),
        initial=states.initial,
        transitions=tuple(
            Transition(each.source, each.to, tuple(role for role in each.by if role in roles) if each.by else None)
            for each in states.transitions
        ),
        error=states.error,
    )
