"""Random specs, made from the classes of the spec language themselves.

Every mapping is built from the fields of its class, so a construct that the language gains
is drawn without a word here. What is written down are names: those that must refer to
something are mostly drawn from what the same spec declares, and sometimes are not.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar, Union

from hypothesis import strategies as st
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from scaffold.names import words_of
from scaffold.spec.language.document import Auth, Login, Spec
from scaffold.spec.language.endpoints import METHODS, OperationSpec, ResourceSpec
from scaffold.spec.language.fields import FieldSpec
from scaffold.spec.language.models import ModelSpec, ShapeSpec

Json = Any
T = TypeVar("T")

PLAIN_NAMES = ("name", "title", "amount", "due_on", "note", "rank", "parent", "owner", "status", "total_count")
NASTY_NAMES = (
    "class", "import", "from", "type", "list", "select", "order", "json", "schema", "copy", "model_config", "self",
    "None", "async", "func", "interface", "package", "delete", "camelCase", "with space", "a-b", "x1",
)  # fmt: skip
MODEL_NAMES = ("Book", "User", "Order", "List", "Error", "String", "Request", "Session", "Person", "line_item")
HOSTILE_TEXTS = (
    'quote " and \' and `', '"""', "*/ /*", "${HOME} {{ 7 * 7 }} {% raw %}", "back\\slash", "two\nlines",
    "\u202eright to left", "ünï ✓ 名前", "<script>alert(1)</script> | cell", "# heading", "%s %d {0}",
)  # fmt: skip


@dataclass(frozen=True)
class Declared:
    """The names that a spec declares. Every model has fields of the same names, each of its own kind."""

    fields: tuple[str, ...]
    models: tuple[str, ...]
    shapes: tuple[str, ...]
    roles: tuple[str, ...]
    errors: tuple[str, ...]
    rules: tuple[str, ...]

    @property
    def has_auth(self) -> bool:
        return "User" in self.models


names = st.sampled_from(PLAIN_NAMES + NASTY_NAMES)
texts = st.sampled_from(("Plain words.", *HOSTILE_TEXTS))


def specs() -> st.SearchStrategy[Json]:
    """A whole spec as plain data: often clean, now and then wrong in one place or another."""
    return _declared().flatmap(_spec_of)


@st.composite
def _declared(draw: st.DrawFn) -> Declared:
    return Declared(
        fields=tuple(draw(st.lists(names, min_size=1, max_size=4, unique_by=lambda name: tuple(words_of(name))))),
        models=tuple(draw(st.lists(st.sampled_from(MODEL_NAMES), max_size=3, unique=True))),
        shapes=tuple(draw(st.lists(st.sampled_from(("Summary", "Envelope", "Page")), max_size=2, unique=True))),
        roles=tuple(draw(st.lists(st.sampled_from(("reader", "editor", "admin")), max_size=3, unique=True))),
        errors=tuple(draw(st.lists(st.sampled_from(("too_late", "sold_out", "class")), max_size=2, unique=True))),
        rules=tuple(draw(st.lists(st.sampled_from(("R1", "R2", "R10")), max_size=2, unique=True))),
    )


def _spec_of(declared: Declared) -> st.SearchStrategy[Json]:
    parts: dict[str, st.SearchStrategy[Json]] = {
        "scaffold": st.just(1),
        "service": st.fixed_dictionaries(
            {"name": st.sampled_from(("shop", "tests", "core", "class", "http-api"))},
            optional={"description": texts, "title": texts, "base_path": st.sampled_from(("", "/api/v1"))},
        ),
        "models": _each(declared.models, lambda _: _mapping(ModelSpec, declared)),
        "shapes": _each(declared.shapes, lambda _: _mapping(ShapeSpec, declared)),
        "endpoints": _endpoints(declared),
        "rules": _each(
            declared.rules,
            lambda _: st.fixed_dictionaries(
                {"text": texts}, optional={"error": st.sampled_from(declared.errors)} if declared.errors else {}
            ),
        ),
        "errors": _each(
            declared.errors,
            lambda _: st.fixed_dictionaries({"status": st.sampled_from((400, 404, 409)), "message": texts}),
        ),
    }
    optional = {
        key: _value(info, declared, key)
        for key, info in Spec.model_fields.items()
        if key in ("conventions", "pagination", "limits", "error_format")
    }
    if declared.has_auth:
        parts |= {"auth": _auth(declared), "models": parts["models"].map(_with_login)}
    return st.fixed_dictionaries(parts, optional=optional)


