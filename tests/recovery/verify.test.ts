// `ledger verify` has a useful sentence for every kind of damage, on files that are really damaged.
import { readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { verifyCommand } from "../../controller/commands/ledger-command.ts";
import { folderOfTest } from "../support/system-terminal.ts";
import { recoveryFolder, serves } from "../support/recovery-folder.ts";

const UNLOCKED = "DROP TRIGGER ledger_never_changes; DROP TRIGGER ledger_never_forgets;";
const sql = (change: string) => (file: string) => {
  const database = new Database(file);
  database.exec(UNLOCKED + change);
  database.close();
};
const bytes = (change: (content: Buffer) => void) => (file: string) => {
  const content = readFileSync(file);
  change(content);
  writeFileSync(file, content);
};

test.each([
  ["no database at all", bytes((content) => content.fill(0x5a, 0, 4096)), /file is not a database/],
  ["a malformed page", bytes((content) => content.fill(0x5a, 4096, 8192)), /malformed|btree|page/i],
  [
    "a changed row",
    sql("UPDATE ledger SET at_ms = 1 WHERE seq = 2"),
    /broken at row 2 \(hash-mismatch\).+ Rows 1 to 1 are sound/,
  ],
  ["a trigger that was taken away", sql(""), /tables or triggers are not as this program/],
  [
    "a row that was taken out",
    sql("DELETE FROM ledger WHERE seq = 2"),
    /broken at row 2 \(gap\): row 3 follows row 1/,
  ],
  [
    "a file of a newer program",
    sql("PRAGMA user_version = 9"),
    /it is of version 9, this program knows up to/,
  ],
  ["an empty file", (file: string) => truncateSync(file), /is gone, though this folder has served/],
  [
    "no file",
    (file: string) => rmSync(file),
    /is gone, though this folder has served.+ledger restore/,
  ],
])("%s is told, and nothing else", (_what, damage, sentence) => {
  const folder = recoveryFolder(23_902);
  serves(folder, 1, 2, 3);
  for (const log of ["ledger.db-wal", "ledger.db-shm"])
    rmSync(join(folder.data, log), { force: true });
  damage(join(folder.data, "ledger.db"));
  const printed: string[] = [];
  const exit = verifyCommand(folder.data, (line) => printed.push(line));
  expect(exit.code).toBeGreaterThan(0);
  expect(exit.sentence).toMatch(sentence);
  expect(exit.sentence).toMatch(/\.$/);
  expect(printed).toEqual([]);
});

test("a folder that never served is not called damaged", () => {
  const exit = verifyCommand(folderOfTest(), () => undefined);
  expect(exit.sentence).toMatch(/^There is no ledger in .+ start its controller once\.$/);
});
