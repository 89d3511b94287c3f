// When a door may be granted, and to whom: a sentence for each breach [I1, I2, I3, I7]. Asked before the row is taken.
import type { Authority } from "#domain/facts.ts";
import type { Policy, Site } from "#domain/site.ts";
import { type Breach, type FactOf, type Look, first } from "./breach.ts";
import { doorOf } from "./reference-doors.ts";
import type { Model } from "./reference-model.ts";
import type { ModelPickup } from "./reference-pickups.ts";
import type { ReadRow } from "./row-reading.ts";
import { aloneBreach } from "./witness-rules.ts";

const ATTEMPTS_MAX = 3;
const AGAIN_AFTER_MS = 1000;
const WRONG_BIRTH_DATES_MAX = 5;
const OPS_PER_EPOCH = 1e12;

export const grantingBreach = (look: Look<"door-granted">): Breach | undefined =>
  grantBreach(look) ?? authorityBreach(look) ?? aloneBreach(look);

function grantBreach({ model, site, row, fact }: Look<"door-granted">): Breach | undefined {
  const wired = site.compartments.get(fact.compartment);
  const board = model.boards.get(fact.board);
  const isAgain = fact.attempt > 1;
  return first(
    [model.grant !== undefined, "I1", `grant ${model.grant?.op} lives`],
    [fact.op !== model.epoch * OPS_PER_EPOCH + row.seq, "I2", "its op is not epoch and row"],
    [wired?.board !== fact.board || wired.channel !== fact.channel, "I3", "it is wired elsewhere"],
    [board === undefined, "I1", `board ${fact.board} was never greeted`],
    [board?.boot !== fact.boot, "I2", `board ${fact.board} runs under boot ${board?.boot}`],
    [board?.stopped !== undefined, "I1", `its bank is stopped (${board?.stopped})`],
    [
      doorOf(model, fact.compartment).disabled !== undefined && fact.authority.kind !== "self-test",
      "I1",
      "the compartment is disabled",
    ],
    [fact.attempt < 1 || fact.attempt > ATTEMPTS_MAX, "I2", `attempt ${fact.attempt}`],
    [isAgain && !followsOwnFailure(model, row, fact), "I2", "a further try without a failed one"],
    [actorOf(fact) !== row.actor.split(":")[0], "I1", `${row.actor} may not open it so`],
  );
}

export const actorOf = ({ authority }: { readonly authority: Authority }): string =>
  HOLDERS.has(authority.kind) ? "citizen" : "staff";

const HOLDERS: ReadonlySet<Authority["kind"]> = new Set(["collection", "grace-reopen", "hand-in"]);

/** The same door for the same reason, a second or more after it was fired at, and it did not open. */
function followsOwnFailure(model: Model, row: ReadRow, fact: FactOf<"door-granted">): boolean {
  const { ended } = model;
  if (ended === undefined) return false;
  const { grant, outcome } = ended;
  return (
    grant.compartment === fact.compartment &&
    grant.authority.kind === fact.authority.kind &&
    grant.attempt === fact.attempt - 1 &&
    row.monoMs - grant.grantedMonoMs >= AGAIN_AFTER_MS &&
    (outcome === "not-opened" || outcome === "not-fired")
  );
}

// ---- authorities ----------------------------------------------------------------------------------------------------

/** These say that the door never moved when it was driven. */
const SHUT: ReadonlySet<string> = new Set(["not-opened", "drive-fault"]);

/** A technician tests only doors behind which nothing lies, and fires once at each. */
function testBreach({ model, fact }: Look<"door-granted">): Breach | undefined {
  const { holds, doubt, item } = doorOf(model, fact.compartment);
  return first(
    [holds !== undefined, "I5", `the compartment holds ${holds ?? "nothing"}`],
    [doubt !== undefined && !SHUT.has(doubt), "I5", `the compartment is in doubt (${doubt})`],
    [item === "present", "I5", "its sensor says that something lies inside"],
    [fact.attempt !== 1, "I2", "a test fires once"],
  );
}

