// A consistent copy of a SQLite file that others go on using, as one file that is durable when the call answers.
// Reads under one snapshot: a writer meanwhile makes it neither wrong nor start over. What is in the file is not known here.
import { closeSync, fsyncSync, openSync, writeFileSync } from "node:fs";
import Database from "better-sqlite3";
import { type Result, failed, ok } from "#domain/result.ts";

const BUSY_TIMEOUT_MS = 1000;
const ALL_PAGES = 0x7fff_ffff;

/**
 * Of any size, in one step: half a second for 100 MB, and at its end a flush of the whole copy. Not for a thread on which a door
 * is watched. `to` must not exist. An error is one clause for a sentence.
 */
export async function copyDatabase(from: string, to: string): Promise<Result<void, string>> {
  try {
    const database = new Database(from, {
      readonly: true,
      fileMustExist: true,
      timeout: BUSY_TIMEOUT_MS,
    });
    try {
      makePrivate(to);
      await database.backup(to, { progress: () => ALL_PAGES });
    } finally {
      database.close();
    }
    makeOneFile(to);
    return ok(undefined);
  } catch (error) {
    return failed(clauseOf(from, error));
  }
}

/** Read at once into memory, so that its writer waits for no slow medium: for the vault, whose erasing must not wait. */
export function copySmallDatabase(from: string, to: string): Result<void, string> {
  try {
    const database = new Database(from, {
      readonly: true,
      fileMustExist: true,
      timeout: BUSY_TIMEOUT_MS,
    });
    let bytes: Buffer;
    try {
      bytes = database.serialize();
    } finally {
      database.close();
    }
    makePrivate(to);
    writeFileSync(to, bytes);
    makeOneFile(to);
    return ok(undefined);
  } catch (error) {
    return failed(clauseOf(from, error));
  }
}

/** Before the first byte: SQLite gives its files beside this one the same rights. */
function makePrivate(path: string): void {
  closeSync(openSync(path, "wx", 0o600));
}

/** Out of write-ahead mode: a copy is read from media on which nothing can be written, and no log of it can be left behind. */
function makeOneFile(path: string): void {
  const copy = new Database(path);
  try {
    copy.pragma("journal_mode = DELETE");
  } finally {
    copy.close();
  }
  const file = openSync(path, "r+");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function clauseOf(from: string, error: unknown): string {
  // SQLite's errors and the file system's; anything else that is thrown is a bug and flies on.
  if (!(error instanceof Error && "code" in error)) throw error;
  return `${from} cannot be copied: ${error.message}`;
}
