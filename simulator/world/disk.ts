// A simulated disk with one file of records: what was written is only in memory until it is synced, and a power cut takes
// of it what it likes. It fails and fills up when it is told to. What the records mean it does not know.
import type { Chance } from "./chance.ts";

export type DiskFault = "io" | "full";

/** Where in a group's way to the disk the power goes. */
export type CutPoint = "before-write" | "after-write" | "after-sync";

/** Thrown through whoever was writing: nothing of it may go on. */
export class PowerCut extends Error {}

export type Disk<Entry> = {
  /** Groups that survive any power cut. */
  readonly kept: () => readonly Entry[];
  /** Puts a group into the page cache. */
  readonly write: (group: readonly Entry[]) => DiskFault | undefined;
  /** Everything written so far survives from here on; after an error nobody knows what of it does, until it is read again. */
  readonly sync: () => DiskFault | undefined;
  /** What a process reads now: the synced and the written. */
  readonly read: () => readonly Entry[];
  /** What was not synced is gone, or partly there: whole groups only, since a torn one has no commit mark. */
  readonly losePower: () => void;
  /** The power goes in the `after`-th write from now. */
  readonly cutAt: (after: number, point: CutPoint) => void;
  /** Each write and sync answers this until it is mended; `after` calls go well before. */
  readonly fail: (fault: DiskFault, after: number) => void;
  readonly mend: () => void;
  /** Another image of the whole file, such as an old one or a damaged one. */
  readonly replace: (entries: readonly Entry[]) => void;
};

export function createDisk<Entry>(chance: Chance, powerCut: () => void): Disk<Entry> {
  let synced: Entry[] = [];
  let written: (readonly Entry[])[] = [];
  let cut: { after: number; readonly point: CutPoint } | undefined;
  let failing: { after: number; readonly fault: DiskFault } | undefined;

  const fault = (): DiskFault | undefined => {
    if (failing === undefined) return undefined;
    failing.after -= 1;
    return failing.after < 0 ? failing.fault : undefined;
  };
  /** What was not synced reached the disk or did not: whole groups, in their order. */
  const settleCache = (): void => {
    const survives = written.slice(0, chance.below(written.length + 1));
    synced.push(...survives.flat());
    written = [];
  };
  const maybeCut = (point: CutPoint): void => {
    if (cut === undefined || cut.after > 0 || cut.point !== point) return;
    cut = undefined;
    powerCut();
    throw new PowerCut(`the power went ${point}`);
  };
  return {
    kept: () => synced,
    read: () => (written.length === 0 ? synced : [...synced, ...written.flat()]),
    write(group) {
      if (cut !== undefined) cut.after -= 1;
      maybeCut("before-write");
      const failed = fault();
      if (failed !== undefined) return failed;
      written.push(group);
      maybeCut("after-write");
      return undefined;
    },
    sync() {
      const failed = fault();
      if (failed !== undefined) settleCache();
      if (failed !== undefined) return failed;
      for (const group of written) synced.push(...group);
      written = [];
      maybeCut("after-sync");
      return undefined;
    },
    losePower: settleCache,
    cutAt(after, point) {
      cut = { after, point };
    },
    fail(kind, after) {
      failing = { fault: kind, after };
    },
    mend() {
      failing = undefined;
      cut = undefined;
    },
    replace(entries) {
      synced = [...entries];
      written = [];
    },
  };
}
