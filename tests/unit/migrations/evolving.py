"""Made-up specs, one after the other, of which the second has parts of the first under other names."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from scaffold.design.design import Design
from scaffold.design.resolve import resolve
from scaffold.diagnostics import has_errors
from scaffold.spec.check import check_spec
from scaffold.spec.load import load_text
from scaffold.targets import TARGETS

MODELS = ("Book", "Author", "Shop", "Order")
FIELDS = ("title", "code", "state", "pages", "kept_in")
TYPES: tuple[dict[str, Any], ...] = (
    {"type": "string", "max": 20},
    {"type": "string", "max": 80},
    {"type": "text"},
    {"type": "integer"},
    {"type": "integer", "min": 0, "max": 9},
    {"type": "number"},
    {"type": "boolean"},
    {"type": "datetime"},
    {"type": "decimal", "digits": 8, "places": 2},
    {"enum": ["new", "lost"]},
    {"enum": ["new", "lost", "sold"]},
    {"list": "string"},
)


@st.composite
def models(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    names = draw(st.lists(st.sampled_from(MODELS), min_size=1, max_size=3, unique=True))
    return {name: draw(model(names)) for name in names}


@st.composite
def model(draw: st.DrawFn, others: list[str]) -> dict[str, Any]:
    fields = {}
    for name in draw(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=4, unique=True)):
        if draw(st.integers(0, 3)) == 0:
            action = draw(st.sampled_from(["restrict", "cascade", "set_null"]))
            fields[name] = {"ref": draw(st.sampled_from(others)), "optional": True, "on_delete": action}
        else:
            is_optional: bool = draw(st.booleans())
            fields[name] = {**draw(st.sampled_from(TYPES)), "optional": is_optional}
            if "string" in str(fields[name].get("type")):
                fields[name]["unique"] = draw(st.sampled_from([False, True, "ignore_case"]))
    return {"soft_delete": draw(st.booleans()), "fields": fields}


@st.composite
def evolved(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """The models of two specs; what is new in the second may be something of the first under another name."""
    before, after = draw(models()), draw(models())
    _name_former(draw, before, after)
    for name, said in after.items():
        origin = before.get(said.get("was", name))
        if origin is not None:
            _name_former(draw, origin["fields"], said["fields"])
    return before, after


def _name_former(draw: st.DrawFn, before: dict[str, Any], after: dict[str, Any]) -> None:
    gone = [name for name in before if name not in after]
    for name in [each for each in after if each not in before]:
        is_renamed: bool = draw(st.booleans())
        if gone and is_renamed:
            after[name]["was"] = gone.pop()


def design_with(said: dict[str, Any]) -> Design:
    """The design of a spec with these models; specs with errors are passed over."""
    endpoints = {
        name: {
            "path": f"/{name.lower()}s",
            "list": {"access": "public", "filter": _plain_fields(each), "sort": _plain_fields(each)},
        }
        for name, each in said.items()
    }
    spec = {"scaffold": 1, "service": {"name": "shelf"}, "models": said, "endpoints": endpoints}
    loaded = load_text(json.dumps(spec), "scaffold.yaml")
    problems = check_spec(loaded, TARGETS["python"].support)
    assume(loaded.spec is not None and not has_errors(problems))
    assert loaded.spec is not None
    return resolve(loaded.spec)


def _plain_fields(said: dict[str, Any]) -> list[str]:
    return [name for name, each in said["fields"].items() if each.get("type") in ("integer", "datetime")]
