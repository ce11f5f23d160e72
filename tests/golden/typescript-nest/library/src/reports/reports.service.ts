import { Injectable } from "@nestjs/common";

import { NotImplementedYet } from "../common/errors/service-error.js";
import type { GetOverdueReportItem } from "./dto/get-overdue-report-item.dto.js";
import type { GetOverdueReportInput } from "./reports.operations.js";

/** What the operations on reports do. */
@Injectable()
export class ReportsService {
  /** Overdue loans per branch with count and the oldest due date. */
  async getOverdueReport(input: GetOverdueReportInput): Promise<GetOverdueReportItem[]> {
    throw new NotImplementedYet("get_overdue_report");
  }
}
