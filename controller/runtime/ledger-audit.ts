// The rows that a snapshot stood for at the start, verified while the terminal serves: a state from a sound snapshot is right
// whatever became of them, so no door waits, but a ledger that rots is stopped and not written on (ADR 0021).
import { type Result, failed, ok } from "#domain/result.ts";
import { type BadRow, type ChainHead, GENESIS, checkRow } from "./chain.ts";
import { type Ledger, distrustLedger, failLedger } from "./ledger.ts";
import type { LedgerFault, LedgerRow } from "./ports.ts";

/** One or two milliseconds of work: whoever drives this does other things in between. */
const PIECE_ROWS = 50;

/** Yields after each piece. Ends with why the ledger takes nothing more, or with nothing when all is sound. */
export function* auditLedger(ledger: Ledger): Generator<void, LedgerFault | undefined> {
  const { takenOver, store } = ledger;
  let head = GENESIS;
  while (head.seq < takenOver.seq && ledger.fault === undefined) {
    const piece = store.read(head.seq, Math.min(PIECE_ROWS, takenOver.seq - head.seq));
    if (!piece.ok) return failLedger(ledger, piece.error);
    const next = follow(ledger, head, piece.value);
    if (!next.ok) return distrustLedger(ledger, next.error);
    head = next.value;
    yield;
  }
  return undefined;
}

/** The head after these rows, which is the snapshot's own where they end. */
function follow(
  { digest, takenOver }: Ledger,
  before: ChainHead,
  rows: readonly LedgerRow[],
): Result<ChainHead, BadRow> {
  let head = before;
  for (const row of rows) {
    const record = checkRow(head, row, digest);
    if (!record.ok) return record;
    head = { seq: row.seq, hash: row.hash };
  }
  if (head.seq === before.seq)
    return failed({ seq: before.seq + 1, what: "gap", detail: "it is missing" });
  return head.seq === takenOver.seq && head.hash !== takenOver.hash
    ? failed({ seq: head.seq, what: "hash-mismatch", detail: "the snapshot is of another row" })
    : ok(head);
}
