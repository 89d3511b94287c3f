// What a terminal's ledger says, read from its file beside whoever writes it, and proven to be whole: plays believe no
// controller's memory.
import { openSqliteLedgerForReading } from "#adapters/ledger/sqlite-ledger-store.ts";
import type { LedgerRecord } from "#domain/facts.ts";
import type { Durable } from "#domain/state.ts";
import { GENESIS, checkRow } from "#runtime/chain.ts";
import { ledgerChunks } from "#runtime/ledger-chunks.ts";
import { durableFold } from "#runtime/recover.ts";
import { sha256 } from "../../controller/commands/data-folder.ts";
import { must } from "../support/virtual-must.ts";

export type LedgerOnDisk = {
  readonly durable: Durable;
  /** After row `afterSeq`. */
  readonly records: readonly LedgerRecord[];
};

/** Throws if a row is missing, changed or out of place. */
export function readLedger(folder: string, afterSeq = 0): LedgerOnDisk {
  const store = must(openSqliteLedgerForReading(folder));
  const records: LedgerRecord[] = [];
  let durable = durableFold.initial();
  let head = GENESIS;
  for (const chunk of ledgerChunks(store, 0)) {
    for (const row of must(chunk)) {
      const record = must(checkRow(head, row, sha256));
      head = { seq: row.seq, hash: row.hash };
      durable = durableFold.apply(durable, record);
      if (row.seq > afterSeq) records.push(record);
    }
  }
  store.close();
  return { durable, records };
}
