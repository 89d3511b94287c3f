// What the life of a grant, of a pickup and of a visit was seen to do: each step's moves as data, read from the states around it.
// Nothing here knows what is allowed; the diagrams show what was observed.
import { apply } from "#domain/apply.ts";
import type { Durable, Pickup, State } from "#domain/state.ts";
import type { Step } from "./domain-terminal.ts";
import { wordsOf } from "./domain-words.ts";

export type Machine = "grant" | "pickup" | "visit";
export type Move = {
  readonly machine: Machine;
  readonly from: string;
  readonly to: string;
  readonly by: string;
};

export const movesOf = (step: Step): readonly Move[] => [
  ...visitMoves(step),
  ...grantMoves(step),
  ...pickupMoves(step),
];

// ---- the visit of a citizen -----------------------------------------------------------------------------------------

export const NOBODY = "nobody";
const STAFF = "staff";

function visitState({ live: { visit } }: State): string {
  if (visit.kind === "none") return NOBODY;
  return visit.kind === "staff" ? STAFF : visit.step.kind;
}

function visitMoves({ before, after, input }: Step): readonly Move[] {
  const [from, to] = [visitState(before), visitState(after)];
  return from === to ? [] : [{ machine: "visit", from, to, by: wordsOf(input, before) }];
}

// ---- the one grant --------------------------------------------------------------------------------------------------

export const NO_GRANT = "no grant";

function grantState({ durable: { grant }, live: { watch } }: State): string {
  if (grant === undefined) return NO_GRANT;
  if (grant.opened !== "no")
    return grant.closedAtMonoMs === undefined ? `open (${grant.opened})` : "closed again";
  if (watch?.stage === "asking" || watch?.stage === "jammed") return watch.stage;
  return grant.accepted ? "accepted" : "fired";
}

/** One step may end a grant and write the next: both moves are told. */
function grantMoves({ before, after, input, facts }: Step): readonly Move[] {
  const by = wordsOf(input, before);
  const from = grantState(before);
  const ended = facts.flatMap(({ fact }) => (fact.kind === "grant-ended" ? fact.outcome : []));
  const to = grantState(after);
  const end: Move[] = ended.map((outcome) => ({
    machine: "grant",
    from,
    to: `ended (${outcome})`,
    by,
  }));
  const resumesFrom = ended.length === 0 ? from : NO_GRANT;
  return resumesFrom === to ? end : [...end, { machine: "grant", from: resumesFrom, to, by }];
}

// ---- pickups --------------------------------------------------------------------------------------------------------

export const UNKNOWN_PICKUP = "not known";

function pickupState(pickup: Pickup | undefined): string {
  if (pickup === undefined) return UNKNOWN_PICKUP;
  if (pickup.phase === "ended") return `ended (${pickup.end ?? "?"})`;
  if (pickup.phase === "announced") return "announced";
  if (pickup.dead !== undefined) return `waiting (${pickup.dead})`;
  if (pickup.suspended !== undefined) return "waiting (suspended)";
  return pickup.codeUsed ? "waiting (code used)" : "waiting";
}

/** Named by the fact: what a pickup is follows from the ledger alone. */
function pickupMoves({ before, records }: Step): readonly Move[] {
  let durable: Durable = before.durable;
  return records.flatMap((record) => {
    const next = apply(durable, record);
    const moves = changedPickups(durable, next).map(({ from, to }): Move => ({
      machine: "pickup",
      from,
      to,
      by: record.fact.kind,
    }));
    durable = next;
    return moves;
  });
}

const known = ({ pickups }: Durable, id: string): Pickup | undefined =>
  [...pickups.values()].find((pickup) => pickup.id === id);

function changedPickups(
  before: Durable,
  after: Durable,
): readonly { readonly from: string; readonly to: string }[] {
  if (before.pickups === after.pickups) return [];
  const ids = new Set([...before.pickups.keys(), ...after.pickups.keys()]);
  return [...ids]
    .map((id) => ({ from: pickupState(known(before, id)), to: pickupState(known(after, id)) }))
    .filter(({ from, to }) => from !== to);
}
