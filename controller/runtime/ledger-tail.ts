// The newest rows of a ledger that runs, read back as records: for a technician's eyes and for the support bundle, never for a
// decision. A row that cannot be read is left out; whether the chain holds is for the verification to say.
import type { LedgerRecord } from "#domain/facts.ts";
import { ledgerChunks } from "./ledger-chunks.ts";
import { toRecord } from "./ledger-row.ts";
import type { LedgerStore } from "./ports.ts";

/** At most `rows` of them, oldest first. */
export function ledgerTail(
  store: LedgerStore,
  headSeq: number,
  rows: number,
): readonly LedgerRecord[] {
  const records: LedgerRecord[] = [];
  for (const chunk of ledgerChunks(store, Math.max(0, headSeq - rows))) {
    if (!chunk.ok) break;
    for (const row of chunk.value) {
      const record = toRecord(row);
      if (record.ok) records.push(record.value);
    }
  }
  return records;
}
