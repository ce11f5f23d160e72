import { Injectable } from "@nestjs/common";

import { inDays } from "../dates.js";
import { NotImplementedYet } from "../common/errors/service-error.js";
import type { BorrowCopyInput, HandBackLoanInput, LoseLoanInput } from "./loans.operations.js";
import type { LoanRow } from "./loans.table.js";

/** What the operations on loans do. */
@Injectable()
export class LoansService {
  /**
   * Borrow a copy.
   *
   * Rules:
   * - R1 A loan lasts 14 days. (requirements.md:130)
   */
  async borrowCopy(input: BorrowCopyInput): Promise<LoanRow> {
    return input.store.loans.create({ dueOn: inDays(21) });
  }

  private renewed(loan: LoanRow): LoanRow {
    return { ...loan, renewals: loan.renewals + 1 };
  }

  /** Hand the book back. */
  async handBackLoan(input: HandBackLoanInput): Promise<LoanRow> {
    throw new NotImplementedYet("hand_back_loan");
  }

  /** Write the book off. */
  async loseLoan(input: LoseLoanInput): Promise<void> {
    throw new NotImplementedYet("lose_loan");
  }
}
