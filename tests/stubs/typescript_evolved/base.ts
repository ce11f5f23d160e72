import { Injectable } from "@nestjs/common";

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
    throw new NotImplementedYet("borrow_copy");
  }

  /** Push the due date 14 days further. */
  async renewLoan(input: RenewLoanInput): Promise<LoanRow> {
    throw new NotImplementedYet("renew_loan");
  }

  /** Hand the book back. */
  async returnLoan(input: ReturnLoanInput): Promise<LoanRow> {
    throw new NotImplementedYet("return_loan");
  }
}
