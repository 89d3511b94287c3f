// Judges that nobody gets more tries than the rules give, whatever happens to the power [I8]. It counts rows by itself, on clocks
// of its own, and compares the controller's counts with its own.
import type { Fact } from "#domain/facts.ts";
import type { Effect } from "#domain/effects.ts";
import type { Durable } from "#domain/state.ts";
import type { PickupId } from "#domain/ids.ts";
import type { CreateJudge } from "../watch.ts";
import { type ReadRow, followRows } from "./row-reading.ts";

const DAY_MS = 86_400_000;
const COUNTED_PER_DAY_MAX = 60;
const IN_ROW_MAX = 5;
const TOTAL_MAX = 20;
const STAFF_FAILURES_MAX = 5;
const STAFF_LOCK_MS = 15 * 60_000;

type Count = { inRow: number; total: number; dates: number };
/** What was counted; moments on the monotonic clock of the present run. */
type Tally = {
  readonly pickups: Map<string, Count>;
  readonly staff: Map<string, { failures: number; lockedUntilMs: number }>;
  failuresAtMs: readonly number[];
  typingLockedUntilMs: number;
  epoch: number;
  wallMs: number;
  monoMs: number;
};

const freshTally = (): Tally => ({
  pickups: new Map(),
  staff: new Map(),
  failuresAtMs: [],
  typingLockedUntilMs: 0,
  epoch: 0,
  wallMs: 0,
  monoMs: 0,
});

export const createBudgetsJudge: CreateJudge = ({ nowMs, complain }) => {
  const rows = followRows();
  let tally = freshTally();
  /** The present run's monotonic clock began at this time. */
  let bornMs = 0;
  let hasNews = false;

  const note = (row: ReadRow): void => {
    countRow(tally, row);
    bornMs = nowMs() - row.monoMs;
    hasNews = true;
  };

  const compare = (durable: Durable, ids: Iterable<string>): void => {
    const shrunk = [...typingShrunk(tally, durable), ...staffShrunk(tally, durable)];
    for (const id of ids) shrunk.push(...pickupShrunk(tally, durable, id));
    if (shrunk.length > 0) complain("I8", `at ${nowMs()} ms ${shrunk.join("; ")}`);
  };

  const judgeCheck = (effect: Extract<Effect, { readonly kind: "check-code" }>): void => {
    if (effect.method !== "pin") return;
    const monoMs = nowMs() - bornMs;
    const today = tally.failuresAtMs.filter((at) => at > monoMs - DAY_MS).length;
    const count = effect.pickup === undefined ? undefined : tally.pickups.get(effect.pickup);
    const isOver = count !== undefined && (count.inRow >= IN_ROW_MAX || count.total >= TOTAL_MAX);
    const what =
      monoMs < tally.typingLockedUntilMs
        ? `typing is locked ${tally.typingLockedUntilMs - monoMs} ms longer`
        : today >= COUNTED_PER_DAY_MAX
          ? `${today} tries failed in the last 24 hours`
          : isOver
            ? `typing has ended for pickup ${effect.pickup}`
            : undefined;
    if (what !== undefined)
      complain("I8", `at ${nowMs()} ms a typed code is checked, though ${what}`);
  };

  return {
    name: "budgets",
    acknowledged: (acknowledged) => rows.take(acknowledged).forEach(note),
    opened(all, durable) {
      rows.take(all).forEach(note);
      compare(durable, tally.pickups.keys());
    },
    restored(all) {
      tally = freshTally();
      rows.goBackTo(0);
      rows.take(all).forEach(note);
    },
    performed(effect) {
      if (effect.kind === "check-code") judgeCheck(effect);
    },
    stepped({ durable }) {
      if (hasNews) compare(durable, []);
      hasNews = false;
    },
  };
};

function countRow(tally: Tally, row: ReadRow): void {
  const { fact, monoMs } = row;
  if (fact.kind === "terminal-started" || fact.kind === "ledger-restored") newClock(tally, row);
  tally.monoMs = monoMs;
  tally.wallMs = row.atMs;
  if (fact.kind === "clock-stepped") tally.epoch = fact.epoch;
  if (fact.kind === "proof-failed") countFailure(tally, fact, monoMs);
  countPickups(tally, fact);
  if (fact.kind === "typing-locked") tally.typingLockedUntilMs = monoMs + fact.lockMs;
  if (fact.kind === "staff-signed-in" || fact.kind === "staff-witnessed")
    staffOf(tally, fact.staff).failures = 0;
  if (fact.kind === "staff-sign-in-failed" && fact.staff !== undefined)
    countStaffFailure(tally, fact.staff, monoMs);
}

