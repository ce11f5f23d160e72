# The desk calls this too.
async def borrow_copy(request: BorrowCopyInput) -> LoanRow:
    """Borrow a copy.

    Rules:
        R1  A loan lasts 21 days. (requirements.md:122)
    """
    return await request.store.loans.create(due_on=today() + LASTS)
