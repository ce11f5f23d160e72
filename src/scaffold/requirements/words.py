"""Words of English technical prose: names out of phrases, singular and plural, numbers, durations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from scaffold.names import Name

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_EMPHASIS = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")
_LINK = re.compile(r"!?\[([^\[\]]{1,200})\]\([^()\s]{1,500}\)")
_NUMBERS = {
    "once": 1,
    "twice": 2,
    "thrice": 3,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "fifty": 50,
    "hundred": 100,
}
_IRREGULAR = {
    "people": "person",
    "children": "child",
    "men": "man",
    "women": "woman",
    "feet": "foot",
    "mice": "mouse",
    "indices": "index",
    "indexes": "index",
    "matrices": "matrix",
    "series": "series",
    "species": "species",
    "news": "news",
    "data": "data",
    "criteria": "criterion",
    "media": "media",
    "statuses": "status",
    "bonuses": "bonus",
    "viruses": "virus",
    "campuses": "campus",
    "leaves": "leaf",
    "shelves": "shelf",
    "lives": "life",
}
_UNITS = {
    "millisecond": "ms",
    "ms": "ms",
    "second": "s",
    "sec": "s",
    "minute": "m",
    "min": "m",
    "hour": "h",
    "day": "d",
}
_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ø": "o", "æ": "ae"}
)
_ENDINGS = ("ing", "ies", "ied", "ed", "es", "s", "e", "y")
_ARTICLES = frozenset(
    {"a", "an", "the", "its", "their", "his", "her", "own", "this", "that", "each", "every", "any", "all"}
)

NUMBER = r"[0-9]+(?:[,. _][0-9]{3})*"
"""A count in digits, for use in larger expressions over texts that went through :func:`in_digits`."""

_NUMBER_WORD = re.compile(r"[A-Za-z]+")


def plain(text: str) -> str:
    """The text without the marks of Markdown."""
    return " ".join(_EMPHASIS.sub("", _LINK.sub(r"\1", text)).split())


def words(text: str) -> list[str]:
    """The words in lower case; ``full_name``, ``fullName`` and ``full name`` are two words each."""
    return [word.lower() for word in _WORD.findall(_CAMEL.sub(" ", text.replace("_", " ")))]


def content_words(text: str) -> list[str]:
    """The words without articles and possessives."""
    return [word for word in words(text) if word not in _ARTICLES]


def ascii_words(text: str) -> list[str]:
    """The words in ASCII letters and digits only, as identifiers need them."""
    folded = unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore").decode()
    return words(folded)


def snake(text: str) -> str:
    """``Due date`` as ``due_date``; empty when nothing is left."""
    found = "_".join(ascii_words(text.replace("'", "").replace("’", "")))
    return f"n{found}" if found[:1].isdigit() else found


def pascal(text: str) -> str:
    """``stock item`` as ``StockItem``; empty when nothing is left."""
    found = "".join(word[:1].upper() + word[1:] for word in ascii_words(text))
    return f"N{found}" if found[:1].isdigit() else found


def slug(text: str) -> str:
    """``Neighbourhood Library`` as ``neighbourhood-library``."""
    return "-".join(ascii_words(text))


def field_name(text: str) -> str:
    """The name of a field as it was written: an identifier stays as it is, a phrase becomes one."""
    bare = plain(text).strip("\"'")
    return bare if re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,99}", bare) and not bare.isupper() else snake(bare)


def singular(word: str) -> str:
    """One of what a noun names in the plural; other words as they are."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + instead
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 2:
        return word[:-1]
    return word


def plural(noun: str) -> str:
    """Several of what a noun names: ``stock item`` as ``stock items``."""
    *before, last = noun.split(" ")
    return " ".join([*before, Name((last,)).plural.snake if last else ""])


def stem(word: str) -> str:
    """What the forms of a verb share: ``borrow`` of borrowed, borrowing and borrows."""
    root = next(
        (word[: -len(ending)] for ending in _ENDINGS if word.endswith(ending) and len(word) - len(ending) >= 3), word
    )
    doubled = len(root) > 3 and root[-1] == root[-2] and root[-1] not in "aeiou"
    return root[:-1] if doubled else root


def stems(text: str) -> set[str]:
    """The stems of all words."""
    return {stem(word) for word in words(text)}


def in_digits(text: str) -> str:
    """The text with the words for numbers as digits: ``5 failed logins``."""
    return _NUMBER_WORD.sub(lambda match: str(_NUMBERS.get(match[0].lower(), match[0])), text)


def number(text: str) -> int | None:
    """The value of ``NUMBER``: 5, five, 1,000."""
    bare = text.strip().lower()
    if bare in _NUMBERS:
        return _NUMBERS[bare]
    digits = re.sub(r"[,. _]", "", bare)
    return int(digits) if digits.isdigit() and len(digits) < 16 else None


def duration(count: str, unit: str) -> str | None:
    """``30`` and ``minutes`` as ``30m``; weeks become days."""
    value = number(count)
    name = unit.lower().rstrip("s") or unit.lower()
    if value is None or value < 1:
        return None
    if name == "week":
        return f"{value * 7}d"
    return f"{value}{_UNITS[name]}" if name in _UNITS else f"{value}ms" if unit.lower() == "ms" else None


def split_outside(text: str, separators: str) -> Iterator[str]:
    """The parts between separators that stand outside quotes, backticks and brackets."""
    depth, quote, start = 0, "", 0
    for at, char in enumerate(text):
        if quote:
            quote = "" if char == quote else quote
        elif char in '`"':
            quote = char
        elif char in "([{":
            depth += 1
        elif char in ")]}":
            depth = max(0, depth - 1)
        elif depth == 0 and char in separators:
            yield text[start:at].strip()
            start = at + 1
    yield text[start:].strip()


_CONJUNCTION = re.compile(r"(?:\s*[,;])?\s+(?:and|or|und|oder)\s+|\s*[,;]\s*")


def listed(text: str) -> list[str]:
    """The members of a list in prose, brackets and quotes untouched: ``a, b and c (d and e)``."""
    masked = _masked(text)
    parts: list[str] = []
    start = 0
    for match in _CONJUNCTION.finditer(masked):
        parts.append(text[start : match.start()].strip())
        start = match.end()
    return [part for part in (*parts, text[start:].strip()) if part]


def _masked(text: str) -> str:
    """The text with what stands in brackets, quotes and backticks blotted out."""
    depth, quote = 0, ""
    shown: list[str] = []
    for char in text:
        inside = depth > 0 or bool(quote)
        if quote:
            quote = "" if char == quote else quote
        elif char in '`"':
            quote = char
        elif char in "([{":
            depth += 1
        elif char in ")]}":
            depth = max(0, depth - 1)
        shown.append("\0" if inside and (depth or quote) else char)
    return "".join(shown)