function countPickups(tally: Tally, fact: Fact): void {
  if (fact.kind === "code-asked-again") for (const id of fact.wrong) countOf(tally, id).dates += 1;
  if (fact.kind === "proof-given") countOf(tally, fact.pickup).inRow = 0;
  if (fact.kind === "pickup-forgotten") tally.pickups.delete(fact.pickup);
}

/** Time without power counts only where both clocks may be believed; else none has passed. */
function newClock(tally: Tally, row: ReadRow): void {
  const isSame = row.clockTrusted && row.clockEpoch === tally.epoch;
  const passedMs = isSame ? Math.max(0, row.atMs - tally.wallMs) : 0;
  const shiftMs = row.monoMs - passedMs - tally.monoMs;
  tally.failuresAtMs = tally.failuresAtMs.map((at) => at + shiftMs);
  tally.typingLockedUntilMs += shiftMs;
  for (const staff of tally.staff.values()) staff.lockedUntilMs += shiftMs;
  tally.epoch = row.clockEpoch;
}

function countOf(tally: Tally, id: string): Count {
  const known = tally.pickups.get(id);
  if (known !== undefined) return known;
  const count = { inRow: 0, total: 0, dates: 0 };
  tally.pickups.set(id, count);
  return count;
}

function countFailure(
  tally: Tally,
  failed: {
    readonly method: "pin" | "qr";
    readonly pickup?: string;
    readonly birthDateWrong: boolean;
  },
  monoMs: number,
): void {
  if (failed.method === "pin")
    tally.failuresAtMs = [...tally.failuresAtMs.filter((at) => at > monoMs - DAY_MS), monoMs];
  if (failed.pickup === undefined) return;
  const count = countOf(tally, failed.pickup);
  count.inRow += 1;
  count.total += 1;
  if (failed.birthDateWrong) count.dates += 1;
}

function staffOf(tally: Tally, id: string): { failures: number; lockedUntilMs: number } {
  const staff = tally.staff.get(id) ?? { failures: 0, lockedUntilMs: 0 };
  tally.staff.set(id, staff);
  return staff;
}

function countStaffFailure(tally: Tally, id: string, monoMs: number): void {
  const staff = staffOf(tally, id);
  staff.failures += 1;
  if (staff.failures < STAFF_FAILURES_MAX) return;
  staff.failures = 0;
  staff.lockedUntilMs = monoMs + STAFF_LOCK_MS;
}

// ---- comparing ------------------------------------------------------------------------------------------------------

const atLeast = (what: string, counted: number, found: number): readonly string[] =>
  found >= counted ? [] : [`${what} is ${found}, and ${counted} was counted`];

function typingShrunk(tally: Tally, { typing }: Durable): readonly string[] {
  const counted = tally.failuresAtMs
    .filter((at) => at > tally.monoMs - DAY_MS)
    .slice(-COUNTED_PER_DAY_MAX);
  const found = typing.failuresAtMonoMs;
  // The newest against the newest: none may have grown older than it is.
  const older = counted.filter(
    (at, index) => (found[found.length - counted.length + index] ?? at) < at,
  );
  return [
    ...atLeast("the number of failed tries today", counted.length, found.length),
    ...atLeast(
      "the end of the lock on typing",
      tally.typingLockedUntilMs,
      typing.lockedUntilMonoMs,
    ),
    ...(older.length === 0 ? [] : [`${older.length} failed tries count as older than they are`]),
  ];
}

function staffShrunk({ staff }: Tally, durable: Durable): readonly string[] {
  const found = new Map(Object.entries(durable.staff));
  const shrunk: string[] = [];
  for (const [id, { failures, lockedUntilMs }] of staff) {
    const kept = found.get(id);
    shrunk.push(...atLeast(`failed sign-ins of ${id}`, failures, kept?.failures ?? 0));
    shrunk.push(...atLeast(`the lock of ${id}`, lockedUntilMs, kept?.lockedUntilMonoMs ?? 0));
  }
  return shrunk;
}

function pickupShrunk(tally: Tally, durable: Durable, id: string): readonly string[] {
  const count = tally.pickups.get(id);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const found = durable.pickups.get(id as PickupId);
  if (count === undefined || found === undefined) return [];
  return [
    ...atLeast(`failures in a row of pickup ${id}`, count.inRow, found.failuresInRow),
    ...atLeast(`failures of pickup ${id}`, count.total, found.failuresTotal),
    ...atLeast(`wrong birth dates of pickup ${id}`, count.dates, found.wrongBirthDates),
  ];
}
