"""Checking as a whole: every problem in one run, none of them twice, none for a reason already said."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from scaffold.diagnostics import Diagnostic
from scaffold.spec.check import check_spec
from scaffold.spec.load import load_text
from scaffold.spec.support import EVERYTHING, Feature, Support

HEAD = "scaffold: 1\nservice: {name: example}\n"


def diagnose(text: str, support: Support = EVERYTHING) -> tuple[Diagnostic, ...]:
    return check_spec(load_text(HEAD + text, "scaffold.yaml"), support)


def codes(text: str) -> list[str]:
    return [each.code for each in diagnose(text)]


def test_problems_of_form_and_of_meaning_come_in_one_run() -> None:
    assert codes(
        "models:\n  A: {fields: {x: strng}}\n  B: {fields: {a: {ref: C}}}\nendpoints:\n  D: {path: /d, list: public}\n"
    ) == ["SC015", "SC031", "SC058"]


def test_what_was_refused_counts_as_declared() -> None:
    text = """\
models:
  A:
    fields:
      x: {type: strng}
      y: {ref: B}
  B: 5
endpoints:
  A: {path: /a, list: {sort: [x], filter: [x, {z: x = 1}], access: public}}
  do_it: {POST: /b, rules: [R1], errors: [gone], access: public, answer: {200: B}}
rules: {R1: words}
errors: {gone: 5}
"""
    assert codes(text) == ["SC015", "SC013", "SC013", "SC013"]


def test_a_part_that_lost_something_is_not_blamed_for_it() -> None:
    assert codes("models: {A: {fields: {x: {tipe: string}}}}\n") == ["SC012"]
    assert codes("endpoints: {a: {POST: /a, acces: public, answer: {204: nothing}}}\n") == ["SC012"]


def test_a_broken_section_leaves_the_others_to_be_checked() -> None:
    assert codes("auth: 5\nmodels: {A: {fields: {x: {ref: B}}}}\nendpoints: {A: {path: /a, list: owner}}\n") == [
        "SC013",
        "SC031",
        "SC072",
    ]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_maps_changes_nothing_but_the_order(seed: int) -> None:
    sections = {
        "models": ["A: {fields: {x: {ref: Nope}, y: {enum: []}}}", "B: {fields: {z: {type: string, min: 2, max: 1}}}"],
        "endpoints": ["A: {path: /a, list: public}", "go: {POST: /a, access: public}", "B: {path: /b, get: boss}"],
        "errors": ["lost: {status: 409, message: Lost.}"],
    }
    draw = random.Random(seed)
    shuffled = draw.sample(list(sections), len(sections))
    text = "".join(
        f"{name}:\n" + "".join(f"  {line}\n" for line in draw.sample(sections[name], len(sections[name])))
        for name in shuffled
    )
    found = {(each.code, each.message) for each in diagnose(text)}
    assert {code for code, _ in found} == {"SC031", "SC023", "SC033", "SC056", "SC071", "SC082"}
    assert len(found) == 6


def test_only_the_features_that_a_target_lacks_are_refused() -> None:
    text = "models: {A: {fields: {price: money, size: decimal}}}\njobs: {tidy: {every: 1d}}\n"
    assert diagnose(text) == ()
    without_jobs = Support("some-target", EVERYTHING.features - {Feature.JOBS})
    (refused,) = diagnose(text, without_jobs)
    assert (refused.code, refused.message) == ("SC130", "not supported by target some-target yet: jobs")
    assert refused.span.line == 4
    assert {each.message.rpartition(": ")[2] for each in diagnose(text, Support("x", frozenset()))} == {
        "the database postgresql",
        "money",
        "decimals",
        "jobs",
    }


@pytest.mark.parametrize(
    "hostile",
    ['"', "'", '"""', "*/", "`", "${x}", "{{ x }}", "{% x %}", "a\nb", "\u202e\u2066", "\\", "</script>", "--", ";"],
)
def test_hostile_text_is_data_wherever_text_is_free(hostile: str) -> None:
    document: dict[str, Any] = {
        "scaffold": 1,
        "service": {"name": "x", "title": hostile, "description": hostile},
        "models": {"A": {"description": hostile, "fields": {"f": {"type": "text", "description": hostile}}}},
        "endpoints": {
            "go": {
                "POST": "/go", "access": "public", "summary": hostile, "description": hostile, "rules": ["R1"],
                "answer": {"204": "nothing"},
            }
        },
        "rules": {"R1": {"text": hostile, "error": "gone"}},
        "errors": {"gone": {"status": 410, "message": hostile}},
    }  # fmt: skip
    loaded = load_text(json.dumps(document), "scaffold.yaml")
    assert check_spec(loaded) == ()
    assert loaded.spec is not None
    assert loaded.spec.rules["R1"].text == hostile
