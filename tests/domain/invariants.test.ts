// The watchman himself: each invariant is broken on purpose in a step that was sound, and has to be named. Between them the
// steps of a real story pass.
import { describe, expect, test } from "vitest";
import type { Fact, NewFact } from "#domain/facts.ts";
import { parseGroupId } from "#domain/ids.ts";
import { type Step as Checked, assertInvariants } from "#domain/invariants.ts";
import type { Compartment, Durable, Grant, Pickup } from "#domain/state.ts";
import { doorCloses, itemGoes, opens } from "../support/domain-boards.ts";
import { deposited, scansQr, secondsPass, signsIn, chooses } from "../support/domain-people.ts";
import {
  type Dossier,
  an,
  bea,
  boardB,
  door,
  extract,
  nobodysPickup,
  otherExtract,
  proven,
  together,
} from "../support/domain-site.ts";
import { given } from "../support/domain-story.ts";
import type { Act, Step } from "../support/domain-terminal.ts";

const checkedOf = ({ before, after, facts, effects }: Step): Checked => ({
  before: before.durable,
  after,
  facts,
  effects,
});

/** The last step of a story that wrote such a fact. */
function stepThat(kind: Fact["kind"], ...acts: readonly Act[]): Checked {
  const step = given(...acts).terminal.steps.findLast(({ facts }) =>
    facts.some(({ fact }) => fact.kind === kind),
  );
  if (step === undefined) throw new Error(`nothing wrote ${kind}`);
  return checkedOf(step);
}

const fires = (): Checked =>
  stepThat("door-granted", deposited(extract, otherExtract), scansQr(extract));
const collects = (): Checked =>
  stepThat(
    "pickup-collected",
    deposited(extract, otherExtract),
    scansQr(extract),
    opens(1),
    itemGoes(1),
    doorCloses(1),
    secondsPass(2),
  );
const reopens = (): Checked =>
  stepThat(
    "door-granted",
    deposited(extract, otherExtract),
    scansQr(extract),
    opens(1),
    itemGoes(1),
    doorCloses(1),
    secondsPass(10),
    scansQr(extract),
  );
const inspects = (): Checked =>
  stepThat(
    "door-granted",
    deposited(extract, otherExtract),
    (terminal) => terminal.restore(),
    (terminal) => deposited()(terminal),
    signsIn(),
    chooses("inspect"),
    chooses("inspect-door", 5),
  );
/** The next door of a group: the proof of the extract stands for the other one. */
const opensNext = (): Checked =>
  stepThat(
    "group-proof-given",
    deposited(together(extract), together(otherExtract)),
    scansQr(extract),
    opens(1),
    itemGoes(1),
    doorCloses(1),
    secondsPass(2),
    chooses("open-next"),
  );
const anotherGroup = proven(parseGroupId("d".repeat(32)));
const leaves = (): Checked => stepThat("visit-ended", deposited(extract, otherExtract));

// ---- how a sound step is broken -------------------------------------------------------------------------------------

const withAfter = (step: Checked, change: Partial<Durable>): Checked => ({
  ...step,
  after: { ...step.after, durable: { ...step.after.durable, ...change } },
});
const withGrant = (step: Checked, change: Partial<Grant>): Checked => {
  const { grant } = step.after.durable;
  return withAfter(step, { grant: grant === undefined ? undefined : { ...grant, ...change } });
};
const changed = (durable: Durable, { pickup }: Dossier, change: Partial<Pickup>): Durable => {
  const known = durable.pickups.get(pickup);
  if (known === undefined) throw new Error("the story does not know this pickup");
  return { ...durable, pickups: new Map([...durable.pickups, [pickup, { ...known, ...change }]]) };
};
const withBefore = (step: Checked, dossier: Dossier, change: Partial<Pickup>): Checked => ({
  ...step,
  before: changed(step.before, dossier, change),
});
const withPickup = (step: Checked, dossier: Dossier, change: Partial<Pickup>): Checked => ({
  ...step,
  after: { ...step.after, durable: changed(step.after.durable, dossier, change) },
});
const withCompartment = (step: Checked, number: number, change: Partial<Compartment>): Checked => {
  const { compartments } = step.after.durable;
  const known = compartments[door(number)];
  if (known === undefined) throw new Error("the story does not know this door");
  return withAfter(step, {
    compartments: { ...compartments, [number]: { ...known, ...change } },
  });
};
const withFact = (step: Checked, kind: Fact["kind"], change: object): Checked => ({
  ...step,
  facts: step.facts.map((each): NewFact => {
    const fact: Fact = { ...each.fact, ...change };
    return each.fact.kind === kind ? { ...each, fact } : each;
  }),
});
const without = (step: Checked, kind: Fact["kind"]): Checked => ({
  ...step,
  facts: step.facts.filter(({ fact }) => fact.kind !== kind),
});
const firedTwice = (step: Checked): Checked => ({
  ...step,
  effects: [...step.effects, ...step.effects],
});
const firedElsewhere = (step: Checked, change: object): Checked => ({
  ...step,
  effects: step.effects.map((effect) =>
    effect.kind === "fire-lock" ? { ...effect, ...change } : effect,
  ),
});
const wiredElsewhere = (step: Checked, change: object): Checked => {
  const compartments = new Map(step.after.site.compartments);
  const wired = compartments.get(door(1));
  if (wired !== undefined) compartments.set(door(1), { ...wired, ...change });
  return { ...step, after: { ...step.after, site: { ...step.after.site, compartments } } };
};

