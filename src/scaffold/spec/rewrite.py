"""Changing one value of a spec's text and nothing else of it."""

from __future__ import annotations

import re

from scaffold.diagnostics import Diagnostic, Span
from scaffold.refusal import Refused
from scaffold.spec.load import LoadedSpec

_STACK = ("stack",)
_LANGUAGE = ("stack", "language")


def with_language(loaded: LoadedSpec, language: str) -> str:
    """The text of the spec's first file with another ``stack.language``.

    Args:
        loaded: A spec without errors.
        language: The language.

    Raises:
        Refused: When the language is not written in the first file as a plain word.
    """
    text = loaded.sources[loaded.file]
    stack = loaded.data.get("stack")
    if stack is None:
        return f"{text.rstrip()}\n\nstack:\n  language: {language}\n"
    if "language" not in stack:
        at = _offset(loaded, text, loaded.value_span(_STACK))
        if text[at] == "{":
            return f"{text[: at + 1]}language: {language}, {text[at + 1 :]}"
        indent = " " * (at - text.rfind("\n", 0, at) - 1)
        return f"{text[:at]}language: {language}\n{indent}{text[at:]}"
    at = _offset(loaded, text, loaded.value_span(_LANGUAGE))
    written = re.compile(rf"([\"']?){re.escape(str(stack['language']))}\1").match(text, at)
    if written is None:
        raise _refusal(loaded, loaded.value_span(_LANGUAGE))
    return f"{text[:at]}{language}{text[written.end() :]}"


def _offset(loaded: LoadedSpec, text: str, span: Span) -> int:
    if span.file != loaded.file:
        raise _refusal(loaded, span)
    return sum(len(line) for line in text.splitlines(keepends=True)[: span.line - 1]) + span.column - 1


def _refusal(loaded: LoadedSpec, span: Span) -> Refused:
    problem = Diagnostic("SC015", "another language was asked for than is written here", span, "change it here")
    return Refused((problem,), loaded.sources)
