// Which doors a technician may test: only where nothing lies, as far as the ledger and every sensor know.
import { isFree, inSomebodysGrace } from "../compartment/allocation.ts";
import { STAYED_SHUT } from "../door/grant.ts";
import type { Draft } from "../draft.ts";
import type { CompartmentNumber } from "../ids.ts";
import { compartmentOf } from "../state.ts";
import { tileState } from "./wall.ts";
import type { TestResult } from "./places.ts";

type Wall = Pick<Draft, "site" | "durable" | "live" | "at">;

/** Of a self-test: the free ones, in their order; every other is left alone, and said why. */
export function selfTestDoors(wall: Wall): {
  readonly doors: readonly CompartmentNumber[];
  readonly skipped: readonly TestResult[];
} {
  const sites = [...wall.site.compartments.values()].toSorted((a, b) => a.number - b.number);
  return {
    doors: sites.filter((site) => isFree(wall, site)).map(({ number }) => number),
    skipped: sites
      .filter((site) => !isFree(wall, site))
      .map((site) => ({
        compartment: site.number,
        outcome: "skipped",
        state: tileState(wall, site),
      })),
  };
}

/**
 * One door alone may also be out of service, or have stayed shut when it was driven: nothing came in since. Whatever else is in
 * doubt is for a clerk's eyes first.
 */
export function mayTest(wall: Wall, number: CompartmentNumber): boolean {
  const { holds, doubt, door, item } = compartmentOf(wall.durable, number);
  const staysShut = doubt === undefined || STAYED_SHUT.has(doubt);
  const seemsEmpty = holds === undefined && item !== "present" && door !== "open";
  return staysShut && seemsEmpty && !inSomebodysGrace(wall, number);
}