const unwired = (step: Checked): Checked => {
  const compartments = new Map(step.after.site.compartments);
  compartments.delete(door(1));
  return { ...step, after: { ...step.after, site: { ...step.after.site, compartments } } };
};

const deposits = (): Checked => {
  const authority = { kind: "deposit", pickup: extract.pickup };
  return withBefore(withFact(fires(), "door-granted", { authority }), extract, {
    phase: "announced",
  });
};

const by =
  (actor: NewFact["actor"]) =>
  ({ fact }: NewFact): NewFact => ({ fact, actor });

/** Of a product whose policy asks four eyes, the clerk alone. */
const depositsAlone = (witness?: string): Checked => {
  const step = deposits();
  const { policies } = step.after.site;
  const known = policies.get(extract.product);
  if (known === undefined) throw new Error("the site does not know this product");
  const guarded = new Map(policies).set(extract.product, { ...known, fourEyes: true });
  const authority = { kind: "deposit", pickup: extract.pickup, ...(witness && { witness }) };
  const { facts } = withFact(step, "door-granted", { authority });
  return {
    ...step,
    after: { ...step.after, site: { ...step.after.site, policies: guarded } },
    facts: facts.map(by({ kind: "staff", staff: an.staff })),
  };
};

// ---- the table ------------------------------------------------------------------------------------------------------

