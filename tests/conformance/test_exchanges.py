"""What is asked: made from the design alone, of every operation, as everybody, the same in every run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from scaffold.design.design import Design
from tests.conformance.exchange import Captured, Exchange, Joined, Part
from tests.conformance.exchanges import parts_of
from tests.conformance.suite import design_of_file
from tests.conftest import REPOSITORY

LIBRARY = REPOSITORY / "tests/cases/library/scaffold.yaml"


@pytest.fixture(scope="module")
def design() -> Design:
    return design_of_file(LIBRARY)


@pytest.fixture(scope="module", params=[True, False], ids=["seeded", "by calls"])
def parts(design: Design, request: pytest.FixtureRequest) -> tuple[Part, ...]:
    return parts_of(design, seeded=request.param)


def exchanges(parts: tuple[Part, ...]) -> Iterator[Exchange]:
    for part in parts:
        yield from part.exchanges


def captured(value: object) -> Iterator[str]:
    match value:
        case Captured(key):
            yield key
        case Joined(several) | list(several) | tuple(several):
            for each in several:
                yield from captured(each)
        case dict():
            yield from captured(list(value.values()))


def test_every_operation_is_tried_by_nobody_and_by_every_role(design: Design, parts: tuple[Part, ...]) -> None:
    names = {each.name for each in exchanges(parts)}
    for operation in design.operation:
        for role in ("nobody", "member", "librarian", "admin"):
            assert f"access: {operation} by {role}" in names


def test_every_conflict_that_the_design_knows_is_provoked(design: Design, parts: tuple[Part, ...]) -> None:
    conflicts = {rule.error for entity in design.entities for rule in entity.uniques if rule.where is None}
    assert conflicts <= {each.expected.code for each in exchanges(parts)}


def test_a_value_is_captured_before_it_is_sent(parts: tuple[Part, ...]) -> None:
    kept: set[str] = set()
    for each in exchanges(parts):
        sent = [
            each.request.body,
            dict(each.request.values),
            dict(each.request.headers),
            [v for _, v in each.request.query],
        ]
        assert set(captured(sent)) <= kept, each.name
        kept |= set(each.keeps)


def test_rows_are_put_into_the_database_only_where_that_can_be_reached(design: Design) -> None:
    assert any(part.seeds for part in parts_of(design, seeded=True))
    assert not any(part.seeds for part in parts_of(design, seeded=False))


def test_the_same_is_asked_in_every_run(design: Design, parts: tuple[Part, ...]) -> None:
    seeded = any(part.seeds for part in parts)
    assert parts_of(design, seeded=seeded) == parts
