"""Stubs that are rendered in another file now: the bodies that a person wrote follow them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec.structs import replace

from scaffold.project.lock import LockedFile, blob_id
from scaffold.project.merging import Merging, with_line_feeds
from scaffold.render.tree import Owner, RenderedFile
from scaffold.stubs.bodies import WrittenBody, homeless_bodies, with_bodies


def follow_stubs(
    rendered: Mapping[str, RenderedFile],
    listed: Mapping[str, LockedFile],
    on_disk: Callable[[str], bytes | None],
    merging: Merging,
) -> Mapping[str, RenderedFile]:
    """What is rendered, where moved stubs have the bodies that a person wrote at their former place.

    Args:
        rendered: What is rendered now, by path.
        listed: What was rendered last, by path.
        on_disk: What is at a path of the project.
        merging: What merging has to know.
    """
    bodies = {body.name: body for body in _homeless(rendered, listed, on_disk, merging)}
    if not bodies:
        return rendered
    return {path: _moved_to(file, listed.get(path), bodies, merging) for path, file in rendered.items()}


def _homeless(
    rendered: Mapping[str, RenderedFile],
    listed: Mapping[str, LockedFile],
    on_disk: Callable[[str], bytes | None],
    merging: Merging,
) -> Iterator[WrittenBody]:
    for path, file in listed.items():
        now = rendered.get(path)
        if file.owner is not Owner.YOURS or (now is not None and blob_id(now.text.encode()) == file.blob):
            continue
        ours = with_line_feeds(on_disk(path) or b"")
        syntax = merging.syntax(path) if ours and blob_id(ours) != file.blob else None
        base = merging.base(path) if syntax is not None else None
        if syntax is not None and base is not None:
            theirs = now.text.encode() if now is not None else b""
            yield from homeless_bodies(syntax, path, base, ours, theirs, merging.renamed)


def _moved_to(
    file: RenderedFile, listed: LockedFile | None, bodies: Mapping[str, WrittenBody], merging: Merging
) -> RenderedFile:
    text = file.text.encode()
    syntax = merging.syntax(file.path) if file.owner is Owner.YOURS else None
    if syntax is None or (listed is not None and blob_id(text) == listed.blob):
        return file
    return replace(file, text=with_bodies(syntax, file.path, text, bodies).decode())
