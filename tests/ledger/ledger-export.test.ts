// `ledger export`: a spreadsheet that runs nothing, and JSON lines from which anyone can verify the chain.
import { describe, expect, test } from "vitest";
import { failed } from "#domain/result.ts";
import { GENESIS } from "#runtime/chain.ts";
import { type ExportFormat, exportLedger } from "#runtime/ledger-export.ts";
import type { LedgerRow, LedgerStore } from "#runtime/ports.ts";
import { createMemoryDisk, createMemoryLedgerStore } from "../support/memory-ledger-store.ts";
import { errorOf, sealedRows, sha256, valueOf } from "./samples.ts";

const storeOf = (rows: readonly LedgerRow[]): LedgerStore =>
  createMemoryLedgerStore({ ...createMemoryDisk(), rows: [...rows] });

const pieces = (rows: readonly LedgerRow[], format: ExportFormat): string[] =>
  [...exportLedger(storeOf(rows), format)].map((piece) => valueOf(piece));

const csvOf = (change: Partial<LedgerRow>): string =>
  pieces([{ ...sealedRows(1)[0]!, ...change }], "csv")[1]!;

describe("the CSV export", () => {
  test("has a line of names and a line a row, every cell quoted, ended by CR LF", () => {
    const row = sealedRows(3)[2]!;
    expect(pieces([row], "csv")).toEqual([
      '"seq","time","atMs","monoMs","clockEpoch","clockTrusted","actor","policy","kind","body","hash"\r\n',
      `"3","2026-11-03T09:30:00.003Z","${row.atMs}","3","1","false","terminal","rijbewijs@3","typing-locked","{""lockMs"":3}","${row.hash}"\r\n`,
    ]);
  });

  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "－1"])(
    "makes %j plain text, not a formula",
    (text) => {
      expect(csvOf({ policy: text })).toContain(`"'${text}"`);
    },
  );

  test("keeps a quote that would end its cell inside it", () => {
    expect(csvOf({ policy: 'x","=1+1' })).toContain('"x"",""=1+1"');
  });

  test("leaves a negative number a number", () => {
    expect(csvOf({ monoMs: -5 })).toContain('"-5"');
  });

  test("has no date for a stamp that is none", () => {
    expect(csvOf({ atMs: 9e15 })).toContain('"1","","9000000000000000"');
  });
});

describe("the JSON lines export", () => {
  test("carries all that is needed to verify the chain without this program", () => {
    const lines = pieces(sealedRows(12), "jsonl").join("").trimEnd().split("\n");
    expect(lines).toHaveLength(12);
    let previous = GENESIS.hash;
    for (const line of lines) {
      const { hash } = JSON.parse(line) as LedgerRow;
      expect(sha256(previous + line.replace(`"hash":"${hash}",`, ""))).toBe(hash);
      previous = hash;
    }
  });
});

describe("any export", () => {
  test("comes in pieces of bounded size", () => {
    const sizes = pieces(sealedRows(1700), "jsonl").map((piece) => piece.split("\n").length - 1);
    expect(sizes).toEqual([500, 500, 500, 200]);
  });

  test("ends with the fault that stopped it", () => {
    const fault = { kind: "io", detail: "the disk is gone" } as const;
    const store: LedgerStore = { ...storeOf([]), read: () => failed(fault) };
    const [last, ...more] = [...exportLedger(store, "jsonl")];
    expect(errorOf(last!)).toEqual(fault);
    expect(more).toEqual([]);
  });
});
