/** Migrates a database with rows to the second version, as `rows.json` says. */

import { sql } from "drizzle-orm";
import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { Database } from "../src/database/database.js";
import { migrate } from "../src/database/migrations.js";
import type { Session } from "../src/database/session.js";

const SECOND = new URL("second/", import.meta.url);
const MIGRATIONS = new URL("../src/database/migrations/", import.meta.url);

interface Answer {
  query: string;
  rows: unknown[][];
}

interface Told {
  rows: string[];
  spoil: string;
  mend: string;
  intact: Answer[];
  after: Answer[];
  keys_are_kept_by: string;
}

async function verify(session: Session, answers: Answer[]): Promise<void> {
  for (const { query, rows } of answers) {
    const found = await session.execute(sql.raw(query));
    expect(found.rows.map((row) => Object.values(row).map(String)), query).toEqual(rows.map((row) => row.map(String)));
  }
}

test("rows survive migrations", async () => {
  const told = JSON.parse(readFileSync(new URL("rows.json", SECOND), "utf8")) as Told;
  const database = await Database.embedded();
  const { session } = database;
  await migrate(session);
  for (const statement of [...told.rows, told.spoil]) {
    await session.execute(sql.raw(statement));
  }
  for (const file of readdirSync(SECOND).filter((each) => each.endsWith(".sql"))) {
    copyFileSync(new URL(file, SECOND), new URL(file, MIGRATIONS));
  }
  await expect(migrate(session)).rejects.toThrow();
  await verify(session, told.intact);
  expect(await database.isReady()).toBe(false);
  await session.execute(sql.raw(told.mend));
  await migrate(session);
  expect(await database.isReady()).toBe(true);
  await verify(session, told.after);
  await expect(session.execute(sql.raw(told.keys_are_kept_by))).rejects.toThrow();
  await database.close();
});
