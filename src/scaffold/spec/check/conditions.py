"""Conditions: their grammar, and the fields and values that their words stand for."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from scaffold.diagnostics import did_you_mean, near_name
from scaffold.spec.check.comparisons import item_mismatch, mismatch
from scaffold.spec.check.finding import Finding
from scaffold.spec.check.scope import Scope, is_computed, kind_of
from scaffold.spec.conditions import (
    All,
    Comparison,
    Condition,
    ConditionError,
    Constant,
    Either,
    Exists,
    Membership,
    Not,
    Null,
    Operand,
    Word,
    parse_condition,
)
from scaffold.spec.language.fields import FieldSpec
from scaffold.spec.positions import Path

_CLOCK = frozenset({"now", "today"})
_PLACES_OF_WORDS = {
    "filter": frozenset({"value", "caller"}) | _CLOCK,
    "computed": frozenset({"caller"}) | _CLOCK,
    "list": frozenset({"caller"}) | _CLOCK,
    "index": frozenset[str](),
}
_ORDERED = frozenset({"<", "<=", ">", ">="})


class _Said(Struct, frozen=True):
    """A condition with the model whose rows it is about, and what it may ask of the request."""

    path: Path
    text: str
    model: str
    place: str


def check_conditions(scope: Scope) -> Iterator[Finding]:
    """SC040: conditions that the grammar or the model does not allow."""
    for said in _all_conditions(scope):
        try:
            condition = parse_condition(said.text)
        except ConditionError as error:
            hint = "conditions look like: returned_at is null and due_on < today"
            yield Finding("SC040", said.path, f"this is not a condition: {error.message}", hint, offset=error.offset)
            continue
        if said.model in scope.spec.models:
            yield from _Checker(scope, said).check(condition, said.model)


def _all_conditions(scope: Scope) -> Iterator[_Said]:
    yield from _of_models(scope)
    yield from _of_lists(scope)


def _of_models(scope: Scope) -> Iterator[_Said]:
    for model, spec in scope.spec.models.items():
        for section in ("unique", "index"):
            for number, index in enumerate(getattr(spec, section)):
                if index.where:
                    yield _Said(("models", model, section, number, "where"), index.where, model, "index")
    for path, field in scope.fields:
        target = field.count or field.exists or field.sum
        if field.where and target:
            yield _Said((*path, "where"), field.where, target.split(".")[0], "computed")


def _of_lists(scope: Scope) -> Iterator[_Said]:
    for call in scope.calls:
        if call.listing is None or call.model is None:
            continue
        if call.listing.where:
            yield _Said((*call.where, "where"), call.listing.where, call.model, "list")
        for name, each in call.listing.filter.items():
            if each.where:
                yield _Said((*call.where, "filter", name, "where"), each.where, call.model, "filter")


class _Checker(Struct, frozen=True):
    """Checks the words of one condition; every finding is at the condition, at a word's offset."""

    scope: Scope
    said: _Said

    def check(self, condition: Condition, model: str) -> Iterator[Finding]:
        match condition:
            case Comparison(left, operator, right):
                yield from self._comparison(model, left, operator, right)
            case Null(field):
                yield from self._column(model, field)
            case Membership(item, Word() as collection):
                yield from self._list(model, collection, item)
                yield from self._operand(model, item, ())
            case Membership(item, tuple() as values):
                for value in values:
                    yield from self._comparison(model, item, "=", value)
            case Exists():
                yield from self._exists(condition, model)
            case Not(inner):
                yield from self.check(inner, model)
            case All(parts) | Either(parts):
                for part in parts:
                    yield from self.check(part, model)

    def _finding(self, message: str, offset: int, hint: str) -> Finding:
        return Finding("SC040", self.said.path, message, hint, offset=offset)

    def _exists(self, condition: Exists, model: str) -> Iterator[Finding]:
        scope, other, name = self.scope, condition.model, condition.field
        if self.said.place == "index":
            yield self._finding("an index can only look at its own row", condition.offset, "compare its fields")
            return
        if not scope.declares("models", other):
            hint = did_you_mean(other, scope.names("models"))
            yield self._finding(f"there is no model `{other}`", condition.offset, hint)
            return
        fields = scope.fields_of(other)
        if (name in fields and fields[name].ref != model) or (name not in fields and scope.lacks_field(other, name)):
            known = tuple(key for key, field in fields.items() if field.ref == model)
            hint = near_name(name, known) or f"give `{other}` a field `ref: {model}`"
            yield self._finding(f"`{other}.{name}` is not a reference to `{model}`", condition.offset, hint)
        elif condition.where is not None and other in scope.spec.models:
            yield from self.check(condition.where, other)

    def _field(self, model: str, word: Word) -> FieldSpec | None:
        return self.scope.fields_of(model).get(word.text)

    def _column(self, model: str, word: Word) -> Iterator[Finding]:
        field = self._field(model, word)
        if field is None and word.text != "id" and self.scope.lacks_field(model, word.text):
            hint = did_you_mean(word.text, tuple(self.scope.fields_of(model)))
            yield self._finding(f"`{model}` has no field `{word.text}`", word.offset, hint)
        elif field is not None:
            yield from self._usable(word, field)

    def _usable(self, word: Word, field: FieldSpec) -> Iterator[Finding]:
        if is_computed(field) or kind_of(field) in ("many", "object", "shape"):
            message = f"`{word.text}` is not stored in the row, so no condition can ask for it"
            yield self._finding(message, word.offset, "use `exists Model.field (…)` for other rows")
        elif field.type == "secret":
            message = f"`{word.text}` is a secret, so no condition can ask for it"
            yield self._finding(message, word.offset, "leave it out")

    def _list(self, model: str, word: Word, item: Operand) -> Iterator[Finding]:
        field = self._field(model, word)
        if field is None:
            yield from self._column(model, word)
        elif field.list is None:
            hint = "write `in` before a list field, or before [a, b]"
            yield self._finding(f"`{word.text}` is not a list", word.offset, hint)
        elif isinstance(item, Constant) and (problem := item_mismatch(word.text, field.list, item)):
            yield self._finding(problem, item.offset, "look for a value of the kind that the list holds")

    def _comparison(self, model: str, left: Operand, operator: str, right: Operand) -> Iterator[Finding]:
        fields = [self._field(model, each) for each in (left, right) if isinstance(each, Word)]
        known = [field for field in fields if field is not None]
        values = next((field.enum for field in known if field.enum is not None), ())
        names_column = known or any(isinstance(each, Word) and each.text == "id" for each in (left, right))
        yield from self._operand(model, left, values)
        yield from self._operand(model, right, values)
        offset = left.offset
        if not names_column and not any(self._is_unknown(model, each, values) for each in (left, right)):
            yield self._finding("this compares nothing of the row", offset, "name a field of the model on one side")
        elif problem := mismatch(self.scope, model, left, right):
            yield self._finding(problem, offset, "compare values of the same kind")
        elif values and operator in _ORDERED:
            yield self._finding(
                f"the values of an enum have no order for `{operator}`", offset, "use `=`, `!=` or `in`"
            )

    def _is_unknown(self, model: str, operand: Operand, values: tuple[object, ...]) -> bool:
        return isinstance(operand, Word) and any(True for _ in self._operand(model, operand, values))

    def _operand(self, model: str, operand: Operand, values: tuple[object, ...]) -> Iterator[Finding]:
        """A word is a field, a word of the request, or a value of the enum that it is compared with."""
        if isinstance(operand, Constant):
            if values and operand.value not in values:
                hint = did_you_mean(operand.value, [str(value) for value in values])
                yield self._finding(f"`{operand.value}` is none of the enum's values", operand.offset, hint)
            return
        field = self._field(model, operand)
        if field is not None:
            yield from self._usable(operand, field)
            return
        allowed = _PLACES_OF_WORDS[self.said.place]
        if operand.text in allowed or operand.text == "id" or operand.text in values:
            return
        if operand.text in _PLACES_OF_WORDS["filter"]:
            yield self._finding(f"`{operand.text}` is not known here", operand.offset, _where_known(operand.text))
        elif self.scope.lacks_field(model, operand.text):
            names = (*self.scope.fields_of(model), *(str(value) for value in values))
            message = f"`{model}` has no field `{operand.text}`" + (", and its enum no such value" if values else "")
            hint = near_name(operand.text, names) or "put a text in quotes"
            yield self._finding(message, operand.offset, hint)


def _where_known(word: str) -> str:
    if word == "value":
        return "`value` is the parameter of a filter"
    return f"an index cannot depend on `{word}`: it changes while the row does not"
