"""What each command ends in, for a person and for a program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from scaffold.diagnostics import Diagnostic, as_data, render_text, shortened, visible
from scaffold.project.changes import Action, Change, Changes, patch

if TYPE_CHECKING:
    from scaffold.compatibility import Release
    from scaffold.design.design import Design
    from scaffold.requirements.report import Report, ReportLine

DONE, PROBLEMS, CONFLICTS, FAILED_VERIFICATION = 0, 1, 3, 5
_SHOWN = 12
"""Lines of a list that are worth a screen; the rest is counted."""

_TOLD = frozenset(Action) - {Action.UNCHANGED, Action.KEEP}


class Printed(Struct, frozen=True):
    """A text that somebody asked for, which is a JSON document already or becomes one by ``data``."""

    content: str
    data: Any
    exit_code: int = DONE

    def text(self) -> str:
        """The text."""
        return self.content

    def document(self) -> Any:
        """The same as data."""
        return self.data


class Checked(Struct, frozen=True):
    """A spec without errors."""

    file: str
    design: Design
    warnings: tuple[Diagnostic, ...]
    sources: Mapping[str, str]
    exit_code: int = DONE

    def text(self) -> str:
        """The warnings, and that it is clean."""
        return f"{render_text(self.warnings, self.sources)}{self.file} is clean: {counted(self.design)}\n"

    def document(self) -> Any:
        """The warnings as data."""
        return {"diagnostics": [as_data(each) for each in self.warnings]}


class Drafted(Struct, frozen=True):
    """A spec that was read from requirements; ``path`` is None when it is only printed."""

    path: Path | None
    yaml: str
    report: Report
    exit_code: int = DONE

    def text(self) -> str:
        """What was read, or the spec itself."""
        if self.path is None:
            return self.yaml
        return f"{_reading(self.report)}\nNext: read {self.path}, then `scaffold new --spec {self.path}`\n"

    def document(self) -> Any:
        """The spec and what became of every line."""
        return {"spec": self.yaml, "path": self.path and str(self.path), **_report_data(self.report)}


class Made(Struct, frozen=True):
    """A new project; with ``dry_run`` one that was not written."""

    folder: Path
    design: Design
    changes: Changes
    warnings: tuple[Diagnostic, ...]
    report: Report | None
    dry_run: bool
    exit_code: int = DONE

    def text(self) -> str:
        """What was made, what to look at, and what to do next."""
        parts = [self._files() if self.dry_run else "", self._headline(), f"{counted(self.design)}\n"]
        if self.report is not None:
            parts.append(_reading(self.report))
        parts.append(self._stubs())
        if not self.dry_run:
            parts.append(f"Next:\n  cd {visible(str(self.folder))}\n  make setup\n  make run\n")
        return "\n".join(part for part in parts if part)

    def _headline(self) -> str:
        made = "would be made" if self.dry_run else "made"
        title, folder = visible(self.design.service.title), visible(str(self.folder))
        return f"{title}: {len(self.changes.files)} files {made} in {folder}"

    def _files(self) -> str:
        return "".join(f"{change.action.value:>8}  {change.path}\n" for change in self.changes.files)

    def _stubs(self) -> str:
        lines = [
            f"  {stub.name.snake:<28} {stub.method} {stub.path}  {', '.join(stub.rules)}".rstrip()
            for stub in self.design.stubs
        ]
        return _section("Business logic to fill in; each answers 501 until then:", lines)

    def document(self) -> Any:
        """Every file, stub and assumption."""
        return {
            "folder": str(self.folder),
            "written": not self.dry_run,
            "files": [
                {"path": change.path, "action": change.action.value, "owner": change.after.owner.value}
                for change in self.changes.files
                if change.after
            ],
            "stubs": [
                {"name": stub.name.snake, "method": stub.method, "path": stub.path, "rules": list(stub.rules)}
                for stub in self.design.stubs
            ],
            "diagnostics": [as_data(each) for each in self.warnings],
            **(_report_data(self.report) if self.report else {}),
        }


class Compared(Struct, frozen=True):
    """What rendering a project again would change."""

    changes: Changes
    exit_code: int = DONE

    def text(self) -> str:
        """A patch; and, as comments of it, what only a person can decide."""
        notes = [
            f"# {change.path}: {change.note or 'a file that scaffold did not write is in the way'}\n"
            for change in self.changes.files
            if change.note or change.action is Action.BLOCKED
        ]
        return "".join(notes) + patch(self.changes)

    def document(self) -> Any:
        """What becomes of every file, and the patch."""
        files = [{"path": change.path, "action": change.action.value} for change in self.changes.files]
        return {"files": files, "patch": patch(self.changes)}


class Updated(Struct, frozen=True):
    """A project that follows its spec; with ``dry_run`` one that would.

    Attributes:
        losses: The stored data that the new migration drops.
        obstacles: What rows may stop the new migration.
        release: What clients of the service see; None when that was not compared.
    """

    folder: Path
    changes: Changes
    warnings: tuple[Diagnostic, ...]
    dry_run: bool
    losses: tuple[Diagnostic, ...] = ()
    obstacles: tuple[Diagnostic, ...] = ()
    release: Release | None = None

    @property
    def exit_code(self) -> int:
        """Whether something is left for a person."""
        return CONFLICTS if self.changes.of(Action.CONFLICT, Action.BESIDE) else DONE

    def text(self) -> str:
        """A line for each file that changes or that somebody should know of, and what is left to do."""
        lines = [self._line(change) for change in self.changes.files if change.note or change.action in _TOLD]
        return "".join(lines) + self._summary()

    def _line(self, change: Change) -> str:
        note = f"  ({visible(change.note)})" if change.note else ""
        return f"{change.action.value:>8}  {visible(change.path)}{note}\n"

    def _summary(self) -> str:
        from scaffold.compatibility import release_text

        folder, count = visible(str(self.folder)), len(self.changes.written)
        if not count:
            return f"{folder} is up to date\n"
        done = f"{count} files {'would change' if self.dry_run else 'changed'} in {folder}\n"
        open_ones = [change.path for change in self.changes.of(Action.CONFLICT)]
        beside = [change.path for change in self.changes.of(Action.BESIDE)]
        return "\n".join(
            part
            for part in (
                done,
                release_text(self.release) if self.release else "",
                _section("Stored data that the migration drops:", [_located(each) for each in self.losses]),
                _section("Rows that the migration may meet:", [_located(each) for each in self.obstacles]),
                _section("Conflicts to resolve, between git's markers:", [f"  {visible(path)}" for path in open_ones]),
                _section("Rendered now, beside yours, to be looked at:", [f"  {visible(path)}" for path in beside]),
            )
            if part
        )

    def document(self) -> Any:
        """Every file, what clients see, and what is left for a person."""
        from scaffold.compatibility import release_data

        return {
            "folder": str(self.folder),
            "written": not self.dry_run,
            "files": [
                {"path": change.path, "action": change.action.value, "note": change.note}
                for change in self.changes.files
            ],
            "conflicts": [change.path for change in self.changes.of(Action.CONFLICT, Action.BESIDE)],
            "compatibility": release_data(self.release) if self.release else None,
            "diagnostics": [as_data(each) for each in (*self.losses, *self.obstacles, *self.warnings)],
        }


class Verified(Struct, frozen=True):
    """The checks of a generated project, with the exit code of each that ran."""

    results: tuple[tuple[str, int], ...]

    @property
    def exit_code(self) -> int:
        """Whether all of them passed."""
        return DONE if all(code == 0 for _, code in self.results) else FAILED_VERIFICATION

    def text(self) -> str:
        """One line for each."""
        return "".join(f"{'failed' if code else 'passed':>8}  make {name}\n" for name, code in self.results)

    def document(self) -> Any:
        """The same as data."""
        return {"checks": [{"name": name, "passed": code == 0} for name, code in self.results]}


def counted(design: Design) -> str:
    """``5 models, 28 operations (8 of them yours to fill), 8 rules``."""
    operations = f"{len(design.operations)} operations ({len(design.stubs)} with business logic of yours)"
    return f"{len(design.entities)} models, {operations}, {len(design.rules)} rules"


def _reading(report: Report) -> str:
    assumed = [f"  {_place(line)}: {visible(line.about)}" for line in report.of("assumption")]
    missed = [f"  {_place(line)}: {_missed(line)}" for line in report.of("not used")]
    parts = [
        _section("Assumed where the requirements are silent:", assumed),
        _section("Not understood, so not in the spec:", missed),
    ]
    return "\n".join(part for part in parts if part)


def _missed(line: ReportLine) -> str:
    about = f" ({line.about})" if line.about else ""
    return f"{visible(shortened(line.text))}{about}"


def _located(diagnostic: Diagnostic) -> str:
    return f"  {visible(str(diagnostic.span))}: {visible(diagnostic.message)}"


def _place(line: ReportLine) -> str:
    return f"{visible(line.file)}:{line.line}"


def _section(title: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    rest = [f"  and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
    return "\n".join([title, *lines[:_SHOWN], *rest]) + "\n"


def _report_data(report: Report) -> dict[str, Any]:
    return {
        "assumptions": [_line_data(line) for line in report.of("assumption")],
        "not_understood": [_line_data(line) for line in report.of("not used")],
    }


def _line_data(line: ReportLine) -> dict[str, Any]:
    return {"file": line.file, "line": line.line, "text": line.text, "about": line.about}
