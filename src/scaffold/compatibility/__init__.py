"""What a change of the design means for those who call the service."""

from scaffold.compatibility.comparison import compare
from scaffold.compatibility.findings import Finding, Kind
from scaffold.compatibility.places import Specs, find
from scaffold.compatibility.release import Release, objections, release
from scaffold.compatibility.report import release_data, release_text
from scaffold.compatibility.versions import next_version

__all__ = [
    "Finding",
    "Kind",
    "Release",
    "Specs",
    "compare",
    "find",
    "next_version",
    "objections",
    "release",
    "release_data",
    "release_text",
]
