"""Custom operations → operations."""

from __future__ import annotations

from typing import Literal, cast

from msgspec.structs import replace

from scaffold.design.entities import Entity
from scaffold.design.operations import Action, Answer, Body, Method, Operation, Parameter, Target
from scaffold.design.resolve.access import resolve_policy
from scaffold.design.resolve.actions import set_values
from scaffold.design.resolve.entities import default_of
from scaffold.design.resolve.errors import declared_errors
from scaffold.design.resolve.listing import page_parameters, query_parameters, resolve_listing
from scaffold.design.resolve.paths import full_path, location_of, operation_path, parent_of, row_parameters, target_of
from scaffold.design.resolve.schemas import SchemaBook
from scaffold.design.resolve.scope import Scope
from scaffold.design.schemas import Property, Schema
from scaffold.design.types import COUNT, Kind, ObjectOf, Plain, Type
from scaffold.names import Name, capitalized, name_of
from scaffold.spec.language import endpoints as language
from scaffold.spec.language.base import seconds
from scaffold.spec.language.fields import FieldSpec

TOKEN_LENGTH = 2048


CREATED = 201


def custom_operation(scope: Scope, book: SchemaBook, entities: dict[str, Entity], key: str, resource: str) -> Operation:
    """One operation with a path of its own: a stub, or with ``do`` a generated body."""
    said = scope.spec.endpoints[key]
    assert isinstance(said, language.OperationSpec)
    name = name_of(key)
    method, path = operation_path(said)
    verb, _, model = (said.do or "").partition(" ")
    entity = entities.get(model or said.on or "")
    wires, parameters = row_parameters(scope, entity, path, said.params)
    base = Operation(
        name=name,
        resource=resource,
        method=cast(Method, method),
        path=full_path(scope, path, wires),
        summary=capitalized(said.summary or _usual_summary(said, entity) or name.sentence),
        description=said.description,
        action=cast(Action, verb) if verb else None,
        entity=entity.key if entity else None,
        target=_target(scope, said, entity, path),
        parent=parent_of(scope, entity, path) if entity and verb else None,
        parameters=(
            *parameters,
            *_parameters(scope, name, "query", said.query),
            *_parameters(scope, name, "header", said.headers),
        ),
        body=_body(book, name, said),
        answers=_answers(scope, book, name, said),
        errors=declared_errors(scope.spec, said.errors),
        policy=resolve_policy(said.access, has_auth=scope.spec.auth is not None),
        rate=said.limit or "default",
        listing=None,
        sets=(),
        rules=said.rules,
        deprecated=said.deprecated,
        was=said.was,
    )
    if said.page is not None and verb != "list":
        pagination = scope.spec.pagination
        base = replace(
            base, parameters=(*base.parameters, *page_parameters(said.page, pagination.size, pagination.max))
        )
    return _generated(scope, book, said, base, entity) if verb else base


_SUMMARIES = {
    "login": "Log in with a password",
    "refresh": "Trade a refresh token for new tokens",
    "logout": "End the session",
    "get": "Get one's own {one}",
    "update": "Change one's own {one}",
    "delete": "Delete one's own {one}",
}


def _usual_summary(said: language.OperationSpec, entity: Entity | None) -> str | None:
    """What an operation with a generated body does, where its name would say less."""
    verb = (said.do or "").partition(" ")[0]
    if said.row != "caller" and verb not in ("login", "refresh", "logout"):
        return None
    return _SUMMARIES.get(verb, "").format(one=entity.name.sentence if entity else "") or None


def _target(scope: Scope, said: language.OperationSpec, entity: Entity | None, path: str) -> Target | None:
    if said.row == "caller" and entity is not None:
        return Target(entity.key, None, "id")
    return target_of(scope, entity, path) if entity else None


def _parameters(
    scope: Scope, owner: Name, place: Literal["query", "header"], said: dict[str, FieldSpec]
) -> tuple[Parameter, ...]:
    return tuple(
        Parameter(
            name=name_of(key),
            wire=key if place == "header" else scope.field_wire(key, field),
            place=place,
            type=scope.type_of(owner, key, field),
            required=not field.optional and field.default is None,
            default=default_of(field),
            description=field.description,
            example=field.example,
        )
        for key, field in said.items()
    )


def _body(book: SchemaBook, name: Name, said: language.OperationSpec) -> Body | None:
    if said.body is None:
        return None
    media: Literal["application/json", "multipart/form-data"] = (
        "multipart/form-data" if said.upload else "application/json"
    )
    if said.body.object is not None:
        return Body(
            book.object_schema(name + "body", said.body.object, "body", is_input=True, operation=name).schema, media
        )
    return Body(book.accepted_by(said.body.shape or "").schema, media)


