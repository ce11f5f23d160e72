"""Requirements that were read before: what they say now, told as the last reading told it."""

from __future__ import annotations

from pathlib import Path

from scaffold.pipeline import Progress, read
from scaffold.project.changes import text_content
from scaffold.project.lock import Lock
from scaffold.project.problem import ProjectError
from scaffold.project.records import READING_PATH, SPEC_NAME
from scaffold.spec.load import load_text


def last_reading(folder: Path, lock: Lock) -> str:
    """The spec as the requirements said it when they were read last.

    Raises:
        ProjectError: When the project was made from a spec, or the reading is missing or no text.
    """
    text = text_content(folder, READING_PATH)
    if text is not None:
        return text
    if READING_PATH in lock.files:
        hint = f"restore {READING_PATH} from version control"
        raise ProjectError("SC921", folder / READING_PATH, "what the requirements were read to last is missing", hint)
    message = "this project was made from a spec, so nothing says which part of it comes from requirements"
    hint = f"edit {SPEC_NAME} and run `scaffold update`; `scaffold plan` writes what requirements come to, to copy from"
    raise ProjectError("SC921", folder / SPEC_NAME, message, hint)


def read_again(requirements: Path, last: str, language: str, progress: Progress) -> str:
    """The spec as the requirements say it now.

    Args:
        requirements: The Markdown file.
        last: The spec as they said it before. A language that was asked for then is asked for now.
        language: That of the project, which stays whatever they say.
        progress: Told about the stage.

    Raises:
        Refused: When the requirements cannot be read.
    """
    from scaffold.requirements import was_asked_for

    before = load_text(last, READING_PATH).sound
    if before is not None and not was_asked_for(before.stack):
        text = read(requirements, None, progress).yaml
        now = load_text(text, READING_PATH).sound
        if now is not None and now.stack.language == language:
            return text
    return read(requirements, language, progress).yaml
