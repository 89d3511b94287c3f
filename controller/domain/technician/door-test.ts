// Testing doors, one after the other: each under its own durable grant, fired once, seen to open and to close again. The next one
// opens by itself. What its outcome means for the compartment is said here; when it came about, by the watch.
import { assert } from "../assert.ts";
import { doubt, endGrant, grantDoor } from "../door/grant.ts";
import { type Draft, record } from "../draft.ts";
import type { CompartmentNumber } from "../ids.ts";
import { type Grant, type ItemState, compartmentOf } from "../state.ts";
import { staffStep } from "../visit/person.ts";
import type { SignedIn } from "../visit/visit.ts";
import type { TestOutcome } from "../workshop-facts.ts";
import { uncommissioned } from "./commissioning.ts";
import type { DoorTest, Hand, Place, TestResult } from "./places.ts";
import { mayTest, selfTestDoors } from "./test-doors.ts";
import { goTo } from "./workshop.ts";

export function startSelfTest(draft: Draft, who: SignedIn): void {
  const { doors, skipped } = selfTestDoors(draft);
  goOn(draft, who, { purpose: "self-test", waiting: doors, results: skipped, stopping: false });
}

/** One after the other, from the door that was touched; a technician confirms each. */
export function commissionFrom(draft: Draft, who: SignedIn, first: CompartmentNumber): void {
  const doors = uncommissioned(draft).filter((number) => mayTest(draft, number));
  const waiting = [first, ...doors.filter((number) => number !== first)];
  goOn(draft, who, { purpose: "commissioning", waiting, results: [], stopping: false });
}

export function testOneDoor(draft: Draft, who: SignedIn, compartment: CompartmentNumber): void {
  if (!mayTest(draft, compartment)) return;
  goOn(draft, who, {
    purpose: "one-door",
    waiting: [compartment],
    results: [],
    stopping: false,
  });
}

/** A run between two doors. */
type Run = Pick<DoorTest, "purpose" | "waiting" | "results" | "stopping">;

/** Fires at the next door that may be fired at, or says how it went. */
function goOn(draft: Draft, who: SignedIn, run: Run): void {
  const [compartment, ...waiting] = run.waiting;
  if (compartment === undefined || run.stopping) return report(draft, who, run);
  const ask = { compartment, authority: { kind: "self-test" }, attempt: 1 } as const;
  if (!grantDoor(draft, ask).ok) {
    const refused: TestResult = { compartment, outcome: "refused" };
    return goOn(draft, who, { ...run, waiting, results: [...run.results, refused] });
  }
  const test: DoorTest = {
    ...run,
    waiting,
    compartment,
    grantedAtMonoMs: draft.at.monoMs,
    other: undefined,
    hand: handOf(draft, run.purpose, compartment),
  };
  staffStep(draft, { kind: "testing", who, test });
}

/** Only where a sensor looks, and only when the door is commissioned. */
function handOf(draft: Draft, purpose: DoorTest["purpose"], number: CompartmentNumber): Hand {
  const hasSensor = draft.site.compartments.get(number)?.itemSensor === true;
  return hasSensor && purpose === "commissioning" ? "asked" : "not-asked";
}

/** Something came into, or went out of, a compartment that is being commissioned. */
export function itemMoved(draft: Draft, number: CompartmentNumber, state: ItemState): void {
  const { visit } = draft.live;
  if (visit.kind !== "staff" || visit.step.kind !== "testing") return;
  const { who, test } = visit.step;
  const next = HANDS[`${test.hand} ${state}`];
  if (number === test.compartment && next !== undefined)
    staffStep(draft, { kind: "testing", who, test: { ...test, hand: next } });
}

const HANDS: Readonly<Record<string, Hand>> = { "asked present": "seen", "seen absent": "checked" };

function report(draft: Draft, who: SignedIn, run: Run): void {
  recordEnd(draft, run);
  const { purpose, results, waiting } = run;
  const left = waiting.map((compartment) => ({ compartment, outcome: "not-tested" as const }));
  goTo(draft, who, { kind: "report", purpose, results: [...results, ...left], page: 0 });
}

const numbers = (results: readonly TestResult[], of: (one: TestResult) => boolean) =>
  results.filter(of).map(({ compartment }) => compartment);

export const isPassed = ({ outcome }: TestResult): boolean => outcome === "opened";
export const isUntested = ({ outcome }: TestResult): boolean =>
  outcome === "skipped" || outcome === "not-tested";

function recordEnd(draft: Draft, { purpose, results, waiting }: Run): void {
  if (purpose !== "self-test") return;
  record(draft, {
    kind: "self-test-ended",
    passed: numbers(results, isPassed),
    failed: numbers(results, (one) => !isPassed(one) && !isUntested(one)),
    skipped: [...numbers(results, isUntested), ...waiting],
    stopped: waiting.length > 0,
  });
}

