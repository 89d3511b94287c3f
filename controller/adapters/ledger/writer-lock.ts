// One controller per data folder. The lock is an open exclusive transaction on an empty database beside the ledger: the
// kernel lets go of it when the process dies, however it dies, and readers of the ledger itself are not in its way.
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { type Result, failed, ok } from "#domain/result.ts";
import type { LedgerFault } from "#runtime/ports.ts";
import { attempt } from "./sqlite-fault.ts";

export type WriterLock = { readonly release: () => void };

/** The file stays empty for ever; nobody else may open or copy it, since that would let go of the lock. */
export function takeWriterLock(path: string): Result<WriterLock, LedgerFault> {
  const opened = attempt(path, () => new Database(path, { timeout: 0 }));
  if (!opened.ok) return opened;
  const database = opened.value;
  const taken = attempt(path, () => database.exec("BEGIN EXCLUSIVE"));
  if (taken.ok) return ok({ release: () => void database.close() });
  database.close();
  return failed(taken.error.kind === "locked" ? heldElsewhere(path) : taken.error);
}

/** Which process holds this lock; a look that takes nothing. `undefined`: none, or the system does not tell. */
export const writerLockHolder = (path: string): number | undefined =>
  existsSync(path) ? holderOf(path) : undefined;

function heldElsewhere(path: string): LedgerFault {
  const pid = holderOf(path);
  const holder = pid === undefined ? "another controller" : `another controller (process ${pid})`;
  const detail = `The data folder ${dirname(path)} is in use by ${holder}: stop that one first.`;
  return { kind: "locked", detail };
}

/** Linux lists its locks as `1: POSIX ADVISORY WRITE <pid> <major>:<minor>:<inode> <from> <to>`; other systems tell nobody. */
function holderOf(path: string): number | undefined {
  const inode = String(statSync(path).ino);
  const fields = kernelLocks()
    .split("\n")
    .map((line) => line.trim().split(/\s+/u));
  const lock = fields.find((line) => line[3] === "WRITE" && line[5]?.split(":")[2] === inode);
  const pid = Number(lock?.[4]);
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

function kernelLocks(): string {
  try {
    return readFileSync("/proc/locks", "latin1");
  } catch {
    // No such list on this system: the fault then names only the folder.
    return "";
  }
}
