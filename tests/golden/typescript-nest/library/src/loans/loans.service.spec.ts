/** The service of loans on its own: say here what its operations do once they are written. */

import { describe, expect, test } from "vitest";

import { NOWHERE } from "../../test/support/calls.js";
import { fakeStore } from "../../test/support/fakes.js";
import { Caller } from "../access/caller.js";
import { NotImplementedYet } from "../common/errors/service-error.js";
import { borrowCopyBodySchema } from "./dto/borrow-copy-body.dto.js";
import { LoansService } from "./loans.service.js";

const service = new LoansService();
const CALLER = new Caller(NOWHERE, "member", NOWHERE);

describe("LoansService", () => {
  test("borrowCopy is not written yet", async () => {
    const called = service.borrowCopy({
      caller: CALLER,
      body: borrowCopyBodySchema.parse({ copy_id: NOWHERE }),
      copy: {
        id: NOWHERE,
        barcode: "Example barcode",
        book_id: NOWHERE,
        branch_id: NOWHERE,
        condition: "good",
      },
      member: null,
      store: fakeStore(),
    });
    await expect(called).rejects.toThrow(NotImplementedYet);
  });

  test("renewLoan is not written yet", async () => {
    const called = service.renewLoan({
      caller: CALLER,
      loan: {
        id: NOWHERE,
        copy_id: NOWHERE,
        member_id: NOWHERE,
        renewals: 0,
        borrowed_at: new Date("2026-01-15T09:30:00.000Z"),
        due_on: "2026-01-15",
        returned_at: null,
      },
      store: fakeStore(),
    });
    await expect(called).rejects.toThrow(NotImplementedYet);
  });

  test("returnLoan is not written yet", async () => {
    const called = service.returnLoan({
      caller: CALLER,
      loan: {
        id: NOWHERE,
        copy_id: NOWHERE,
        member_id: NOWHERE,
        renewals: 0,
        borrowed_at: new Date("2026-01-15T09:30:00.000Z"),
        due_on: "2026-01-15",
        returned_at: null,
      },
      store: fakeStore(),
    });
    await expect(called).rejects.toThrow(NotImplementedYet);
  });
});
