// The oracle: a folder as a power cut, a failing disk or a flipped bit left it, opened by the real adapter and recovered by the
// real runtime as a start does, then read to the last row. It knows what was written and what was acknowledged.
import { join } from "node:path";
import Database from "better-sqlite3";
import { openSqliteLedger } from "#adapters/ledger/sqlite-ledger-store.ts";
import { canonicalJson } from "#runtime/canonical.ts";
import type { LedgerRow, LedgerStore } from "#runtime/ports.ts";
import { recover } from "#runtime/recover.ts";
import { verifyLedger } from "#runtime/ledger-verification.ts";
import type { Acknowledged } from "./acknowledgement.ts";
import { type LedgerTruth, sha256 } from "./ledger-truth.ts";

export type Judgement =
  /** Everything that was acknowledged is there, and nothing that was never written. */
  | { readonly kind: "sound"; readonly rows: number }
  /** The start says so, and no door opens. */
  | { readonly kind: "refused"; readonly detail: string }
  /** It starts, from a right state, and the check of its older rows stops it. */
  | { readonly kind: "found-later"; readonly detail: string }
  /** It starts, and acknowledged rows are not there. */
  | { readonly kind: "lost"; readonly rows: number }
  /** It starts, and something in it is not as it was written. */
  | { readonly kind: "wrong"; readonly detail: string };

export type Expected = {
  /** So many rows the folder must hold at least. */
  readonly acknowledged: number;
  readonly truth: LedgerTruth;
  /** Ask SQLite's own full check as well; damage in bytes that nobody reads may displease it. */
  readonly integrity: boolean;
};

export function judgeFolder(folder: string, expected: Expected): Judgement {
  const store = openSqliteLedger(folder);
  if (!store.ok) return { kind: "refused", detail: store.error.detail };
  try {
    return judgeStore(store.value, folder, expected);
  } finally {
    store.value.close();
  }
}

function judgeStore(store: LedgerStore, folder: string, expected: Expected): Judgement {
  const { acknowledged, truth } = expected;
  const recovered = recover(store, sha256);
  if (!recovered.ok) return { kind: "refused", detail: recovered.error.detail };
  const { ledger, durable } = recovered.value;
  const { seq } = ledger.head;
  if (seq < acknowledged) return { kind: "lost", rows: acknowledged - seq };
  if (canonicalJson(durable) !== truth.stateAfter(seq))
    return { kind: "wrong", detail: `the state after row ${seq} is another one` };
  const odd =
    oddRow(store, seq, truth.rows) ?? (expected.integrity ? integrityFault(folder) : undefined);
  if (odd === undefined) return { kind: "sound", rows: seq };
  const verdict = verifyLedger(store, sha256);
  return verdict.ok && verdict.value.kind === "sound"
    ? { kind: "wrong", detail: odd }
    : { kind: "found-later", detail: odd };
}

function oddRow(store: LedgerStore, seq: number, truth: readonly LedgerRow[]): string | undefined {
  const read = store.read(0, seq + 1);
  if (!read.ok) return read.error.detail;
  if (read.value.length !== seq) return `${read.value.length} rows, and the head is row ${seq}`;
  const at = read.value.findIndex((row, index) => !isSameRow(row, truth[index]));
  return at < 0 ? undefined : `row ${at + 1} is another one`;
}

const isSameRow = (row: LedgerRow, other: LedgerRow | undefined): boolean =>
  other !== undefined &&
  row.seq === other.seq &&
  row.hash === other.hash &&
  row.body === other.body &&
  row.kind === other.kind &&
  row.atMs === other.atMs &&
  row.monoMs === other.monoMs &&
  row.clockEpoch === other.clockEpoch &&
  row.clockTrusted === other.clockTrusted &&
  row.policy === other.policy &&
  row.actor === other.actor;

/** Of a folder whose content nobody else knows: the chain holds, and the acknowledged row is there. */
export function judgeChain(folder: string, acknowledged: Acknowledged | undefined): Judgement {
  const store = openSqliteLedger(folder);
  if (!store.ok) return { kind: "refused", detail: store.error.detail };
  try {
    const verdict = verifyLedger(store.value, sha256);
    if (!verdict.ok) return { kind: "refused", detail: verdict.error.detail };
    if (verdict.value.kind === "broken")
      return { kind: "wrong", detail: verdict.value.badRow.detail };
    const { seq } = verdict.value.head;
    if (acknowledged === undefined) return { kind: "sound", rows: seq };
    if (seq < acknowledged.seq) return { kind: "lost", rows: acknowledged.seq - seq };
    const row = store.value.read(acknowledged.seq - 1, 1);
    return row.ok && row.value[0]?.hash === acknowledged.hash
      ? { kind: "sound", rows: seq }
      : { kind: "wrong", detail: `row ${acknowledged.seq} is another one` };
  } finally {
    store.value.close();
  }
}

/** SQLite's own opinion, from a connection of its own. */
function integrityFault(folder: string): string | undefined {
  const database = new Database(join(folder, "ledger.db"), { readonly: true });
  try {
    const answer = String(database.pragma("integrity_check(1)", { simple: true }));
    const foreign: unknown = database.pragma("foreign_key_check");
    if (answer !== "ok") return answer;
    return Array.isArray(foreign) && foreign.length > 0 ? "a snapshot without its row" : undefined;
  } finally {
    database.close();
  }
}
