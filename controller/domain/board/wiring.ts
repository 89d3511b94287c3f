// Which door hangs on which channel, as the site's configuration says.
import type { BoardId, CompartmentNumber } from "../ids.ts";
import type { Site } from "../site.ts";

export function compartmentAt(
  site: Site,
  board: BoardId,
  channel: number,
): CompartmentNumber | undefined {
  for (const compartment of site.compartments.values())
    if (compartment.board === board && compartment.channel === channel) return compartment.number;
  return undefined;
}
