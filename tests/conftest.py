"""What every test may ask for: golden updates, tools by name, and a PostgreSQL of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgresql import Cluster, postgresql_bin
from tests.rendered import Toolchain, render_spec, write

REPOSITORY = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens", action="store_true", help="Write what the golden tests got as what they expect."
    )


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten instead of compared."""
    return bool(request.config.getoption("--update-goldens"))


def require(*tools: str) -> None:
    """Skip the running test, by name, where a tool is missing; fail it under ``SCAFFOLD_REQUIRE=all``."""
    missing = [tool for tool in tools if not _present(tool)]
    if not missing:
        return
    reason = f"missing on this machine: {', '.join(missing)}"
    if os.environ.get("SCAFFOLD_REQUIRE") == "all":
        pytest.fail(f"{reason} (SCAFFOLD_REQUIRE=all)", pytrace=False)
    pytest.skip(reason)


def _present(tool: str) -> bool:
    if tool == "postgresql":
        return postgresql_bin() is not None
    return shutil.which(tool) is not None


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in item.iter_markers("requires"):
        require(*marker.args)


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A PostgreSQL server of this test process, on a free port, gone at the end."""
    require("postgresql")
    with Cluster.start() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def toolchain(tmp_path_factory: pytest.TempPathFactory) -> Toolchain:
    """What generated projects depend on, installed once for the session."""
    project = tmp_path_factory.mktemp("projects") / "library"
    write(render_spec(REPOSITORY / "tests/cases/library/scaffold.yaml"), project)
    return Toolchain.install(tmp_path_factory.mktemp("toolchain") / "venv", project)


@pytest.fixture(scope="session")
def node_modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What generated TypeScript projects depend on, installed once for the session."""
    require("node", "npm")
    project = tmp_path_factory.mktemp("toolchain")
    write(render_spec(REPOSITORY / "tests/cases/library/scaffold.yaml", "typescript"), project)
    command = ["npm", "ci", "--prefer-offline", "--no-audit", "--no-fund"]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    return project / "node_modules"
