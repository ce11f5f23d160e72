import { Injectable } from "@nestjs/common";

import type { CursorPage } from "../common/pagination/cursor.js";
import type {
  CreateBookInput,
  DeleteBookInput,
  GetBookInput,
  ListBooksInput,
  UpdateBookInput,
} from "./books.operations.js";
import type { BookRow } from "./books.table.js";

/** What the operations on books do. */
@Injectable()
export class BooksService {
  /** List books. */
  async listBooks(input: ListBooksInput): Promise<CursorPage<BookRow>> {
    return input.store.books.list(input.query, input.page);
  }

  /** Create a book. */
  async createBook(input: CreateBookInput): Promise<BookRow> {
    return input.store.books.create(input.new);
  }

  /** One book with the number of copies and how many are on the shelf. */
  async getBook(input: GetBookInput): Promise<BookRow> {
    return input.store.books.get(input.id);
  }

  /** Change a book. */
  async updateBook(input: UpdateBookInput): Promise<BookRow> {
    return input.store.books.update(input.id, input.changes);
  }

  /** Delete a book. */
  async deleteBook(input: DeleteBookInput): Promise<void> {
    await input.store.books.delete(input.id);
  }
}
