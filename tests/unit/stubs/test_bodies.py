"""Bodies that a person wrote follow their stubs into other files."""

from __future__ import annotations

from scaffold.stubs.bodies import homeless_bodies, with_bodies
from scaffold.targets import stub_syntax

STUB = b"""\
import type { LendBookInput } from "./books.operations.js";
import { NotImplementedYet } from "../common/errors.js";

export class BooksService {
  async lendBook(input: LendBookInput): Promise<void> {
    throw new NotImplementedYet("lend_book");
  }
}
"""
WRITTEN = b"""\
import type { LendBookInput } from "./books.operations.js";
import { days, weeks } from "./due.js";
import { NotImplementedYet } from "../common/errors.js";

export class BooksService {
  async lendBook(input: LendBookInput): Promise<void> {
    await input.store.lend(days(21));
  }
}
"""
ELSEWHERE = b"""\
import type { LendBookInput } from "./desk.operations.js";
import { NotImplementedYet } from "../../common/errors.js";

export class DeskService {
  async lendBook(input: LendBookInput): Promise<void> {
    throw new NotImplementedYet("lend_book");
  }
}
"""


def test_a_body_brings_the_imports_that_it_needs_and_no_others() -> None:
    path = "src/books/books.service.ts"
    syntax = stub_syntax(path, 100)
    assert syntax is not None
    bodies = {each.name: each for each in homeless_bodies(syntax, path, STUB, WRITTEN, b"", {})}
    assert with_bodies(syntax, "src/desk/public/desk.service.ts", ELSEWHERE, bodies).decode() == """\
import type { LendBookInput } from "./desk.operations.js";
import { days } from "../../books/due.js";

export class DeskService {
  async lendBook(input: LendBookInput): Promise<void> {
    await input.store.lend(days(21));
  }
}
"""  # fmt: skip


def test_what_nobody_wrote_does_not_follow() -> None:
    path = "src/books/books.service.ts"
    syntax = stub_syntax(path, 100)
    assert syntax is not None
    assert list(homeless_bodies(syntax, path, STUB, STUB, b"", {})) == []