def _answers(scope: Scope, book: SchemaBook, name: Name, said: language.OperationSpec) -> tuple[Answer, ...]:
    answers = []
    for status, each in said.answer.items():
        if each.page is not None:
            item = book.answered_by(each.page)
            page = book.page_schema(item, said.page or scope.spec.pagination.style)
            answers.append(Answer(status, page, each.media, page_of=item.schema, description=each.description))
        elif each.body is None:
            answers.append(Answer(status, None, each.media, description=each.description))
        elif each.body.object is not None:
            shown = book.object_schema(name + "answer", each.body.object, "answer", is_input=False, operation=name)
            answers.append(Answer(status, shown, each.media, description=each.description))
        else:
            kind = book.type_of(name, "answer", each.body, is_input=False)
            location = _location(scope, book, kind) if status == CREATED else None
            answers.append(Answer(status, kind, each.media, location=location, description=each.description))
    return tuple(answers)


def _location(scope: Scope, book: SchemaBook, kind: Type) -> str | None:
    """Where a new row can be read, when that is what is answered."""
    schema = book.schemas[kind.schema] if isinstance(kind, ObjectOf) else None
    if schema is None or schema.entity is None or schema.purpose != "answer":
        return None
    return location_of(scope, book.entities[schema.entity])


def _generated(
    scope: Scope, book: SchemaBook, said: language.OperationSpec, base: Operation, entity: Entity | None
) -> Operation:
    """An operation whose body is generated although its path or row is not the standard one."""
    if base.action in ("login", "refresh", "logout"):
        return _session_operation(scope, book, base)
    if entity is None:
        raise ValueError(f"{base.action} of no model")
    answered = book.answered_by(entity.key)
    if base.action == "list":
        plan = resolve_listing(scope, entity, language.ListAction(page=said.page))
        page = book.page_schema(answered, plan.style)
        answer = Answer(200, page, page_of=entity.name.pascal)
        return replace(
            base, listing=plan, parameters=(*base.parameters, *query_parameters(base.name, plan)), answers=(answer,)
        )
    if base.action == "delete":
        return replace(base, answers=base.answers or (Answer(204, None),))
    if base.action == "get":
        return replace(base, answers=base.answers or (Answer(200, answered),))
    creates = base.action == "create"
    sets = set_values(entity, said.sets, base if creates else None)
    make = book.create_schema if creates else book.update_schema
    taken = (*(each.column for each in sets), *([base.parent.reference] if base.parent else []))
    body = make(entity, said.fields, taken, base.name + "body")
    answer = Answer(CREATED, answered, location=location_of(scope, entity)) if creates else Answer(200, answered)
    return replace(base, sets=sets, body=Body(body.schema), answers=base.answers or (answer,))


def _session_operation(scope: Scope, book: SchemaBook, base: Operation) -> Operation:
    """Login, refresh or logout: what they take and answer is the same in every service."""
    refresh_token = _text_property(scope, "refresh_token", Plain(Kind.STRING, min=1, max=TOKEN_LENGTH))
    login = scope.spec.auth.login if scope.spec.auth else None
    if base.action == "login":
        by, password = (login.by, login.password) if login else ("email", "password")
        sent: tuple[Property, ...] = (
            _text_property(scope, by, Plain(Kind.STRING, min=1, max=254)),
            _text_property(scope, password, Plain(Kind.SECRET, min=1, max=1024)),
        )
    else:
        sent = (refresh_token,)
    body = book.add(Schema(base.name + "body", "body", sent, True, description=f"What {base.name.snake} takes."))
    if base.action == "logout":
        return replace(base, body=Body(body.schema), answers=(Answer(204, None, description="The session has ended."),))
    tokens = book.add(
        Schema(
            Name(("token", "pair")),
            "answer",
            (
                _text_property(scope, "access_token", Plain(Kind.STRING)),
                _text_property(scope, "refresh_token", Plain(Kind.STRING)),
                _text_property(scope, "token_type", Plain(Kind.STRING), example="bearer"),
                _text_property(
                    scope,
                    "expires_in",
                    COUNT,
                    "Seconds for which the access token is valid.",
                    example=int(seconds(login.access_for)) if login else None,
                ),
            ),
            is_input=False,
            description="An access token, and the refresh token that renews it.",
        )
    )
    return replace(
        base, body=Body(body.schema), answers=(Answer(200, ObjectOf(tokens.schema), description="The tokens."),)
    )


def _text_property(
    scope: Scope, key: str, kind: Plain, description: str | None = None, example: object = None
) -> Property:
    return Property(
        name_of(key), scope.wire(key), kind, required=True, nullable=False, description=description, example=example
    )
