from __future__ import annotations

import json
import random
from typing import Any

import pytest
from ruamel.yaml import YAML

from scaffold.design.resolve import resolve
from scaffold.design.resolve.order import by_key
from scaffold.spec.load import load_text
from tests.unit.design.specs import HEAD, USERS

SPEC = f"""{HEAD}{USERS}
  Order:
    fields:
      number: {{type: integer, unique: true}}
      buyer: {{ref: User, owner: true}}
      note: {{type: text, optional: true}}
      extra: {{type: json, optional: true, example: {{b: 1, a: {{d: 2, c: 3}}}}}}
      made_at: {{type: datetime, read_only: true, default: now}}
      lines: {{count: Line.order}}
  Line:
    fields:
      order: {{ref: Order, on_delete: cascade}}
      pieces: {{type: integer, min: 1}}
shapes:
  Total: {{fields: {{pieces: integer, orders: integer}}}}
error_format:
  envelope: {{failed: {{message: $message, code: $code}}}}
endpoints:
  login: {{POST: /login, do: login, access: public}}
  Order:
    path: /orders
    list: {{filter: [number, {{mine: buyer = caller}}], sort: [made_at, number]}}
    create: {{fields: [number, note]}}
  total:
    POST: /total
    query: {{until: {{type: date, optional: true}}, from: {{type: date, optional: true}}}}
    body: {{object: {{zone: string, area: {{object: {{y: integer, x: integer}}}}}}}}
    answer: {{200: Total}}
    rules: [R10, R2]
rules:
  R10: {{text: Ten., error: sold_out}}
  R2: {{text: Two., error: closed}}
errors:
  sold_out: {{status: 409, message: None is left.}}
  closed: {{status: 409, message: The shop is closed.}}
limits:
  rates: {{slow: {{rate: 1/second}}, default: {{rate: 9/second}}}}
scenarios:
  b: {{given: {{ann: clerk}}, steps: [{{as: ann, call: total, body: {{zone: n, area: {{y: 1, x: 2}}}}, expect: 501}}]}}
  a:
    steps:
      - call: total
        query: {{until: 2026-01-01, from: 2025-01-01}}
        expect: {{status: 401, body: {{failed: {{message: m, code: c}}}}}}
"""


def shuffled(node: Any, chance: random.Random) -> Any:
    if isinstance(node, dict):
        items = list(node.items())
        chance.shuffle(items)
        return {str(key): shuffled(each, chance) for key, each in items}
    return [shuffled(each, chance) for each in node] if isinstance(node, list) else node


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_mappings_changes_nothing(seed: int) -> None:
    spec = load_text(SPEC, "scaffold.yaml").spec
    text = json.dumps(shuffled(YAML(typ="safe").load(SPEC), random.Random(seed)), default=str)
    other = load_text(text, "scaffold.yaml").spec
    assert spec is not None and other is not None
    # Mappings are equal in any order; their text is not.
    assert repr(resolve(spec)) == repr(resolve(other))


def test_numbers_in_keys_are_compared_as_numbers() -> None:
    assert list(by_key({"R10": 0, "R9": 0, "R": 0, "R2b": 0, "R2a": 0})) == ["R", "R2a", "R2b", "R9", "R10"]


def test_fields_stand_as_people_list_them() -> None:
    spec = load_text(SPEC, "scaffold.yaml").spec
    assert spec is not None
    order = resolve(spec).entity["Order"]
    assert [each.name.snake for each in order.attributes] == ["number", "buyer", "extra", "note", "made_at"]
