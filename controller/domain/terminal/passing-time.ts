// What passes by itself: visits that end, deadlines of a trusted clock, data that is erased. Also when to look again.
import { watchDueMonoMs, watchPassed } from "../door/watch.ts";
import type { Fact } from "../facts.ts";
import { type Draft, perform, record, setVisit } from "../draft.ts";
import { DAY_MS, type Moment } from "../moment.ts";
import type { Durable, Pickup, State } from "../state.ts";
import { workshopDueMonoMs, workshopPassed } from "../technician/workshop.ts";
import { nextTellingMonoMs, tellHolders } from "../pickup/telling.ts";
import { leave } from "../visit/leave.ts";
import { WARNING_MS, isWarned } from "../visit/person.ts";

/** A locator rests this long after its pickup ended, still answering for the old one. */
const LOCATOR_RESTS_MS = 30 * DAY_MS;
/** Personal data is erased this long after the pickup ended. */
const PERSONAL_DATA_KEPT_MS = DAY_MS;

export function timePassed(draft: Draft): void {
  watchPassed(draft);
  visitPassed(draft);
  workshopPassed(draft);
  if (draft.durable.clock.trusted) deadlinesPassed(draft);
  tellHolders(draft);
}

function visitPassed(draft: Draft): void {
  const { visit } = draft.live;
  if (visit.kind === "none" || visit.endsAtMonoMs === undefined) return;
  if (draft.at.monoMs >= visit.endsAtMonoMs)
    return leave(draft, visit.step.kind === "done" ? "done" : "timed-out");
  if (!visit.warned && isWarned(visit) && draft.at.monoMs >= visit.endsAtMonoMs - WARNING_MS)
    setVisit(draft, { ...visit, warned: true });
}

type Deadline = { readonly atMs: number; readonly pass: (draft: Draft) => void };

/** The next wall-clock deadline of one pickup. A pickup at an open door waits for its door. */
function deadlineOf(durable: Durable, pickup: Pickup): Deadline | undefined {
  const { id, phase, dead, untilMs } = pickup;
  if (phase === "ended") return endedDeadline(pickup);
  const authority = durable.grant?.authority;
  const atDoor = authority !== undefined && "pickup" in authority && authority.pickup === id;
  if (untilMs === undefined || dead !== undefined || atDoor) return undefined;
  const fact: Fact =
    phase === "waiting"
      ? { kind: "pickup-expired", pickup: id }
      : { kind: "pickup-withdrawn", pickup: id, reason: "never-deposited" };
  return { atMs: untilMs, pass: (draft) => record(draft, fact) };
}

/** First what is personal is erased, then its locator may be drawn again. */
function endedDeadline({ id, endedAtMs = 0, erased }: Pickup): Deadline {
  if (erased)
    return {
      atMs: endedAtMs + LOCATOR_RESTS_MS,
      pass: (draft) => record(draft, { kind: "pickup-forgotten", pickup: id }),
    };
  return {
    atMs: endedAtMs + PERSONAL_DATA_KEPT_MS,
    pass(draft) {
      record(draft, { kind: "personal-data-erased", pickup: id });
      perform(draft, { kind: "erase-personal-data", pickup: id });
    },
  };
}

function deadlinesPassed(draft: Draft): void {
  for (const pickup of draft.durable.pickups.values()) {
    const deadline = deadlineOf(draft.durable, pickup);
    if (deadline !== undefined && draft.at.wallMs >= deadline.atMs) deadline.pass(draft);
  }
}

/** The earliest wall-clock deadline of any pickup; infinity: none. */
function nextDeadlineMs(durable: Durable): number {
  let nextMs = Number.POSITIVE_INFINITY;
  for (const pickup of durable.pickups.values())
    nextMs = Math.min(nextMs, deadlineOf(durable, pickup)?.atMs ?? nextMs);
  return nextMs;
}

/** The monotonic time at which `time-passed` next has something to do, at most an hour ahead. */
export function nextWakeMonoMs(state: State, now: Moment): number {
  const { durable, live } = state;
  const { visit } = live;
  const visitEnd = visit.kind === "none" ? undefined : visit.endsAtMonoMs;
  const warnAt =
    visit.kind !== "none" && visitEnd !== undefined && !visit.warned && isWarned(visit)
      ? visitEnd - WARNING_MS
      : undefined;
  const deadline = durable.clock.trusted ? nextDeadlineMs(durable) : Number.POSITIVE_INFINITY;
  const due = [
    watchDueMonoMs(durable.grant, live.watch),
    visitEnd,
    warnAt,
    nextTellingMonoMs(state),
    workshopDueMonoMs(live),
    now.monoMs + Math.max(0, deadline - now.wallMs),
  ];
  return Math.min(now.monoMs + 3_600_000, ...due.filter((at) => at !== undefined));
}
