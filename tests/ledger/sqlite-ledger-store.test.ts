// What only SQLite can show: the settings it really runs with, what it refuses whoever asks, damage, a full disk, one writer.
import { closeSync, existsSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, onTestFinished, test } from "vitest";
import { connectForReading, connectForWriting } from "#adapters/ledger/sqlite-connection.ts";
import {
  openSqliteLedger,
  openSqliteLedgerForReading,
} from "#adapters/ledger/sqlite-ledger-store.ts";
import { appendFacts, openLedger, saveSnapshot } from "#runtime/ledger.ts";
import { verifyLedger } from "#runtime/ledger-verification.ts";
import type { LedgerStore } from "#runtime/ports.ts";
import {
  STAMP,
  appendLocked,
  errorOf,
  locked,
  sampleFold,
  sealedRows,
  sha256,
  temporaryFolder,
  valueOf,
} from "./samples.ts";

function openStore(folder: string, maxBytes?: number): LedgerStore {
  const store = valueOf(openSqliteLedger(folder, maxBytes === undefined ? {} : { maxBytes }));
  onTestFinished(() => store.close());
  return store;
}

/** A closed ledger with `count` rows. */
function writtenFolder(count: number): string {
  const folder = temporaryFolder();
  const store = valueOf(openSqliteLedger(folder));
  valueOf(store.append(sealedRows(count)));
  store.close();
  return folder;
}

/** What someone with the file and a SQLite of their own can do. */
function behindItsBack(folder: string, sql: string): void {
  const database = new Database(join(folder, "ledger.db"));
  onTestFinished(() => void database.close());
  database.exec(sql);
  database.close();
}

const DROP_GUARDS = `
  DROP TRIGGER ledger_never_changes; DROP TRIGGER ledger_never_forgets; DROP TRIGGER ledger_has_no_gap;`;

describe("the settings", () => {
  test("are durable at every opening, before and after a write", () => {
    const path = join(temporaryFolder(), "ledger.db");
    for (const opening of [1, 2, 3]) {
      const database = valueOf(connectForWriting(path));
      expect(database.pragma("synchronous", { simple: true })).toBe(2);
      database.pragma(`application_id = ${opening}`);
      expect(database.pragma("synchronous", { simple: true })).toBe(2);
      expect(database.pragma("journal_mode", { simple: true })).toBe("wal");
      expect(database.pragma("foreign_keys", { simple: true })).toBe(1);
      expect(database.pragma("trusted_schema", { simple: true })).toBe(0);
      expect(database.pragma("cell_size_check", { simple: true })).toBe(1);
      database.close();
    }
  });

  test("are read back: a database that cannot have them is refused", () => {
    const fault = errorOf(connectForWriting(":memory:"));
    expect(fault).toMatchObject({ kind: "io" });
    expect(fault.detail).toContain("journal_mode");
  });
});

describe("SQLite itself refuses", () => {
  test.each([
    ["to change a row", "UPDATE ledger SET body = '{}' WHERE seq = 2", "append-only"],
    ["to delete a row", "DELETE FROM ledger WHERE seq = 3", "append-only"],
    ["to delete them all", "DELETE FROM ledger", "append-only"],
    [
      "to replace a row",
      "INSERT OR REPLACE INTO ledger SELECT * FROM ledger WHERE seq = 2",
      "does not follow",
    ],
    [
      "to leave a gap",
      "INSERT INTO ledger SELECT seq + 3, at_ms, mono_ms, clock_epoch, clock_trusted, kind, body, policy, actor, hash FROM ledger WHERE seq = 2",
      "does not follow",
    ],
  ])("%s", (_name, sql, why) => {
    const folder = writtenFolder(3);
    expect(() => behindItsBack(folder, sql)).toThrow(why);
    expect(valueOf(openStore(folder).read(0, 10))).toEqual(sealedRows(3));
  });

  test("a value of the wrong type", () => {
    const store = openStore(temporaryFolder());
    const [row] = sealedRows(1);
    expect(errorOf(store.append([{ ...row!, monoMs: 0.5 }])).kind).toBe("corrupt");
    expect(errorOf(store.append([{ ...row!, hash: "short" }])).kind).toBe("corrupt");
  });
});

