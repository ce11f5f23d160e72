package library

import "context"

// LoanService does what the operations on loans do.
type LoanService struct{}

// ListLoans answers GET /api/v1/loans.
//
// List loans.
func (LoanService) ListLoans(ctx context.Context, in ListLoansInput) (*CursorPage[*Loan], error) {
	return in.Store.Loans.List(ctx, in.Query, in.Page, in.Owner)
}

// BorrowCopy answers POST /api/v1/loans.
//
// Borrow a copy.
//
// Rules:
//   - R1: A loan lasts 21 days from the day it starts. (requirements.md:122)
//   - R2: A copy that is out, or whose condition is `lost`, cannot be borrowed.
//     (requirements.md:123)
//   - R3: A member with five open loans cannot borrow another. (requirements.md:124)
//   - R4: A member with an overdue loan can neither borrow nor renew. (requirements.md:125)
//   - R7: Two members who try to borrow the same copy at the same moment: exactly one succeeds.
//     (requirements.md:128)
//
// It returns ErrCopyUnavailable, ErrLoanLimitReached, ErrHasOverdueLoans.
func (LoanService) BorrowCopy(ctx context.Context, in BorrowCopyInput) (*Loan, error) {
	return nil, NotImplemented("borrow_copy")
}

// GetLoan answers GET /api/v1/loans/{id}.
//
// Get one loan.
func (LoanService) GetLoan(ctx context.Context, in GetLoanInput) (*Loan, error) {
	return in.Store.Loans.Get(ctx, in.ID, in.Owner)
}

// RenewLoan answers POST /api/v1/loans/{id}/renew.
//
// Push the due date 14 days further.
//
// Rules:
//   - R4: A member with an overdue loan can neither borrow nor renew. (requirements.md:125)
//   - R5: A loan can be renewed twice at most, never after it was returned. (requirements.md:126)
//
// It returns ErrHasOverdueLoans, ErrRenewalLimitReached, ErrLoanClosed.
func (LoanService) RenewLoan(ctx context.Context, in RenewLoanInput) (*Loan, error) {
	return nil, NotImplemented("renew_loan")
}

// ReturnLoan answers POST /api/v1/loans/{id}/return.
//
// Hand the book back.
//
// Rules:
//   - R6: Returning a book twice changes nothing and answers with the loan as it is.
//     (requirements.md:127)
func (LoanService) ReturnLoan(ctx context.Context, in ReturnLoanInput) (*Loan, error) {
	return nil, NotImplemented("return_loan")
}
