"""What the operations on loans do."""

from library.loans.operations import GetLoanInput
from library.loans.tables import LoanRow


async def get_loan(request: GetLoanInput) -> LoanRow:
    """Get one loan."""
    return await request.store.loans.get(request.id, owner=request.owner)
