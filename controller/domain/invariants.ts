// What must hold after every step, in production too. A broken one is a programmer's error: crash, restart, replay.
// I2, I3, I9 and I10 speak of bytes, disks and time; they are checked where those are (see docs/architecture.md).
import type { Actor, Authority, Fact, NewFact } from "./facts.ts";
import { assert } from "./assert.ts";
import type { Effect } from "./effects.ts";
import type { Durable, Pickup, State } from "./state.ts";
import { pickupOf } from "./applier.ts";
import { asksFourEyes } from "./pickup/four-eyes.ts";

export type Step = {
  readonly before: Durable;
  readonly after: State;
  readonly facts: readonly NewFact[];
  readonly effects: readonly Effect[];
};

export function assertInvariants(step: Step): void {
  onePulsePerGrant(step);
  eachFactAllowed(step);
  placesAgree(step.before, step.after.durable);
  everyDoorSettled(step.after);
  budgetsNeverShrink(step.before, step.after.durable);
}

/** I1: no pulse without a grant written in this very step, for that door, with an authority; and at most one. */
function onePulsePerGrant({ after, facts, effects }: Step): void {
  const fired = effects.filter((effect) => effect.kind === "fire-lock");
  assert(fired.length <= 1, "I1: one step fires two locks");
  const [pulse] = fired;
  if (pulse === undefined) return;
  const { grant } = after.durable;
  assert(grant !== undefined && grant.op === pulse.op, "I1: a lock fires without its live grant");
  assert(
    grant.board === pulse.board && grant.channel === pulse.channel,
    "I3: a lock fires that was not granted",
  );
  assert(
    facts.some(({ fact }) => fact.kind === "door-granted" && fact.op === pulse.op),
    "I1: a lock fires under a grant of an earlier step",
  );
  const wired = after.site.compartments.get(grant.compartment);
  assert(
    wired?.board === pulse.board && wired.channel === pulse.channel,
    "I3: the grant names another door's channel",
  );
}

function eachFactAllowed({ before, after, facts }: Step): void {
  for (const [at, { fact, actor }] of facts.entries()) {
    if (fact.kind === "door-granted") {
      if (!putsInFoundAgain(facts, fact.authority)) authorityValid(before, fact);
      if (asksFourEyes({ site: after.site, durable: before }, fact))
        seenByTwo(fact.authority, actor);
      provenHere(before, fact, facts[at - 1]?.fact);
    }
    if (fact.kind === "pickup-collected") collectedHonestly(before, fact.pickup);
  }
}

/** It ended, and this very step announced it anew, so that it may be put in. */
const putsInFoundAgain = (facts: readonly NewFact[], authority: Authority): boolean =>
  authority.kind === "deposit" &&
  facts.some(({ fact }) => fact.kind === "pickup-found-again" && fact.pickup === authority.pickup);

/** I7: a code opens nothing after use (save its grace), expiry, withdrawal or doubt. */
function authorityValid(
  before: Durable,
  { authority, attempt }: Extract<Fact, { readonly kind: "door-granted" }>,
): void {
  assert(attempt >= 1 && attempt <= 3, "I2: more than two further tries");
  if (!("pickup" in authority)) return;
  const pickup = pickupOf(before, authority.pickup);
  assert(pickup !== undefined, "I1: a grant names an unknown pickup");
  pickupAllows(authority.kind, pickup);
}

/** I1: a document for four eyes opens to two of the staff, who are not one. */
function seenByTwo(authority: Authority, actor: Actor): void {
  const witness = "witness" in authority ? authority.witness : undefined;
  assert(witness !== undefined, "I1: one alone opens a document for four eyes");
  assert(actor.kind === "staff" && actor.staff !== witness, "I1: nobody is their own witness");
}