def _with_login(models: Json) -> Json:
    login = {"email": {"type": "email", "unique": True}, "password": {"type": "secret", "min": 8}}
    return {**models, "User": {**models["User"], "fields": {**models["User"].get("fields", {}), **login}}}


@st.composite
def _auth(draw: st.DrawFn, declared: Declared) -> Json:
    auth = draw(_mapping(Auth, declared, without=("oidc", "api_keys", "role", "active", "admin", "user", "roles")))
    login = {**draw(_mapping(Login, declared)), "by": "email", "password": "password"}
    return {**auth, "user": "User", "roles": [], "login": login}


def _endpoints(declared: Declared) -> st.SearchStrategy[Json]:
    resources = {
        model: st.tuples(_mapping(ResourceSpec, declared), st.just({"path": f"/things/{index}s"})).map(_merged)
        for index, model in enumerate(declared.models)
    }
    operations = {name: _operation(declared, name) for name in ("import", "borrow_copy", "do it")}
    return st.fixed_dictionaries({}, optional={**resources, **operations})


def _merged(parts: tuple[Json, ...]) -> Json:
    return {key: value for part in parts for key, value in part.items()}


@st.composite
def _operation(draw: st.DrawFn, declared: Declared, name: str) -> Json:
    without = (
        "get",
        "post",
        "put",
        "patch",
        "delete",
        "do",
        "row",
        "fields",
        "sets",
        "upload",
        "page",
        "versions",
        "was",
    )
    said = draw(_mapping(OperationSpec, declared, without=without))
    method = draw(st.sampled_from(METHODS))
    path = f"/{name.replace(' ', '-')}" + ("/{id}" if "on" in said else "")
    if method in ("GET", "DELETE"):
        said.pop("body", None)
    shown = (*declared.models, *declared.shapes)
    answer = {draw(st.sampled_from((200, 201))): draw(st.sampled_from(shown))} if shown else {204: "nothing"}
    return {**said, method: path, "answer": answer, "params": {}}


def _mapping(cls: type[BaseModel], declared: Declared, without: tuple[str, ...] = ()) -> st.SearchStrategy[Json]:
    """A mapping that has the keys of a class of the language."""
    if cls is FieldSpec:
        return _field(declared)
    if cls in (ModelSpec, ShapeSpec):
        without = (*without, "fields", "index", "unique", "states", "was", "table", "of", "only", "without")
    required: dict[str, st.SearchStrategy[Json]] = {}
    optional: dict[str, st.SearchStrategy[Json]] = {}
    for name, info in cls.model_fields.items():
        if name not in without:
            kept = required if info.is_required() else optional
            kept[info.alias or name] = _value(info, declared, name)
    if cls in (ModelSpec, ShapeSpec):
        required["fields"] = st.fixed_dictionaries({name: _field(declared) for name in declared.fields})
    return st.fixed_dictionaries(required, optional=optional)


def _field(declared: Declared) -> st.SearchStrategy[Json]:
    """A field: one kind, and some of the keys that any field may have."""
    plain_types = typing.get_args(typing.get_args(FieldSpec.model_fields["type"].annotation)[0])
    kinds = [
        st.fixed_dictionaries({"type": st.sampled_from(plain_types)}),
        st.fixed_dictionaries({"type": st.just("text")}, optional={"optional": st.booleans()}),
        st.fixed_dictionaries(
            {"type": st.just("string")}, optional={"min": st.integers(0, 3), "max": st.integers(3, 99)}
        ),
        st.fixed_dictionaries(
            {"type": st.just("integer")}, optional={"min": st.integers(-9, 0), "max": st.integers(1, 9)}
        ),
        st.fixed_dictionaries({"type": st.just("boolean")}, optional={"default": st.booleans()}),
        st.fixed_dictionaries({"enum": st.sampled_from((["on", "off"], ["a b", "c-d"], [1, 2], ["asc", "desc"]))}),
        st.fixed_dictionaries({"list": st.sampled_from(("string", "integer", "uuid"))}),
        st.fixed_dictionaries({"ref": _one_of(declared.models, "Book")}),
    ]
    common = {
        name: _value(FieldSpec.model_fields[name], declared, name) for name in ("optional", "unique", "description")
    }
    return st.tuples(st.fixed_dictionaries({}, optional=common), st.one_of(kinds)).map(_merged)


