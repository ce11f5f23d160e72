"""Plain scalars as the YAML 1.2 core schema reads them (YAML 1.2.2, 10.3.2).

No ``yes`` and ``no``, no octal numbers by a leading zero, no dates: whatever is not null, a
boolean or a number is text.
"""

from __future__ import annotations

import re

Scalar = str | int | float | bool | None

MAX_DIGITS = 400
"""Characters of the longest number; anything longer is a mistake or an attack."""

_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_INTEGER = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_NUMERIC = frozenset("0123456789.+-")
_TAG = "tag:yaml.org,2002:"


def plain_scalar(text: str) -> Scalar:
    """The value of an unquoted scalar.

    Raises:
        ValueError: it is a number that no JSON document can hold.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMERIC:
        return text
    return _number(text)


def _number(text: str) -> str | int | float:
    if _NOT_FINITE.fullmatch(text):
        raise ValueError(f"{text} is not a number that JSON can hold")
    if len(text) > MAX_DIGITS:
        if _FLOAT.fullmatch(text):
            raise ValueError("this number has too many digits")
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _OCTAL.fullmatch(text) or _HEXADECIMAL.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text):
        number = float(text)
        if number in (float("inf"), float("-inf")):
            raise ValueError(f"{text} is too large a number")
        return number
    return text


def tagged_scalar(tag: str, text: str) -> Scalar:
    """The value of a scalar with an explicit tag, such as ``!!str 2024``.

    Raises:
        ValueError: the tag is not of the core schema, or the text not of that tag.
    """
    kind = {str: "str", int: "int", float: "float", bool: "bool", type(None): "null"}
    wanted = tag.removeprefix(_TAG)
    if tag == "!" or wanted == "str":
        return text
    value = plain_scalar(text)
    if wanted == "float" and type(value) is int:
        return float(value)
    if wanted not in kind.values() or not tag.startswith(_TAG):
        raise ValueError(f"the tag {tag} has no meaning in a spec")
    if kind[type(value)] != wanted:
        raise ValueError(f"{text!r} is not of type {wanted}")
    return value
