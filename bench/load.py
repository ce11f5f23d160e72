"""Load on a service with wrk, and what came of it."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import median

CONNECTIONS = 32
SCRIPT = Path(__file__).with_name("one_by_id.lua")

_RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
_LATENCY = re.compile(r"^\s+(50|99)%\s+([\d.]+)(us|ms|s)\s*$", re.MULTILINE)
_FAILED = re.compile(r"(Non-2xx or 3xx responses|Socket errors): .*")
_MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


class WrongAnswers(Exception):
    """The service answered something else than 200, so that its rate says nothing."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run, or the median of several, came to: requests a second, latencies in milliseconds."""

    rate: float
    p50: float
    p99: float


def run_load(url: str, ids: Path, seconds: int) -> Measured:
    """Ask for random rows over all connections for so long.

    Args:
        url: The path of the list, without the id.
        ids: A file with an id a line.
        seconds: How long.

    Raises:
        WrongAnswers: When not every answer was one of success.
    """
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "-s", str(SCRIPT), url, str(ids)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if failed := _FAILED.search(said):
        raise WrongAnswers(f"{url}: {failed[0]}")
    rate, latency = _RATE.search(said), {point: (float(value), unit) for point, value, unit in _LATENCY.findall(said)}
    if rate is None:
        raise WrongAnswers(said)
    p50, p99 = (value * _MILLISECONDS[unit] for value, unit in (latency["50"], latency["99"]))
    return Measured(float(rate[1]), p50, p99)


def middle(runs: list[Measured]) -> Measured:
    """The median of each number."""
    return Measured(
        *(median(values) for values in zip(*((each.rate, each.p50, each.p99) for each in runs), strict=True))
    )
