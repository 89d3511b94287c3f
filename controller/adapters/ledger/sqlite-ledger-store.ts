// `LedgerStore` on SQLite: rows and snapshots in, rows and snapshots out, each append one durable transaction.
// It knows nothing of facts, chains or folds: those are in the runtime.
import { hash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Database, Statement } from "better-sqlite3";
import { type Result, failed, ok } from "#domain/result.ts";
import type { LedgerFault, LedgerRow, LedgerSnapshot, LedgerStore } from "#runtime/ports.ts";
import {
  type AfterCommit,
  checkNoted,
  dutiesAfterCommit,
  nothingAfterCommit,
} from "./after-commit.ts";
import { syncFolder } from "./file-fault.ts";
import { type HeadWitness, openHeadWitness } from "./head-witness.ts";
import { connectForReading, connectForWriting } from "./sqlite-connection.ts";
import { attempt, ledgerFault } from "./sqlite-fault.ts";
import { takeWriterLock } from "./writer-lock.ts";

const LEDGER_FILE = "ledger.db";
const LOCK_FILE = "ledger.lock";
const SNAPSHOTS_KEPT = 2;

/** By position: names would cost as much again as the insert itself. */
const INSERT_ROW = `
  INSERT INTO ledger
    (seq, at_ms, mono_ms, clock_epoch, clock_trusted, kind, body, policy, actor, hash)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const SELECT_HEAD = "SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1";
const SELECT_ROWS = `
  SELECT seq, at_ms AS atMs, mono_ms AS monoMs, clock_epoch AS clockEpoch,
         clock_trusted AS clockTrusted, kind, body, policy, actor, hash
  FROM ledger WHERE seq > ? ORDER BY seq LIMIT ?`;
const INSERT_SNAPSHOT = "INSERT OR REPLACE INTO snapshot VALUES (@seq, @hash, @body, @digest)";
const DELETE_OLD_SNAPSHOTS = `
  DELETE FROM snapshot
  WHERE seq NOT IN (SELECT seq FROM snapshot ORDER BY seq DESC LIMIT ${SNAPSHOTS_KEPT})`;
const SELECT_SNAPSHOTS = "SELECT seq, hash, body, digest FROM snapshot ORDER BY seq DESC";

/** SQLite has neither truth values nor `undefined`. */
type StoredRow = Omit<LedgerRow, "clockTrusted" | "policy"> & {
  readonly clockTrusted: number;
  readonly policy: string | null;
};
type Bindings = [
  seq: number,
  atMs: number,
  monoMs: number,
  clockEpoch: number,
  clockTrusted: number,
  kind: string,
  body: string,
  policy: string | null,
  actor: string,
  hash: string,
];
type StoredSnapshot = LedgerSnapshot & { readonly digest: string };

export type LedgerOptions = {
  /** The ledger is `full` when its file would grow past this, so that it never takes the last byte of the disk. */
  readonly maxBytes?: number;
  /** It was put back from a backup, so rows that were acknowledged before may be missing; they are from now on. */
  readonly restored?: boolean;
  /** Appends from one checkpoint to the next. */
  readonly checkpointEvery?: number;
};

/** The one writer. The folder must exist; a second controller on it is answered `locked`. */
export function openSqliteLedger(
  folder: string,
  options: LedgerOptions = {},
): Result<LedgerStore, LedgerFault> {
  const path = join(folder, LEDGER_FILE);
  if (!existsSync(folder)) return failed(ledgerFault("io", path, "its folder does not exist"));
  const lock = takeWriterLock(join(folder, LOCK_FILE));
  if (!lock.ok) return lock;
  const store = openLocked(folder, options, lock.value.release);
  if (!store.ok) lock.value.release();
  return store;
}

function openLocked(
  folder: string,
  options: LedgerOptions,
  releaseLock: () => void,
): Result<LedgerStore, LedgerFault> {
  const connected = connectForWriting(join(folder, LEDGER_FILE), options.maxBytes);
  if (!connected.ok) return connected;
  const database = connected.value;
  const witness = trustedWitness(folder, database, options.restored === true);
  if (!witness.ok) {
    database.close();
    return witness;
  }
  const duties = dutiesAfterCommit(database, witness.value, options.checkpointEvery);
  const closed = (): void => {
    duties.closed();
    releaseLock();
  };
  return ok(new SqliteLedgerStore(database, { ...duties, closed }));
}

/** The witness of this ledger, once it found nothing missing and all files of the folder are there to stay. */
function trustedWitness(
  folder: string,
  database: Database,
  restored: boolean,
): Result<HeadWitness, LedgerFault> {
  const witness = openHeadWitness(folder);
  if (!witness.ok) return witness;
  const complete = restored ? witness.value.forget() : checkNoted(database, witness.value);
  const kept = complete.ok ? syncFolder(folder) : complete;
  if (kept.ok) return witness;
  witness.value.close();
  return kept;
}

/** For `ledger verify` and `ledger export`, also while a controller runs. It refuses to append. */
export function openSqliteLedgerForReading(folder: string): Result<LedgerStore, LedgerFault> {
  const path = join(folder, LEDGER_FILE);
  if (!existsSync(path)) return failed(ledgerFault("io", path, "the file does not exist"));
  const connected = connectForReading(path);
  if (!connected.ok) return connected;
  const database = connected.value;
  // A reader takes what is there: which row is bad is told by whoever reads it.
  const store = attempt(path, () => new SqliteLedgerStore(database, nothingAfterCommit));
  if (!store.ok) database.close();
  return store;
}

class SqliteLedgerStore implements LedgerStore {
  private readonly database: Database;
  private readonly afterCommit: AfterCommit;
  private readonly insertAll: (rows: readonly LedgerRow[]) => void;
  private readonly selectHead: Statement<[], { readonly seq: number; readonly hash: string }>;
  private readonly selectRows: Statement<[number, number], StoredRow>;

  constructor(database: Database, afterCommit: AfterCommit) {
    this.database = database;
    this.afterCommit = afterCommit;
    this.insertAll = insertInOneTransaction(database);
    this.selectHead = database.prepare(SELECT_HEAD);
    this.selectRows = database.prepare(SELECT_ROWS);
  }

  append(rows: readonly LedgerRow[]): Result<void, LedgerFault> {
    const written = attempt(this.database.name, () => this.insertAll(rows));
    const head = rows.at(-1);
    return written.ok && head !== undefined
      ? this.afterCommit.appended(head, rows.length)
      : written;
  }

  head(): Result<{ readonly seq: number; readonly hash: string } | undefined, LedgerFault> {
    return attempt(this.database.name, () => this.selectHead.get());
  }

  read(afterSeq: number, limit: number): Result<readonly LedgerRow[], LedgerFault> {
    return attempt(this.database.name, () =>
      this.selectRows.all(afterSeq, limit).map((row) => fromStored(row)),
    );
  }

  saveSnapshot(snapshot: LedgerSnapshot): Result<void, LedgerFault> {
    const stored: StoredSnapshot = { ...snapshot, digest: snapshotDigest(snapshot) };
    const replace = this.database.transaction(() => {
      this.database.prepare<[StoredSnapshot]>(INSERT_SNAPSHOT).run(stored);
      this.database.prepare(DELETE_OLD_SNAPSHOTS).run();
    });
    return attempt(this.database.name, () => replace.immediate());
  }

  /** The newest one that is as it was saved: a damaged one is passed over, for it is only a short cut. */
  loadSnapshot(): Result<LedgerSnapshot | undefined, LedgerFault> {
    return attempt(this.database.name, () => {
      const kept = this.database.prepare<[], StoredSnapshot>(SELECT_SNAPSHOTS).all();
      const sound = kept.find((stored) => stored.digest === snapshotDigest(stored));
      return sound && { seq: sound.seq, hash: sound.hash, body: sound.body };
    });
  }

  /** Closing twice is closing. */
  close(): void {
    if (!this.database.open) return;
    this.database.close();
    this.afterCommit.closed();
  }
}

/** Made once: every step of the terminal that has something to remember comes through here. */
function insertInOneTransaction(database: Database): (rows: readonly LedgerRow[]) => void {
  const insert = database.prepare<Bindings>(INSERT_ROW);
  const insertAll = database.transaction((rows: readonly LedgerRow[]) => {
    for (const row of rows) insert.run(...bindings(row));
  });
  return (rows) => insertAll.immediate(rows);
}

const snapshotDigest = ({ seq, hash: rowHash, body }: LedgerSnapshot): string =>
  hash("sha256", `${seq} ${rowHash} ${body}`, "hex");

const bindings = (row: LedgerRow): Bindings => [
  row.seq,
  row.atMs,
  row.monoMs,
  row.clockEpoch,
  row.clockTrusted ? 1 : 0,
  row.kind,
  row.body,
  row.policy ?? null,
  row.actor,
  row.hash,
];

const fromStored = (row: StoredRow): LedgerRow => ({
  ...row,
  clockTrusted: row.clockTrusted === 1,
  policy: row.policy ?? undefined,
});