def _value(info: FieldInfo, declared: Declared, key: str) -> st.SearchStrategy[Json]:
    named = _named(key, declared)
    if named is not None:
        return named
    spelled = _spelled(info.metadata)
    return spelled if spelled is not None else _of_type(info.annotation, declared)


def _named(key: str, declared: Declared) -> st.SearchStrategy[Json] | None:
    """Values of the keys that refer to something, or that a form governs."""
    words = st.sampled_from(("public", "user", "optional") if declared.has_auth else ("public",))
    some_fields = st.lists(st.sampled_from(declared.fields), max_size=2, unique=True)
    choices: dict[str, st.SearchStrategy[Json]] = {
        "access": words,
        "errors": _some_of(declared.errors),
        "rules": _some_of(declared.rules),
        "on": _one_of(declared.models, "Book"),
        "of": _one_of((*declared.models, *declared.shapes), "Book"),
        "path": st.just("/things"),
        "filter": some_fields,
        "search": some_fields,
        "sort": some_fields,
        "fields": some_fields.map(list),
        "order": st.sampled_from(("id", "-id")),
        "where": st.sampled_from(declared.fields).map(lambda field: f"{field} is null"),
        "headers": st.just({}),
        "sets": st.just({}),
        "envelope": st.sampled_from(({"errors": "$fields"}, {"error": {"code": "$code", "text": "$message"}})),
        "media": st.just("application/json"),
        "by": st.sampled_from(("email", "name")),
        "password": st.just("password"),
    }
    return choices.get(key)


def _of_type(annotation: Any, declared: Declared) -> st.SearchStrategy[Json]:
    """Values of an annotation, by its form."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is Annotated:
        return _annotated(annotation, declared)
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin in (Union, types.UnionType):
        return st.one_of([_of_type(each, declared) for each in arguments if each is not type(None)])
    if origin is tuple:
        return st.lists(_of_type(arguments[0], declared), min_size=1, max_size=2)
    if origin in (dict, Mapping):
        return st.dictionaries(names, _of_type(arguments[1], declared), max_size=4)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _mapping(annotation, declared)
    return _SCALARS.get(annotation, st.just("name"))


def _annotated(annotation: Any, declared: Declared) -> st.SearchStrategy[Json]:
    wrapped = annotation.__origin__
    spelled = _spelled(annotation.__metadata__)
    if spelled is not None:
        return spelled
    return names if wrapped is str else _of_type(wrapped, declared)


def _spelled(metadata: Iterable[Any]) -> st.SearchStrategy[Json] | None:
    """A scalar with a spelling of its own: the examples of its schema."""
    for extra in metadata:
        examples = (getattr(extra, "json_schema", None) or {}).get("examples")
        if examples:
            return st.sampled_from(examples)
    return None


_SCALARS: dict[Any, st.SearchStrategy[Json]] = {
    bool: st.booleans(),
    int: st.integers(1, 100),
    float: st.integers(1, 100),
    str: texts,
    Any: st.just("x"),
}


def _each(keys: tuple[str, ...], make: Callable[[str], st.SearchStrategy[Json]]) -> st.SearchStrategy[Json]:
    return st.fixed_dictionaries({key: make(key) for key in keys})


def _one_of(declared: tuple[str, ...], otherwise: str) -> st.SearchStrategy[str]:
    return st.sampled_from(declared or (otherwise,))


def _some_of(declared: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(declared), max_size=2, unique=True) if declared else st.just([])
