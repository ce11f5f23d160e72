"""What the operations on loans do."""

from datetime import timedelta

from library.core.clock import today
from library.core.errors import NotImplementedYet
from library.loans.operations import BorrowCopyInput, GetLoanInput, ReturnLoanInput
from library.loans.tables import LoanRow

LASTS = timedelta(days=21)


# The desk calls this too.
async def borrow_copy(request: BorrowCopyInput) -> LoanRow:
    """Borrow a copy.

    Rules:
        R1  A loan lasts 21 days. (requirements.md:122)
    """
    return await request.store.loans.create(due_on=today() + LASTS)


async def return_loan(request: ReturnLoanInput) -> LoanRow:
    """Hand the book back."""
    raise NotImplementedYet("return_loan")


async def get_loan(request: GetLoanInput) -> LoanRow:
    """Get one loan."""
    return await request.store.loans.get(request.id, owner=request.owner)


def _unused() -> None: ...
