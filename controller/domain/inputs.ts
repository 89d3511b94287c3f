// Everything that can happen to the terminal, past tense. Failures of the world are inputs like any other.
import type {
  BoardId,
  CompartmentNumber,
  GroupId,
  Locator,
  Op,
  PickupId,
  ProductId,
  StaffId,
} from "./ids.ts";
import type { RecordedEvent } from "./facts.ts";
import type { DisplayChange } from "./screen.ts";
import type { Language } from "./site.ts";
import type { WorkshopAnswer } from "./technician/places.ts";

/** What a person did at the screen. `key` is one key of the keypad, a choice is the id of a button that the screen showed. */
export type ScreenInput =
  | { readonly kind: "key-pressed"; readonly key: Key }
  /** `number`: the door, where the choice is one of a list of doors. */
  | { readonly kind: "choice-made"; readonly choice: string; readonly number?: number }
  | { readonly kind: "language-chosen"; readonly language: Language }
  | { readonly kind: "display-changed"; readonly change: DisplayChange }
  /** Somebody looks around with the arrows: it chooses nothing, and says that they are still there. */
  | { readonly kind: "moved" }
  | { readonly kind: "code-scanned"; readonly text: string };
export type Key = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "erase" | "enter";

/** `unsent`: it never left the controller and never will; `refused`: the board answered ERR, no pulse [LL-4.3]. */
export type OpenAnswer =
  | { readonly kind: "accepted" }
  | { readonly kind: "duplicate"; readonly firstSend: boolean; readonly result: BoardResult }
  | { readonly kind: "refused"; readonly code: string }
  | { readonly kind: "unanswered" }
  | { readonly kind: "unsent"; readonly why: string };

/** [LL-4.5] */
export type BoardResult =
  | "none"
  | "accepted"
  | "driven"
  | "opened"
  | "not-opened"
  | "closed"
  | "fault"
  | "delivered"
  | "unverified"
  | "jam"
  | "empty";

/** Channels by number; `unknown` wins over the other two. */
export type Snapshot = {
  /** Number of the newest event of the board: older ones may still be on their way. */
  readonly newestEvent: number;
  readonly openDoors: readonly number[];
  readonly unknownDoors: readonly number[];
  readonly presentItems: readonly number[];
  readonly unknownItems: readonly number[];
};

export type BoardInput =
  | {
      readonly kind: "board-greeted";
      readonly board: BoardId;
      readonly boot: string;
      readonly channels: number;
      readonly highestOp: Op;
    }
  | {
      readonly kind: "board-snapshot-read";
      readonly board: BoardId;
      readonly boot: string;
      readonly snapshot: Snapshot;
    }
  | {
      readonly kind: "board-event-read";
      readonly board: BoardId;
      readonly boot: string;
      readonly n: number;
      readonly tMs: number;
      readonly event: RecordedEvent;
    }
  | {
      readonly kind: "board-events-missed";
      readonly board: BoardId;
      readonly boot: string;
      readonly fromN: number;
      readonly toN: number;
    }
  | {
      readonly kind: "open-answered";
      readonly board: BoardId;
      readonly op: Op;
      readonly answer: OpenAnswer;
    }
  | {
      readonly kind: "result-answered";
      readonly board: BoardId;
      readonly op: Op;
      readonly boot: string;
      readonly channel?: number;
      readonly result?: BoardResult;
    }
  | { readonly kind: "board-suspected"; readonly board: BoardId }
  | { readonly kind: "board-lost"; readonly board: BoardId }
  | { readonly kind: "board-returned"; readonly board: BoardId }
  | { readonly kind: "second-host-heard"; readonly board: BoardId };

/** What the desk or an integrator asks through the API; each is answered by its facts or a sentence. */
export type DeskInput =
  | {
      readonly kind: "pickup-announced";
      readonly pickup: PickupId;
      readonly product: ProductId;
      readonly locator: Locator;
      readonly language: Language;
      readonly lowCompartment: boolean;
      /** It belongs together with every other document of this group. */
      readonly group?: GroupId;
    }
  | { readonly kind: "pickup-withdrawal-asked"; readonly pickup: PickupId; readonly reason: string }
  | { readonly kind: "pickup-extension-asked"; readonly pickup: PickupId; readonly untilMs: number }
  | { readonly kind: "pickup-release-asked"; readonly pickup: PickupId }
  | { readonly kind: "resend-asked"; readonly pickup: PickupId }
  | { readonly kind: "reissue-asked"; readonly pickup: PickupId; readonly which: "pin" | "qr" }
  | { readonly kind: "bank-resume-asked"; readonly board: BoardId }
  | {
      readonly kind: "compartment-disable-asked";
      readonly compartment: CompartmentNumber;
      readonly reason: string;
    }
  | { readonly kind: "compartment-enable-asked"; readonly compartment: CompartmentNumber };

/** Answers of the adapters to effects that ask something. `ask` repeats the number of the effect. */
export type AnswerInput =
  | {
      readonly kind: "code-checked";
      readonly ask: number;
      readonly right: boolean;
      readonly birthDateRight: boolean | undefined;
    }
  /** Those of the asked pickups whose birth date it is. */
  | {
      readonly kind: "birth-dates-matched";
      readonly ask: number;
      readonly matched: readonly PickupId[];
    }
  /** Those of the asked pickups that are registered under the number; `none`: without a birth date. Nobody, where any of them cannot be read. */
  | {
      readonly kind: "holder-found";
      readonly ask: number;
      readonly found: readonly {
        readonly pickup: PickupId;
        readonly birthDate: "same" | "other" | "none";
      }[];
    }
  | {
      readonly kind: "document-looked-up";
      readonly ask: number;
      readonly pickup: PickupId | undefined;
    }
  | {
      readonly kind: "badge-read";
      readonly ask: number;
      readonly staff: StaffId | undefined;
      readonly role: StaffRole | undefined;
    }
  | {
      readonly kind: "totp-checked";
      readonly ask: number;
      readonly valid: boolean;
      readonly timeStep: number;
    }
  | { readonly kind: "message-accepted"; readonly message: string }
  | { readonly kind: "message-refused"; readonly message: string; readonly why: string }
  | WorkshopAnswer;
export type StaffRole = "clerk" | "technician";

export type Input =
  | { readonly kind: "started"; readonly version: string; readonly clockTrusted: boolean }
  | { readonly kind: "time-passed" }
  | { readonly kind: "clock-stepped"; readonly stepMs: number; readonly trusted: boolean }
  | { readonly kind: "screen"; readonly input: ScreenInput }
  | { readonly kind: "board"; readonly input: BoardInput }
  | { readonly kind: "desk"; readonly input: DeskInput }
  | { readonly kind: "answer"; readonly input: AnswerInput };
