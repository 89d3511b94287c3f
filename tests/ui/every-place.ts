// Every place where a technician can be at the screen, at least once each: a place without a row here does not compile.
import { parseCompartmentNumber } from "#domain/ids.ts";
import type { Result } from "#domain/result.ts";
import type { Place } from "#domain/technician/places.ts";
import { toldOfDoor } from "../support/domain-workshop.ts";

export function must<T>(parsed: Result<T, string>): T {
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

export const compartment = (number: number) => must(parseCompartmentNumber(number));

/** Second column, second from the top. */
export const HERE = compartment(8);
const DOUBTFUL = compartment(17);

type Rows = {
  readonly [Kind in Place["kind"]]: readonly Extract<Place, { readonly kind: Kind }>[];
};

const rows: Rows = {
  menu: [{ kind: "menu" }],
  wall: [
    { kind: "wall", onlyFaults: false, page: 0 },
    { kind: "wall", onlyFaults: true, page: 0 },
  ],
  door: [
    { kind: "door", compartment: HERE },
    { kind: "door", compartment: DOUBTFUL },
  ],
  waiting: [{ kind: "waiting", ask: 1 }],
  history: [
    { kind: "history", compartment: HERE, events: toldOfDoor, page: 0 },
    { kind: "history", compartment: HERE, events: [], page: 0 },
  ],
};

export const workshopPlaces: readonly Place[] = Object.values(rows).flat();
