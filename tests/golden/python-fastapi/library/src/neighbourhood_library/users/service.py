"""What the operations on users do."""

from neighbourhood_library.core.pages.cursor import CursorPage
from neighbourhood_library.users.operations import CreateUserInput, ListUsersInput, UpdateUserInput
from neighbourhood_library.users.tables import UserRow


async def list_users(request: ListUsersInput) -> CursorPage[UserRow]:
    """List users."""
    return await request.store.users.list(request.query, request.page)


async def create_user(request: CreateUserInput) -> UserRow:
    """Create a user."""
    return await request.store.users.create(request.new)


async def update_user(request: UpdateUserInput) -> UserRow:
    """Change a user."""
    return await request.store.users.update(request.id, request.changes)
