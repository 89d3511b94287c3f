// `LedgerStore` over a simulated disk: passes the contract that the SQLite one passes. A group of rows is acknowledged when it
// is synced, and not before: what the disk does with anything else at a power cut is its own.
import { type Result, failed, ok } from "#domain/result.ts";
import type { LedgerFault, LedgerRow, LedgerSnapshot, LedgerStore } from "#runtime/ports.ts";
import type { Disk, DiskFault } from "#simulator/world/disk.ts";

export type LedgerDisk = {
  readonly rows: Disk<LedgerRow>;
  readonly snapshots: Disk<LedgerSnapshot>;
};

const SNAPSHOTS_KEPT = 2;

export function createLedgerOnDisk({ rows, snapshots }: LedgerDisk): LedgerStore {
  return {
    append(group) {
      const newest = rows.read().length;
      if (group.some(({ seq }, index) => seq !== newest + 1 + index)) return failed(notNext);
      return store(rows, group);
    },
    head() {
      const last = rows.read().at(-1);
      return ok(last && { seq: last.seq, hash: last.hash });
    },
    // The rows are numbered from 1 without a gap; a damaged file may lie, and the chain will tell.
    read: (afterSeq, limit) => ok(rows.read().slice(afterSeq, afterSeq + Math.max(0, limit))),
    saveSnapshot(snapshot) {
      if (rows.read()[snapshot.seq - 1] === undefined) return failed(notThere);
      const stored = store(snapshots, [snapshot]);
      const kept = snapshots.read().toSorted((a, b) => b.seq - a.seq);
      if (stored.ok) snapshots.replace(distinct(kept).slice(0, SNAPSHOTS_KEPT));
      return stored;
    },
    loadSnapshot: () => ok(snapshots.read()[0]),
    close: () => undefined,
  };
}

function store<Entry>(disk: Disk<Entry>, group: readonly Entry[]): Result<void, LedgerFault> {
  const fault = disk.write(group) ?? disk.sync();
  return fault === undefined ? ok(undefined) : failed(faults[fault]);
}

/** The newest of each `seq` only: it came last into the list. */
const distinct = (snapshots: readonly LedgerSnapshot[]): readonly LedgerSnapshot[] => [
  ...new Map(snapshots.map((snapshot) => [snapshot.seq, snapshot])).values(),
];

const faults: Readonly<Record<DiskFault, LedgerFault>> = {
  io: { kind: "io", detail: "The simulated disk does not write." },
  full: { kind: "full", detail: "The simulated disk is full." },
};
const notNext: LedgerFault = { kind: "corrupt", detail: "The row does not follow the newest one." };
const notThere: LedgerFault = {
  kind: "corrupt",
  detail: "The snapshot is of a row that is not there.",
};
