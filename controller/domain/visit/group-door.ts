// The next door of a group: it opens by a touch of whoever stands there, or by the birth date that its policy asks.
// Which documents belong to it and may open at all is in group.ts.
import { assert } from "../assert.ts";
import { endGrant, doubtUnsettled } from "../door/grant.ts";
import { type Draft, nextAsk, perform, record, setVisit } from "../draft.ts";
import type { PickupId } from "../ids.ts";
import type { AnswerInput } from "../inputs.ts";
import { openForHolder } from "./citizen-door.ts";
import { countFailures } from "./citizen-proof.ts";
import { afterDoor, groupOf, leftOf } from "./group.ts";
import { citizenStep } from "./person.ts";
import type { CitizenStep, CitizenVisit, GroupVisit } from "./visit.ts";

/** "Open the next door", or "not now": then its code stays good. */
export function nextDoorChoice(
  draft: Draft,
  step: Extract<CitizenStep, { readonly kind: "next-door" }>,
  choice: string,
): void {
  if (choice === "not-now") return citizenStep(draft, { kind: "done" });
  if (choice === "open-next") openNext(draft, step.pickup);
}

/** The one that was announced on the screen; meanwhile it may have been withdrawn, or its board have fallen silent. */
function openNext(draft: Draft, announced: PickupId): void {
  const group = ownGroup(draft);
  const [next] = leftOf(draft, group);
  if (next?.pickup.id !== announced) return afterDoor(draft);
  assert(!next.asksDate, "a door of which nobody gave the birth date");
  const { proof, past } = group;
  setGroup(draft, { ...group, past: [...past, announced] });
  record(draft, {
    kind: "group-proof-given",
    pickup: announced,
    by: proof.pickup,
    method: proof.method,
  });
  openForHolder(draft, announced, "collection");
}

function ownGroup(draft: Draft): GroupVisit {
  const group = groupOf(draft);
  assert(group !== undefined, "a door of a group, and nobody began one");
  return group;
}

function setGroup(draft: Draft, group: GroupVisit): void {
  const { visit } = draft.live;
  assert(visit.kind === "citizen", "a group is fetched by nobody");
  setVisit(draft, { ...visit, group });
}

/** One document is for staff now; the others go on. A door that jammed is given up with it. */
export function goOnWithGroup(draft: Draft): void {
  const group = groupOf(draft);
  if (group === undefined || leftOf(draft, group).length === 0) return;
  endGrant(draft, "not-opened");
  doubtUnsettled(draft);
  afterDoor(draft);
}

/** The screen cannot say whose document it is: the date of any that is left will do, and opens that one. */
export function askGroupDate(draft: Draft, birthDate: string): void {
  const left = leftOf(draft, ownGroup(draft));
  const pickups = left.filter(({ asksDate }) => asksDate).map(({ pickup }) => pickup.id);
  if (pickups.length === 0) return afterDoor(draft);
  const ask = nextAsk(draft);
  perform(draft, { kind: "match-birth-dates", ask, pickups, by: { kind: "typed", birthDate } });
  citizenStep(draft, { kind: "checking", ask, attempt: { kind: "group-date", pickups } });
}

type Matched = Extract<AnswerInput, { readonly kind: "birth-dates-matched" }>;

/** Either whose date is the same as the first one's, or whose date was typed just now. */
export function answerDates(draft: Draft, { ask, matched }: Matched): void {
  const { visit } = draft.live;
  if (visit.kind !== "citizen" || visit.group === undefined) return;
  const { step, group } = visit;
  if (group.ask === ask)
    return setGroup(draft, { ...group, dated: [...group.dated, ...matched], ask: undefined });
  if (step.kind !== "checking" || step.ask !== ask || step.attempt.kind !== "group-date") return;
  const [first] = matched;
  if (first === undefined) return failDate(draft, visit, group, step.attempt.pickups);
  setGroup(draft, { ...group, dated: [...group.dated, ...matched] });
  openNext(draft, first);
}

/** Each of them was guessed at, so it counts for each as a wrong date after its own code does [I8]. */
function failDate(
  draft: Draft,
  visit: CitizenVisit,
  { proof: { method } }: GroupVisit,
  pickups: readonly PickupId[],
): void {
  countFailures(
    draft,
    visit,
    pickups.map((pickup) => ({ method, pickup, birthDateWrong: true })),
  );
}
