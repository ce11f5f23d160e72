"""What the operations on copies do."""

from neighbourhood_library.copies.operations import (
    CreateCopyInput,
    ListCopiesInput,
    UpdateCopyInput,
)
from neighbourhood_library.copies.tables import CopyRow
from neighbourhood_library.core.pages.cursor import CursorPage


async def list_copies(request: ListCopiesInput) -> CursorPage[CopyRow]:
    """The copies of a book and where they are."""
    return await request.store.copies.list(request.book_id, request.page)


async def create_copy(request: CreateCopyInput) -> CopyRow:
    """Create a copy."""
    return await request.store.copies.create(request.new)


async def update_copy(request: UpdateCopyInput) -> CopyRow:
    """Change a copy."""
    return await request.store.copies.update(request.id, request.changes)
