// What waits for a clerk at this terminal: documents to take back, compartments to look into. Pure reading.
import type { BoardId, CompartmentNumber } from "../ids.ts";
import type { StaffRole } from "../inputs.ts";
import { pickupOf } from "../applier.ts";
import type { Site } from "../site.ts";
import { type Durable, type Pickup, compartmentOf } from "../state.ts";
import type { ListTask } from "./visit.ts";

/** As many doors as fit on one screen with keys of 20 mm. */
export const LIST_PAGE = 12;

export function worklist(
  durable: Durable,
  site: Site,
  task: ListTask,
): readonly CompartmentNumber[] {
  const numbers = [...site.compartments.keys()].toSorted((a, b) => a - b);
  if (task === "inspect")
    return numbers.filter((number) => compartmentOf(durable, number).doubt !== undefined);
  const deadOf = (number: CompartmentNumber): Pickup["dead"] =>
    pickupOf(durable, compartmentOf(durable, number).holds)?.dead;
  const overdue = (number: CompartmentNumber): boolean => deadOf(number) !== undefined;
  // A compartment in doubt is inspected first: nobody takes a document out of it by the way.
  return numbers
    .filter((number) => {
      const { holds, doubt } = compartmentOf(durable, number);
      // What the desk withdrew waits no longer, whatever a clerk gives it.
      if (task === "extend" && deadOf(number) === "withdrawn") return false;
      return holds !== undefined && doubt === undefined;
    })
    .toSorted((a, b) => Number(overdue(b)) - Number(overdue(a)) || a - b);
}

/**
 * Who may let a stopped bank serve again: a second host is a technician's matter [LL-2.4], and looking at the wall does not
 * make an old ledger new [LL-4.2].
 */
export function mayResume(durable: Durable, board: BoardId, role: StaffRole): boolean {
  const stopped = durable.boards[board]?.stopped;
  if (stopped === undefined || stopped === "ledger-behind-board") return false;
  return stopped !== "second-host" || role === "technician";
}
