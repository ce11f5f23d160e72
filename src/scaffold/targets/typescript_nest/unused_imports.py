"""Takes out of a module what it imports and does not use, so that templates of tests may import what they may need."""

from __future__ import annotations

import re

_IMPORT = re.compile(r'^import (?P<type>type )?\{(?P<names>[^}]*)\} from (?P<module>"[^"\n]*");\n', re.M)
_PATTERN = r"(?:(?<=[(:=,])|(?<=[(:=,] ))/(?![/* ])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/"
_SAID = re.compile(rf'{_PATTERN}|"(?:[^"\\\n]|\\.)*"|/\*.*?\*/|^\s*//[^\n]*$', re.M | re.S)


def without_unused_imports(text: str) -> str:
    """The module with the imports that its code names, and without those of nothing."""
    code = _SAID.sub("", _IMPORT.sub("", text))
    used = frozenset(re.findall(r"[A-Za-z_$][\w$]*", code))

    def kept(statement: re.Match[str]) -> str:
        names = [each for name in statement["names"].split(",") if (each := name.strip())]
        named = [each for each in names if each.split()[-1] in used]
        if not named:
            return ""
        return f"import {statement['type'] or ''}{{ {', '.join(named)} }} from {statement['module']};\n"

    return _IMPORT.sub(kept, text)
