// A process of its own that starts on a ledger, or verifies it, once: nothing is warm but the disk's cache. Says how long it took.
// The raw ones do what nobody can save: SQLite's own opening and check, the same rows read, their bytes hashed.
import { createHash } from "node:crypto";
import { join } from "node:path";
import Database from "better-sqlite3";
import {
  openSqliteLedger,
  openSqliteLedgerForReading,
} from "#adapters/ledger/sqlite-ledger-store.ts";
import { verifyLedger } from "#runtime/ledger-verification.ts";
import { recover } from "#runtime/recover.ts";
import { must } from "../support/virtual-must.ts";
import { sha256 } from "../support/virtual-run.ts";
import { nowMs } from "./samples.ts";

const works: Readonly<Record<string, (folder: string) => void>> = {
  start(folder) {
    must(recover(must(openSqliteLedger(folder)), sha256));
  },
  "raw-start"(folder) {
    const database = openRaw(folder);
    const snapshot = database.prepare("SELECT seq, body FROM snapshot ORDER BY seq DESC").get();
    const { seq, body } = snapshotOf(snapshot);
    JSON.parse(body);
    hashRows(database, seq);
  },
  verify(folder) {
    const verdict = must(verifyLedger(must(openSqliteLedgerForReading(folder)), sha256));
    if (verdict.kind !== "sound") throw new Error("the ledger of the benchmark is broken");
  },
  "raw-verify"(folder) {
    hashRows(openRaw(folder), 0);
  },
};

function openRaw(folder: string): Database.Database {
  const database = new Database(join(folder, "ledger.db"));
  database.pragma("quick_check(1)");
  return database;
}

function hashRows(database: Database.Database, afterSeq: number): void {
  const rows = database.prepare<[number], readonly unknown[]>(
    "SELECT * FROM ledger WHERE seq > ? ORDER BY seq",
  );
  for (const row of rows.raw().iterate(afterSeq))
    createHash("sha256").update(row.join("")).digest("hex");
}

function snapshotOf(row: unknown): { readonly seq: number; readonly body: string } {
  // Our own schema, read back.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return row as { readonly seq: number; readonly body: string };
}

const [work = "", folder = ""] = process.argv.slice(2);
const fromMs = nowMs();
works[work]?.(folder);
process.send?.(nowMs() - fromMs);
