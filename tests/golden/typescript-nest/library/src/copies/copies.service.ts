import { Injectable } from "@nestjs/common";

import type { CursorPage } from "../common/pagination/cursor.js";
import type { CreateCopyInput, ListCopiesInput, UpdateCopyInput } from "./copies.operations.js";
import type { CopyRow } from "./copies.table.js";

/** What the operations on copies do. */
@Injectable()
export class CopiesService {
  /** The copies of a book and where they are. */
  async listCopies(input: ListCopiesInput): Promise<CursorPage<CopyRow>> {
    return input.store.copies.list(input.book_id, input.page);
  }

  /** Create a copy. */
  async createCopy(input: CreateCopyInput): Promise<CopyRow> {
    return input.store.copies.create(input.new);
  }

  /** Change a copy. */
  async updateCopy(input: UpdateCopyInput): Promise<CopyRow> {
    return input.store.copies.update(input.id, input.changes);
  }
}