/** Asked to stop: a door that was fired at is seen through first. */
export function stopTest(draft: Draft, who: SignedIn, test: DoorTest): void {
  staffStep(draft, { kind: "testing", who, test: { ...test, stopping: true } });
}

/** Another door opened while this one was fired at: its wires are crossed, or somebody forced it. */
export function otherDoorOpened(draft: Draft, number: CompartmentNumber): void {
  const { visit } = draft.live;
  if (visit.kind !== "staff" || visit.step.kind !== "testing") return;
  const { who, test } = visit.step;
  staffStep(draft, { kind: "testing", who, test: { ...test, other: number } });
}

/** Open, and closed again for two seconds; or whoever stands there says that it is closed. */
export function testedDoorSettled(draft: Draft, grant: Grant, who: SignedIn, test: DoorTest): void {
  const { openedAtMonoMs } = grant;
  assert(openedAtMonoMs !== undefined, "only a door that has opened settles");
  const isSeen = grant.opened === "seen";
  endGrant(draft, isSeen ? "opened" : "driven");
  const isEmpty = compartmentOf(draft.durable, test.compartment).item !== "present";
  if (!isSeen) doubt(draft, test.compartment, "outcome-unknown");
  else if (!isEmpty) doubt(draft, test.compartment, "sensor-disagrees");
  const openMs = openedAtMonoMs - test.grantedAtMonoMs;
  const outcome = settledAs(test, isSeen, isEmpty);
  // A sensor knows channels; only whoever stands there can read the number on the door.
  if (outcome === "opened" && test.purpose === "commissioning" && test.other === undefined)
    return goTo(draft, who, { kind: "confirm", test, openMs });
  conclude(draft, who, test, { outcome, openMs });
}

function settledAs({ hand }: DoorTest, isSeen: boolean, isEmpty: boolean): TestOutcome {
  if (!isSeen) return "driven";
  if (!isEmpty) return "item-inside";
  return hand === "not-asked" || hand === "checked" ? "opened" : "item-unchecked";
}

type Confirm = Extract<Place, { readonly kind: "confirm" }>;

/** "Yes, door 3." From now on it counts, and the next one opens. */
export function rightDoor(draft: Draft, who: SignedIn, { test, openMs }: Confirm): void {
  const { compartment } = test;
  const wired = draft.site.compartments.get(compartment);
  assert(wired !== undefined, "only doors of the wall are commissioned");
  const result: Tested = { compartment, outcome: "opened", openMs: Math.round(openMs) };
  record(draft, { kind: "door-tested", ...result });
  const { board, channel } = wired;
  record(draft, { kind: "door-commissioned", compartment, board, channel });
  goOn(draft, who, { ...test, results: [...test.results, result] });
}

/** "No, another number." Crossed wires that no sensor can see: nothing further is fired at. */
export function otherNumber(draft: Draft, who: SignedIn, { test }: Confirm): void {
  conclude(draft, who, { ...test, stopping: true }, { outcome: "wrong-number" });
}

/** Driven, and it stayed shut: not asked again, and out of service until somebody has looked. */
export function testedDoorStayed(draft: Draft, who: SignedIn, test: DoorTest): void {
  endGrant(draft, "not-opened");
  doubt(draft, test.compartment, "not-opened");
  conclude(draft, who, test, { outcome: "not-opened" });
}

/** Its grant has ended, and what that means for the compartment was said. */
export function testedDoorFailed(
  draft: Draft,
  who: SignedIn,
  test: DoorTest,
  outcome: "fault" | "unknown" | "not-fired",
): void {
  conclude(draft, who, test, { outcome });
}

type Concluded = { readonly outcome: TestOutcome; readonly openMs?: number };

function conclude(draft: Draft, who: SignedIn, test: DoorTest, concluded: Concluded): void {
  const result = resultOf(test, concluded);
  record(draft, { kind: "door-tested", ...result });
  // A door that stands open unasked, or an outcome that nobody knows, is looked at before the next one is fired at.
  const stopping = test.stopping || test.other !== undefined || concluded.outcome === "unknown";
  goOn(draft, who, { ...test, results: [...test.results, result], stopping });
}

type Tested = Extract<TestResult, { readonly outcome: TestOutcome }>;

/** That another door opened is what must be known first, whatever this one did. */
function resultOf({ compartment, other }: DoorTest, { outcome, openMs }: Concluded): Tested {
  const opened = openMs === undefined ? {} : { openMs: Math.round(openMs) };
  if (other === undefined) return { compartment, outcome, ...opened };
  return {
    compartment,
    outcome: openMs === undefined ? "wrong-door" : "also-opened",
    ...opened,
    other,
  };
}

/** Still open after two minutes: whoever tested it has gone, and the visit ends with it. */
export function testLeftOpen(draft: Draft, test: DoorTest): void {
  const result = resultOf(test, { outcome: "left-open" });
  record(draft, { kind: "door-tested", ...result, outcome: "left-open" });
  recordEnd(draft, { ...test, results: [...test.results, { ...result, outcome: "left-open" }] });
}
