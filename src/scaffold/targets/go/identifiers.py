"""Go identifiers for the names of a design: never a keyword, never the name of something else.

Exported names begin with a capital letter, so no keyword and nothing predeclared is among them;
they only have to differ from each other and from what templates declare. Local names also have
to differ from the packages and functions that the code around them mentions.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from scaffold.names import Name, name_of, words_of
from scaffold.targets.go.reserved import DOMAIN, FILES, HANDLERS, INITIALISMS, KEYWORDS, PREDECLARED, STORE, SYSTEMS


class Names:
    """Names of one scope, each given out once."""

    def __init__(self, reserved: Iterable[str] = ()) -> None:
        self._taken = {name.lower() for name in reserved}

    def take(self, *choices: str) -> str:
        """The first of the choices that is still free; when none is, the last with a number.

        Letter case alone does not part two names: some file systems and many readers miss it.
        """
        for choice in choices:
            if choice.lower() not in self._taken:
                self._taken.add(choice.lower())
                return choice
        number = 2
        while f"{choices[-1]}{number}".lower() in self._taken:
            number += 1
        return self.take(f"{choices[-1]}{number}")


def domain_names() -> Names:
    """Types, functions and constants of the domain package."""
    return Names(DOMAIN)


def store_names() -> Names:
    """Variables of the package of the stores."""
    return Names((*KEYWORDS, *PREDECLARED, *STORE))


def handler_names() -> Names:
    """Variables and functions of the package of the handlers, and what is local to its functions."""
    return Names((*KEYWORDS, *PREDECLARED, *HANDLERS))


def file_names() -> Names:
    """Files of one package, without their ending."""
    return Names(FILES)


def exported(name: Name) -> str:
    """``BookID`` for ``book id``."""
    written = "".join(_capital(word) for word in name.words)
    return written if written[:1].isalpha() else f"N{written}"


def unexported(name: Name) -> str:
    """``bookID`` for ``book id``, ``id`` for ``id``."""
    first, *others = name.words
    written = first + "".join(_capital(word) for word in others)
    return written if written[:1].isalpha() else f"n{written}"


def members(names: Iterable[str]) -> list[str]:
    """The fields of a struct, in the order of the names that they stand for (columns, or as on the wire)."""
    scope = Names()
    return [scope.take(exported(name_of(name)), f"{exported(name_of(name))}Field") for name in names]


def file_name(name: str, suffix: str) -> str:
    """A file's name that the toolchain takes for nothing special: ``user_test`` would only be built for tests."""
    return f"{name}_{suffix}" if name.rpartition("_")[2] in SYSTEMS else name


def constant_suffix(value: str | int | float | bool, position: int) -> str:
    """What the constant for a value of an enumeration is called, behind the name of its type."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return ("Minus" if value < 0 else "") + str(abs(value)).replace(".", "Point").replace("+", "").replace(
            "-", "Minus"
        )
    plain = unicodedata.normalize("NFKD", str(value)).encode("ascii", "ignore").decode()
    words = words_of(plain)
    return "".join(_capital(word) for word in words) if words else f"Value{position}"


def _capital(word: str) -> str:
    return word.upper() if word in INITIALISMS else word[:1].upper() + word[1:]