describe("one writer", () => {
  test("holds the folder: a second one is told which folder and, on Linux, which process", () => {
    const folder = writtenFolder(1);
    const first = openStore(folder);
    const fault = errorOf(openSqliteLedger(folder));
    expect(fault.kind).toBe("locked");
    expect(fault.detail).toContain(folder);
    const holder = existsSync("/proc/locks") ? `process ${process.pid}` : "another controller";
    expect(fault.detail).toContain(holder);
    first.close();
    expect(valueOf(openStore(folder).head())?.seq).toBe(1);
  });

  test("does not keep readers out, and they write nothing", () => {
    const folder = writtenFolder(2);
    const writer = openStore(folder);
    const reader = valueOf(openSqliteLedgerForReading(folder));
    onTestFinished(() => reader.close());
    const third = sealedRows(3)[2]!;
    valueOf(writer.append([third]));
    expect(valueOf(reader.read(0, 10))).toEqual(sealedRows(3));
    expect(errorOf(reader.append([sealedRows(4)[3]!])).kind).toBe("io");
    expect(valueOf(writer.head())?.seq).toBe(3);
  });
});

describe("a file that is not as it should be", () => {
  test("is not made by a reader", () => {
    expect(errorOf(openSqliteLedgerForReading(temporaryFolder())).kind).toBe("io");
  });

  test("in a folder that does not exist is an io fault", () => {
    expect(errorOf(openSqliteLedger(join(temporaryFolder(), "none"))).kind).toBe("io");
  });

  test("that is no database is corrupt, and the lock is free again", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "ledger.db"), "not a database ".repeat(300));
    expect(errorOf(openSqliteLedger(folder)).kind).toBe("corrupt");
    expect(errorOf(openSqliteLedger(folder)).kind).toBe("corrupt");
  });

  test("with a broken page is corrupt", () => {
    const folder = writtenFolder(200);
    const file = openSync(join(folder, "ledger.db"), "r+");
    writeSync(file, Buffer.alloc(512, 0xff), 0, 512, 5 * 4096);
    closeSync(file);
    expect(errorOf(openSqliteLedger(folder)).kind).toBe("corrupt");
  });

  test.each([
    ["without one of its triggers", "DROP TRIGGER ledger_has_no_gap"],
    ["with a column of another name", "ALTER TABLE ledger RENAME COLUMN actor TO actos"],
    ["with a table that nobody made", "CREATE TABLE notes (note TEXT)"],
  ])("%s is corrupt", (_name, sql) => {
    const folder = writtenFolder(3);
    behindItsBack(folder, sql);
    expect(errorOf(openSqliteLedger(folder)).detail).toContain("tables or triggers");
  });

  test("with a column of another name is corrupt for a reader too", () => {
    const folder = writtenFolder(3);
    behindItsBack(folder, "ALTER TABLE ledger RENAME COLUMN actor TO actos");
    expect(errorOf(openSqliteLedgerForReading(folder)).kind).toBe("corrupt");
  });

  test("of a newer schema is refused and left alone, by a writer and by a reader", () => {
    const folder = writtenFolder(1);
    behindItsBack(folder, "PRAGMA user_version = 99");
    expect(errorOf(openSqliteLedger(folder)).kind).toBe("version");
    expect(errorOf(openSqliteLedgerForReading(folder)).kind).toBe("version");
  });

  test("that no controller ever brought up to date is refused by a reader", () => {
    const path = join(temporaryFolder(), "ledger.db");
    new Database(path).exec("CREATE TABLE x (y)").close();
    expect(errorOf(connectForReading(path)).kind).toBe("version");
  });
});

