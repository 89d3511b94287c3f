// What is written down of a simulated life: counts for the report, a hash over everything that happened, and the first complaint.
import { createHash } from "node:crypto";
import type { LedgerRow } from "#runtime/ports.ts";
import type { Happening } from "#simulator/world/happening.ts";
import type { Exchanges } from "./link-on-cable.ts";
import { watchMishaps } from "./mishaps.ts";

export type Violation = {
  /** `I1` … `I10`, or `crash`: the program asserted something that was not so. */
  readonly invariant: string;
  readonly what: string;
  /** The judge who complained, or "assert". */
  readonly by: string;
  readonly atMs: number;
};

export type LifeReport = {
  readonly seed: string;
  readonly simulatedMs: number;
  readonly violation: Violation | undefined;
  /** How often each fault struck. */
  readonly faults: Readonly<Record<string, number>>;
  readonly happenings: Readonly<Record<string, number>>;
  /** What people brought by themselves. */
  readonly mishaps: Readonly<Record<string, number>>;
  readonly exchanges: Exchanges;
  readonly rows: number;
  /** The newest row's hash: the whole ledger in one word. */
  readonly ledgerHash: string;
  /** SHA-256 over everything that happened, in its order. */
  readonly traceHash: string;
};

export type Chronicle = {
  readonly exchanges: Exchanges;
  readonly note: (what: string) => void;
  readonly happened: (happening: Happening) => void;
  readonly wrote: (rows: readonly LedgerRow[]) => void;
  /** `by`: the judge; without one the program itself asserted it. */
  readonly complain: (invariant: string, what: string, by?: string) => void;
  /** Somebody exchanged the disk for an older one: until it is noticed, what the ledger says is another life's. */
  readonly suspend: (suspended: boolean) => void;
  readonly violation: () => Violation | undefined;
  readonly report: () => LifeReport;
};

export function createChronicle(
  seed: string,
  nowMs: () => number,
  trace: ((line: string) => void) | undefined,
): Chronicle {
  const hash = createHash("sha256");
  const faults: Record<string, number> = {};
  const happenings: Record<string, number> = {};
  const mishaps: Record<string, number> = {};
  const mishapOf = watchMishaps();
  const exchanges: Exchanges = { executed: 0, jumped: 0 };
  let violation: Violation | undefined;
  let suspended = false;
  let newest: LedgerRow | undefined;
  const note = (what: string): void => {
    const line = `${nowMs()} ${what}`;
    hash.update(line);
    trace?.(line);
  };
  return {
    exchanges,
    note,
    violation: () => violation,
    suspend(asked) {
      suspended = asked;
    },
    complain(invariant, what, by = "assert") {
      if (suspended) return;
      violation ??= { invariant, what, by, atMs: nowMs() };
      note(`VIOLATION ${invariant}: ${what}`);
    },
    happened(happening) {
      note(JSON.stringify(happening));
      count(happenings, happening.kind);
      if (happening.kind === "fault-struck") count(faults, happening.fault);
      const mishap = mishapOf(happening);
      if (mishap !== undefined) count(mishaps, mishap);
    },
    wrote(rows) {
      newest = rows.at(-1) ?? newest;
      for (const { seq, kind, body, hash: own } of rows) note(`row ${seq} ${kind} ${body} ${own}`);
    },
    report: () => ({
      seed,
      simulatedMs: nowMs(),
      violation,
      faults,
      happenings,
      mishaps,
      exchanges,
      rows: newest?.seq ?? 0,
      ledgerHash: newest?.hash ?? "",
      traceHash: hash.digest("hex"),
    }),
  };
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
