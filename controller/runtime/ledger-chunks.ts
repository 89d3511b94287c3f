// A ledger read from front to back in pieces of bounded size. What the pieces mean is for the reader.
import type { Result } from "#domain/result.ts";
import type { LedgerFault, LedgerRow, LedgerStore } from "./ports.ts";

const CHUNK_ROWS = 500;

/** Rows after `afterSeq` in order. Ends at the newest row, or after the first fault. */
export function* ledgerChunks(
  store: LedgerStore,
  afterSeq: number,
): Generator<Result<readonly LedgerRow[], LedgerFault>, void> {
  let lastSeq = afterSeq;
  let full = true;
  while (full) {
    const chunk = store.read(lastSeq, CHUNK_ROWS);
    yield chunk;
    if (!chunk.ok) return;
    full = chunk.value.length === CHUNK_ROWS;
    lastSeq = chunk.value.at(-1)?.seq ?? lastSeq;
  }
}
