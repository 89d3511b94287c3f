// The hash chain: each row's hash covers the row and the hash before it, so a row changed, dropped or moved shows.
// It cannot show that the newest rows were cut off: whoever keeps the head elsewhere (the hub, a backup) sees that.
import type { LedgerRecord } from "#domain/facts.ts";
import { type Result, failed, ok } from "#domain/result.ts";
import { type RowDefect, type UnsealedRow, toRecord } from "./ledger-row.ts";
import type { Digest, LedgerRow } from "./ports.ts";

/** The newest row of a chain: what the next one hangs on. */
export type ChainHead = { readonly seq: number; readonly hash: string };

/** What the first row hangs on. */
export const GENESIS: ChainHead = { seq: 0, hash: "0".repeat(64) };

export type BadRow = {
  /** Where the chain breaks; for a gap, the first number that is missing. */
  readonly seq: number;
  readonly what: "gap" | "out-of-order" | "hash-mismatch" | RowDefect["what"];
  /** One clause for a person: what is wrong with that row. */
  readonly detail: string;
};

export const sealRow = (previous: ChainHead, row: UnsealedRow, digest: Digest): LedgerRow => ({
  ...row,
  hash: rowHash(previous, row, digest),
});

/** Is this the row that follows `previous`? If so, the record in it. */
export function checkRow(
  previous: ChainHead,
  row: LedgerRow,
  digest: Digest,
): Result<LedgerRecord, BadRow> {
  const expected = previous.seq + 1;
  if (row.seq > expected) {
    const detail = `row ${row.seq} follows row ${previous.seq}`;
    return failed({ seq: expected, what: "gap", detail });
  }
  if (row.seq < expected) {
    const detail = `it stands after row ${previous.seq}`;
    return failed({ seq: row.seq, what: "out-of-order", detail });
  }
  if (rowHash(previous, row, digest) !== row.hash) {
    const detail = "its hash does not fit its content and the row before it";
    return failed({ seq: row.seq, what: "hash-mismatch", detail });
  }
  const record = toRecord(row);
  return record.ok ? ok(record.value) : failed({ seq: row.seq, ...record.error });
}

const rowHash = (previous: ChainHead, row: UnsealedRow, digest: Digest): string =>
  digest(previous.hash + rowText(row));

/**
 * The canonical JSON of the row, spelt out since every row that is written or verified passes here. Fields one by one: what
 * a store adds to a row of its own is no part of the chain.
 */
export function rowText(row: UnsealedRow): string {
  const { seq, atMs, monoMs, clockEpoch, clockTrusted, kind, body, policy, actor } = row;
  const cited = policy === undefined ? "" : `,"policy":${JSON.stringify(policy)}`;
  return (
    `{"actor":${JSON.stringify(actor)},"atMs":${atMs},"body":${JSON.stringify(body)}` +
    `,"clockEpoch":${clockEpoch},"clockTrusted":${clockTrusted},"kind":${JSON.stringify(kind)}` +
    `,"monoMs":${monoMs}${cited},"seq":${seq}}`
  );
}
