"""Requests per second of GET one by id: the generated service against two by hand, in one run."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from contenders import LAYERS, Contender, by_hand, fill_database, generated, make_project
from load import Measured, middle, run_load

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.postgresql import Cluster, postgresql_bin

ASKED = {"python": 0.75, "go": 0.90, "typescript": 0.90}
NEEDS = {"python": "python3", "go": "go", "typescript": "node"}
ROUNDS, SECONDS, WARM_UP = 3, 4, 2


def main() -> None:
    """Measure the languages that are named as arguments, else all."""
    if not shutil.which("wrk") or not postgresql_bin():
        sys.exit("needs wrk and PostgreSQL: apt-get install wrk postgresql")
    with tempfile.TemporaryDirectory(prefix="scaffold-bench-") as folder, Cluster.start() as cluster:
        for language in sys.argv[1:] or ASKED:
            if shutil.which(NEEDS[language]):
                measure(language, Path(folder), cluster)
            else:
                print(f"{language}: left out, {NEEDS[language]} is missing")


def measure(language: str, folder: Path, cluster: Cluster) -> None:
    """Print what each of the three reaches, and what each layer by hand costs."""
    project, database = make_project(language, folder), cluster.database()
    fill_database(project, database, cluster.bin / "psql")
    ids = folder / f"{language}.ids"
    ids.write_text(_selected(cluster, database), encoding="utf-8")
    contenders = {
        "generated": generated(project, database),
        "the same by hand": by_hand(language, project, LAYERS, database),
        "bare handler": by_hand(language, project, (), database),
    }
    runs: dict[str, list[Measured]] = {name: [] for name in contenders}
    for _ in range(ROUNDS):
        for name, contender in contenders.items():
            runs[name].append(_measured(contender, ids))
    found = {name: middle(measured) for name, measured in runs.items()}
    print(f"{language}: GET one book by id, PostgreSQL, median of {ROUNDS} rounds of {SECONDS} s")
    for name, each in found.items():
        print(f"  {name:<24}{each.rate:>8.0f} /s   p50 {each.p50:6.2f} ms   p99 {each.p99:6.2f} ms")
    rate = found["generated"].rate
    print(f"  against the same by hand {rate / found['the same by hand'].rate:.2f} (at least {ASKED[language]:.2f})")
    print(f"  against the bare handler {rate / found['bare handler'].rate:.2f}, of which goes to")
    for what, microseconds in _profile(language, project, database, ids, found):
        print(f"    {what:<22}{microseconds:>8.1f} us a request")
    sys.stdout.flush()


def _profile(
    language: str, project: Path, database: str, ids: Path, found: dict[str, Measured]
) -> Iterator[tuple[str, float]]:
    """What each layer adds to the time that a request keeps the service busy."""
    before = found["bare handler"].rate
    for count in range(1, len(LAYERS)):
        rate = _measured(by_hand(language, project, LAYERS[:count], database), ids).rate
        yield LAYERS[count - 1], 1e6 / rate - 1e6 / before
        before = rate
    whole = found["the same by hand"].rate
    yield LAYERS[-1], 1e6 / whole - 1e6 / before
    yield "the rest of generated", 1e6 / found["generated"].rate - 1e6 / whole


def _measured(contender: Contender, ids: Path) -> Measured:
    with contender.running() as url:
        run_load(url, ids, WARM_UP)
        return run_load(url, ids, SECONDS)


def _selected(cluster: Cluster, database: str) -> str:
    command = [str(cluster.bin / "psql"), database, "-Atc", "SELECT id FROM books ORDER BY isbn"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    main()
