// The ledger's schema, as numbered steps: step n brings a file of version n - 1 to version n. A released step never changes.
// Rows can only be added, one number after the other; SQLite itself refuses anything else, whoever asks.
import Database from "better-sqlite3";

const APPEND_ONLY_LEDGER = `
  CREATE TABLE ledger (
    seq INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    mono_ms INTEGER NOT NULL,
    clock_epoch INTEGER NOT NULL,
    clock_trusted INTEGER NOT NULL CHECK (clock_trusted IN (0, 1)),
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    policy TEXT,
    actor TEXT NOT NULL,
    hash TEXT NOT NULL CHECK (length(hash) = 64)
  ) STRICT;

  CREATE TRIGGER ledger_has_no_gap BEFORE INSERT ON ledger
  WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM ledger)
  BEGIN SELECT RAISE(ABORT, 'the row does not follow the newest one'); END;

  CREATE TRIGGER ledger_never_changes BEFORE UPDATE ON ledger
  BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

  CREATE TRIGGER ledger_never_forgets BEFORE DELETE ON ledger
  BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

  CREATE TABLE snapshot (
    seq INTEGER PRIMARY KEY REFERENCES ledger (seq),
    hash TEXT NOT NULL,
    body TEXT NOT NULL,
    digest TEXT NOT NULL
  ) STRICT;
`;

const STEPS: readonly string[] = [APPEND_ONLY_LEDGER];

export const SCHEMA_VERSION = STEPS.length;

export const schemaVersion = (database: Database.Database): number =>
  Number(database.pragma("user_version", { simple: true }));

/** All missing steps in one transaction: a file is at its old version or at the newest, never between. */
export function migrate(database: Database.Database): void {
  database.transaction(() => {
    for (const step of STEPS.slice(schemaVersion(database))) database.exec(step);
    database.pragma(`user_version = ${SCHEMA_VERSION}`);
  })();
}

/** Tables and triggers, word for word as they stand in the file. */
const schemaText = (database: Database.Database): string =>
  JSON.stringify(
    database
      .prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")
      .all(),
  );

let newestSchemaText: string | undefined;

/** Whether a file at the newest version has the tables and triggers of that version: a damaged trigger refuses nothing. */
export function hasNewestSchema(database: Database.Database): boolean {
  newestSchemaText ??= textOfNewFile();
  return schemaText(database) === newestSchemaText;
}

function textOfNewFile(): string {
  const inMemory = new Database(":memory:");
  migrate(inMemory);
  const text = schemaText(inMemory);
  inMemory.close();
  return text;
}
