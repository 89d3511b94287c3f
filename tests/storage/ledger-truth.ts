// What was really written: the rows of a folder that nothing happened to, and the state after any of them. Every image is
// compared with it, row for row and state for state, so that a ledger which is only consistent does not pass for the right one.
import { createHash } from "node:crypto";
import { openSqliteLedgerForReading } from "#adapters/ledger/sqlite-ledger-store.ts";
import { apply } from "#domain/apply.ts";
import { type Durable, initialDurable } from "#domain/state.ts";
import { canonicalJson } from "#runtime/canonical.ts";
import { GENESIS, checkRow } from "#runtime/chain.ts";
import type { Digest, LedgerRow } from "#runtime/ports.ts";

export type LedgerTruth = {
  /** The row with number n stands at n - 1. Their chain was verified. */
  readonly rows: readonly LedgerRow[];
  /** The folded state after row `seq`, as canonical JSON. */
  readonly stateAfter: (seq: number) => string;
};

export const sha256: Digest = (text) => createHash("sha256").update(text).digest("hex");

const MOST_ROWS = 100_000;

export function readTruth(folder: string): LedgerTruth {
  const store = openSqliteLedgerForReading(folder);
  if (!store.ok) throw new Error(store.error.detail);
  const read = store.value.read(0, MOST_ROWS);
  store.value.close();
  if (!read.ok) throw new Error(read.error.detail);
  const states = statesOf(read.value).map((state) => canonicalJson(state));
  return { rows: read.value, stateAfter: (seq) => states[seq] ?? "" };
}

/** Before the first row, after it, and so on. */
function statesOf(rows: readonly LedgerRow[]): readonly Durable[] {
  const states: Durable[] = [initialDurable];
  let head = GENESIS;
  let state = initialDurable;
  for (const row of rows) {
    const record = checkRow(head, row, sha256);
    if (!record.ok) throw new Error(record.error.detail);
    state = apply(state, record.value);
    states.push(state);
    head = row;
  }
  return states;
}
