// The shape of "what a fact changes": one small function per kind of fact, gathered by area, complete by type.
import type { Fact, LedgerRecord } from "./facts.ts";
import type { CompartmentNumber, PickupId } from "./ids.ts";
import { type Compartment, type Durable, type Pickup, compartmentOf } from "./state.ts";
import { assert } from "./assert.ts";

type FactOf<Kind extends Fact["kind"]> = Extract<Fact, { readonly kind: Kind }>;

export type Appliers<Kind extends Fact["kind"] = Fact["kind"]> = {
  readonly [K in Kind]: (durable: Durable, fact: FactOf<K>, record: LedgerRecord) => Durable;
};

export function changePickup(durable: Durable, id: PickupId, change: Partial<Pickup>): Durable {
  const pickup = durable.pickups[id];
  assert(pickup !== undefined, `a fact names the unknown pickup ${id}`);
  return { ...durable, pickups: { ...durable.pickups, [id]: { ...pickup, ...change } } };
}

export function changeCompartment(
  durable: Durable,
  number: CompartmentNumber,
  change: Partial<Compartment>,
): Durable {
  const compartment = { ...compartmentOf(durable, number), ...change };
  return { ...durable, compartments: { ...durable.compartments, [number]: compartment } };
}

export const pickupOf = (durable: Durable, id: PickupId | undefined): Pickup | undefined =>
  id === undefined ? undefined : durable.pickups[id];
