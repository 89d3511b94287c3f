// The fact that a second member of staff proved to stand at the terminal: badge and one-time code, as when signing in. From then on
// the session of the first opens documents for four eyes, and each such grant names both. Part of facts.ts; nothing is decided here.
import type { StaffId } from "../ids.ts";

export type WitnessFact = {
  readonly kind: "staff-witnessed";
  /** The second one; the row's actor is the first. */
  readonly staff: StaffId;
  readonly timeStep: number;
};

/** What a grant of staff carries where the product's policy asks four eyes. */
export type Witnessed = { readonly witness?: StaffId };
