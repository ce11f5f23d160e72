"""What the operations on auth do."""

from neighbourhood_library.auth.operations import GetMeInput, RegisterInput, UpdateMeInput
from neighbourhood_library.users.tables import UserRow


async def register(request: RegisterInput) -> UserRow:
    """Register as a member."""
    return await request.store.users.create(request.new)


async def get_me(request: GetMeInput) -> UserRow:
    """The logged-in user."""
    return await request.store.users.get(request.caller.id)


async def update_me(request: UpdateMeInput) -> UserRow:
    """Change own name or password."""
    return await request.store.users.update(request.caller.id, request.changes)
