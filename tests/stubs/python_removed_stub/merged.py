"""What the operations on loans do."""

from datetime import timedelta

from library.core.clock import today
from library.loans.operations import GetLoanInput
from library.loans.tables import LoanRow

LASTS = timedelta(days=21)


async def get_loan(request: GetLoanInput) -> LoanRow:
    """Get one loan."""
    return await request.store.loans.get(request.id, owner=request.owner)


def _unused() -> None: ...
