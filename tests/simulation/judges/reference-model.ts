// The terminal in small that the judges go by: compartments and grants (reference-doors.ts), the pickups beside them
// (reference-pickups.ts), who of the staff is there (reference-sessions.ts), and where in the ledger it is.
import type { Fact } from "#domain/facts.ts";
import { type DoorModel, createDoorModel, doorTakes } from "./reference-doors.ts";
import { type PickupModel, createPickupModel, pickupTakes } from "./reference-pickups.ts";
import { type SessionModel, createSessionModel, sessionTakes } from "./reference-sessions.ts";
import type { ReadRow } from "./row-reading.ts";

export type Model = DoorModel &
  PickupModel &
  SessionModel & {
    seq: number;
    epoch: number;
    last: ReadRow | undefined;
  };

export const createModel = (): Model => ({
  ...createDoorModel(),
  ...createPickupModel(),
  ...createSessionModel(),
  seq: 0,
  epoch: 0,
  last: undefined,
});

/** Takes one row; returns nothing, changes the model. */
export function takeRow(model: Model, row: ReadRow): void {
  if (row.fact.kind === "ledger-restored") model.epoch = row.fact.epoch;
  for (const takes of [doorTakes, pickupTakes, sessionTakes]) {
    // The tables are complete by their types; that a fact meets the entry of its own kind is what the key says.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const take = takes[row.fact.kind] as
      | ((model: Model, fact: Fact, row: ReadRow) => void)
      | undefined;
    take?.(model, row.fact, row);
  }
  model.seq = row.seq;
  model.last = row;
}
