package library_test

import (
	"errors"
	"testing"

	"neighbourhood-library/internal/library"
)

// Say here what LoanService does once it is written. The stores that it is given are interfaces: a test gives
// it types of its own, which embed the interface and have the methods that the test needs.

func TestBorrowCopyIsNotWrittenYet(t *testing.T) {
	t.Parallel()
	_, err := library.LoanService{}.BorrowCopy(t.Context(), library.BorrowCopyInput{})
	if !errors.Is(err, library.ErrNotImplemented) {
		t.Errorf("the error is %v", err)
	}
}

func TestRenewLoanIsNotWrittenYet(t *testing.T) {
	t.Parallel()
	_, err := library.LoanService{}.RenewLoan(t.Context(), library.RenewLoanInput{})
	if !errors.Is(err, library.ErrNotImplemented) {
		t.Errorf("the error is %v", err)
	}
}

func TestReturnLoanIsNotWrittenYet(t *testing.T) {
	t.Parallel()
	_, err := library.LoanService{}.ReturnLoan(t.Context(), library.ReturnLoanInput{})
	if !errors.Is(err, library.ErrNotImplemented) {
		t.Errorf("the error is %v", err)
	}
}
