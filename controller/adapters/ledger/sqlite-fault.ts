// What SQLite threw, as a ledger fault with one sentence for the operator. Anything else that is thrown is a bug and flies on.
import Database from "better-sqlite3";
import { type Result, failed, ok } from "#domain/result.ts";
import type { LedgerFault } from "#runtime/ports.ts";

/** By the beginning of the result code: extended codes (`SQLITE_IOERR_FSYNC`) follow their family. */
const KINDS: readonly (readonly [code: string, kind: LedgerFault["kind"]])[] = [
  ["SQLITE_FULL", "full"],
  ["SQLITE_IOERR", "io"],
  ["SQLITE_CANTOPEN", "io"],
  ["SQLITE_READONLY", "io"],
  ["SQLITE_CORRUPT", "corrupt"],
  ["SQLITE_NOTADB", "corrupt"],
  // Our own statements, not understood: the tables are not the ones they were written for.
  ["SQLITE_ERROR", "corrupt"],
  // A row that does not continue the ledger: two writers, or a restored file.
  ["SQLITE_CONSTRAINT", "corrupt"],
  ["SQLITE_BUSY", "locked"],
  ["SQLITE_LOCKED", "locked"],
];

const ADVICE: Readonly<Record<LedgerFault["kind"], string>> = {
  full: "Make room on that disk, then restart the controller.",
  io: "Check the disk and the rights on the folder, then restart the controller.",
  corrupt: "Keep the files aside and restore the last verified backup.",
  locked: "Stop the other program that has it open, then restart the controller.",
  version: "Install the newer version of the controller again.",
};

export const ledgerFault = (
  kind: LedgerFault["kind"],
  path: string,
  what: string,
): LedgerFault => ({ kind, detail: `The ledger ${path} failed: ${what}. ${ADVICE[kind]}` });

/** The only place where the ledger's SQLite errors are caught. */
export function attempt<T>(path: string, action: () => T): Result<T, LedgerFault> {
  try {
    return ok(action());
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    const kind = KINDS.find(([code]) => error.code.startsWith(code))?.[1] ?? "io";
    return failed(ledgerFault(kind, path, `${error.message} (${error.code})`));
  }
}