describe("damage done behind SQLite's back", () => {
  test.each([
    [
      "one byte of a body",
      "UPDATE ledger SET body = '{\"lockMs\":8}' WHERE seq = 7",
      7,
      "hash-mismatch",
    ],
    ["a row taken out", "DELETE FROM ledger WHERE seq = 12", 12, "gap"],
    [
      "a time moved by one",
      "UPDATE ledger SET at_ms = at_ms + 1 WHERE seq = 20",
      20,
      "hash-mismatch",
    ],
  ])("is named by verify: %s", (_name, sql, seq, what) => {
    const folder = writtenFolder(20);
    behindItsBack(folder, DROP_GUARDS + sql);
    const store = valueOf(openSqliteLedgerForReading(folder));
    onTestFinished(() => store.close());
    const verdict = valueOf(verifyLedger(store, sha256));
    expect(verdict).toMatchObject({ kind: "broken", badRow: { seq, what } });
  });
});

/** Ten rows, a snapshot after the 4th, 6th and 8th. */
function snapshotFolder(): string {
  const folder = temporaryFolder();
  const store = valueOf(openSqliteLedger(folder));
  const opened = valueOf(openLedger(store, sha256, sampleFold));
  let { state } = opened;
  for (let lockMs = 1; lockMs <= 10; lockMs += 1) {
    state = sampleFold.apply(state, appendLocked(opened.ledger, lockMs));
    if ([4, 6, 8].includes(lockMs)) valueOf(saveSnapshot(opened.ledger, sampleFold, state));
  }
  store.close();
  return folder;
}

describe("snapshots", () => {
  test.each([
    ["sound, the newest is used", "SELECT 1", 8],
    ["damaged, the one before it", "UPDATE snapshot SET body = body || ' ' WHERE seq = 8", 6],
    ["both damaged, the whole ledger is folded", "UPDATE snapshot SET hash = 'x'", 0],
    ["all lost, the whole ledger is folded", "DELETE FROM snapshot", 0],
  ])("%s", (_name, sql, foldedAfterSeq) => {
    const folder = snapshotFolder();
    behindItsBack(folder, sql);
    const opened = valueOf(openLedger(openStore(folder), sha256, sampleFold));
    expect(opened.foldedAfterSeq).toBe(foldedAfterSeq);
    expect(opened.state.locksMs).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(opened.state.kinds).toEqual(new Map([["typing-locked", 10]]));
  });

  test("are kept to the newest two", () => {
    const database = new Database(join(snapshotFolder(), "ledger.db"));
    onTestFinished(() => void database.close());
    const kept = database.prepare("SELECT seq FROM snapshot ORDER BY seq").pluck().all();
    expect(kept).toEqual([6, 8]);
  });
});

describe("a full disk", () => {
  test("is said, stops the ledger for good, and costs no acknowledged row", () => {
    const folder = temporaryFolder();
    const store = openStore(folder, 16 * 4096);
    const { ledger } = valueOf(openLedger(store, sha256, sampleFold));
    const oneAppend = [locked(1), locked(2), locked(3)];
    let acknowledged = 0;
    let result = appendFacts(ledger, oneAppend, STAMP);
    while (result.ok && acknowledged < 5000) {
      acknowledged = result.value.at(-1)!.seq;
      result = appendFacts(ledger, oneAppend, STAMP);
    }
    expect(errorOf(result).kind).toBe("full");
    expect(acknowledged).toBeGreaterThan(30);
    expect(errorOf(appendFacts(ledger, [locked(1)], STAMP)).kind).toBe("full");
    store.close();
    const again = valueOf(openLedger(openStore(folder), sha256, sampleFold));
    expect(again.ledger.head.seq).toBe(acknowledged);
    expect(appendLocked(again.ledger, 5).seq).toBe(acknowledged + 1);
  });
});
