// A ledger row as the judges read it: its body parsed once, however many of them look at it. No fold, no rule.
// Written anew beside the controller's own reader, so that a mistake there does not blind those who judge it.
import type { Authority, Fact } from "#domain/facts.ts";
import type { LedgerRow } from "#runtime/ports.ts";

export type ReadRow = Pick<
  LedgerRow,
  "seq" | "atMs" | "monoMs" | "clockEpoch" | "clockTrusted" | "actor"
> & { readonly fact: Fact };

const known = new WeakMap<LedgerRow, ReadRow>();

/** Throws on a body that is not JSON: the ledger's judge has complained by then, or the test is wrong. */
function readRow(row: LedgerRow): ReadRow {
  const before = known.get(row);
  if (before !== undefined) return before;
  const { seq, atMs, monoMs, clockEpoch, clockTrusted, actor, kind } = row;
  const body: unknown = JSON.parse(row.body);
  // What the controller wrote is what is judged here: its shape is taken as it is, its meaning is not.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const fact = Object.assign({ kind }, body) as Fact;
  const read: ReadRow = { seq, atMs, monoMs, clockEpoch, clockTrusted, actor, fact };
  known.set(row, read);
  return read;
}

/**
 * The rows that a judge has not seen yet, each once and in order: those that were acknowledged, and at an `opened` also the
 * ones that reached the disk just before the power went and were never acknowledged.
 */
export type RowFollower = {
  readonly take: (rows: readonly LedgerRow[]) => readonly ReadRow[];
  /** A backup took the ledger's place: what comes next follows its last row. */
  readonly goBackTo: (seq: number) => void;
};

export function followRows(): RowFollower {
  let seenSeq = 0;
  return {
    take(rows) {
      // Most often all are new; at an `opened` the known ones are skipped without a look at each.
      const first = rows[0]?.seq ?? seenSeq + 1;
      const fresh = rows.slice(Math.max(0, seenSeq + 1 - first));
      seenSeq = fresh.at(-1)?.seq ?? seenSeq;
      return fresh.map(readRow);
    },
    goBackTo(seq) {
      seenSeq = seq;
    },
  };
}

/** Who holds a grant, as a pickup; an inspection is nobody's. */
export const pickupOfGrant = ({
  authority,
}: {
  readonly authority: Authority;
}): string | undefined => ("pickup" in authority ? authority.pickup : undefined);
