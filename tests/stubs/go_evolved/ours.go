package library

import (
	"context"
	"fmt"

	"github.com/google/uuid"
)

// LoanService does what the operations on loans do.
type LoanService struct{}

// BorrowCopy borrows a copy.
//
// Rules:
//   - R1: A loan lasts 21 days. (requirements.md:122)
func (LoanService) BorrowCopy(ctx context.Context, in BorrowCopyInput) (*Loan, error) {
	loan, err := in.Store.Loans.Create(ctx, NewLoan{CopyID: uuid.New()})
	if err != nil {
		return nil, fmt.Errorf("borrow copy: %w", err)
	}
	return loan, nil
}

// RenewLoan pushes the due date 14 days further.
func (LoanService) RenewLoan(ctx context.Context, in RenewLoanInput) (*Loan, error) {
	return in.Store.Loans.Renew(ctx, in.ID)
}

// ReturnLoan hands the book back.
func (LoanService) ReturnLoan(ctx context.Context, in ReturnLoanInput) (*Loan, error) {
	return nil, NotImplemented("return_loan")
}

func daysLeft(loan *Loan) int { return 21 }
