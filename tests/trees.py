"""Random trees as templates might render them: stubs in each language, and texts without functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from hypothesis import strategies as st

from scaffold.render.tree import Owner, RenderedFile, Tree

Function = tuple[str, int, int]
"""A name, and which documentation and signature of several it has."""

_STUBS: Mapping[str, Callable[[Function], str]] = {
    "py": lambda f: (
        f'\n\ndef {f[0]}(request: Input{f[2]}) -> Row:\n    """What {f[1]} says.\n\n    Rules: {f[1]}.\n    """\n'
        f'    raise NotImplementedYet("{f[0]}")\n'
    ),
    "go": lambda f: (
        f"\n// {f[0]} does what {f[1]} says.\n// Rules: {f[1]}.\nfunc (s *Service) {f[0]}(in Input{f[2]}) error {{\n"
        f'\treturn notImplemented("{f[0]}")\n}}\n'
    ),
    "ts": lambda f: (
        f"\n  /**\n   * What {f[1]} says.\n   */\n  {f[0]}(input: Input{f[2]}): Row {{\n"
        f"    throw new NotImplemented('{f[0]}');\n  }}\n"
    ),
}


def stub_file(language: str, functions: Sequence[Function]) -> str:
    """A file of stubs as a template would render it, with imports of what it uses."""
    stubs = "".join(_STUBS[language](each) for each in functions)
    used = sorted(set(re.findall(r"Input\d", stubs)))
    if language == "py":
        return f'"""Logic."""\n\nfrom service.inputs import {", ".join([*used, "Row"])}\n' + stubs
    if language == "go":
        return f'package service\n\nimport "example/inputs{len(used)}"\n\ntype Service struct{{}}\n' + stubs
    return f"import {{ {', '.join([*used, 'Row'])} }} from './inputs';\n\nexport class Service {{" + stubs + "}\n"


numbers = st.integers(0, 2)
functions = st.lists(
    st.tuples(st.sampled_from(("borrow", "lend", "renew", "pay")), numbers, numbers),
    min_size=1, max_size=4, unique_by=lambda each: each[0],
)  # fmt: skip
lines = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=12).map(lambda each: "\n".join(each) + "\n")


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """A project of stubs in the three languages and of generated files, each of which may be missing."""
    stubs = draw(st.fixed_dictionaries({}, optional=dict.fromkeys(_STUBS, functions)))
    texts = draw(st.fixed_dictionaries({}, optional=dict.fromkeys(("a.txt", "docs/b.md", "src/c.yaml"), lines)))
    notes = draw(st.none() | lines)
    return Tree(
        (
            *(RenderedFile(f"src/s.{each}", stub_file(each, stubs[each]), Owner.YOURS) for each in stubs),
            *(RenderedFile(path, text, Owner.GENERATED) for path, text in texts.items()),
            *([RenderedFile("notes.md", notes, Owner.YOURS)] if notes is not None else []),
            RenderedFile("always.md", draw(lines), Owner.GENERATED),
            RenderedFile("run", draw(lines), Owner.GENERATED, executable=True),
            RenderedFile(".scaffold/spec.json", "{}\n", Owner.GENERATED),
        )
    )
