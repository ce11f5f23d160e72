package library

import (
	"context"
	"time"
)

// LoanService does what the operations on loans do.
type LoanService struct{}

// BorrowCopy borrows a copy.
//
// Rules:
//   - R1: A loan lasts 14 days. (requirements.md:130)
func (LoanService) BorrowCopy(ctx context.Context, in BorrowCopyInput) (*Loan, error) {
	return nil, NotImplemented("borrow_copy")
}

// HandBackLoan hands the book back.
func (LoanService) HandBackLoan(ctx context.Context, in HandBackLoanInput) (*Loan, error) {
	return nil, NotImplemented("hand_back_loan")
}

// LoseLoan writes the book off.
func (LoanService) LoseLoan(ctx context.Context, in LoseLoanInput, at time.Time) error {
	return NotImplemented("lose_loan")
}
