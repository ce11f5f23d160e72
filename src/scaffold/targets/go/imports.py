"""Import declarations, worked out from what the code of a file mentions, as goimports does it."""

from __future__ import annotations

import re
from collections.abc import Mapping

_PACKAGES = {
    path.rpartition("/")[2]: path
    for path in (
        "bytes", "context", "database/sql", "encoding/json", "errors", "fmt", "math", "math/big", "net/http", "net/url",
        "reflect", "regexp", "slices", "strconv", "strings", "sync", "time", "unicode", "unicode/utf8",
        "github.com/google/uuid", "github.com/shopspring/decimal", "golang.org/x/text/unicode/norm", "crypto/rand",
        "encoding/hex", "log/slog", "mime", "net/http/httptest", "os", "testing",
    )
}  # fmt: skip
_TEXT = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|`[^`]*`|\'(?:\\.|[^\'\\\n])+\'', re.DOTALL)
_MENTION = re.compile(r"(?<![\w.)])([a-z][A-Za-z0-9]*)\.[A-Z]")
_IMPORTS = re.compile(r"^import \(\n(?P<lines>.*?)\n\)\n", re.MULTILINE | re.DOTALL)
_IMPORT = re.compile(r'\t(?:(?P<alias>\w+) )?"(?P<path>[^"]+)"')
_VERSION = re.compile(r"/v\d+$")
_PACKAGE = re.compile(r"^package \w+\n", re.MULTILINE)


def with_imports(text: str, own: Mapping[str, str]) -> str:
    """The file with an import declaration, unless it has one or needs none.

    Args:
        text: A Go file that declares its package.
        own: The import paths of the project's own packages, by name.
    """
    declared = _PACKAGE.search(text)
    code = _TEXT.sub(" ", text)
    if declared is None or re.search(r"^import\b", code, re.MULTILINE):
        return text
    mentioned = set(_MENTION.findall(code))
    standard = sorted(path for name, path in _PACKAGES.items() if name in mentioned and "." not in path)
    others = sorted(path for name, path in _PACKAGES.items() if name in mentioned and "." in path)
    project = sorted(path for name, path in own.items() if name in mentioned)
    groups = [[f'"{path}"' for path in group] for group in (standard, others, project) if group]
    if not groups:
        return text
    if len(groups) == 1 and len(groups[0]) == 1:
        block = f"import {groups[0][0]}"
    else:
        block = "import (\n" + "\n\n".join("\n".join(f"\t{path}" for path in group) for group in groups) + "\n)"
    head, body = text[: declared.end()], text[declared.end() :]
    return f"{head}\n{block}\n{body if body.startswith(chr(10)) else chr(10) + body}"


def without_unused_imports(text: str) -> str:
    """The file without the imports that its code does not mention; templates import what they may need."""
    declared = _IMPORTS.search(text)
    if declared is None:
        return text
    code = _TEXT.sub(" ", text[declared.end() :])
    lines = declared["lines"].split("\n")
    used = [line for line in lines if (found := _IMPORT.match(line)) is None or _is_used(found, code)]
    groups = (sorted(group.split("\n"), key=_path) for group in "\n".join(used).split("\n\n") if group.strip("\n"))
    block = "\n\n".join("\n".join(line for line in group if line) for group in groups)
    written = f"import (\n{block}\n)\n" if block else ""
    return text[: declared.start()] + written + text[declared.end() :].lstrip("\n" if not written else "")


def _path(line: str) -> str:
    """What gofmt sorts an import by."""
    found = _IMPORT.match(line)
    return found["path"] if found else ""


def _is_used(declared: re.Match[str], code: str) -> bool:
    path = _VERSION.sub("", declared["path"])
    name = declared["alias"] or path.rpartition("/")[2]
    return name == "_" or re.search(rf"(?<![\w.]){name}\.", code) is not None
