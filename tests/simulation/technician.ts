// What keeps a simulated terminal going from outside: the hourly backup, and the technician who comes when it will not start, or
// when its boards know more than its ledger.
import type { LedgerRow } from "#runtime/ports.ts";
import type { Chance } from "#simulator/world/chance.ts";
import type { Queue } from "#simulator/world/queue.ts";
import type { Computer } from "./computer.ts";
import type { LedgerDisk } from "./ledger-on-disk.ts";

export type Backups = {
  /** The command `ledger restore`, from the newest backup that verifies. */
  readonly restoreNewest: () => void;
  readonly hasOne: () => boolean;
};

type Backup = { readonly rows: readonly LedgerRow[]; readonly length: number };

const HOUR_MS = 3_600_000;
const FIRST_BACKUP_MS = 60_000;
const CALL_MS = { least: 20 * 60_000, most: 8 * HOUR_MS };

/** Makes a backup every hour while the controller runs. Only what is verified counts, and a running ledger is. */
export function keepBackups(queue: Queue, disk: LedgerDisk, computer: Computer): Backups {
  let newest: Backup = { rows: [], length: 0 };
  const backUp = (): void => {
    // Rows are only added to a list, and a damaged one is another list: what was copied stays as it was.
    const rows = disk.rows.kept();
    if (computer.run() !== undefined) newest = { rows, length: rows.length };
    queue.after(HOUR_MS, backUp);
  };
  queue.after(FIRST_BACKUP_MS, backUp);
  return {
    hasOne: () => newest.length > 0,
    restoreNewest() {
      if (newest.length === 0) return;
      computer.restore(newest.rows.slice(0, newest.length));
    },
  };
}

/** Looks in now and then; a start that was refused, or a ledger behind its boards, ends in a restore some hours later. */
export function onCall(queue: Queue, chance: Chance, computer: Computer, backups: Backups): void {
  const isBehind = (): boolean => {
    const boards = Object.values(computer.run()?.state().durable.boards ?? {});
    return boards.some(({ stopped }) => stopped === "ledger-behind-board");
  };
  const look = (): void => {
    if (computer.refused()?.kind === "corrupt" || isBehind()) backups.restoreNewest();
    queue.after(chance.betweenMs(CALL_MS.least, CALL_MS.most), look);
  };
  queue.after(CALL_MS.most, look);
}
