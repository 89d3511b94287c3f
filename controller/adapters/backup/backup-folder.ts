// The folder of backups: each a folder of its own, which becomes one by its last rename and counts only with its `backup.json`.
// How a copy is made and whether it is sound is decided by the caller.
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Result, failed, ok } from "#domain/result.ts";

const HEAD_FILE = "backup.json";
const PART = ".part-";
/** What nobody finished in a day is not being made any more. */
const PART_LIVES_MS = 86_400_000;
/** The vault: what may be in no old backup. Keys first. */
export const VAULT_FILES = ["keys.db", "personal.db"] as const;

const headSchema = z.strictObject({
  format: z.literal(1),
  terminal: z.string(),
  epoch: z.int().nonnegative(),
  seq: z.int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/u),
  atMs: z.int(),
});

/** What was verified of a ledger when its backup was made. */
export type BackupHead = Omit<z.output<typeof headSchema>, "format">;
export type Backup = BackupHead & { readonly path: string };

/** An empty folder to make the next backup in; leftovers of an earlier try are removed. */
export const beginBackup = (folder: string): Result<string, string> =>
  attempt(folder, () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    removeLeftovers(folder);
    const part = join(folder, `${PART}${process.pid}`);
    removeTree(part);
    mkdirSync(part, { mode: 0o700 });
    return part;
  });

/** Durable, under its own name: from now on it counts. */
export const finishBackup = (
  folder: string,
  part: string,
  head: BackupHead,
): Result<Backup, string> =>
  attempt(folder, () => {
    const path = join(folder, nameOf(head));
    writeDurably(join(part, HEAD_FILE), `${JSON.stringify({ format: 1, ...head })}\n`);
    syncFolder(part);
    renameSync(part, path);
    syncFolder(folder);
    return { ...head, path };
  });

/** Newest first, in the order of ledgers: a restored one is newer than all before it, whatever the clocks said. */
export function listBackups(folder: string): Result<readonly Backup[], string> {
  if (!existsSync(folder)) return ok([]);
  return attempt(folder, () =>
    readdirSync(folder)
      .filter((name) => !name.startsWith("."))
      .flatMap((name) => readBackup(join(folder, name)) ?? [])
      .toSorted((a, b) => b.epoch - a.epoch || b.seq - a.seq || b.atMs - a.atMs),
  );
}

export const removeBackup = (path: string): Result<void, string> =>
  attempt(path, () => removeTree(path));

/** Only what is personal goes: the ledger of the last backup there is stays. */
export const removeVault = (path: string): Result<void, string> =>
  attempt(path, () => {
    for (const file of VAULT_FILES) wipe(join(path, file));
  });

/** Colons are no part of a file name on every medium. */
const nameOf = ({ atMs, epoch, seq }: BackupHead): string =>
  `${new Date(atMs).toISOString().replaceAll(":", "-")}-e${epoch}-row${seq}`;

/** Anything else that somebody keeps in the folder is none of ours. */
function readBackup(path: string): Backup | undefined {
  const file = join(path, HEAD_FILE);
  if (!existsSync(file)) return undefined;
  const head = headSchema.safeParse(parseJson(readFileSync(file, "utf8")));
  if (!head.success) return undefined;
  const { format: _format, ...rest } = head.data;
  return { ...rest, path };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not ours, or damaged: the schema refuses it either way.
    return undefined;
  }
}

function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder).filter((each) => each.startsWith(PART))) {
    const path = join(folder, name);
    if (Date.now() - statSync(path).mtimeMs > PART_LIVES_MS) removeTree(path);
  }
}

function removeTree(path: string): void {
  for (const file of VAULT_FILES) wipe(join(path, file));
  rmSync(path, { recursive: true, force: true });
}

/** Written over before it is unlinked. What a flash disk or a file system keeps of the old blocks, nobody here can reach. */
function wipe(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) return;
  const file = openSync(path, "r+");
  try {
    writeFileSync(file, Buffer.alloc(size));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  rmSync(path);
}

export function writeDurably(path: string, text: string): void {
  const file = openSync(path, "wx", 0o600);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

export function syncFolder(path: string): void {
  const folder = openSync(path, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** The only place where the file system's errors are caught: one clause for a sentence. */
export function attempt<T>(path: string, action: () => T): Result<T, string> {
  try {
    return ok(action());
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    return failed(`${path} fails: ${error.message}`);
  }
}
