// The ledger as the loop uses it: opened and folded to a state, appended to, snapshotted. A ledger that failed once takes
// nothing more [I9]: the disk may no longer hold what memory does, so only a process that opens it afresh may go on.
// How rows look and hang together is in ledger-row.ts and chain.ts; how they are kept, behind `LedgerStore`.
import type { LedgerRecord, NewFact } from "#domain/facts.ts";
import type { Moment } from "#domain/moment.ts";
import { type Result, failed, ok } from "#domain/result.ts";
import { assert } from "#domain/assert.ts";
import { type BadRow, type ChainHead, GENESIS, checkRow, sealRow } from "./chain.ts";
import { canonicalJson, isPlainObject, parseCanonicalJson } from "./canonical.ts";
import { ledgerChunks } from "./ledger-chunks.ts";
import { toRow } from "./ledger-row.ts";
import type { Digest, LedgerFault, LedgerRow, LedgerStore } from "./ports.ts";

/** Only the functions of this file write `head` and `fault`. */
export type Ledger = {
  readonly store: LedgerStore;
  readonly digest: Digest;
  /** The row up to which a snapshot was taken at its word; `auditLedger` makes sure of them. */
  readonly takenOver: ChainHead;
  /** The newest durable row. */
  head: ChainHead;
  /** Why nothing more is accepted, once something failed. */
  fault: LedgerFault | undefined;
};

/** How records become state. The state holds only what canonical JSON can: plain objects, lists, maps, sets and values. */
export type Fold<State> = {
  /** Changes with the shape of the state or the meaning of `apply`: a snapshot of another version is not used. */
  readonly version: string;
  readonly initial: () => State;
  readonly apply: (state: State, record: LedgerRecord) => State;
};

export type OpenedLedger<State> = {
  readonly ledger: Ledger;
  readonly state: State;
  /** The snapshot's row that the fold began after; 0 when it began at the first row. */
  readonly foldedAfterSeq: number;
};

export type Stamp = {
  readonly moment: Moment;
  readonly clockEpoch: number;
  readonly clockTrusted: boolean;
};

/**
 * Folds the rows after the newest usable snapshot, or all of them, and verifies each one that it folds. The rows before the
 * snapshot were verified when they were folded into it; `auditLedger` reads them again while the terminal serves.
 */
export function openLedger<State>(
  store: LedgerStore,
  digest: Digest,
  fold: Fold<State>,
): Result<OpenedLedger<State>, LedgerFault> {
  const start = startingPoint(store, fold);
  if (!start.ok) return start;
  let { head, state } = start.value;
  for (const chunk of ledgerChunks(store, head.seq)) {
    if (!chunk.ok) return chunk;
    for (const row of chunk.value) {
      const record = checkRow(head, row, digest);
      if (!record.ok) return failed(brokenChain(record.error));
      state = fold.apply(state, record.value);
      head = headOf(row);
    }
  }
  const takenOver = start.value.head;
  const ledger: Ledger = { store, digest, takenOver, head, fault: undefined };
  return ok({ ledger, state, foldedAfterSeq: takenOver.seq });
}

/**
 * All of them durable in one transaction, or none. The first fault is answered to every later call as well.
 * Sequence numbers run on from `ledger.head.seq`; the moment is in whole milliseconds.
 */
export function appendFacts(
  ledger: Ledger,
  newFacts: readonly NewFact[],
  stamp: Stamp,
): Result<readonly LedgerRecord[], LedgerFault> {
  if (ledger.fault !== undefined) return failed(ledger.fault);
  if (newFacts.length === 0) return ok([]);
  const records = newFacts.map((entry, index) =>
    stamped(entry, ledger.head.seq + 1 + index, stamp),
  );
  const rows = sealAll(ledger, records);
  const written = failStop(ledger, ledger.store.append(rows));
  if (!written.ok) return written;
  ledger.head = headOf(rows.at(-1) ?? ledger.head);
  return ok(records);
}

