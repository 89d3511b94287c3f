// A decision while it is being made: facts are applied as they are written, so that later lines see what earlier ones did.
// It never leaves decide(): outside, a decision is facts, effects and the next live state.
import { knownPickup } from "./applier.ts";
import { apply } from "./apply.ts";
import type { Effect } from "./effects.ts";
import type { AlarmKind, Actor, Fact, NewFact } from "./facts.ts";
import type { BoardId, CompartmentNumber, PickupId } from "./ids.ts";
import type { Moment } from "./moment.ts";
import { type Site, policyVersion } from "./site.ts";
import type { Durable, Live, State } from "./state.ts";
import { type Visit, signedIn } from "./visit/visit.ts";

export type Draft = {
  readonly site: Site;
  readonly at: Moment;
  /** The clock under which the rows of this step stand; a start already stands in the epoch that it opens. */
  readonly stamp: { readonly clockEpoch: number; readonly clockTrusted: boolean };
  durable: Durable;
  live: Live;
  /** Who acts, where it is not the person at the screen. */
  actor: Actor | undefined;
  readonly facts: NewFact[];
  readonly effects: Effect[];
};

export const draftOf = (state: State, at: Moment, stamp: Draft["stamp"]): Draft => ({
  site: state.site,
  at,
  stamp,
  durable: state.durable,
  live: state.live,
  actor: undefined,
  facts: [],
  effects: [],
});

/** What boards, clocks, gateways and deadlines do is nobody's deed, whoever stands at the screen. */
const NOBODYS_DEEDS: ReadonlySet<Fact["kind"]> = new Set<Fact["kind"]>([
  "alarm-raised",
  "bank-stopped",
  "board-event-recorded",
  "board-greeted",
  "board-lost",
  "board-was-blind",
  "clock-stepped",
  "compartment-doubted",
  "door-read",
  "grant-accepted",
  "grant-driven",
  "grant-ended",
  "item-read",
  "message-refused",
  "message-sent",
  "personal-data-erased",
  "pickup-expired",
  "pickup-forgotten",
  "pickup-suspended",
  "typing-locked",
]);

function actorOf(draft: Draft, fact: Fact): Actor {
  if (NOBODYS_DEEDS.has(fact.kind)) return { kind: "terminal" };
  if (draft.actor !== undefined) return draft.actor;
  const { visit } = draft.live;
  if (visit.kind === "citizen") return { kind: "citizen" };
  const who = visit.kind === "staff" ? signedIn(visit.step) : undefined;
  return who === undefined ? { kind: "terminal" } : { kind: "staff", staff: who.staff };
}

function pickupNamedBy(fact: Fact): PickupId | undefined {
  if (fact.kind === "door-granted")
    return "pickup" in fact.authority ? fact.authority.pickup : undefined;
  return "pickup" in fact ? fact.pickup : undefined;
}

function policyOf(draft: Draft, fact: Fact): string | undefined {
  const pickup = pickupNamedBy(fact);
  if (pickup === undefined) return undefined;
  const { product } = fact.kind === "pickup-announced" ? fact : knownPickup(draft.durable, pickup);
  // A product may have left the configuration while its documents still lie here.
  const policy = draft.site.policies.get(product);
  return policy === undefined ? undefined : policyVersion(policy);
}

/** Writes a fact. It is durable before any effect of this step is performed. */
export function record(draft: Draft, fact: Fact): void {
  const actor = actorOf(draft, fact);
  const policy = policyOf(draft, fact);
  draft.facts.push(policy === undefined ? { fact, actor } : { fact, actor, policy });
  draft.durable = apply(draft.durable, {
    seq: draft.durable.seq + 1,
    atMs: draft.at.wallMs,
    monoMs: draft.at.monoMs,
    ...draft.stamp,
    actor,
    policy,
    fact,
  });
}

export const perform = (draft: Draft, effect: Effect): void => {
  draft.effects.push(effect);
};

/** A number for the next question to an adapter. */
export function nextAsk(draft: Draft): number {
  const ask = draft.live.nextAsk;
  draft.live = { ...draft.live, nextAsk: ask + 1 };
  return ask;
}

export const setVisit = (draft: Draft, visit: Visit): void => {
  draft.live = { ...draft.live, visit };
};

/** Raises an alarm and gives the reference number that a citizen can read to the desk: the row that holds it. */
export function raiseAlarm(
  draft: Draft,
  alarm: AlarmKind,
  about: { readonly board?: BoardId; readonly compartment?: CompartmentNumber } = {},
): string {
  const reference = String(draft.durable.seq + 1);
  record(draft, { kind: "alarm-raised", alarm, reference, ...about });
  return reference;
}

/** Message ids repeat after a restart with the same message, so that a gateway delivers it once. */
export function queueMessage(
  draft: Draft,
  pickup: Extract<Fact, { readonly kind: "message-queued" }>["pickup"],
  template: Extract<Fact, { readonly kind: "message-queued" }>["template"],
): void {
  const message = `${draft.site.terminal}-${draft.durable.restoreEpoch}-${draft.durable.seq + 1}`;
  record(draft, { kind: "message-queued", message, pickup, template });
  perform(draft, { kind: "send-message", message, pickup, template });
}

/** At a start: offers the gateway whatever is still in the outbox. */
export function sendOutbox(draft: Draft): void {
  for (const [message, queued] of Object.entries(draft.durable.outbox))
    perform(draft, { kind: "send-message", message, ...queued });
}
