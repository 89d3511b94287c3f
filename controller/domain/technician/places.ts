// Where a technician is at the screen, and what the workshop is asked and answers. Types only.
import type { CompartmentNumber } from "../ids.ts";
import type { DoorEvent } from "./panel.ts";

export type Place =
  | { readonly kind: "menu" }
  | { readonly kind: "wall"; readonly onlyFaults: boolean; readonly page: number }
  | { readonly kind: "door"; readonly compartment: CompartmentNumber }
  /** Something was asked of the workshop; its answer says where to go. */
  | { readonly kind: "waiting"; readonly ask: number }
  | {
      readonly kind: "history";
      readonly compartment: CompartmentNumber;
      /** The newest first. */
      readonly events: readonly DoorEvent[];
      readonly page: number;
    };

/** What the domain asks of the workshop: things that only a technician looks at. */
export type WorkshopAsk = {
  readonly kind: "read-door-history";
  readonly ask: number;
  readonly compartment: CompartmentNumber;
};

/** `ask` repeats the number of the question. */
export type WorkshopAnswer = {
  readonly kind: "door-history-read";
  readonly ask: number;
  readonly compartment: CompartmentNumber;
  readonly events: readonly DoorEvent[];
};
