// The highest epoch that a restore of this data folder has taken, in a small file beside the ledger. Where the ledger of that epoch
// is damaged before a backup of it was made nothing else knows the number, and the next restore would take it again [LL-4.2].
import { join } from "node:path";
import { type SwapDisk, swapDisk } from "#adapters/backup/swap-disk.ts";
import { type Result, failed, ok } from "#domain/result.ts";

export const EPOCH_FILE = "restore-epoch";
const EPOCH = /^\d{1,4}\n$/u;

/** 0 in a folder that nobody restored; the error is one sentence. */
export function notedEpoch(folder: string): Result<number, string> {
  const path = join(folder, EPOCH_FILE);
  const text = swapDisk.read(path);
  if (!text.ok || text.value === undefined) return text.ok ? ok(0) : text;
  return EPOCH.test(text.value)
    ? ok(Number(text.value))
    : failed(`${path} holds no epoch and was passed over.`);
}

/** Durable when it answers; `stage` is the folder that a restore makes ready. */
export const noteEpoch = (stage: string, epoch: number, disk: SwapDisk): Result<void, string> =>
  disk.write(join(stage, EPOCH_FILE), `${epoch}\n`);
