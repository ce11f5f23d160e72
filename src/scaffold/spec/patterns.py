r"""Regular expressions that mean the same in Python, Go, JavaScript and Rust.

The subset is RE2's without what some of the engines spell or read differently; `\d`, `\w`
and `\s` mean their ASCII characters, as in RE2, and the whole text has to match.

Nested repetitions such as `([a-z]+-)+` are allowed, as names and slugs need them. Rust's and Go's engines
take linear time for all of them; JavaScript's may not, so its target checks the length of a text first.
"""

from __future__ import annotations

import re

MAX_LENGTH = 1000
MAX_REPEAT = 1000
"""Greatest count of a repetition, nested ones multiplied: RE2's own limit."""

_CLASSES = {"d": "0-9", "w": "0-9A-Za-z_", "s": r"\t\n\f\r "}
_CONTROLS = "tnrfv"
_SYNTAX = frozenset(r"\.+*?()|[]{}^$/")
_COUNT = re.compile(r"\{([0-9]{1,6})(?:(,)([0-9]{1,6})?)?\}")
_GROUPS = (
    ("(?:", None),
    ("(?=", "lookahead is not in RE2"), ("(?!", "lookahead is not in RE2"),
    ("(?<=", "lookbehind is not in RE2"), ("(?<!", "lookbehind is not in RE2"),
    ("(?P", "named groups are spelled differently in every language"),
    ("(?<", "named groups are spelled differently in every language"),
    ("(?>", "atomic groups are not in RE2"),
    ("(?", "flags inside of a pattern do not work in every language"),
)  # fmt: skip


class PatternError(ValueError):
    """A pattern outside of the portable subset.

    Attributes:
        message: why, as half a sentence.
        offset: where, in characters from the start of the pattern.
    """

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


def portable_pattern(text: str) -> str:
    r"""The pattern with classes such as `\d` written out, anchored by `^` and `$`.

    Raises:
        PatternError: some engine does not know the pattern, or reads it in another way.
    """
    return f"^{_Reader(text).read()}$"


