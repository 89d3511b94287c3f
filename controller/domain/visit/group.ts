// Documents that were announced together: which of them the proof of one opens in its visit, and what comes after each door.
// Each keeps its own policy: what it asks beside a code is asked, and one that asks more than can be asked here is left out (ADR 0031).
import { knownPickup } from "../applier.ts";
import { assert } from "../assert.ts";
import { typingEnded } from "../codes/budget.ts";
import { mayOpenNext } from "../door/grant.ts";
import { type Draft, nextAsk, perform, setVisit } from "../draft.ts";
import type { CompartmentNumber, PickupId } from "../ids.ts";
import type { Pickup, State } from "../state.ts";
import {
  holderRefusal,
  isInForce,
  owesOldDocument,
  placeOf,
  policyOf,
  waitsForStaff,
} from "./holder-rules.ts";
import { citizenStep } from "./person.ts";
import type { CitizenVisit, GroupVisit, Proof } from "./visit.ts";

/** The other documents of its group that lie in the wall. */
function othersOf({ durable }: Pick<State, "durable">, id: PickupId): readonly Pickup[] {
  const { group } = knownPickup(durable, id);
  if (group === undefined) return [];
  return [...durable.pickups.values()].filter(
    (each) => each.group === group && each.id !== id && each.phase === "waiting",
  );
}

/** A member, and where it lies: its door may open after what its policy asks beside a code. */
type Member = {
  readonly pickup: Pickup;
  readonly compartment: CompartmentNumber;
  readonly asksDate: boolean;
};

function memberOf(state: State, { proof, dated }: GroupVisit, pickup: Pickup): Member | undefined {
  const policy = policyOf(state, pickup);
  // Both codes in one visit are its holder's own to give; so is an old document.
  if (policy?.proof.kind !== "code" || owesOldDocument(policy, pickup)) return undefined;
  if (waitsForStaff(policy, pickup) || holderRefusal(state, pickup) !== undefined) return undefined;
  // A clerk can still undo it; and where guessing has ended typing, another's typed code is typing too.
  if (pickup.undoUntilMonoMs !== undefined) return undefined;
  if (proof.method === "pin" && typingEnded(pickup)) return undefined;
  const compartment = placeOf(state, pickup.id);
  const authority = { kind: "collection", pickup: pickup.id } as const;
  if (!mayOpenNext(state, { compartment, authority })) return undefined;
  const asksDate = policy.proof.birthDate && !dated.includes(pickup.id);
  return { pickup, compartment, asksDate };
}

/** What is still to come: first the doors that ask nothing more. Nothing, if the proof they stand on is no longer in force. */
export function leftOf(state: State, group: GroupVisit): readonly Member[] {
  const { proof, past } = group;
  if (!isInForce(knownPickup(state.durable, proof.pickup), proof.codes)) return [];
  const left = othersOf(state, proof.pickup)
    .filter(({ id }) => !past.includes(id))
    .map((pickup) => memberOf(state, group, pickup))
    .filter((member) => member !== undefined);
  return [...left.filter((each) => !each.asksDate), ...left.filter((each) => each.asksDate)];
}

/** Of the group, how many lie here that this visit has not fetched. */
export const waitingOf = (state: State, { proof }: GroupVisit): number =>
  othersOf(state, proof.pickup).length +
  (knownPickup(state.durable, proof.pickup).phase === "waiting" ? 1 : 0);

/** A right proof of one document: from here on it may stand for those that were announced with it. */
export function beginGroup(draft: Draft, proof: Proof): void {
  const { visit } = draft.live;
  assert(visit.kind === "citizen", "a proof is given by nobody");
  if (othersOf(draft, proof.pickup).length === 0) return;
  const alone = { proof, count: 1, past: [proof.pickup], dated: [], ask: undefined };
  const left = leftOf(draft, alone);
  const asking = left.filter(({ asksDate }) => asksDate).map(({ pickup }) => pickup.id);
  const ask = isDated(draft, proof) && asking.length > 0 ? nextAsk(draft) : undefined;
  const group = { ...alone, count: 1 + left.length, ask };
  setVisit(draft, { ...visit, group });
  if (ask === undefined) return;
  const by = { kind: "same-as", pickup: proof.pickup } as const;
  perform(draft, { kind: "match-birth-dates", ask, pickups: asking, by });
}

/** Its own birth date was asked, and was right: else nothing would have opened. */
function isDated(state: State, proof: Proof): boolean {
  const policy = policyOf(state, knownPickup(state.durable, proof.pickup));
  assert(policy !== undefined, "a door opens under no policy");
  return policy.proof.birthDate;
}

export function groupOf({ live: { visit } }: Pick<State, "live">): GroupVisit | undefined {
  assert(visit.kind === "citizen", "a group is fetched by nobody");
  return visit.group;
}

/** This door is done with: what is left of the group is offered, one door at a time, or the visit says goodbye. */
export function afterDoor(draft: Draft, change: Partial<CitizenVisit> = {}): void {
  const group = groupOf(draft);
  const [next] = group === undefined ? [] : leftOf(draft, group);
  if (next === undefined) return citizenStep(draft, { kind: "done" }, change);
  if (next.asksDate)
    return citizenStep(draft, { kind: "birth-date", digits: "", of: { kind: "group" } }, change);
  const { pickup, compartment } = next;
  citizenStep(draft, { kind: "next-door", pickup: pickup.id, compartment }, change);
}
