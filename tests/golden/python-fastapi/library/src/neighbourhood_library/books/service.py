"""What the operations on books do."""

from neighbourhood_library.books.operations import (
    CreateBookInput,
    DeleteBookInput,
    GetBookInput,
    ListBooksInput,
    UpdateBookInput,
)
from neighbourhood_library.books.tables import BookRow
from neighbourhood_library.core.pages.cursor import CursorPage


async def list_books(request: ListBooksInput) -> CursorPage[BookRow]:
    """List books."""
    return await request.store.books.list(request.query, request.page)


async def create_book(request: CreateBookInput) -> BookRow:
    """Create a book."""
    return await request.store.books.create(request.new)


async def get_book(request: GetBookInput) -> BookRow:
    """One book with the number of copies and how many are on the shelf."""
    return await request.store.books.get(request.id)


async def update_book(request: UpdateBookInput) -> BookRow:
    """Change a book."""
    return await request.store.books.update(request.id, request.changes)


async def delete_book(request: DeleteBookInput) -> None:
    """Delete a book."""
    await request.store.books.delete(request.id)