class _Reader:
    """Reads a pattern from left to right, and writes it as every engine reads it."""

    def __init__(self, text: str) -> None:
        if len(text) > MAX_LENGTH:
            raise PatternError(f"it is longer than {MAX_LENGTH} characters", MAX_LENGTH)
        self._text = text
        self._at = 0
        self._end = len(text)
        self._depth = 0
        self._strip_anchors()

    def _strip_anchors(self) -> None:
        """Step over a `^` and a `$` around the whole: they say nothing more."""
        if self._text.startswith("^"):
            self._at = 1
        backslashes = len(self._text) - 1 - len(self._text[:-1].rstrip("\\"))
        if self._text.endswith("$") and backslashes % 2 == 0 and self._end > self._at:
            self._end -= 1

    def read(self) -> str:
        anchored = self._at > 0 or self._end < len(self._text)
        start = self._at
        text, _, choices = self._alternatives()
        if self._at < self._end:
            raise PatternError("this `)` closes nothing", self._at)
        if anchored and choices > 1:
            raise PatternError("the anchors belong to one alternative only: put ( ) around all of them", start)
        return text if choices == 1 else f"(?:{text})"

    def _peek(self) -> str:
        return self._text[self._at] if self._at < self._end else ""

    def _fail(self, message: str) -> PatternError:
        return PatternError(message, self._at)

    def _alternatives(self) -> tuple[str, int, int]:
        """The text, the greatest product of counts in it, and the number of alternatives."""
        branches, greatest = [], 1
        while True:
            branch, count = self._sequence()
            branches.append(branch)
            greatest = max(greatest, count)
            if self._peek() != "|":
                return "|".join(branches), greatest, len(branches)
            self._at += 1

    def _sequence(self) -> tuple[str, int]:
        parts, greatest = [], 1
        while self._peek() not in ("", "|", ")"):
            start = self._at
            atom, count = self._atom()
            quantifier, times = self._quantifier()
            if count * times > MAX_REPEAT:
                raise PatternError(f"it repeats more than {MAX_REPEAT} times", start)
            greatest = max(greatest, count * times)
            parts.append(atom + quantifier)
        return "".join(parts), greatest

    def _atom(self) -> tuple[str, int]:
        char = self._peek()
        if char == "(":
            return self._group()
        if char == "[":
            return self._class(), 1
        if char == "\\":
            return self._escape(in_class=False), 1
        if char in "^$":
            raise self._fail(f"`{char}` may stand at the {'start' if char == '^' else 'end'} of the whole pattern only")
        if char in "*+?{":
            raise self._fail(f"there is nothing that `{char}` repeats; for the character write `\\{char}`")
        if char in "]}":
            raise self._fail(f"write `\\{char}` for this character")
        self._at += 1
        return ("[^\\n]" if char == "." else char), 1

    def _group(self) -> tuple[str, int]:
        self._depth += 1
        if self._depth > 50:
            raise self._fail("groups are nested too deeply")
        start = self._at
        for opening, refusal in _GROUPS:
            if self._text.startswith(opening, self._at):
                if refusal:
                    raise self._fail(refusal)
                self._at += len(opening)
                break
        else:
            self._at += 1
        inner, count, _ = self._alternatives()
        if self._peek() != ")":
            raise PatternError("this `(` is not closed", start)
        self._at += 1
        self._depth -= 1
        return f"(?:{inner})", count

    def _quantifier(self) -> tuple[str, int]:
        start = self._at
        char = self._peek()
        times = 1
        if char and char in "*+?":
            self._at += 1
        elif char == "{":
            times = self._count()
        else:
            return "", 1
        quantifier = self._text[start : self._at]
        if self._peek() == "?":
            self._at += 1
            quantifier += "?"
        if self._peek() and self._peek() in "*+?{":
            raise self._fail("possessive and doubled repetitions are not in RE2")
        return quantifier, times

    def _count(self) -> int:
        match = _COUNT.match(self._text, self._at, self._end)
        if match is None:
            raise self._fail("write a count as {3}, {3,} or {3,5}, and `\\{` for the character")
        least, greatest = int(match[1]), int(match[3] or match[1])
        if greatest < least:
            raise self._fail("the greatest count is less than the least")
        if greatest > MAX_REPEAT:
            raise self._fail(f"it repeats more than {MAX_REPEAT} times")
        self._at = match.end()
        return max(greatest, 1)

    def _escape(self, *, in_class: bool) -> str:
        char = self._text[self._at + 1] if self._at + 1 < self._end else ""
        if not char:
            raise self._fail("a `\\` with nothing behind it")
        if char == "x":
            return self._hexadecimal()
        if char.lower() in _CLASSES:
            written = self._class_escape(char, in_class=in_class)
        elif char in _CONTROLS:
            written = f"\\{char}"
        elif char.isascii() and not char.isalnum() and char.isprintable():
            written = f"\\{char}" if char in _SYNTAX or (in_class and char == "-") else char
        else:
            raise self._fail(f"`\\{char}` does not mean the same in every language")
        self._at += 2
        return written

    def _class_escape(self, char: str, *, in_class: bool) -> str:
        if char.islower():
            return _CLASSES[char] if in_class else f"[{_CLASSES[char]}]"
        if in_class:
            raise self._fail(f"`\\{char}` inside of [ ] does not mean the same in every language")
        return f"[^{_CLASSES[char.lower()]}]"

    def _hexadecimal(self) -> str:
        match = re.compile(r"\\x([0-9A-Fa-f]{2})").match(self._text, self._at, self._end)
        if match is None:
            raise self._fail("write `\\x` with two hexadecimal digits")
        self._at = match.end()
        return match[0]

    def _class(self) -> str:
        start = self._at
        self._at += 1
        written = ["["]
        if self._peek() == "^":
            written.append("^")
            self._at += 1
        first = True
        while self._peek() != "]" or first:
            if not self._peek():
                raise PatternError("this `[` is not closed", start)
            written.append(self._range(first=first))
            first = False
        self._at += 1
        return "".join(written) + "]"

    def _range(self, *, first: bool) -> str:
        """One member of a class: a character or `a-z`."""
        at = self._at
        low = self._member(first=first)
        if self._peek() != "-" or self._text[self._at + 1 : self._at + 2] == "]":
            return low
        self._at += 1
        high = self._member(first=False)
        if not (_is_character(low) and _is_character(high)):
            raise PatternError("a range goes from one character to another", at)
        if _code(low) > _code(high):
            raise PatternError("this range runs backwards", at)
        return f"{low}-{high}"

    def _member(self, *, first: bool) -> str:
        char = self._peek()
        if char == "\\":
            return self._escape(in_class=True)
        if char == "]" or char == "[" or (char == "^" and not first):
            raise self._fail(f"write `\\{char}` for this character inside of [ ]")
        if char in "&|~-" and self._text[self._at + 1 : self._at + 2] == char:
            raise self._fail(f"`{char}{char}` inside of [ ] does not mean the same in every language")
        self._at += 1
        if char == "-" and self._peek() != "]" and not first:
            raise PatternError("write `\\-` for a hyphen in the middle of [ ]", self._at - 1)
        return "\\-" if char == "-" else "\\^" if char == "^" else char


def _is_character(member: str) -> bool:
    """Whether a member of a class stands for one character, not for several like `0-9`."""
    return len(member) == 1 or (member.startswith("\\") and (len(member) == 2 or member[1] == "x"))


def _code(member: str) -> int:
    if member.startswith("\\x"):
        return int(member[2:], 16)
    controls = {"\\t": 9, "\\n": 10, "\\v": 11, "\\f": 12, "\\r": 13}
    return controls.get(member) or ord(member[-1])
