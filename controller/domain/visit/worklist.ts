// What waits for a clerk at this terminal: documents to take back, compartments to look into. Pure reading.
import type { BoardId, CompartmentNumber } from "../ids.ts";
import type { StaffRole } from "../inputs.ts";
import type { Site } from "../site.ts";
import { type Durable, compartmentOf } from "../state.ts";

/** As many doors as fit on one screen with keys of 20 mm. */
export const LIST_PAGE = 12;

export function worklist(
  durable: Durable,
  site: Site,
  task: "take-back" | "inspect",
): readonly CompartmentNumber[] {
  const numbers = [...site.compartments.keys()].toSorted((a, b) => a - b);
  if (task === "inspect")
    return numbers.filter((number) => compartmentOf(durable, number).doubt !== undefined);
  const overdue = (number: CompartmentNumber): boolean => {
    const { holds } = compartmentOf(durable, number);
    return holds !== undefined && durable.pickups.get(holds)?.dead !== undefined;
  };
  // A compartment in doubt is inspected first: nobody takes a document out of it by the way.
  return numbers
    .filter((number) => {
      const { holds, doubt } = compartmentOf(durable, number);
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
