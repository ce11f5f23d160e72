"""``requirements.md`` and ``CLAUDE.md`` to a draft of the spec, with a report on every line."""

from scaffold.requirements.conventions import was_asked_for
from scaffold.requirements.reader import Reading, read_requirements
from scaffold.requirements.report import Report, ReportLine

__all__ = ["Reading", "Report", "ReportLine", "read_requirements", "was_asked_for"]
