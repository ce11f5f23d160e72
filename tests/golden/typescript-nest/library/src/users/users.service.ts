import { Injectable } from "@nestjs/common";

import type { CursorPage } from "../common/pagination/cursor.js";
import type { CreateUserInput, ListUsersInput, UpdateUserInput } from "./users.operations.js";
import type { UserRow } from "./users.table.js";

/** What the operations on users do. */
@Injectable()
export class UsersService {
  /** List users. */
  async listUsers(input: ListUsersInput): Promise<CursorPage<UserRow>> {
    return input.store.users.list(input.query, input.page);
  }

  /** Create a user. */
  async createUser(input: CreateUserInput): Promise<UserRow> {
    return input.store.users.create(input.new);
  }

  /** Change a user. */
  async updateUser(input: UpdateUserInput): Promise<UserRow> {
    return input.store.users.update(input.id, input.changes);
  }
}
