"""Reading a file that a person wrote: text, or a diagnostic that says why it is none."""

from __future__ import annotations

import errno
import re
from pathlib import Path

from msgspec import Struct

from scaffold.diagnostics import Diagnostic, Span

LARGEST = 2 * 1024 * 1024
"""Bytes of a file beyond which it is not read: some 30,000 lines."""


_CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u2028\u2029\ufeff]")


class Text(Struct, frozen=True):
    """The text of a file, or why there is none."""

    text: str
    diagnostics: tuple[Diagnostic, ...] = ()


def read_text(path: Path) -> Text:
    """The text of a file in UTF-8; what cannot be read gives a diagnostic."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        return _refused(
            path,
            _REASONS.get(error.errno or 0) or f"the file cannot be read: {error.strerror or error}",
            "give the path of a Markdown file that you may read",
        )
    if len(data) > LARGEST:
        return _refused(
            path,
            f"the file is larger than {LARGEST // 1024**2} MB",
            "requirements are prose; leave data and attachments out",
            code="SC003",
        )
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        return _refused(
            path, "the file holds NUL bytes, so it is no text", "save it as Markdown in UTF-8", line, "SC006"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _refused(path, "the file is not UTF-8", "save it as Markdown in UTF-8", line, "SC002")
    if not text.strip():
        hint = "describe the service: its data, its endpoints, its rules"
        return _refused(path, "the file is empty", hint, code="SC004")
    return Text(_CONTROL.sub("\ufffd", text))


_REASONS = {
    errno.ENOENT: "there is no such file",
    errno.EISDIR: "this is a folder",
    errno.EACCES: "this file may not be read",
}


def _refused(path: Path, message: str, hint: str, line: int = 1, code: str = "SC001") -> Text:
    return Text("", (Diagnostic(code, message, Span(str(path), line, 1), hint),))
