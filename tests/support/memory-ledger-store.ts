// `LedgerStore` in memory: passes the contract the SQLite one passes. The disk outlives the store, so a test can "restart".
import { failed, ok } from "#domain/result.ts";
import type { LedgerFault, LedgerRow, LedgerSnapshot, LedgerStore } from "#runtime/ports.ts";

/** What is durable. Tests may look at it, and damage it. */
export type MemoryDisk = {
  rows: LedgerRow[];
  snapshots: LedgerSnapshot[];
  /** The disk is full when it holds this many rows. */
  maxRows: number;
  /** Answered to every write while it is set. */
  fault: LedgerFault | undefined;
};

const SNAPSHOTS_KEPT = 2;

export const createMemoryDisk = (): MemoryDisk => ({
  rows: [],
  snapshots: [],
  maxRows: Number.POSITIVE_INFINITY,
  fault: undefined,
});

export function createMemoryLedgerStore(disk: MemoryDisk = createMemoryDisk()): LedgerStore {
  return {
    append: (rows) => {
      const fault = disk.fault ?? appendFault(disk, rows);
      if (fault !== undefined) return failed(fault);
      disk.rows.push(...rows);
      return ok(undefined);
    },
    head: () => {
      const last = disk.rows.at(-1);
      return ok(last && { seq: last.seq, hash: last.hash });
    },
    read: (afterSeq, limit) =>
      ok(disk.rows.filter((row) => row.seq > afterSeq).slice(0, Math.max(0, limit))),
    saveSnapshot: (snapshot) => {
      const fault = disk.fault ?? snapshotFault(disk, snapshot);
      if (fault !== undefined) return failed(fault);
      const others = disk.snapshots.filter((kept) => kept.seq !== snapshot.seq);
      disk.snapshots = [...others, snapshot]
        .toSorted((a, b) => b.seq - a.seq)
        .slice(0, SNAPSHOTS_KEPT);
      return ok(undefined);
    },
    loadSnapshot: () => ok(disk.snapshots[0]),
    close: () => undefined,
  };
}

function appendFault(disk: MemoryDisk, rows: readonly LedgerRow[]): LedgerFault | undefined {
  const contiguous = rows.every((row, index) => row.seq === disk.rows.length + 1 + index);
  if (!contiguous) return { kind: "corrupt", detail: "The row does not follow the newest one." };
  if (disk.rows.length + rows.length <= disk.maxRows) return undefined;
  return { kind: "full", detail: "The disk in memory is full." };
}

const snapshotFault = (disk: MemoryDisk, snapshot: LedgerSnapshot): LedgerFault | undefined =>
  disk.rows.some((row) => row.seq === snapshot.seq)
    ? undefined
    : { kind: "corrupt", detail: "The snapshot is of a row that is not there." };
