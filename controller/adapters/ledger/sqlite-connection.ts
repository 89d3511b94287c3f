// How the ledger's file is opened: the settings that make a commit survive a power cut, each set on every opening and read
// back, the file checked, the schema at this program's version. What is stored in it is in sqlite-ledger-store.ts.
import Database from "better-sqlite3";
import { type Result, failed, ok } from "#domain/result.ts";
import type { LedgerFault } from "#runtime/ports.ts";
import { SCHEMA_VERSION, hasNewestSchema, migrate, schemaVersion } from "./migrations.ts";
import { attempt, ledgerFault } from "./sqlite-fault.ts";

type Setting = readonly [name: string, value: string, readBack: string | number];

/** A writer waits this long for a reader that recovers the log; readers never hold a lock longer than one short read. */
const BUSY_TIMEOUT_MS = 1000;

const SAFE_READING: readonly Setting[] = [
  ["foreign_keys", "ON", 1],
  ["trusted_schema", "OFF", 0],
  ["cell_size_check", "ON", 1],
];
/** The driver is built to fall back to synchronous=NORMAL, which loses acknowledged commits in a power cut. */
const DURABLE_WRITING: readonly Setting[] = [
  ["journal_mode", "WAL", "wal"],
  ["synchronous", "FULL", 2],
  // By hand, in after-commit.ts: SQLite's own checkpoints do not say when they fail.
  ["wal_autocheckpoint", "0", 0],
  ...SAFE_READING,
];

/** `maxBytes`: how far the file may grow; without it, as far as the disk goes. */
export function connectForWriting(
  path: string,
  maxBytes?: number,
): Result<Database.Database, LedgerFault> {
  return connect(path, (database) => {
    applySettings(database, DURABLE_WRITING);
    const fault = settingFault(database, DURABLE_WRITING) ?? damage(database);
    if (fault !== undefined) return fault;
    if (schemaVersion(database) > SCHEMA_VERSION) return newerSchema(database);
    if (maxBytes !== undefined) limitSize(database, maxBytes);
    migrate(database);
    return schemaDamage(database);
  });
}

/** Works beside a running controller: a reader of a WAL file blocks no writer. It needs the right to write the `-shm` file. */
export function connectForReading(path: string): Result<Database.Database, LedgerFault> {
  return connect(
    path,
    (database) => {
      applySettings(database, SAFE_READING);
      const fault = settingFault(database, SAFE_READING) ?? damage(database);
      if (fault !== undefined) return fault;
      return schemaVersion(database) === SCHEMA_VERSION ? undefined : otherSchema(database);
    },
    { readonly: true, fileMustExist: true },
  );
}

function connect(
  path: string,
  prepare: (database: Database.Database) => LedgerFault | undefined,
  options: Database.Options = {},
): Result<Database.Database, LedgerFault> {
  const opened = attempt(path, () => new Database(path, { timeout: BUSY_TIMEOUT_MS, ...options }));
  if (!opened.ok) return opened;
  const database = opened.value;
  const prepared = attempt(path, () => prepare(database));
  const fault = prepared.ok ? prepared.value : prepared.error;
  if (fault === undefined) return ok(database);
  database.close();
  return failed(fault);
}

function applySettings(database: Database.Database, settings: readonly Setting[]): void {
  for (const [name, value] of settings) database.pragma(`${name} = ${value}`);
}

function settingFault(
  database: Database.Database,
  settings: readonly Setting[],
): LedgerFault | undefined {
  const refused = settings.find(
    ([name, , readBack]) => database.pragma(name, { simple: true }) !== readBack,
  );
  if (refused === undefined) return undefined;
  return ledgerFault("io", database.name, `this file system does not allow ${refused[0]}`);
}

function damage(database: Database.Database): LedgerFault | undefined {
  const answer = String(database.pragma("quick_check(1)", { simple: true }));
  return answer === "ok" ? undefined : ledgerFault("corrupt", database.name, answer);
}

export function schemaDamage(database: Database.Database): LedgerFault | undefined {
  const what = "its tables or triggers are not as this program made them";
  return hasNewestSchema(database) ? undefined : ledgerFault("corrupt", database.name, what);
}

function limitSize(database: Database.Database, maxBytes: number): void {
  const pageBytes = Number(database.pragma("page_size", { simple: true }));
  database.pragma(`max_page_count = ${Math.floor(maxBytes / pageBytes)}`);
}

const newerSchema = (database: Database.Database): LedgerFault =>
  ledgerFault(
    "version",
    database.name,
    `it is of version ${schemaVersion(database)}, this program knows up to ${SCHEMA_VERSION}`,
  );

function otherSchema(database: Database.Database): LedgerFault {
  if (schemaVersion(database) > SCHEMA_VERSION) return newerSchema(database);
  const detail = `The ledger ${database.name} is of version ${schemaVersion(database)}, not ${SCHEMA_VERSION}. Start the controller once to bring it up to date.`;
  return { kind: "version", detail };
}
