// May the terminal promise anybody a door now? Said before a code is asked, never after.
import type { Draft } from "../draft.ts";
import { type Durable, type State, compartmentOf, liveBoard } from "../state.ts";
import type { CompartmentNumber } from "../ids.ts";
import { uncommissioned } from "../technician/commissioning.ts";

export type OutOfService = "blocked" | "no-board" | "exposed" | "restored" | "not-commissioned";

/** A document that lies open to anybody: no new visit starts until its door closes or its sensor reads absent. */
function exposedCompartment(durable: Durable): CompartmentNumber | undefined {
  return Object.values(durable.compartments).find(
    ({ doubt, door, item }) =>
      (doubt === "left-open" || doubt === "interrupted" || doubt === "left-inside") &&
      door === "open" &&
      item !== "absent",
  )?.number;
}

/** Some board has seen a later ledger than this one: until a restore, nothing in it can be believed [LL-4.2]. */
export const isBehind = (durable: Durable): boolean =>
  Object.values(durable.boards).some(({ stopped }) => stopped === "ledger-behind-board");

/**
 * After a restore a clerk looks behind every door before anybody is served. A door that no clerk could open now, on a board that is
 * away or stopped, does not keep the others waiting; it waits for its clerk alone.
 */
const awaitsClerk = ({ durable, live, site }: State | Draft): boolean =>
  durable.restoreEpoch > 0 &&
  [...site.compartments.values()].some(({ number, board }) => {
    const { doubt, disabled } = compartmentOf(durable, number);
    const { doorsKnown } = liveBoard(live, board);
    const stopped = durable.boards[board]?.stopped;
    const canBeOpened = doorsKnown && stopped === undefined;
    return doubt === "restored" && disabled === undefined && canBeOpened;
  });

export function outOfService(
  state: Pick<State, "durable" | "live" | "site"> | Draft,
): OutOfService | undefined {
  if (isBehind(state.durable)) return "blocked";
  if (uncommissioned(state).length > 0) return "not-commissioned";
  if (!Object.values(state.live.boards).some(({ doorsKnown }) => doorsKnown)) return "no-board";
  // A grant of an earlier run: until its board has said what became of it, no other door can be granted.
  if (state.durable.grant !== undefined && state.live.visit.kind === "none") return "no-board";
  if (exposedCompartment(state.durable) !== undefined) return "exposed";
  return awaitsClerk(state) ? "restored" : undefined;
}