function pickupAllows(kind: Authority["kind"], pickup: Pickup): void {
  switch (kind) {
    case "hand-in":
      assert(!pickup.handedIn, "I1: an old document is handed in twice");
      return codeLives(pickup);
    case "collection":
      return codeLives(pickup);
    case "grace-reopen":
      return assert(
        pickup.codeUsed && pickup.graceFromMonoMs !== undefined && pickup.dead === undefined,
        "I7: no grace",
      );
    case "undo-deposit":
      return assert(
        pickup.phase === "waiting" && pickup.undoUntilMonoMs !== undefined,
        "I7: a deposit is undone of which its holder has heard",
      );
    case "deposit":
      return assert(pickup.phase === "announced", "I6: a document is deposited twice");
    case "retrieval":
    case "inspection":
    case "self-test":
      return;
  }
}

const HOLDERS: ReadonlySet<Authority["kind"]> = new Set(["collection", "grace-reopen", "hand-in"]);

/**
 * I1: a holder's first try stands on a proof of this very step: of the document itself, or, for a collection alone, of another one of
 * its group whose own proof was given in this visit (ADR 0031). Further tries stand on the first.
 */
function provenHere(
  before: Durable,
  { authority, attempt }: Extract<Fact, { readonly kind: "door-granted" }>,
  proof: Fact | undefined,
): void {
  if (!HOLDERS.has(authority.kind) || attempt > 1 || !("pickup" in authority)) return;
  const { pickup } = authority;
  if (proof?.kind === "proof-given") return assert(proof.pickup === pickup, "I1: another's proof");
  assert(
    proof?.kind === "group-proof-given" && proof.pickup === pickup,
    "I1: a door opens for a holder who proved nothing",
  );
  assert(authority.kind === "collection", "I1: another's proof is good for a collection alone");
  assert(before.proven.includes(proof.by), "I1: nobody proved the other one in this visit");
  const [own, other] = [pickupOf(before, pickup)?.group, pickupOf(before, proof.by)?.group];
  assert(own !== undefined && own === other, "I1: a proof for another group");
}

function codeLives({ phase, dead, codeUsed, suspended }: Pickup): void {
  assert(phase === "waiting" && dead === undefined, "I7: a dead code opens a door");
  assert(!codeUsed && suspended === undefined, "I7: a used or resting code opens a door");
}

/** I5: never collected without its door seen open in this visit. */
function collectedHonestly(before: Durable, id: Pickup["id"]): void {
  assert(pickupOf(before, id)?.codeUsed === true, "I5: collected without its door seen open");
}

/** I5, I6: a waiting document lies in exactly the one compartment that says it holds it. */
function placesAgree(before: Durable, durable: Durable): void {
  // A step that moved nothing leaves what the step before it was asked.
  if (before.pickups === durable.pickups && before.compartments === durable.compartments) return;
  const held = new Map<string, number>();
  for (const { number, holds } of Object.values(durable.compartments)) {
    if (holds === undefined) continue;
    assert(!held.has(holds), "I6: one document in two compartments");
    held.set(holds, number);
    assert(
      pickupOf(durable, holds)?.phase === "waiting",
      "I5: a compartment holds what is not waiting",
    );
  }
  for (const pickup of durable.pickups.values())
    if (pickup.phase === "waiting")
      assert(
        held.get(pickup.id) === pickup.compartment,
        "I5: a waiting document lies in no compartment",
      );
}

/** I5: before whoever stood there is gone, it was said what came of their door, or it is in doubt. */
function everyDoorSettled({ durable, live }: State): void {
  if (live.visit.kind !== "none") return;
  for (const { unsettled } of Object.values(durable.compartments))
    assert(!unsettled, "I5: nobody is left to say what came of a door");
}

/** I8: what was counted stays counted. */
function budgetsNeverShrink(before: Durable, after: Durable): void {
  if (before.pickups === after.pickups) return;
  for (const pickup of before.pickups.values()) {
    const now = after.pickups.get(pickup.id);
    if (now === undefined || now === pickup) continue;
    assert(now.failuresTotal >= pickup.failuresTotal, "I8: a pickup's failures shrank");
    assert(now.wrongBirthDates >= pickup.wrongBirthDates, "I8: wrong birth dates shrank");
  }
}
