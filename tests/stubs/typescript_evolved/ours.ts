import { Injectable } from "@nestjs/common";

import { inDays } from "../dates.js";
import { NotImplementedYet } from "../common/errors/service-error.js";
import type { BorrowCopyInput, RenewLoanInput, ReturnLoanInput } from "./loans.operations.js";
import type { LoanRow } from "./loans.table.js";

/** What the operations on loans do. */
@Injectable()
export class LoansService {
  /**
   * Borrow a copy.
   *
   * Rules:
   * - R1 A loan lasts 21 days. (requirements.md:122)
   */
  async borrowCopy(input: BorrowCopyInput): Promise<LoanRow> {
    return input.store.loans.create({ dueOn: inDays(21) });
  }

  /** Push the due date 14 days further. */
  async renewLoan(input: RenewLoanInput): Promise<LoanRow> {
    return this.renewed(input.loan);
  }

  private renewed(loan: LoanRow): LoanRow {
    return { ...loan, renewals: loan.renewals + 1 };
  }

  /** Hand the book back. */
  async returnLoan(input: ReturnLoanInput): Promise<LoanRow> {
    throw new NotImplementedYet("return_loan");
  }
}
