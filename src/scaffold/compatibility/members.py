"""What one operation takes and answers, before and now: parameter by parameter, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from scaffold.compatibility.findings import Difference, Kind, Subject
from scaffold.compatibility.pairs import Renames, pair_members
from scaffold.compatibility.subjects import of_field, of_parameter
from scaffold.compatibility.values import Delta, answered, default_words, taken
from scaffold.design.design import Design
from scaffold.design.operations import Operation, Parameter
from scaffold.design.schemas import Property, Schema
from scaffold.design.types import ListOf, ObjectOf, Type
from scaffold.diagnostics import listed
from scaffold.spec.positions import Path

_UNKNOWN = "requests that send it are refused with 422"
_MISSING = "requests without it are refused with 422"
_NOTHING = "clients that read it get nothing"


class Calls(Struct, frozen=True):
    """One operation before and now, in the designs that it belongs to."""

    former_design: Design
    design: Design
    former: Operation
    now: Operation
    renames: Renames

    @property
    def name(self) -> str:
        """The operation as clients call it now."""
        return f"{self.now.method} {self.now.path}"

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that there were before and are now."""
        before, now = (each.auth.roles if each.auth else () for each in (self.former_design, self.design))
        return tuple(role for role in before if role in now)

    def difference(self, delta: Delta, subject: Subject, label: str = "") -> Difference:
        """A difference of this operation."""
        return Difference(delta.kind, subject, delta.what, delta.effect, label, self.name)


class Walk(Struct, frozen=True):
    """A place in what is taken or answered.

    Attributes:
        direction: whether requests bring it, or answers.
        label: how a client reaches it, such as ``author`` or ``items[]``; empty for the whole.
        trail: the keys of the spec that lead to it from the operation.
        visited: the pairs of objects around it, for those that hold themselves.
    """

    direction: Literal["in", "out"]
    label: str
    trail: Path
    visited: frozenset[tuple[str, str]] = frozenset()

    def member(self, wire: str, key: str) -> Walk:
        """The place of a member."""
        label = f"{self.label}.{wire}" if self.label else wire
        return Walk(self.direction, label, (*self.trail, key, "object"), self.visited)

    def item(self) -> Walk:
        """The place of an item; those of the whole are called as if they were alone."""
        label = f"{self.label}[]" if self.label else ""
        return Walk(self.direction, label, (*self.trail, "list", "object"), self.visited)

    def inside(self, pair: tuple[str, str]) -> Walk:
        """The same place, within these objects."""
        return Walk(self.direction, self.label, self.trail, self.visited | {pair})


def compare_parameters(
    calls: Calls, former: Sequence[Parameter], now: Sequence[Parameter], place: Literal["path", "query", "header"]
) -> Iterator[Difference]:
    """The parameters of one place. Those of the path are told by where they stand, and have no name for clients."""
    if place == "path":
        for before, after in zip(former, now, strict=False):
            yield from _compare_sent(calls, before, after, of_parameter(calls.now, after), after.wire)
        return
    pairs = pair_members(former, now, calls.renames)
    for before, after in pairs.kept:
        yield from _compare_sent(calls, before, after, of_parameter(calls.now, after), after.wire)
    if place == "query":
        for each in pairs.gone:
            delta = Delta(Kind.INPUT_REMOVED, "is taken no more", _UNKNOWN)
            yield calls.difference(delta, of_parameter(calls.former, each), each.wire)
    for each in pairs.new:
        yield calls.difference(_new_input(each), of_parameter(calls.now, each), each.wire)


def compare_types(calls: Calls, former: Type, now: Type, subject: Subject, walk: Walk) -> Iterator[Difference]:
    """Two types of one value, with all that they hold."""
    differ = taken if walk.direction == "in" else answered
    for delta in differ(calls.renames.current(former), now):
        yield calls.difference(delta, subject, walk.label)
    match former, now:
        case ListOf(before), ListOf(after):
            yield from compare_types(calls, before, after, subject, walk.item())
        case ObjectOf(before_key), ObjectOf(after_key) if (before_key, after_key) not in walk.visited:
            schemas = calls.former_design.schema[before_key], calls.design.schema[after_key]
            yield from compare_objects(calls, *schemas, walk.inside((before_key, after_key)))


