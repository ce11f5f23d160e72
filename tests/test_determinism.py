"""The same spec gives the same bytes, wherever, whenever and in whatever order it is written."""

import os
import random
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from scaffold.diagnostics import has_errors
from scaffold.spec.check import check_spec
from scaffold.spec.load import load_spec
from scaffold.targets import TARGETS
from tests.conftest import REPOSITORY


def is_rendered(spec: Path) -> bool:
    """Whether the target renders all that a spec says; what it refuses is tested elsewhere."""
    return not has_errors(check_spec(load_spec(spec), TARGETS["python"].support))


SPECS = [spec for spec in sorted((REPOSITORY / "tests/cases").glob("*/scaffold.yaml")) if is_rendered(spec)]


def made(spec: str, folder: Path, **environment: str) -> dict[str, bytes]:
    """The files of a project, without the spec itself, which is the input, and its id in the lock."""
    folder.mkdir(parents=True)
    (folder / "scaffold.yaml").write_text(spec, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "scaffold",
        "new",
        "--spec",
        "scaffold.yaml",
        "--language",
        "python",
        "--output",
        "made",
    ]
    done = subprocess.run(command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    files = (path for path in (folder / "made").rglob("*") if path.is_file())
    found = {path.relative_to(folder / "made").as_posix(): path.read_bytes() for path in files}
    del found["scaffold.yaml"]
    lock = found[".scaffold/lock.json"].splitlines()
    found[".scaffold/lock.json"] = b"\n".join(line for line in lock if b'"scaffold.yaml"' not in line)
    return found


def shuffled(node: Any, order: random.Random) -> Any:
    """The same data with the keys of every mapping in another order."""
    if isinstance(node, dict):
        keys = list(node)
        order.shuffle(keys)
        return {key: shuffled(node[key], order) for key in keys}
    return [shuffled(each, order) for each in node] if isinstance(node, list) else node


def written(data: Any) -> str:
    out = StringIO()
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.representer.sort_base_mapping_type_on_output = False
    yaml.dump(data, out)
    return out.getvalue()


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.parent.name)
def test_place_locale_time_zone_and_hashing_change_nothing(spec: Path, tmp_path: Path) -> None:
    text = spec.read_text(encoding="utf-8")
    here = made(text, tmp_path / "a", LC_ALL="C.UTF-8", TZ="UTC", PYTHONHASHSEED="1")
    there = made(text, tmp_path / "some where/else", LC_ALL="tr_TR.UTF-8", TZ="Pacific/Kiritimati", PYTHONHASHSEED="2")
    assert here == there


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.parent.name)
def test_the_order_of_maps_changes_nothing(spec: Path, tmp_path: Path) -> None:
    data = YAML(typ="safe", pure=True).load(spec.read_text(encoding="utf-8"))
    plain = made(written(data), tmp_path / "plain")
    assert made(written(shuffled(data, random.Random(7))), tmp_path / "shuffled") == plain
