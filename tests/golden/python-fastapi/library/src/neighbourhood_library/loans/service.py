"""What the operations on loans do."""

from neighbourhood_library.core.errors import NotImplementedYet
from neighbourhood_library.core.pages.cursor import CursorPage
from neighbourhood_library.loans.operations import (
    BorrowCopyInput,
    GetLoanInput,
    ListLoansInput,
    RenewLoanInput,
    ReturnLoanInput,
)
from neighbourhood_library.loans.tables import LoanRow


async def list_loans(request: ListLoansInput) -> CursorPage[LoanRow]:
    """List loans."""
    return await request.store.loans.list(request.query, request.page, owner=request.owner)


async def borrow_copy(request: BorrowCopyInput) -> LoanRow:
    """Borrow a copy.

    Rules:
        R1  A loan lasts 21 days from the day it starts. (requirements.md:122)
        R2  A copy that is out, or whose condition is `lost`, cannot be borrowed.
            (requirements.md:123)
        R3  A member with five open loans cannot borrow another. (requirements.md:124)
        R4  A member with an overdue loan can neither borrow nor renew. (requirements.md:125)
        R7  Two members who try to borrow the same copy at the same moment: exactly one succeeds.
            (requirements.md:128)

    Raises CopyUnavailable, LoanLimitReached, HasOverdueLoans.
    """
    raise NotImplementedYet("borrow_copy")


async def get_loan(request: GetLoanInput) -> LoanRow:
    """Get one loan."""
    return await request.store.loans.get(request.id, owner=request.owner)


async def renew_loan(request: RenewLoanInput) -> LoanRow:
    """Push the due date 14 days further.

    Rules:
        R4  A member with an overdue loan can neither borrow nor renew. (requirements.md:125)
        R5  A loan can be renewed twice at most, never after it was returned. (requirements.md:126)

    Raises HasOverdueLoans, RenewalLimitReached, LoanClosed.
    """
    raise NotImplementedYet("renew_loan")


async def return_loan(request: ReturnLoanInput) -> LoanRow:
    """Hand the book back.

    Rules:
        R6  Returning a book twice changes nothing and answers with the loan as it is.
            (requirements.md:127)
    """
    raise NotImplementedYet("return_loan")
