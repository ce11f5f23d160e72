"""The languages that a service can be made in, as people write of them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Wording(Struct, frozen=True):
    """How requirements and conventions of a team speak of a language.

    Attributes:
        names: A regular expression of what it and its framework are called; case counts.
        linters: Its linters, formatters and type checkers, by the names that people know them by.
        managers: What installs its packages, by name.
        suits: A regular expression of what speaks for it, in any case; ``None`` when nothing does.
        reason: Why that speaks for it, as half a sentence.
    """

    names: str
    linters: tuple[str, ...] = ()
    managers: tuple[str, ...] = ()
    suits: str | None = None
    reason: str = ""


class Languages(Struct, frozen=True):
    """The languages to choose from.

    Attributes:
        wordings: How people write of each, by what ``stack.language`` calls it.
        default: The one that is taken when nothing speaks for another.
    """

    wordings: Mapping[str, Wording]
    default: str

    @property
    def linters(self) -> tuple[str, ...]:
        """The linters of all of them."""
        return tuple(name for each in self.wordings.values() for name in each.linters)

    @property
    def managers(self) -> tuple[str, ...]:
        """What installs packages, of all of them."""
        return tuple(name for each in self.wordings.values() for name in each.managers)
