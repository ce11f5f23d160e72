import { Injectable } from "@nestjs/common";

import { NotImplementedYet } from "../common/errors/service-error.js";
import type { CursorPage } from "../common/pagination/cursor.js";
import type {
  BorrowCopyInput,
  GetLoanInput,
  ListLoansInput,
  RenewLoanInput,
  ReturnLoanInput,
} from "./loans.operations.js";
import type { LoanRow } from "./loans.table.js";

/** What the operations on loans do. */
@Injectable()
export class LoansService {
  /** List loans. */
  async listLoans(input: ListLoansInput): Promise<CursorPage<LoanRow>> {
    return input.store.loans.list(input.query, input.page, { owner: input.owner });
  }

  /**
   * Borrow a copy.
   *
   * Rules:
   * - R1 A loan lasts 21 days from the day it starts. (requirements.md:122)
   * - R2 A copy that is out, or whose condition is `lost`, cannot be borrowed.
   *   (requirements.md:123)
   * - R3 A member with five open loans cannot borrow another. (requirements.md:124)
   * - R4 A member with an overdue loan can neither borrow nor renew. (requirements.md:125)
   * - R7 Two members who try to borrow the same copy at the same moment: exactly one succeeds.
   *   (requirements.md:128)
   *
   * Throws CopyUnavailable, LoanLimitReached, HasOverdueLoans.
   */
  async borrowCopy(input: BorrowCopyInput): Promise<LoanRow> {
    throw new NotImplementedYet("borrow_copy");
  }

  /** Get one loan. */
  async getLoan(input: GetLoanInput): Promise<LoanRow> {
    return input.store.loans.get(input.id, { owner: input.owner });
  }

  /**
   * Push the due date 14 days further.
   *
   * Rules:
   * - R4 A member with an overdue loan can neither borrow nor renew. (requirements.md:125)
   * - R5 A loan can be renewed twice at most, never after it was returned. (requirements.md:126)
   *
   * Throws HasOverdueLoans, RenewalLimitReached, LoanClosed.
   */
  async renewLoan(input: RenewLoanInput): Promise<LoanRow> {
    throw new NotImplementedYet("renew_loan");
  }

  /**
   * Hand the book back.
   *
   * Rules:
   * - R6 Returning a book twice changes nothing and answers with the loan as it is.
   *   (requirements.md:127)
   */
  async returnLoan(input: ReturnLoanInput): Promise<LoanRow> {
    throw new NotImplementedYet("return_loan");
  }
}
