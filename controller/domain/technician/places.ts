// Where a technician is at the screen, and what the workshop is asked and answers. Types only.
import type { CompartmentNumber } from "../ids.ts";
import type { Language } from "../site.ts";
import type { TestOutcome } from "../workshop-facts.ts";
import type { Devices, DoorEvent, TileState, TraceLine } from "./panel.ts";

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
    }
  | {
      readonly kind: "report";
      readonly purpose: DoorTest["purpose"];
      readonly results: readonly TestResult[];
      readonly page: number;
    }
  /** The doors that nobody has walked yet. */
  | { readonly kind: "commissioning" }
  /** It opened and closed as it should: was it the door with this number? */
  | { readonly kind: "confirm"; readonly test: DoorTest; readonly openMs: number }
  | { readonly kind: "devices"; readonly devices: Devices }
  /** What the scanner read last: how long it was and of which kind, never what. */
  | { readonly kind: "scanner"; readonly scanned: Scanned | undefined }
  /** What was spoken last; `times` tells two equal ones apart. */
  | { readonly kind: "sound"; readonly spoken: Language | undefined; readonly times: number }
  /** Nine points of the glass; where a finger lands beside them is the page's own to show. */
  | { readonly kind: "touch" }
  | {
      readonly kind: "trace";
      /** The newest first. */
      readonly lines: readonly TraceLine[];
      readonly hex: boolean;
      readonly page: number;
    }
  /** `name`: the folder that was written, or nothing where that failed. */
  | { readonly kind: "bundle"; readonly name: string | undefined };

export type Scanned = { readonly what: "qr" | "badge" | "other"; readonly length: number };

/** How one door did. `refused`: it could not be fired at; `not-tested`: the test was stopped before. */
export type TestResult =
  | {
      readonly compartment: CompartmentNumber;
      readonly outcome: TestOutcome;
      readonly openMs?: number;
      readonly other?: CompartmentNumber;
    }
  | { readonly compartment: CompartmentNumber; readonly outcome: "refused" | "not-tested" }
  | {
      readonly compartment: CompartmentNumber;
      readonly outcome: "skipped";
      readonly state: TileState;
    };

/** A test under way: the door that was fired at, those before it and those to come. */
export type DoorTest = {
  readonly purpose: "self-test" | "one-door" | "commissioning";
  readonly compartment: CompartmentNumber;
  readonly grantedAtMonoMs: number;
  readonly waiting: readonly CompartmentNumber[];
  readonly results: readonly TestResult[];
  /** A door that opened in its place, or with it. */
  readonly other: CompartmentNumber | undefined;
  readonly stopping: boolean;
  /** Of a commissioning with an item sensor: a hand or a card has to come and go while the door is open. */
  readonly hand: Hand;
};
export type Hand = "not-asked" | "asked" | "seen" | "checked";

/** What the domain asks of the workshop: things that only a technician looks at. */
export type WorkshopAsk =
  | {
      readonly kind: "read-door-history";
      readonly ask: number;
      readonly compartment: CompartmentNumber;
    }
  | { readonly kind: "read-devices"; readonly ask: number }
  | { readonly kind: "read-bus-trace"; readonly ask: number }
  | { readonly kind: "make-support-bundle"; readonly ask: number };

/** `ask` repeats the number of the question. */
export type WorkshopAnswer =
  | {
      readonly kind: "door-history-read";
      readonly ask: number;
      readonly compartment: CompartmentNumber;
      readonly events: readonly DoorEvent[];
    }
  | { readonly kind: "devices-read"; readonly ask: number; readonly devices: Devices }
  | { readonly kind: "bus-trace-read"; readonly ask: number; readonly lines: readonly TraceLine[] }
  | {
      readonly kind: "support-bundle-made";
      readonly ask: number;
      readonly name: string | undefined;
    };
