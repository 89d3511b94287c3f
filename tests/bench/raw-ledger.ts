// The floor of everything that is written: the very rows, put into a plain table by better-sqlite3 and nothing else.
import { join } from "node:path";
import Database from "better-sqlite3";
import type { LedgerRow } from "#runtime/ports.ts";

export type RawLedger = {
  /** One transaction, durable when it returns. */
  readonly commit: (rows: readonly LedgerRow[]) => void;
  readonly close: () => void;
};

/** WAL and `synchronous=FULL`, as the ledger has them. No trigger, no check, no hash. */
export function openRawLedger(folder: string): RawLedger {
  const database = new Database(join(folder, "raw.db"));
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  database.exec(`CREATE TABLE ledger (
    seq INTEGER PRIMARY KEY, at_ms INTEGER, mono_ms INTEGER, clock_epoch INTEGER, clock_trusted INTEGER,
    kind TEXT, body TEXT, policy TEXT, actor TEXT, hash TEXT)`);
  const insert = database.prepare("INSERT INTO ledger VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  const commit = database.transaction((rows: readonly LedgerRow[]) => {
    for (const row of rows) {
      const { seq, atMs, monoMs, clockEpoch, clockTrusted, kind, body, policy, actor, hash } = row;
      const trusted = clockTrusted ? 1 : 0;
      insert.run(seq, atMs, monoMs, clockEpoch, trusted, kind, body, policy ?? null, actor, hash);
    }
  });
  return { commit: (rows) => commit.immediate(rows), close: () => void database.close() };
}
