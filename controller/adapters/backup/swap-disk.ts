// What putting files in place asks of a disk: each call is durable when it answers, so that the order of calls is the order in
// which a power cut finds them done. Which files, and in what order, is not known here.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { Result } from "#domain/result.ts";
import { attempt, syncFolder, writeDurably } from "./backup-folder.ts";

/** Errors are one clause for a sentence. */
export type SwapDisk = {
  readonly has: (path: string) => boolean;
  /** The text of a small file; `undefined` where there is none. */
  readonly read: (path: string) => Result<string | undefined, string>;
  /** 0700; one that is there stays as it is. */
  readonly makeFolder: (path: string) => Result<void, string>;
  /** Whole or not at all. */
  readonly write: (path: string, text: string) => Result<void, string>;
  /** Within one file system. */
  readonly move: (from: string, to: string) => Result<void, string>;
  readonly remove: (path: string) => Result<void, string>;
};

export const swapDisk: SwapDisk = {
  has: (path) => existsSync(path),
  read: (path) => attempt(path, () => (existsSync(path) ? readFileSync(path, "utf8") : undefined)),
  makeFolder: (path) =>
    attempt(path, () => {
      mkdirSync(path, { recursive: true, mode: 0o700 });
      syncFolder(dirname(path));
    }),
  write: (path, text) =>
    attempt(path, () => {
      const aside = `${path}.new`;
      rmSync(aside, { force: true });
      writeDurably(aside, text);
      renameSync(aside, path);
      syncFolder(dirname(path));
    }),
  move: (from, to) =>
    attempt(from, () => {
      renameSync(from, to);
      syncFolder(dirname(to));
      syncFolder(dirname(from));
    }),
  remove: (path) =>
    attempt(path, () => {
      rmSync(path, { recursive: true, force: true });
      syncFolder(dirname(path));
    }),
};
