"""The one way in which a command says no: with every reason."""

from __future__ import annotations

from collections.abc import Mapping

from scaffold.diagnostics import Diagnostic


class Refused(Exception):
    """The input has problems.

    Attributes:
        diagnostics: All of them.
        sources: The text of the files that they point into, by name.
    """

    def __init__(self, diagnostics: tuple[Diagnostic, ...], sources: Mapping[str, str] | None = None) -> None:
        super().__init__("; ".join(each.message for each in diagnostics))
        self.diagnostics = diagnostics
        self.sources = sources or {}
