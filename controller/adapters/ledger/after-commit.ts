// What the writer owes the ledger after each commit: the note of its head, and now and then the log brought into the file.
// SQLite would do the second by itself and say nothing when the disk fails at it; here every failure is answered [I9].
import type { Database } from "better-sqlite3";
import { type Result, failed, ok } from "#domain/result.ts";
import type { LedgerFault } from "#runtime/ports.ts";
import type { Head, HeadWitness } from "./head-witness.ts";
import { attempt, ledgerFault } from "./sqlite-fault.ts";

/**
 * Whichever comes first: a log of 2 to 4 MB. A start reads it once, and a log that begins again is written over blocks that the
 * file has already, which is much sooner durable than new ones.
 */
const CHECKPOINT_EVERY = { appends: 200, rows: 10_000 };

export type AfterCommit = {
  /** `head`: the newest row of an append of `rows` rows that is durable. */
  readonly appended: (head: Head, rows: number) => Result<void, LedgerFault>;
  readonly closed: () => void;
};

export const nothingAfterCommit: AfterCommit = {
  appended: () => ok(undefined),
  closed: () => undefined,
};

/** `checkpointEvery`: after so many appends at the latest; a test lets it come sooner. */
export function dutiesAfterCommit(
  database: Database,
  witness: HeadWitness,
  checkpointEvery = CHECKPOINT_EVERY.appends,
): AfterCommit {
  let logged = { appends: 0, rows: 0 };
  return {
    appended(head, rows) {
      const noted = witness.note(head);
      if (!noted.ok) return noted;
      logged = { appends: logged.appends + 1, rows: logged.rows + rows };
      if (logged.appends < checkpointEvery && logged.rows < CHECKPOINT_EVERY.rows) return noted;
      logged = { appends: 0, rows: 0 };
      return checkpoint(database, witness);
    },
    closed() {
      // The next start does not need it: without this note it only knows less.
      witness.sync();
      witness.close();
    },
  };
}

/** A reader beside it may keep it from finishing; the next one goes on from there. */
function checkpoint(database: Database, witness: HeadWitness): Result<void, LedgerFault> {
  const done = attempt(database.name, () => void database.pragma("wal_checkpoint(PASSIVE)"));
  return done.ok ? witness.sync() : done;
}

/** Every row that was acknowledged must be there: fewer rows than were noted are a damaged log or an older copy. */
export function checkNoted(database: Database, { noted }: HeadWitness): Result<void, LedgerFault> {
  if (noted === undefined) return ok(undefined);
  const kept = attempt(database.name, () =>
    database
      .prepare<[number], string>("SELECT hash FROM ledger WHERE seq = ?")
      .pluck()
      .get(noted.seq),
  );
  if (!kept.ok) return kept;
  if (kept.value === noted.hash) return ok(undefined);
  const what = `row ${noted.seq} was acknowledged and is ${kept.value === undefined ? "missing" : "another one"}`;
  return failed(ledgerFault("corrupt", database.name, what));
}
