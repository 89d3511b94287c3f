// The fact that a proof is good for another document too: both were announced together, and what the other one's own policy asks
// was given in this visit. Which birth date that was, and whose, stands nowhere.
import type { PickupId } from "../ids.ts";

export type GroupFact = {
  readonly kind: "group-proof-given";
  /** Whose door it opens now. */
  readonly pickup: PickupId;
  /** Whose own proof was given in this visit, and how. */
  readonly by: PickupId;
  readonly method: "pin" | "qr";
};