const broken: readonly (readonly [string, string, () => Checked])[] = [
  ["I1", "two pulses", () => firedTwice(fires())],
  ["I1", "a pulse without any grant", () => withAfter(fires(), { grant: undefined })],
  ["I1", "a pulse of another operation", () => withGrant(fires(), { op: 1 })],
  ["I1", "a pulse under an old grant", () => without(fires(), "door-granted")],
  [
    "I1",
    "a pulse under a fact of another operation",
    () => withFact(fires(), "door-granted", { op: 1 }),
  ],
  [
    "I1",
    "a grant for an unknown pickup",
    () =>
      withFact(fires(), "door-granted", {
        authority: { kind: "collection", pickup: nobodysPickup },
      }),
  ],
  ["I1", "a document for four eyes that one alone puts in", () => depositsAlone()],
  ["I1", "a clerk who is their own witness", () => depositsAlone(an.staff)],
  [
    "I1",
    "a witness of nobody of the staff",
    () => {
      const step = depositsAlone(bea.staff);
      return { ...step, facts: step.facts.map(by({ kind: "desk" })) };
    },
  ],
  [
    "I1",
    "a document for four eyes that one alone takes back",
    () =>
      withFact(depositsAlone(), "door-granted", {
        authority: { kind: "retrieval", pickup: extract.pickup },
      }),
  ],
  ["I1", "a holder who proved nothing", () => without(fires(), "proof-given")],
  [
    "I1",
    "another's proof",
    () => withFact(fires(), "proof-given", { pickup: otherExtract.pickup }),
  ],
  [
    "I1",
    "a proof of the group for another door",
    () => withFact(opensNext(), "group-proof-given", { pickup: extract.pickup }),
  ],
  [
    "I1",
    "a proof of the group for more than a collection",
    () =>
      withFact(opensNext(), "door-granted", {
        authority: { kind: "hand-in", pickup: otherExtract.pickup },
      }),
  ],
  [
    "I1",
    "a proof of the group that nobody gave in this visit",
    () => ({ ...opensNext(), before: { ...opensNext().before, proven: [] } }),
  ],
  [
    "I1",
    "a proof of another group",
    () => withBefore(opensNext(), otherExtract, { group: anotherGroup }),
  ],
  [
    "I1",
    "a proof where there is no group",
    () => {
      const alone = withBefore(opensNext(), otherExtract, { group: undefined });
      return withBefore(alone, extract, { group: undefined });
    },
  ],
  ["I2", "a fourth try", () => withFact(fires(), "door-granted", { attempt: 4 })],
  ["I2", "a try before the first", () => withFact(fires(), "door-granted", { attempt: 0 })],
  ["I2", "a fourth look", () => withFact(inspects(), "door-granted", { attempt: 4 })],
  ["I3", "a pulse on another board", () => firedElsewhere(fires(), { board: boardB })],
  ["I3", "a pulse on another channel", () => firedElsewhere(fires(), { channel: 2 })],
  [
    "I3: a lock fires that was not granted",
    "a grant for another board",
    () => withGrant(fires(), { board: boardB }),
  ],
  [
    "I3: a lock fires that was not granted",
    "a grant for another channel",
    () => withGrant(fires(), { channel: 2 }),
  ],
  ["I3", "a door that has left the configuration", () => unwired(fires())],
  [
    "I1",
    "a pulse under an acceptance of its own",
    () => withFact(fires(), "door-granted", { kind: "grant-accepted" }),
  ],
  [
    "I5",
    "a compartment that holds nobody knows what",
    () => withCompartment(fires(), 5, { holds: nobodysPickup }),
  ],
  ["I3", "a door wired to another board", () => wiredElsewhere(fires(), { board: boardB })],
  ["I3", "a door wired to another channel", () => wiredElsewhere(fires(), { channel: 2 })],
  ["I5", "a document collected unseen", () => withBefore(collects(), extract, { codeUsed: false })],
  [
    "I5",
    "a collection of an unknown pickup",
    () => withFact(collects(), "pickup-collected", { pickup: nobodysPickup }),
  ],
  [
    "I5",
    "a compartment that holds what has ended",
    () => withCompartment(collects(), 1, { holds: extract.pickup }),
  ],
  [
    "I5",
    "a waiting document that lies nowhere",
    () => withCompartment(fires(), 1, { holds: undefined }),
  ],
  [
    "I5",
    "a waiting document that lies elsewhere",
    () => withPickup(fires(), extract, { compartment: door(5) }),
  ],
  [
    "I5",
    "a door that nobody is left to speak of",
    () => withCompartment(leaves(), 1, { unsettled: true }),
  ],
  [
    "I6",
    "one document in two compartments",
    () => withCompartment(fires(), 3, { holds: extract.pickup }),
  ],
  ["I6", "a document deposited twice", () => withBefore(deposits(), extract, { phase: "waiting" })],
  ["I7", "an expired code", () => withBefore(fires(), extract, { dead: "expired" })],
  ["I7", "a code of an ended pickup", () => withBefore(fires(), extract, { phase: "ended" })],
  ["I7", "a used code", () => withBefore(fires(), extract, { codeUsed: true })],
  ["I7", "a resting code", () => withBefore(fires(), extract, { suspended: "interrupted" })],
  [
    "I7",
    "a grace that is over",
    () => withBefore(reopens(), extract, { graceFromMonoMs: undefined }),
  ],
  ["I7", "a grace of an unused code", () => withBefore(reopens(), extract, { codeUsed: false })],
  [
    "I7",
    "a grace of a withdrawn pickup",
    () => withBefore(reopens(), extract, { dead: "withdrawn" }),
  ],
  ["I8", "failures forgotten", () => withBefore(fires(), extract, { failuresTotal: 1 })],
  ["I8", "wrong dates forgotten", () => withBefore(fires(), extract, { wrongBirthDates: 1 })],
];

describe("the invariants", () => {
  test.each([
    ["an opening", fires],
    ["a collection", collects],
    ["the next door of a group", opensNext],
    ["a reopening in the grace time", reopens],
    ["an inspection", inspects],
    ["a deposit", deposits],
    ["a deposit by two of the staff", () => depositsAlone(bea.staff)],
    ["a visit that ends", leaves],
  ])("hold over %s", (_what, step) => {
    expect(() => assertInvariants(step())).not.toThrow();
  });

  test.each(broken)("%s: %s crashes", (invariant, _what, step) => {
    expect(() => assertInvariants(step())).toThrow(`assertion failed: ${invariant}`);
  });

  test("I8 lets a pickup be forgotten that has rested", () => {
    const pickups = new Map(collects().after.durable.pickups);
    pickups.delete(extract.pickup);
    expect(() => assertInvariants(withAfter(collects(), { pickups }))).not.toThrow();
  });
});
