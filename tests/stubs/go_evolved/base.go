package library

import "context"

// LoanService does what the operations on loans do.
type LoanService struct{}

// BorrowCopy borrows a copy.
//
// Rules:
//   - R1: A loan lasts 21 days. (requirements.md:122)
func (LoanService) BorrowCopy(ctx context.Context, in BorrowCopyInput) (*Loan, error) {
	return nil, NotImplemented("borrow_copy")
}

// RenewLoan pushes the due date 14 days further.
func (LoanService) RenewLoan(ctx context.Context, in RenewLoanInput) (*Loan, error) {
	return nil, NotImplemented("renew_loan")
}

// ReturnLoan hands the book back.
func (LoanService) ReturnLoan(ctx context.Context, in ReturnLoanInput) (*Loan, error) {
	return nil, NotImplemented("return_loan")
}
