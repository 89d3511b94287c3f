// Which doors nobody has walked yet: a door counts as commissioned with the board and channel under which a technician saw it open,
// and no other. A changed wire or a new door makes the terminal wait for its technician again (ADR 0030).
import type { CompartmentNumber } from "../ids.ts";
import type { CompartmentSite } from "../site.ts";
import { type Durable, type State, compartmentOf } from "../state.ts";

type Wall = Pick<State, "site" | "durable">;

/** How a door is wired, as one word. */
export const wiringOf = ({ board, channel }: Pick<CompartmentSite, "board" | "channel">): string =>
  `${board}/${channel}`;

function isWalked({ commissioned, servedUnwalked }: Durable, door: CompartmentSite): boolean {
  const walked = commissioned[door.number];
  // A ledger that handed out documents before there was a walk has shown its doors by that.
  return walked === undefined ? servedUnwalked : walked === wiringOf(door);
}

/** What keeps the terminal from serving, in the order of the numbers; a door out of service keeps nobody waiting. */
export function uncommissioned({ site, durable }: Wall): readonly CompartmentNumber[] {
  if (site.commissioning === "not-required") return [];
  return [...site.compartments.values()]
    .filter((door) => !isWalked(durable, door))
    .map(({ number }) => number)
    .filter((number) => compartmentOf(durable, number).disabled === undefined)
    .toSorted((a, b) => a - b);
}
