// RenewLoan pushes the due date 14 days further.
func (LoanService) RenewLoan(ctx context.Context, in RenewLoanInput) (*Loan, error) {
	return in.Store.Loans.Renew(ctx, in.ID)
}
