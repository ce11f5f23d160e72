"""Names: the words that a person wrote, and the spellings that languages want."""

from __future__ import annotations

import re

from msgspec import Struct

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[A-Z]")
_IRREGULAR = {
    "person": "people", "child": "children", "man": "men", "woman": "women", "mouse": "mice",
    "foot": "feet", "tooth": "teeth", "goose": "geese", "datum": "data", "medium": "media",
    "criterion": "criteria", "index": "indexes", "leaf": "leaves", "shelf": "shelves", "half": "halves",
}  # fmt: skip
_UNCOUNTED = frozenset({"news", "series", "species", "equipment", "information", "staff", "media", "data"})


class Name(Struct, frozen=True):
    """A name as lower-case words, such as ``("full", "name")``."""

    words: tuple[str, ...]

    @property
    def snake(self) -> str:
        """``full_name``."""
        return "_".join(self.words)

    @property
    def kebab(self) -> str:
        """``full-name``."""
        return "-".join(self.words)

    @property
    def pascal(self) -> str:
        """``FullName``."""
        return "".join(word[:1].upper() + word[1:] for word in self.words)

    @property
    def camel(self) -> str:
        """``fullName``."""
        return self.words[0] + Name(self.words[1:]).pascal

    @property
    def sentence(self) -> str:
        """``full name``, for running text."""
        return " ".join(self.words)

    @property
    def with_article(self) -> str:
        """``a full name``, ``an order``: for running text."""
        return f"{'an' if self.words[0][0] in 'aeio' else 'a'} {self.sentence}"

    @property
    def plural(self) -> Name:
        """The same name for several: ``("full", "names")``."""
        return Name((*self.words[:-1], _plural(self.words[-1])))

    def __add__(self, suffix: str) -> Name:
        return Name((*self.words, *words_of(suffix)))


def page_name(item: Name, style: str, usual: str) -> Name:
    """What a page of items is called: ``BookPage``, or ``BookOffsetPage`` where pages are usually of another style."""
    return item + ("page" if style == usual else f"{'numbered' if style == 'page' else style}_page")


def words_of(text: str) -> tuple[str, ...]:
    """Split ``HTTPServer2_name`` into ``("http", "server", "2", "name")``."""
    return tuple(word.lower() for word in _WORD.findall(text))


def name_of(text: str) -> Name:
    """The name that a person spelled in any style.

    Raises:
        ValueError: the text has no letter or digit to make a name of.
    """
    words = words_of(text)
    if not words:
        raise ValueError(f"{text!r} has no letters")
    return Name(words)


def capitalized(text: str) -> str:
    """The text with its first letter in upper case and all others as they are."""
    return text[:1].upper() + text[1:]


def _plural(word: str) -> str:
    if word in _UNCOUNTED:
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    if re.search(r"(s|x|z|ch|sh)$", word):
        return word + "es"
    return word + "s"
