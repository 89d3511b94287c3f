// The rows that a snapshot stood for: verified in pieces while the terminal serves, and a bad one stops it for good.
import { describe, expect, test } from "vitest";
import { appendFacts, openLedger, saveSnapshot } from "#runtime/ledger.ts";
import { auditLedger } from "#runtime/ledger-audit.ts";
import type { LedgerFault } from "#runtime/ports.ts";
import {
  type MemoryDisk,
  createMemoryDisk,
  createMemoryLedgerStore,
} from "../support/memory-ledger-store.ts";
import { STAMP, errorOf, locked, sampleFold, sha256, valueOf } from "./samples.ts";

const ROWS = 240;
const SNAPSHOT_SEQ = 230;

const opening = (
  disk: MemoryDisk,
): ReturnType<typeof openLedger<ReturnType<typeof sampleFold.initial>>> =>
  openLedger(createMemoryLedgerStore(disk), sha256, sampleFold);

/** A ledger with a snapshot near its end. */
function writtenDisk(): MemoryDisk {
  const disk = createMemoryDisk();
  const { ledger, state } = valueOf(opening(disk));
  let current = state;
  for (let lockMs = 1; lockMs <= ROWS; lockMs += 1) {
    for (const record of valueOf(appendFacts(ledger, [locked(lockMs)], STAMP)))
      current = sampleFold.apply(current, record);
    if (lockMs === SNAPSHOT_SEQ) valueOf(saveSnapshot(ledger, sampleFold, current));
  }
  return disk;
}

/** To its end: how many pieces it took, and what it says. */
function audited(audit: ReturnType<typeof auditLedger>): {
  pieces: number;
  fault: LedgerFault | undefined;
} {
  for (let pieces = 0; ; pieces += 1) {
    const piece = audit.next();
    if (piece.done === true) return { pieces, fault: piece.value };
  }
}

const spoil = (disk: MemoryDisk, seq: number): void => {
  disk.rows[seq - 1] = { ...disk.rows[seq - 1]!, body: '{"lockMs":9999}' };
};

describe("the audit of the rows that a snapshot stood for", () => {
  test("finds a sound ledger sound, in pieces, and leaves it open", () => {
    const { ledger } = valueOf(opening(writtenDisk()));
    expect(ledger.takenOver.seq).toBe(SNAPSHOT_SEQ);
    const { pieces, fault } = audited(auditLedger(ledger));
    expect(fault).toBeUndefined();
    expect(pieces).toBeGreaterThan(3);
    expect(appendFacts(ledger, [locked(1)], STAMP).ok).toBe(true);
  });

  test("has nothing to do where the whole ledger was folded", () => {
    const { ledger } = valueOf(opening({ ...writtenDisk(), snapshots: [] }));
    expect(audited(auditLedger(ledger))).toEqual({ pieces: 0, fault: undefined });
  });

  test.each([1, 137, SNAPSHOT_SEQ])(
    "finds row %s changed, stops the ledger, and lets no later start pass over it",
    (seq) => {
      const disk = writtenDisk();
      spoil(disk, seq);
      const { ledger, state } = valueOf(opening(disk));
      expect(state.locksMs).toHaveLength(ROWS);
      const { fault } = audited(auditLedger(ledger));
      expect(fault).toMatchObject({ kind: "corrupt" });
      expect(fault?.detail).toContain(`row ${seq}`);
      expect(errorOf(appendFacts(ledger, [locked(1)], STAMP))).toEqual(fault);
      expect(errorOf(opening(disk)).detail).toContain(`row ${seq}`);
    },
  );

  test("finds rows that are missing", () => {
    const disk = writtenDisk();
    disk.rows = disk.rows.filter(({ seq }) => seq <= 100 || seq >= SNAPSHOT_SEQ);
    const { ledger } = valueOf(opening(disk));
    expect(audited(auditLedger(ledger)).fault?.detail).toContain("row 101");
  });

  test("ends when the ledger failed otherwise, and passes on what the store could not read", () => {
    const { ledger } = valueOf(opening(writtenDisk()));
    const audit = auditLedger(ledger);
    audit.next();
    ledger.fault = { kind: "full", detail: "The disk is full." };
    expect(audited(audit)).toEqual({ pieces: 0, fault: undefined });
    const fault = { kind: "io", detail: "The disk is gone." } as const;
    const other = valueOf(opening(writtenDisk())).ledger;
    const unreadable = {
      ...other,
      store: { ...other.store, read: () => ({ ok: false, error: fault }) as const },
    };
    expect(audited(auditLedger(unreadable)).fault).toEqual(fault);
  });
});
