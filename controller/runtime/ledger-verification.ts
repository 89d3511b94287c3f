// `ledger verify`: reads every row from the first and names the first bad one. It repairs nothing and writes nothing.
import { type Result, ok } from "#domain/result.ts";
import { type BadRow, type ChainHead, GENESIS, checkRow } from "./chain.ts";
import { ledgerChunks } from "./ledger-chunks.ts";
import type { Digest, LedgerFault, LedgerStore } from "./ports.ts";

/** `sound` up to and with `head`: compare it with the head the hub or a backup knows, rows cut off the end leave no trace. */
export type Verdict =
  | { readonly kind: "sound"; readonly head: ChainHead }
  | { readonly kind: "broken"; readonly head: ChainHead; readonly badRow: BadRow };

/** In bounded memory; a running controller may go on appending. A fault says that the ledger could not be read at all. */
export function verifyLedger(store: LedgerStore, digest: Digest): Result<Verdict, LedgerFault> {
  let head = GENESIS;
  for (const chunk of ledgerChunks(store, 0)) {
    if (!chunk.ok) return chunk;
    for (const row of chunk.value) {
      const record = checkRow(head, row, digest);
      if (!record.ok) return ok({ kind: "broken", head, badRow: record.error });
      head = { seq: row.seq, hash: row.hash };
    }
  }
  return ok({ kind: "sound", head });
}
