"""How long things take, as wall time of whole processes: the best of some runs, best because noise only adds."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from specs import spec_of

REPOSITORY = Path(__file__).resolve().parent.parent
LIBRARY = REPOSITORY / "examples/library/requirements.md"
MODELS = 200


def main() -> None:
    report("scaffold --help", best(7, "--help"), 0.2)
    report("scaffold new, the library service", best(5, "new", str(LIBRARY), "--offline", "--output", "project"), 1.0)
    with tempfile.TemporaryDirectory() as folder:
        once, twice = (best(3, *new_of(models, Path(folder))) for models in (MODELS, 2 * MODELS))
    report(f"scaffold new, {MODELS} models of 5 actions", once, 5.0)
    report(f"scaffold new, {2 * MODELS} models of 5 actions", twice)
    print(f"{'twice the models take':<46} {twice / once:6.2f} times   (at most 2.20)")
    with tempfile.TemporaryDirectory() as folder:
        measure_updates(Path(folder))


def measure_updates(folder: Path) -> None:
    """Updates of a large project: when nothing has changed, and after one more field each time."""
    timed(("new", *new_of(MODELS, folder)[1:3], "--output", str(folder / "project")))
    spec = folder / "project/scaffold.yaml"
    update = ("update", str(folder / "project"))
    report(f"scaffold update, {MODELS} models, nothing to do", best(5, *update), 0.5)
    seconds = []
    for number in range(3):
        field = f"    fields:\n      further_{number}: {{type: string, max: 20, optional: true}}\n"
        spec.write_text(spec.read_text(encoding="utf-8").replace("    fields:\n", field, 1), encoding="utf-8")
        seconds.append(timed(update))
    report(f"scaffold update, {MODELS} models, a field more", min(seconds), 3.0)


def new_of(models: int, folder: Path) -> tuple[str, ...]:
    spec = folder / f"{models}.yaml"
    spec.write_text(spec_of(models), encoding="utf-8")
    return ("new", "--spec", str(spec), "--output", "project")


def best(runs: int, *arguments: str) -> float:
    """The shortest wall time of a command, each time in an empty folder, after a run that fills the caches."""
    return min([timed(arguments) for _ in range(runs + 1)][1:])


def timed(arguments: tuple[str, ...]) -> float:
    # Python's cache of compiled modules is part of every installation.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [str(Path(sys.executable).with_name("scaffold")), *arguments]
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        seconds = time.perf_counter() - started
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}\n{done.stderr}")
    return seconds


def report(what: str, seconds: float, limit: float | None = None) -> None:
    bound = f"(at most {limit:.1f} s)" if limit else ""
    print(f"{what:<46} {seconds:6.2f} s       {bound}".rstrip(), flush=True)


if __name__ == "__main__":
    main()