def compare_objects(calls: Calls, former: Schema, now: Schema, walk: Walk) -> Iterator[Difference]:
    """Two objects, field by field."""
    pairs = pair_members(former.properties, now.properties, calls.renames)
    compare = _compare_sent_field if walk.direction == "in" else _compare_answered_field
    for before, after in pairs.kept:
        subject = of_field(calls.now, now, after, walk.trail)
        place = walk.member(after.wire, after.name.snake)
        yield from compare(calls, before, after, subject, place)
        yield from compare_types(calls, before.type, after.type, subject, place)
    for each in pairs.gone:
        subject = of_field(calls.former, former, each, walk.trail)
        yield calls.difference(_gone(walk), subject, walk.member(each.wire, each.name.snake).label)
    for each in pairs.new:
        subject = of_field(calls.now, now, each, walk.trail)
        delta = _new_input(each) if walk.direction == "in" else Delta(Kind.ANSWER_ADDED, "is answered now")
        yield calls.difference(delta, subject, walk.member(each.wire, each.name.snake).label)


def _gone(walk: Walk) -> Delta:
    if walk.direction == "in":
        return Delta(Kind.INPUT_REMOVED, "is taken no more", _UNKNOWN)
    return Delta(Kind.ANSWER_REMOVED, "is answered no more", _NOTHING)


def _new_input(new: Parameter | Property) -> Delta:
    if new.required:
        return Delta(Kind.INPUT_REQUIRED, "is new and must be sent", _MISSING)
    return Delta(Kind.INPUT_ADDED, "may be sent now")


def _compare_sent_field(
    calls: Calls, former: Property, now: Property, subject: Subject, walk: Walk
) -> Iterator[Difference]:
    for delta in _sent(calls, former, now):
        yield calls.difference(delta, subject, walk.label)
    allowed = set(now.roles or ())
    refused = [each for each in former.roles or calls.roles if each not in allowed] if now.roles else []
    if refused:
        delta = Delta(
            Kind.INPUT_RESTRICTED,
            f"may be sent only by {listed(now.roles or (), 'or')} now",
            "requests of others that send it are refused with 403",
        )
        yield calls.difference(delta, subject, walk.label)


def _compare_sent(
    calls: Calls, former: Parameter, now: Parameter, subject: Subject, label: str
) -> Iterator[Difference]:
    for delta in (*_sent(calls, former, now), *taken(former.type, now.type)):
        yield calls.difference(delta, subject, label)


def _sent(calls: Calls, former: Parameter | Property, now: Parameter | Property) -> Iterator[Delta]:
    """What is not as before of a parameter or field of a request, apart from its type."""
    is_in_path = isinstance(now, Parameter) and now.place == "path"
    if former.wire != now.wire and not is_in_path and not calls.renames.spelling:
        yield Delta(
            Kind.INPUT_RENAMED, f"has this name now, `{former.wire}` before", f"`{former.wire}` is refused with 422"
        )
    if now.required and not former.required:
        yield Delta(Kind.INPUT_REQUIRED, "may be left out no more", _MISSING)
    elif former.required and not now.required:
        yield Delta(Kind.INPUT_WIDENED, "may be left out now")
    elif former.default != now.default:
        what = f"is {default_words(now.default)} when it is left out, {default_words(former.default)} before"
        yield Delta(Kind.DEFAULT_CHANGED, what, "the same request does something else")
    if former.nullable and not now.nullable:
        yield Delta(Kind.INPUT_NOT_NULL, "may be null no more", "requests with null are refused with 422")
    elif now.nullable and not former.nullable:
        yield Delta(Kind.INPUT_WIDENED, "may be null now")


def _compare_answered_field(
    calls: Calls, former: Property, now: Property, subject: Subject, walk: Walk
) -> Iterator[Difference]:
    if former.wire != now.wire and not calls.renames.spelling:
        effect = f"clients that read `{former.wire}` get nothing"
        delta = Delta(Kind.ANSWER_RENAMED, f"has this name now, `{former.wire}` before", effect)
        yield calls.difference(delta, subject, walk.label)
    if now.nullable and not former.nullable:
        delta = Delta(Kind.ANSWER_NULLABLE, "may be null now", "clients that expect a value fail")
        yield calls.difference(delta, subject, walk.label)