/** `state` must be the fold of every row up to `ledger.head`. Does nothing for an empty ledger. */
export function saveSnapshot<State>(
  ledger: Ledger,
  fold: Fold<State>,
  state: State,
): Result<void, LedgerFault> {
  if (ledger.fault !== undefined) return failed(ledger.fault);
  if (ledger.head.seq === 0) return ok(undefined);
  const body = canonicalJson({ version: fold.version, state });
  return failStop(ledger, ledger.store.saveSnapshot({ ...ledger.head, body }));
}

/**
 * A row that a snapshot stood for is not what it was: nothing more is accepted, and no later start takes a snapshot of this
 * ledger at its word, so that it comes upon the row itself and refuses (ADR 0021).
 */
export function distrustLedger(ledger: Ledger, bad: BadRow): LedgerFault {
  // Of no fold's version. Where even this cannot be written, the next start finds the row as this one did.
  ledger.store.saveSnapshot({ ...ledger.head, body: canonicalJson({ version: "distrusted" }) });
  return failLedger(ledger, brokenChain(bad));
}

/** The first fault stays. */
export function failLedger(ledger: Ledger, fault: LedgerFault): LedgerFault {
  ledger.fault ??= fault;
  return ledger.fault;
}

type StartingPoint<State> = { readonly head: ChainHead; readonly state: State };

/** A snapshot is only a short cut: whatever is odd about it, the fold from the first row is right. */
function startingPoint<State>(
  store: LedgerStore,
  fold: Fold<State>,
): Result<StartingPoint<State>, LedgerFault> {
  const beginning = { head: GENESIS, state: fold.initial() };
  const snapshot = store.loadSnapshot();
  if (!snapshot.ok) return snapshot;
  if (snapshot.value === undefined) return ok(beginning);
  const { seq, hash, body } = snapshot.value;
  const rows = store.read(seq - 1, 1);
  if (!rows.ok) return rows;
  const row = rows.value[0];
  if (row?.seq !== seq || row.hash !== hash) return ok(beginning);
  const content = parseCanonicalJson(body);
  if (!content.ok || !isPlainObject(content.value)) return ok(beginning);
  if (content.value["version"] !== fold.version) return ok(beginning);
  // The store proved that the snapshot is as it was saved, and the version that this fold made it.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return ok({ head: { seq, hash }, state: content.value["state"] as State });
}

function stamped(entry: NewFact, seq: number, stamp: Stamp): LedgerRecord {
  const { wallMs, monoMs } = stamp.moment;
  assert(Number.isSafeInteger(wallMs) && Number.isSafeInteger(monoMs), "moments are whole ms");
  const { clockEpoch, clockTrusted } = stamp;
  const { actor, policy, fact } = entry;
  return { seq, atMs: wallMs, monoMs, clockEpoch, clockTrusted, actor, policy, fact };
}

function sealAll(ledger: Ledger, records: readonly LedgerRecord[]): readonly LedgerRow[] {
  let head = ledger.head;
  return records.map((record) => {
    const row = sealRow(head, toRow(record), ledger.digest);
    head = headOf(row);
    return row;
  });
}

function failStop(ledger: Ledger, result: Result<void, LedgerFault>): Result<void, LedgerFault> {
  if (!result.ok) failLedger(ledger, result.error);
  return result;
}

const headOf = ({ seq, hash }: ChainHead): ChainHead => ({ seq, hash });

function brokenChain(bad: BadRow): LedgerFault {
  return bad.what === "unknown-kind"
    ? {
        kind: "version",
        detail: `Row ${bad.seq} of the ledger was written by a newer program (${bad.detail}): install the newer version again.`,
      }
    : {
        kind: "corrupt",
        detail: `The ledger is broken at row ${bad.seq}: ${bad.detail}. Keep the files aside and restore the last verified backup.`,
      };
}
