"""Any spec can be compared with what a person makes of it."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from scaffold.compatibility import Specs, compare, objections, release, release_data, release_text
from scaffold.compatibility.pairs import address
from scaffold.design.resolve import resolve
from scaffold.diagnostics import has_errors
from scaffold.project.lock import LOCKED_SPEC_PATH
from scaffold.project.records import locked_spec
from scaffold.spec.check import check_spec
from scaffold.spec.language.document import Spec
from scaffold.spec.load import LoadedSpec, load_text
from scaffold.spec.support import EVERYTHING
from tests.strategies import specs


@given(specs(), st.data())
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_gone_is_said_with_its_place(data: Any, choices: st.DataObject) -> None:
    loaded, spec = _clean(data)
    former = resolve(spec)
    assert compare(former, former) == ()
    place = choices.draw(st.sampled_from(sorted(_mappings(data))))
    after, changed = _clean(_without(data, place))
    now = resolve(changed)
    told = Specs(after, load_text(locked_spec(spec).text, LOCKED_SPEC_PATH), loaded)
    released = release(former, now, told)
    changes = release_data(released)["changes"]
    gone = {address(former, each) for each in former.operations} - {address(now, each) for each in now.operations}
    assert len(gone) <= sum(each["kind"] in ("operation-removed", "operation-moved") for each in changes)
    assert bool(released.breaking) == bool(objections(released, told)) == any(each["breaking"] for each in changes)
    assert {each["file"] for each in changes} <= {after.file, LOCKED_SPEC_PATH}
    assert release_text(released).count("\n  ") == len(changes)


def _clean(data: Any) -> tuple[LoadedSpec, Spec]:
    loaded = load_text(json.dumps(data), "scaffold.yaml")
    assume(loaded.spec is not None and not has_errors(check_spec(loaded, EVERYTHING)))
    assert loaded.spec is not None
    return loaded, loaded.spec


def _mappings(data: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The paths of everything that a person can take out of a spec."""
    if not isinstance(data, dict):
        return []
    below = [deeper for key, value in data.items() for deeper in _mappings(value, (*path, str(key)))]
    return [*((*path, str(key)) for key in data), *below]


def _without(data: Any, path: tuple[str, ...]) -> Any:
    """The data without the node at a path."""
    step, *rest = path
    return {
        key: value if str(key) != step else _without(value, tuple(rest))
        for key, value in data.items()
        if rest or str(key) != step
    }
