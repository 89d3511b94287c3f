// What the file system threw, as a ledger fault with one sentence for the operator. Anything else that is thrown flies on.
import { closeSync, fsyncSync, openSync } from "node:fs";
import { type Result, failed, ok } from "#domain/result.ts";
import type { LedgerFault } from "#runtime/ports.ts";
import { ledgerFault } from "./sqlite-fault.ts";

/** The only place where the file system's errors around the ledger are caught. */
export function attemptFile<T>(path: string, action: () => T): Result<T, LedgerFault> {
  try {
    return ok(action());
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    return failed(ledgerFault(error.code === "ENOSPC" ? "full" : "io", path, error.message));
  }
}

/** That these files exist is durable too. SQLite asks for the same and takes no for an answer. */
export function syncFolder(folder: string): Result<void, LedgerFault> {
  return attemptFile(folder, () => {
    const descriptor = openSync(folder, "r");
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  });
}
