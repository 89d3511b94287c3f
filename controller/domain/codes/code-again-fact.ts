// The fact that somebody asked at the screen to have the codes sent again, whether anything came of it or not. The telephone
// number and the birth date that were typed stand nowhere. Part of facts.ts; nothing is decided here.
import type { PickupId } from "../ids.ts";

export type CodeAgainFact = {
  readonly kind: "code-asked-again";
  /** Whose codes go to their own contacts once more. */
  readonly sent: readonly PickupId[];
  /** Registered under this number, with another birth date than the typed one. */
  readonly wrong: readonly PickupId[];
};