function authorityBreach(look: Look<"door-granted">): Breach | undefined {
  const { authority, compartment } = look.fact;
  const { doubt } = doorOf(look.model, compartment);
  if (authority.kind === "inspection")
    return first([doubt === undefined, "I1", "nobody has to look in there"]);
  if (authority.kind === "self-test") return testBreach(look);
  const pickup = look.model.pickups.get(authority.pickup);
  if (pickup === undefined) return ["I1", `nobody announced pickup ${authority.pickup}`];
  switch (authority.kind) {
    case "deposit":
      return depositBreach(look, pickup);
    case "collection":
      return holderBreach(look, pickup) ?? owedBreach(look, pickup) ?? unprovenBreach(look, pickup);
    case "hand-in":
      return (
        deadCodeBreach(pickup) ??
        handInBreach(look, pickup) ??
        roomBreach(look, pickup) ??
        unprovenBreach(look, pickup)
      );
    case "grace-reopen":
      return graceBreach(look, pickup) ?? unprovenBreach(look, pickup);
    case "undo-deposit":
      return (
        first(
          [pickup.phase !== "waiting", "I6", `its document is ${pickup.phase}`],
          [pickup.told === "told", "I7", "its holder has the code already"],
        ) ?? retrievalBreach(look, pickup)
      );
    case "retrieval":
      return retrievalBreach(look, pickup);
  }
}

function depositBreach(look: Look<"door-granted">, pickup: ModelPickup): Breach | undefined {
  const isIn = pickup.phase !== "announced";
  return first([isIn, "I6", `its document is ${pickup.phase} already`]) ?? roomBreach(look, pickup);
}

/** Something new may come in only where nothing is, or may be. */
function roomBreach(
  { model, site, row, fact }: Look<"door-granted">,
  pickup: ModelPickup,
): Breach | undefined {
  const door = doorOf(model, fact.compartment);
  const isOwnSecondTry = door.lastPickup === pickup.id;
  return first(
    [door.holds !== undefined, "I6", `the compartment holds the document of ${door.holds}`],
    [door.doubt !== undefined, "I5", `the compartment is in doubt (${door.doubt})`],
    [door.item === "present" && !isOwnSecondTry, "I5", "its sensor says that something is inside"],
    [isInGrace(model, site, { row, compartment: fact.compartment }), "I7", "it is in grace time"],
  );
}

function isInGrace(
  model: Model,
  site: Site,
  { row, compartment }: { readonly row: ReadRow; readonly compartment: number },
): boolean {
  return [...model.graced].some((id) => {
    const pickup = model.pickups.get(id);
    return pickup?.compartment === compartment && graceRuns(site, pickup, row.monoMs);
  });
}

function graceRuns(site: Site, pickup: ModelPickup, monoMs: number): boolean {
  const seconds = policyOf(site, pickup)?.graceReopenSeconds ?? 0;
  return pickup.graceFromMs !== undefined && monoMs - pickup.graceFromMs <= seconds * 1000;
}

export const policyOf = (
  site: Site,
  { product }: Pick<ModelPickup, "product">,
): Policy | undefined => [...site.policies.values()].find((policy) => policy.product === product);

/** [I7] */
function holderBreach(
  { model, fact: { compartment } }: Look<"door-granted">,
  pickup: ModelPickup,
): Breach | undefined {
  const door = doorOf(model, compartment);
  return (
    deadCodeBreach(pickup) ??
    first(
      [door.holds !== pickup.id, "I6", `the compartment holds ${door.holds ?? "nothing"}`],
      [door.doubt !== undefined, "I5", `the compartment is in doubt (${door.doubt})`],
    )
  );
}

/** [I7] Whatever opens for a holder stands on a code that lives. */
const deadCodeBreach = (pickup: ModelPickup): Breach | undefined =>
  first(
    [pickup.phase !== "waiting", "I7", `its pickup is ${pickup.phase}`],
    [pickup.dead !== undefined, "I7", `its code is dead (${pickup.dead})`],
    [pickup.suspended !== undefined, "I7", `its code rests (${pickup.suspended})`],
    [pickup.used, "I7", "its code was used"],
  );

