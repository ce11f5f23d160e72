from collections.abc import Mapping
from typing import Any

import pytest

from scaffold.targets.python_fastapi import shares
from scaffold.targets.python_fastapi.shares import shares_of


def contract(schemas: Mapping[str, list[str]]) -> dict[str, Any]:
    """A contract in which each schema refers to others."""
    models = {
        name: {"properties": {f"to_{each}": {"$ref": f"#/components/schemas/{each}"} for each in others}}
        for name, others in schemas.items()
    }
    return {"openapi": "3.0.3", "components": {"schemas": models}}


FOUR = {"a.schemas.A": [], "b.schemas.B": ["a.schemas.A"], "c.schemas.C": ["b.schemas.B"], "d.schemas.D": []}


def test_a_small_contract_is_one_share() -> None:
    assert [share.modules for share in shares_of(contract(FOUR))] == [{"a", "b", "c", "d"}]


@pytest.fixture
def sharing_pays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares, "_WORTH_SHARING", 2)


@pytest.mark.usefixtures("sharing_pays")
def test_every_module_is_in_one_share_with_all_that_it_refers_to() -> None:
    first, second = shares_of(contract(FOUR))
    assert (first.modules, second.modules) == (frozenset({"a", "c"}), frozenset({"b", "d"}))
    assert list(first.contract["components"]["schemas"]) == ["a.schemas.A", "b.schemas.B", "c.schemas.C"]
    assert list(second.contract["components"]["schemas"]) == ["a.schemas.A", "b.schemas.B", "d.schemas.D"]


@pytest.mark.usefixtures("sharing_pays")
def test_modules_in_a_circle_stay_together() -> None:
    circle = {"a.schemas.A": ["b.schemas.B"], "b.schemas.B": [], "b.schemas.C": ["a.schemas.A"]}
    assert [share.modules for share in shares_of(contract(circle))] == [{"a", "b"}]
