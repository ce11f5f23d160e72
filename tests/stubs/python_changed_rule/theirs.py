"""What the operations on loans do."""

from library.core.errors import NotImplementedYet
from library.loans.operations import BorrowCopyInput, GetLoanInput
from library.loans.tables import LoanRow


async def borrow_copy(request: BorrowCopyInput) -> LoanRow:
    """Borrow a copy.

    Rules:
        R1  A loan lasts 14 days. (requirements.md:130)
    """
    raise NotImplementedYet("borrow_copy")


async def get_loan(request: GetLoanInput) -> LoanRow:
    """Get one loan."""
    return await request.store.loans.get(request.id, owner=request.owner)
