import { Injectable } from "@nestjs/common";

import type { CursorPage } from "../common/pagination/cursor.js";
import type {
  CreateBranchInput,
  DeleteBranchInput,
  GetBranchInput,
  ListBranchesInput,
  UpdateBranchInput,
} from "./branches.operations.js";
import type { BranchRow } from "./branches.table.js";

/** What the operations on branches do. */
@Injectable()
export class BranchesService {
  /** List branches. */
  async listBranches(input: ListBranchesInput): Promise<CursorPage<BranchRow>> {
    return input.store.branches.list(input.page);
  }

  /** Create a branch. */
  async createBranch(input: CreateBranchInput): Promise<BranchRow> {
    return input.store.branches.create(input.new);
  }

  /** Get one branch. */
  async getBranch(input: GetBranchInput): Promise<BranchRow> {
    return input.store.branches.get(input.id);
  }

  /** Change a branch. */
  async updateBranch(input: UpdateBranchInput): Promise<BranchRow> {
    return input.store.branches.update(input.id, input.changes);
  }

  /** Delete a branch. */
  async deleteBranch(input: DeleteBranchInput): Promise<void> {
    await input.store.branches.delete(input.id);
  }
}
