// Somebody stands at the screen: how a visit starts, stays alive and ends. What its steps mean lives beside it.
import { assert } from "../assert.ts";
import { type Draft, record, setVisit } from "../draft.ts";
import { SECOND_MS } from "../moment.ts";
import { newSession } from "./session.ts";
import {
  type CitizenStep,
  type CitizenVisit,
  type StaffStep,
  type StaffVisit,
  type Visit,
  isAtDoor,
  usualDisplay,
} from "./visit.ts";

/** Warned this long before a visit ends by itself: WCAG 2.2.1 asks at least 20 s. */
export const WARNING_MS = 25 * SECOND_MS;

/** How long each step may rest. `undefined`: a door or an adapter decides. */
const CITIZEN_REST_MS: Readonly<Record<CitizenStep["kind"], number | undefined>> = {
  home: 60 * SECOND_MS,
  help: 60 * SECOND_MS,
  privacy: 60 * SECOND_MS,
  telephone: 60 * SECOND_MS,
  "code-sent": 60 * SECOND_MS,
  "sending-locked": 30 * SECOND_MS,
  code: 60 * SECOND_MS,
  "birth-date": 60 * SECOND_MS,
  "also-qr": 60 * SECOND_MS,
  checking: 30 * SECOND_MS,
  wrong: 30 * SECOND_MS,
  "typing-locked": 30 * SECOND_MS,
  "not-here": 30 * SECOND_MS,
  "needs-staff": 30 * SECOND_MS,
  "hand-in": 60 * SECOND_MS,
  "hand-in-check": 60 * SECOND_MS,
  opening: undefined,
  jammed: 60 * SECOND_MS,
  "plan-b": 120 * SECOND_MS,
  open: undefined,
  taken: 60 * SECOND_MS,
  // Short: whoever comes by now could open it.
  "next-door": 45 * SECOND_MS,
  done: 6 * SECOND_MS,
};
const STAFF_REST_MS = 180 * SECOND_MS;
/** Whoever listens hears one thing at a time, and turns a dial for each digit. */
const SPEAKING_FACTOR = 3;
/** A goodbye asks nothing but whether there is a next document, which has to be heard and found. */
const GOODBYE_SPEAKING_MS = 30 * SECOND_MS;

/** Who fetched for others reads how many still lie there. */
const GOODBYE_OF_GROUP_MS = 15 * SECOND_MS;

/** Steps that ask something of the person; the others lose nothing when they go, so nobody is asked for more time. */
const WARNED_STEPS: ReadonlySet<string> = new Set([
  "help",
  "privacy",
  "telephone",
  "code-sent",
  "code",
  "birth-date",
  "also-qr",
  "hand-in",
  "hand-in-check",
  "jammed",
  "plan-b",
  "taken",
  "next-door",
  "totp",
  "witness",
  // Whoever is signed in would have to do it again.
  "menu",
  "scan",
  "scan-refused",
  "list",
  "door-failed",
  "check",
  "reason",
  "round-done",
  "undone",
  "finished",
  "workshop",
]);
/** Who listens would have to begin all over at these too. */
const WARNED_SPEAKING: ReadonlySet<string> = new Set(["home", "wrong"]);
export const isWarned = ({ step, display }: CitizenVisit | StaffVisit): boolean =>
  WARNED_STEPS.has(step.kind) || (display.speaking && WARNED_SPEAKING.has(step.kind));

const JUST_ARRIVED = {
  tries: 0,
  languageChosen: false,
  collected: 0,
  proven: undefined,
  group: undefined,
} as const;

const endsAt = (draft: Draft, restMs: number | undefined): number | undefined =>
  restMs === undefined ? undefined : draft.at.monoMs + restMs;

/** A citizen's next step; starts the visit if nobody was there. */
export function citizenStep(
  draft: Draft,
  step: CitizenStep,
  change: Partial<CitizenVisit> = {},
): void {
  const { visit } = draft.live;
  const arrived = visit.kind === "citizen" ? visit : JUST_ARRIVED;
  const { tries, languageChosen, collected, proven, group } = arrived;
  const carried = { tries, languageChosen, collected, proven, group };
  const person = { ...carried, ...personOf(draft, visit), ...change };
  setVisit(draft, {
    kind: "citizen",
    ...person,
    warned: false,
    endsAtMonoMs: endsAt(draft, restOf(step, person)),
    step,
  });
}

function restOf(
  { kind }: CitizenStep,
  { display: { speaking }, group }: Pick<CitizenVisit, "display" | "group">,
): number | undefined {
  const usual =
    kind === "done" && group !== undefined ? GOODBYE_OF_GROUP_MS : CITIZEN_REST_MS[kind];
  if (usual === undefined || !speaking) return usual;
  return kind === "done" ? GOODBYE_SPEAKING_MS : usual * SPEAKING_FACTOR;
}

/** A clerk's or technician's next step; starts the visit if nobody was there. */
export function staffStep(
  draft: Draft,
  step: StaffStep,
  change: Partial<Pick<StaffVisit, "language" | "display">> = {},
): void {
  const { visit } = draft.live;
  setVisit(draft, {
    kind: "staff",
    ...personOf(draft, visit),
    ...change,
    warned: false,
    endsAtMonoMs: endsAt(draft, isAtDoor(step) ? undefined : STAFF_REST_MS),
    step,
    session: visit.kind === "staff" ? visit.session : newSession,
  });
}

function personOf(
  draft: Draft,
  visit: Visit,
): Pick<StaffVisit, "language" | "display" | "startedAtMonoMs"> {
  if (visit.kind !== "none") {
    const { language, display, startedAtMonoMs } = visit;
    return { language, display, startedAtMonoMs };
  }
  return {
    language: draft.site.languages[0],
    display: usualDisplay,
    startedAtMonoMs: draft.at.monoMs,
  };
}

/** "I need more time", and every touch: the same step, from the start of its rest. */
export function stayLonger(draft: Draft, visit: CitizenVisit | StaffVisit): void {
  if (visit.kind === "citizen") return citizenStep(draft, visit.step);
  staffStep(draft, visit.step);
}

/** Nobody stands there any more. What an unfinished step means for its document is settled before, in leave.ts. */
export function endVisit(draft: Draft, outcome: string): void {
  const { visit } = draft.live;
  assert(visit.kind !== "none", "a visit ends that never began");
  record(draft, {
    kind: "visit-ended",
    outcome,
    lengthMs: Math.round(draft.at.monoMs - visit.startedAtMonoMs),
  });
  setVisit(draft, { kind: "none" });
}
