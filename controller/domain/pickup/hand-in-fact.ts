// The fact that a holder's old document lies in a compartment: with it, and not before, their new one may be collected.
// What comes of the compartment is a doubt of its own kind: a clerk takes the old document out.
import type { CompartmentNumber, PickupId } from "../ids.ts";

export type HandInFact = {
  readonly kind: "old-document-handed-in";
  /** Whose collection it is that may now go on. */
  readonly pickup: PickupId;
  readonly compartment: CompartmentNumber;
  /** Seen by the sensor after the door closed, or said by the holder where none looks. */
  readonly proof: "item-sensor" | "holder-confirmed";
};
