// The fact that a document turned up of which a clerk had found nothing: its label was scanned to put it in. Its pickup begins anew as on
// the first day, under new codes; what was counted against it stays counted. Part of facts.ts; nothing is decided here.
import type { PickupId } from "../ids.ts";

export type FoundAgainFact = {
  readonly kind: "pickup-found-again";
  readonly pickup: PickupId;
  /** Withdrawn then, if nobody has deposited it. */
  readonly untilMs: number;
};
