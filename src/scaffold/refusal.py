"""The one way in which a command says no: with every reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from scaffold.diagnostics import Diagnostic

PROBLEMS, CONSENT_NEEDED = 1, 4
"""Exit codes: the input is wrong; the input is right, but a person must first agree to what it costs."""


class Consent(Struct, frozen=True):
    """What the user agreed to: that clients of the API break, that stored data is lost."""

    breaking: bool = False
    data_loss: bool = False


class Refused(Exception):
    """The input has problems.

    Attributes:
        diagnostics: All of them.
        sources: The text of the files that they point into, by name.
        exit_code: What the command ends with.
        details: What else a program may want to know, as JSON data by name.
    """

    def __init__(
        self,
        diagnostics: tuple[Diagnostic, ...],
        sources: Mapping[str, str] | None = None,
        exit_code: int = PROBLEMS,
        details: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__("; ".join(each.message for each in diagnostics))
        self.diagnostics = diagnostics
        self.sources = sources or {}
        self.exit_code = exit_code
        self.details = details or {}
