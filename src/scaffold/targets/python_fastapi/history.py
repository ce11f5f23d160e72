"""The migrations that a project has: which of them a new one continues."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from scaffold.diagnostics import Diagnostic, Span, listed
from scaffold.refusal import Refused


def head_revision(existing: Mapping[str, str]) -> str | None:
    """The revision that no other continues; None where there is none yet.

    Args:
        existing: The text of each file in the folder of migrations, by path.

    Raises:
        Refused: When there are several, or a file is not Python.
    """
    revisions = {path: _assigned(path, text) for path, text in existing.items() if path.endswith(".py")}
    continued = {name for said in revisions.values() for name in _names(said.get("down_revision"))}
    heads = {
        revision: path
        for path, said in revisions.items()
        if isinstance(revision := said.get("revision"), str) and revision not in continued
    }
    if len(heads) > 1:
        message = f"the migrations end in {listed(sorted(heads))}, and a new one continues one of them"
        hint = "join them with `alembic merge heads`, and run the command again"
        raise Refused((Diagnostic("SC916", message, Span(max(heads.values()), 1, 1), hint),))
    return next(iter(heads), None)


def _assigned(path: str, text: str) -> Mapping[str, object]:
    """What a migration assigns to its variables, of constants and tuples of them."""
    try:
        module = ast.parse(text)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        problem = Diagnostic("SC916", "this migration is not Python", Span(path, line, 1), "repair it")
        raise Refused((problem,), {path: text}) from error
    return {name: value for statement in module.body for name, value in _constants(statement)}


def _constants(statement: ast.stmt) -> Iterator[tuple[str, object]]:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            pass
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            pass
        case _:
            return
    try:
        yield name, ast.literal_eval(value)
    except ValueError:
        return


def _names(revisions: object) -> tuple[object, ...]:
    return tuple(revisions) if isinstance(revisions, tuple | list) else (revisions,)
