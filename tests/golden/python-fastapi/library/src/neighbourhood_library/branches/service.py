"""What the operations on branches do."""

from neighbourhood_library.branches.operations import (
    CreateBranchInput,
    DeleteBranchInput,
    GetBranchInput,
    ListBranchesInput,
    UpdateBranchInput,
)
from neighbourhood_library.branches.tables import BranchRow
from neighbourhood_library.core.pages.cursor import CursorPage


async def list_branches(request: ListBranchesInput) -> CursorPage[BranchRow]:
    """List branches."""
    return await request.store.branches.list(request.page)


async def create_branch(request: CreateBranchInput) -> BranchRow:
    """Create a branch."""
    return await request.store.branches.create(request.new)


async def get_branch(request: GetBranchInput) -> BranchRow:
    """Get one branch."""
    return await request.store.branches.get(request.id)


async def update_branch(request: UpdateBranchInput) -> BranchRow:
    """Change a branch."""
    return await request.store.branches.update(request.id, request.changes)


async def delete_branch(request: DeleteBranchInput) -> None:
    """Delete a branch."""
    await request.store.branches.delete(request.id)
