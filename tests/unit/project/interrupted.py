"""A disk that goes wrong at one of its steps."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from scaffold.project.disk import Disk


class Interrupted(Disk):
    """A disk whose step of a given number goes wrong; a write then leaves half of its text."""

    def __init__(self, at: int) -> None:
        self.left = at

    def fail(self) -> NoReturn:
        raise NotImplementedError

    def step(self) -> None:
        self.left -= 1
        if self.left < 0:
            self.fail()

    def make_folder(self, path: Path) -> None:
        self.step()
        super().make_folder(path)

    def write(self, path: Path, content: bytes, executable: bool) -> None:
        if self.left == 0:
            path.write_bytes(content[: len(content) // 2])
        self.step()
        super().write(path, content, executable)

    def set_mode(self, path: Path, mode: int) -> None:
        self.step()
        super().set_mode(path, mode)

    def sync(self) -> None:
        self.step()

    def move(self, source: Path, target: Path) -> None:
        self.step()
        super().move(source, target)

    def remove(self, path: Path) -> None:
        self.step()
        super().remove(path)

    def remove_folder(self, path: Path) -> None:
        self.step()
        super().remove_folder(path)

    def flush(self, folder: Path) -> None:
        self.step()
        super().flush(folder)
