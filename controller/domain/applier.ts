// The shape of "what a fact changes": one small function per kind of fact, gathered by area, complete by type.
import type { Fact, LedgerRecord } from "./facts.ts";
import type { CompartmentNumber, PickupId } from "./ids.ts";
import { type Compartment, type Durable, type Pickup, compartmentOf } from "./state.ts";
import { assert } from "./assert.ts";

type FactOf<Kind extends Fact["kind"]> = Extract<Fact, { readonly kind: Kind }>;

export type Appliers<Kind extends Fact["kind"] = Fact["kind"]> = {
  readonly [K in Kind]: (durable: Durable, fact: FactOf<K>, record: LedgerRecord) => Durable;
};

/** Maps, since a record of so many keys is copied by V8 one property after the other, a hundred times slower. */
export const withEntry = <Key, Value>(
  map: ReadonlyMap<Key, Value>,
  key: Key,
  value: Value,
): ReadonlyMap<Key, Value> => new Map(map).set(key, value);

export function withoutEntry<Key, Value>(
  map: ReadonlyMap<Key, Value>,
  key: Key,
): ReadonlyMap<Key, Value> {
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}

/** A pickup that a fact, a grant or a step names: it is forgotten only 30 days after none of them names it any more. */
export function knownPickup(durable: Durable, id: PickupId): Pickup {
  const pickup = durable.pickups.get(id);
  assert(pickup !== undefined, `pickup ${id} is named and unknown`);
  return pickup;
}

export function changePickup(durable: Durable, id: PickupId, change: Partial<Pickup>): Durable {
  const pickup = { ...knownPickup(durable, id), ...change };
  return { ...durable, pickups: withEntry(durable.pickups, id, pickup) };
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
  id === undefined ? undefined : durable.pickups.get(id);
