// `ledger verify` names the first bad row, whatever was done to the rows.
import { describe, expect, test } from "vitest";
import { GENESIS, type BadRow, sealRow } from "#runtime/chain.ts";
import { verifyLedger } from "#runtime/ledger-verification.ts";
import type { LedgerRow, LedgerStore } from "#runtime/ports.ts";
import { failed } from "#domain/result.ts";
import { createMemoryDisk, createMemoryLedgerStore } from "../support/memory-ledger-store.ts";
import { errorOf, sealedRows, sha256, valueOf } from "./samples.ts";

const storeOf = (rows: readonly LedgerRow[]): LedgerStore =>
  createMemoryLedgerStore({ ...createMemoryDisk(), rows: [...rows] });

function edited(seq: number, change: Partial<LedgerRow>): LedgerRow[] {
  const rows = sealedRows(600);
  rows[seq - 1] = { ...rows[seq - 1]!, ...change };
  return rows;
}

/** Whoever can write the file can also compute hashes: a row that is well sealed, and yet no row of ours. */
function sealedLast(change: Partial<LedgerRow>): LedgerRow[] {
  const rows = sealedRows(5);
  const { hash: _hash, ...row } = rows[4]!;
  return [...rows.slice(0, 4), sealRow(rows[3]!, { ...row, ...change }, sha256)];
}

const swapped = (): LedgerRow[] => {
  const rows = sealedRows(10);
  return [...rows.slice(0, 5), rows[6]!, rows[5]!, ...rows.slice(7)];
};
const repeated = (): LedgerRow[] => {
  const rows = sealedRows(4);
  return [...rows, rows[3]!];
};

const damages: readonly (readonly [
  name: string,
  rows: LedgerRow[],
  seq: number,
  what: BadRow["what"],
])[] = [
  ["a changed body", edited(550, { body: '{"lockMs":0}' }), 550, "hash-mismatch"],
  ["a changed time", edited(2, { atMs: 1 }), 2, "hash-mismatch"],
  ["a changed actor", edited(3, { actor: "desk" }), 3, "hash-mismatch"],
  ["a changed policy", edited(3, { policy: "eid@9" }), 3, "hash-mismatch"],
  ["a clock said to be trusted", edited(5, { clockTrusted: true }), 5, "hash-mismatch"],
  ["a changed hash", edited(600, { hash: "0".repeat(64) }), 600, "hash-mismatch"],
  ["a dropped row", sealedRows(600).filter((row) => row.seq !== 501), 501, "gap"],
  ["a missing beginning", sealedRows(4).slice(1), 1, "gap"],
  ["two rows in each other's place", swapped(), 6, "gap"],
  ["a body that is no JSON", sealedLast({ body: "{" }), 5, "unparsable"],
  ["a body that is no object", sealedLast({ body: "[1]" }), 5, "unparsable"],
  ["an actor nobody knows", sealedLast({ actor: "mayor" }), 5, "unparsable"],
  ["staff without a name", sealedLast({ actor: "staff:" }), 5, "unparsable"],
  ["a fact nobody knows", sealedLast({ kind: "door-painted" }), 5, "unknown-kind"],
];

describe("verifying a ledger", () => {
  test("finds an untouched one sound up to its head", () => {
    const rows = sealedRows(1500);
    const head = { seq: 1500, hash: rows.at(-1)!.hash };
    expect(valueOf(verifyLedger(storeOf(rows), sha256))).toEqual({ kind: "sound", head });
  });

  test("finds an empty one sound", () => {
    expect(valueOf(verifyLedger(storeOf([]), sha256))).toEqual({ kind: "sound", head: GENESIS });
  });

  test.each(damages)("names the row of %s", (_name, rows, seq, what) => {
    const verdict = valueOf(verifyLedger(storeOf(rows), sha256));
    expect(verdict).toMatchObject({ kind: "broken", badRow: { seq, what } });
  });

  test("names a row that comes again, when a store gives one twice", () => {
    const rows = repeated();
    const store: LedgerStore = { ...storeOf([]), read: () => ({ ok: true, value: rows }) };
    const verdict = valueOf(verifyLedger(store, sha256));
    expect(verdict).toMatchObject({ kind: "broken", badRow: { seq: 4, what: "out-of-order" } });
  });

  test("answers the fault when the ledger cannot be read", () => {
    const fault = { kind: "io", detail: "the disk is gone" } as const;
    const store: LedgerStore = { ...storeOf([]), read: () => failed(fault) };
    expect(errorOf(verifyLedger(store, sha256))).toEqual(fault);
  });
});
