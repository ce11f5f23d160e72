  /** Push the due date 14 days further. */
  async renewLoan(input: RenewLoanInput): Promise<LoanRow> {
    return this.renewed(input.loan);
  }
