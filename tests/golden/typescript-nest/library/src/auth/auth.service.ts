import { Injectable } from "@nestjs/common";

import type { UserRow } from "../users/users.table.js";
import type { GetMeInput, RegisterInput, UpdateMeInput } from "./auth.operations.js";

/** What the operations on auth do. */
@Injectable()
export class AuthService {
  /** Register as a member. */
  async register(input: RegisterInput): Promise<UserRow> {
    return input.store.users.create(input.new);
  }

  /** The logged-in user. */
  async getMe(input: GetMeInput): Promise<UserRow> {
    return input.store.users.get(input.caller.id);
  }

  /** Change own name or password. */
  async updateMe(input: UpdateMeInput): Promise<UserRow> {
    return input.store.users.update(input.caller.id, input.changes);
  }
}
