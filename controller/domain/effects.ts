// Everything the terminal can do to the world, imperative. Performed only after the facts of the same step are durable.
import type { Authority, MessageTemplate } from "./facts.ts";
import type { BoardId, Op, PickupId, StaffId } from "./ids.ts";
import type { WorkshopAsk } from "./technician/places.ts";

export type Effect =
  /** One OPEN. `byMonoMs`: no pulse may start after it, at most 2 s after the decision [LL-4.8]. */
  | {
      readonly kind: "fire-lock";
      readonly op: Op;
      readonly board: BoardId;
      readonly channel: number;
      readonly boot: string;
      readonly pulseMs: number;
      readonly waitMs: number;
      readonly byMonoMs: number;
      readonly authority: Authority;
    }
  | { readonly kind: "ask-result"; readonly board: BoardId; readonly op: Op }
  | {
      readonly kind: "acknowledge-event";
      readonly board: BoardId;
      readonly boot: string;
      readonly n: number;
    }
  | { readonly kind: "read-board"; readonly board: BoardId }
  /** Staff have looked at a second host: the bus may send OPEN again [LL-2.4]. */
  | { readonly kind: "clear-second-host"; readonly board: BoardId }
  | { readonly kind: "watch-board"; readonly board: BoardId | undefined }
  | {
      readonly kind: "set-light";
      readonly board: BoardId;
      readonly channel: number;
      readonly pattern: "off" | "on" | "fast";
    }
  /** An unknown locator is checked too, against nothing, so that it takes the same time. */
  | {
      readonly kind: "check-code";
      readonly ask: number;
      readonly method: "pin" | "qr";
      readonly code: string;
      readonly counter: number;
      readonly pickup: PickupId | undefined;
      /** `YYYYMMDD` as typed, `undefined`: not asked. */
      readonly birthDate: string | undefined;
    }
  | {
      readonly kind: "check-birth-date";
      readonly ask: number;
      readonly pickup: PickupId;
      readonly birthDate: string;
    }
  /** Whose birth date is the one that was typed, or the same as that of a pickup whose own was right: no date is kept for it. */
  | {
      readonly kind: "match-birth-dates";
      readonly ask: number;
      readonly pickups: readonly PickupId[];
      readonly by:
        | { readonly kind: "typed"; readonly birthDate: string }
        | { readonly kind: "same-as"; readonly pickup: PickupId };
    }
  /** Which of these are registered under one of the numbers (E.164), and whether with this birth date (`YYYYMMDD`). */
  | {
      readonly kind: "find-holder";
      readonly ask: number;
      readonly pickups: readonly PickupId[];
      readonly telephones: readonly string[];
      readonly birthDate: string;
    }
  | { readonly kind: "look-up-document"; readonly ask: number; readonly reference: string }
  | { readonly kind: "read-badge"; readonly ask: number; readonly badge: string }
  | {
      readonly kind: "check-totp";
      readonly ask: number;
      readonly staff: StaffId;
      readonly token: string;
      readonly afterTimeStep: number | undefined;
    }
  | {
      readonly kind: "send-message";
      readonly message: string;
      readonly pickup: PickupId;
      readonly template: MessageTemplate;
    }
  | { readonly kind: "erase-personal-data"; readonly pickup: PickupId }
  /** Only a technician looks at these. */
  | WorkshopAsk
  /** An answer to whoever asked through the API. */
  | { readonly kind: "refuse-desk"; readonly why: string };
