"""Reading a file of the spec as text."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from scaffold.diagnostics import Diagnostic, Span, split_lines

MAX_BYTES = 5 * 1024 * 1024

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_REASONS: dict[type[OSError], tuple[str, str]] = {
    FileNotFoundError: ("there is no such file", "give the path of a spec, or run `scaffold plan` to make one"),
    NotADirectoryError: ("there is no such file", "a part of the path is not a folder"),
    PermissionError: ("this file may not be read", "give yourself permission to read it"),
}


def read_source(path: Path, name: str) -> str | Diagnostic:
    """The text of the file at ``path``, or why there is none; ``name`` is what messages call it."""
    start = Span(name, 1, 1)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            what = "a folder" if path.is_dir() else "not a regular file"
            return Diagnostic("SC001", f"this is {what}", start, "give the path of the spec itself, a YAML file")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        known = (_REASONS[each] for each in _REASONS if isinstance(error, each))
        message, hint = next(known, (f"this file cannot be read: {_reason(error)}", "give the path of a file"))
        return Diagnostic("SC001", message, start, hint)
    return decode_source(data, name)


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def decode_source(data: bytes, name: str) -> str | Diagnostic:
    """The bytes of a file as text; a diagnostic when they are too many, no UTF-8 or no text."""
    start = Span(name, 1, 1)
    if len(data) > MAX_BYTES:
        megabytes = MAX_BYTES // 1024**2
        return Diagnostic("SC003", f"this file is larger than {megabytes} MB", start, "split it with `includes:`")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        message = f"this is not UTF-8 text: byte 0x{data[error.start]:02x} has no place here"
        return Diagnostic("SC002", message, _span_at(name, before), "save the file as UTF-8")
    control = _CONTROL.search(text)
    if control:
        message = f"the control character U+{ord(control[0]):04X} may not be in a spec"
        return Diagnostic("SC006", message, _span_at(name, text[: control.start()]), "delete it")
    return text


def _span_at(name: str, before: str) -> Span:
    """The place right behind the text ``before``."""
    lines = split_lines(before)
    return Span(name, len(lines), len(lines[-1]) + 1)
