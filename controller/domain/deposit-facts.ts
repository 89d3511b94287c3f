// The facts about putting a document in: done, and undone while nobody had heard of it. Part of facts.ts; nothing is decided here.
import type { CompartmentNumber, PickupId } from "./ids.ts";

export type DepositFact =
  /** `undoMs`: so long its holder hears nothing, and it can be undone; missing: the message goes at once. */
  | {
      readonly kind: "pickup-deposited";
      readonly pickup: PickupId;
      readonly compartment: CompartmentNumber;
      readonly untilMs: number;
      readonly undoMs?: number;
    }
  /** Taken out again before any message went: announced as before, and withdrawn at `untilMs` if nobody deposits it. */
  | {
      readonly kind: "deposit-undone";
      readonly pickup: PickupId;
      readonly compartment: CompartmentNumber;
      readonly untilMs: number;
    };