const owesOld = (site: Site, pickup: ModelPickup): boolean =>
  policyOf(site, pickup)?.handInFirst === true && !pickup.handedIn;

/** The old document first, where the policy asks it. */
const owedBreach = ({ site }: Look<"door-granted">, pickup: ModelPickup): Breach | undefined =>
  first([owesOld(site, pickup), "I1", "the old document was not handed in"]);

const handInBreach = ({ site }: Look<"door-granted">, pickup: ModelPickup): Breach | undefined =>
  first([!owesOld(site, pickup), "I1", "no old document is owed"]);

function graceBreach(
  { model, site, row, fact }: Look<"door-granted">,
  pickup: ModelPickup,
): Breach | undefined {
  const door = doorOf(model, fact.compartment);
  const isAnothers = door.holds !== undefined && door.holds !== pickup.id;
  const isLate = fact.attempt === 1 && !graceRuns(site, pickup, row.monoMs);
  return first(
    [!pickup.used, "I7", "grace is for a used code"],
    [pickup.dead !== undefined, "I7", `its code is dead (${pickup.dead})`],
    [pickup.graceFromMs === undefined, "I7", "no grace runs for it"],
    [isLate, "I7", "its grace time is over"],
    [pickup.compartment !== fact.compartment, "I7", "grace is for its own compartment"],
    [isAnothers || door.lastPickup !== pickup.id, "I6", "somebody else used the compartment since"],
  );
}

const isProvenItself = ({ last }: Model, { id }: ModelPickup): boolean =>
  last?.fact.kind === "proof-given" && last.fact.pickup === id;

/**
 * Or the proof of another document that was announced together with it, given in this very visit: for a collection alone, and of
 * nothing that its holder has to bring more than a birth date for.
 */
function isProvenByGroup(
  { model, site, fact }: Pick<Look<"door-granted">, "model" | "site" | "fact">,
  pickup: ModelPickup,
): boolean {
  const proof = model.last?.fact;
  if (proof?.kind !== "group-proof-given" || proof.pickup !== pickup.id) return false;
  const proven = model.pickups.get(proof.by);
  const isOneGroup = pickup.group !== undefined && pickup.group === proven?.group;
  const isOfThisVisit = model.proven.has(proof.by) && proof.by !== pickup.id;
  const asksOneCode = policyOf(site, pickup)?.proof.kind === "code";
  const isCollection = fact.authority.kind === "collection";
  return isOneGroup && isOfThisVisit && asksOneCode && isCollection;
}

/** The row before the first grant of a visit is the proof; further tries stand on it. */
function unprovenBreach(
  { model, site, fact }: Look<"door-granted">,
  pickup: ModelPickup,
): Breach | undefined {
  if (fact.attempt > 1) return undefined;
  const policy = policyOf(site, pickup)?.proof;
  const isDateOver = policy?.birthDate === true && pickup.wrongBirthDates >= WRONG_BIRTH_DATES_MAX;
  return first(
    [
      !isProvenItself(model, pickup) && !isProvenByGroup({ model, site, fact }, pickup),
      "I1",
      "no proof was given for it",
    ],
    [policy?.staffRelease === true && !pickup.released, "I1", "staff did not release it"],
    [isDateOver && !pickup.released, "I8", "its birth date was wrong too often"],
  );
}

function retrievalBreach(
  { model, fact: { compartment, authority } }: Look<"door-granted">,
  pickup: ModelPickup,
): Breach | undefined {
  const door = doorOf(model, compartment);
  const isGoingOn =
    model.ended?.grant.authority.kind === authority.kind &&
    model.ended.grant.compartment === compartment;
  return first(
    [door.holds !== pickup.id, "I6", `the compartment holds ${door.holds ?? "nothing"}`],
    [
      door.doubt !== undefined && !isGoingOn,
      "I5",
      `a compartment in doubt (${door.doubt}) is inspected first`,
    ],
  );
}
