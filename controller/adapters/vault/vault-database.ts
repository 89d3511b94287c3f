// The two files of the vault and how they are opened: durable, private to the controller's user, and scrubbed, so that what
// is deleted is overwritten and not only unlinked. The keys lie apart because they have a shorter life in backups.
// What is sealed in them is in sqlite-vault.ts.
import { closeSync, existsSync, openSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { type Result, failed, ok } from "#domain/result.ts";
import type { VaultFault } from "#runtime/ports.ts";

/** Each is set at every opening and read back. */
const SETTINGS: readonly (readonly [name: string, value: string, readBack: string | number])[] = [
  ["journal_mode", "WAL", "wal"],
  ["synchronous", "FULL", 2],
  ["secure_delete", "ON", 1],
  ["trusted_schema", "OFF", 0],
  ["cell_size_check", "ON", 1],
];

const SCHEMA_VERSION = 1;
const BUSY_TIMEOUT_MS = 1000;

/** `reference_mac` finds the pickup of a document without telling anyone which document it is. */
export const PERSONAL_SCHEMA = `
  CREATE TABLE sealed (
    pickup TEXT NOT NULL UNIQUE,
    reference_mac TEXT NOT NULL,
    nonce BLOB NOT NULL,
    box BLOB NOT NULL
  ) STRICT;
  CREATE INDEX sealed_by_reference ON sealed (reference_mac);`;

export const KEYS_SCHEMA = `
  CREATE TABLE key (pickup TEXT NOT NULL UNIQUE, key BLOB NOT NULL CHECK (length(key) = 32)) STRICT;`;

const KINDS: readonly (readonly [code: string, kind: VaultFault["kind"]])[] = [
  ["SQLITE_FULL", "full"],
  ["SQLITE_CORRUPT", "corrupt"],
  ["SQLITE_NOTADB", "corrupt"],
];
const ADVICE: Readonly<Record<VaultFault["kind"], string>> = {
  full: "Make room on that disk.",
  io: "Check the disk, the rights on the folder, and that no other program has the file open.",
  corrupt: "Keep the files aside and restore the last backup.",
};

/** More halves than this and not one whole: a file is lost or from elsewhere, and sweeping would destroy what can be put back. */
const MOST_INTERRUPTED = 3;

/** What a power cut parted, and whether the two files belong together. */
export function pairOf<T>(
  keyed: ReadonlySet<T>,
  sealed: ReadonlySet<T>,
): { readonly halves: readonly T[]; readonly isPair: boolean } {
  const halves = [...keyed, ...sealed].filter((one) => !keyed.has(one) || !sealed.has(one));
  const hasWhole = halves.length < keyed.size + sealed.size;
  return { halves, isPair: hasWhole || halves.length <= MOST_INTERRUPTED };
}

export const vaultFault = (kind: VaultFault["kind"], what: string): VaultFault => ({
  kind,
  detail: `The vault of personal data failed: ${what}. ${ADVICE[kind]}`,
});

/** The only place where the vault's third-party errors are caught: SQLite's, and the file system's at opening. */
export function attempt<T>(path: string, action: () => T): Result<T, VaultFault> {
  try {
    return ok(action());
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    const kind = KINDS.find(([code]) => String(error.code).startsWith(code))?.[1] ?? "io";
    return failed(vaultFault(kind, `${path}: ${error.message} (${String(error.code)})`));
  }
}

export function openVaultDatabase(
  folder: string,
  file: string,
  schema: string,
): Result<Database.Database, VaultFault> {
  const path = join(folder, file);
  const opened = attempt(path, () => {
    makePrivate(path);
    return new Database(path, { timeout: BUSY_TIMEOUT_MS });
  });
  if (!opened.ok) return opened;
  const database = opened.value;
  const prepared = attempt(path, () => prepare(database, schema));
  const fault = prepared.ok ? prepared.value : prepared.error;
  if (fault === undefined) return ok(database);
  database.close();
  return failed(fault);
}

/** SQLite gives its files beside this one (`-wal`, `-shm`) the same rights. */
function makePrivate(path: string): void {
  if (!existsSync(path)) closeSync(openSync(path, "wx", 0o600));
}

function prepare(database: Database.Database, schema: string): VaultFault | undefined {
  for (const [name, value] of SETTINGS) database.pragma(`${name} = ${value}`);
  const refused = SETTINGS.find(
    ([name, , readBack]) => database.pragma(name, { simple: true }) !== readBack,
  );
  if (refused !== undefined) return vaultFault("io", `${database.name} cannot have ${refused[0]}`);
  const answer = soundnessOf(database);
  if (answer !== "ok") return vaultFault("corrupt", `${database.name}: ${answer}`);
  const version = Number(database.pragma("user_version", { simple: true }));
  if (version > SCHEMA_VERSION)
    return vaultFault("corrupt", `${database.name} is of a newer program`);
  if (version < SCHEMA_VERSION) create(database, schema);
  return undefined;
}

/**
 * "ok", or what SQLite found. The full check, which holds every index against its table: a pickup whose name has a turned bit would else be
 * taken for half of something, and swept. A vault is small.
 */
export const soundnessOf = (database: Database.Database): string =>
  String(database.pragma("integrity_check(1)", { simple: true }));

function create(database: Database.Database, schema: string): void {
  database.transaction(() => {
    database.exec(schema);
    database.pragma(`user_version = ${SCHEMA_VERSION}`);
  })();
}

/** `secure_delete` overwrote what was deleted; the write-ahead log still holds it until it is emptied and cut to nothing. */
export function scrub(database: Database.Database): Result<void, VaultFault> {
  const emptied = attempt(database.name, () => {
    const busy: unknown = database.pragma("wal_checkpoint(TRUNCATE)", { simple: true });
    return Number(busy) === 0;
  });
  if (!emptied.ok) return emptied;
  return emptied.value
    ? ok(undefined)
    : failed(vaultFault("io", `${database.name} is in use elsewhere`));
}
