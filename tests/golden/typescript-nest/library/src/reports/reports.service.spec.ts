/** The service of reports on its own: say here what its operations do once they are written. */

import { describe, expect, test } from "vitest";

import { NOWHERE } from "../../test/support/calls.js";
import { fakeStore } from "../../test/support/fakes.js";
import { Caller } from "../access/caller.js";
import { NotImplementedYet } from "../common/errors/service-error.js";
import { ReportsService } from "./reports.service.js";

const service = new ReportsService();
const CALLER = new Caller(NOWHERE, "member", NOWHERE);

describe("ReportsService", () => {
  test("getOverdueReport is not written yet", async () => {
    const called = service.getOverdueReport({ caller: CALLER, store: fakeStore() });
    await expect(called).rejects.toThrow(NotImplementedYet);
  });
});
