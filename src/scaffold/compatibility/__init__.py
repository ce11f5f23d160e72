"""What a change of the design means for those who call the service."""

from scaffold.compatibility.comparison import compare
from scaffold.compatibility.findings import Finding, Kind, Section
from scaffold.compatibility.places import Found, Specs, find
from scaffold.compatibility.release import Placed, Release, objections, release
from scaffold.compatibility.report import release_data, release_text
from scaffold.compatibility.versions import is_enough, next_version

__all__ = [
    "Finding",
    "Found",
    "Kind",
    "Placed",
    "Release",
    "Section",
    "Specs",
    "compare",
    "find",
    "is_enough",
    "next_version",
    "objections",
    "release",
    "release_data",
    "release_text",
]
