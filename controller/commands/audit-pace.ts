// How fast the ledger's older rows are verified while the terminal serves: a piece, then time for everything else.
// What is verified, and what a bad row means, is in the runtime.
import type { Ledger } from "#runtime/ledger.ts";
import { auditLedger } from "#runtime/ledger-audit.ts";
import type { LedgerFault } from "#runtime/ports.ts";

/** 1,000,000 rows in some minutes, at about a fifth of one core. */
const PAUSE_MS = 5;

/** `fail` is told at most once. The answer stops it. */
export function auditWhileServing(ledger: Ledger, fail: (fault: LedgerFault) => void): () => void {
  const audit = auditLedger(ledger);
  const step = (): void => {
    const piece = audit.next();
    if (piece.done !== true) timer = setTimeout(step, PAUSE_MS);
    else if (piece.value !== undefined) fail(piece.value);
  };
  let timer = setTimeout(step, PAUSE_MS);
  return () => clearTimeout(timer);
}
