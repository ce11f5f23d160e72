"""The TypeScript client of whole specs: that it is laid out, compiles, and calls a running service."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from scaffold.render.package import read_package, templates_root
from scaffold.targets import CLIENTS
from tests.conftest import REPOSITORY, require
from tests.rendered import Toolchain, design_of, write
from tests.running import ADMIN, running

pytestmark = pytest.mark.toolchain

LIBRARY = REPOSITORY / "tests/cases/library/scaffold.yaml"
NUMBERS = REPOSITORY / "tests/torture/numbers.yaml"
SPECS = [LIBRARY, *sorted((REPOSITORY / "tests/torture").glob("*.yaml"))]
SCRIPTS = REPOSITORY / "tests/typescript_client"
CLIENT = next(each for each in CLIENTS if each.name == "typescript-client")


def named(path: Path) -> str:
    return path.parent.name if path.stem == "scaffold" else path.stem


def render(spec: Path, folder: Path) -> Path:
    """Write the client of a spec into a folder."""
    package = read_package(templates_root() / CLIENT.name)
    write(CLIENT.render(design_of(spec.read_text(encoding="utf-8")), package), folder)
    return folder


def run(folder: Path, *command: str) -> None:
    done = subprocess.run(command, cwd=folder, env=dict(os.environ), capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"


@pytest.fixture(scope="session")
def compilers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a client is checked with, installed once for the session as its package says."""
    require("node", "npm")
    folder = render(LIBRARY, tmp_path_factory.mktemp("client"))
    run(folder, "npm", "install", "--prefer-offline", "--no-audit", "--no-fund")
    return folder / "node_modules" / ".bin"


@pytest.mark.parametrize("spec", SPECS, ids=named)
def test_a_client_compiles_and_is_laid_out(spec: Path, compilers: Path, tmp_path: Path) -> None:
    render(spec, tmp_path)
    run(tmp_path, str(compilers / "tsc"), "--noEmit")
    run(tmp_path, str(compilers / "prettier"), "--check", ".")


def test_its_types_tell_right_from_wrong(compilers: Path, tmp_path: Path) -> None:
    render(LIBRARY, tmp_path)
    shutil.copy(SCRIPTS / "usage.ts", tmp_path / "src")
    run(tmp_path, str(compilers / "tsc"), "--noEmit")


def test_it_calls_a_running_service(compilers: Path, toolchain: Toolchain, tmp_path: Path) -> None:
    client = compiled(LIBRARY, compilers, tmp_path / "client")
    with running(toolchain, LIBRARY, tmp_path) as address:
        run(tmp_path, "node", str(SCRIPTS / "library.mjs"), str(client), address, json.dumps(ADMIN))


def test_it_keeps_integers_of_64_bits(compilers: Path, toolchain: Toolchain, tmp_path: Path) -> None:
    client = compiled(NUMBERS, compilers, tmp_path / "client")
    with running(toolchain, NUMBERS, tmp_path) as address:
        run(tmp_path, "node", str(SCRIPTS / "numbers.mjs"), str(client), address)


def compiled(spec: Path, compilers: Path, folder: Path) -> Path:
    """The compiled module of a client."""
    run(render(spec, folder), str(compilers / "tsc"))
    return folder / "dist" / "index.js"
