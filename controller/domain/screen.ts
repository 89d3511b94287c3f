// What the screen shows, as data. The controller decides it; the page draws it and sends back keys, choices and scans.
// Never a name, a code or a date in here: only how many digits stand on the display.
import type { CompartmentNumber } from "./ids.ts";
import type { Panel } from "./technician/panel.ts";
import type { Language } from "./site.ts";

/** A button: `choice` comes back as `choice-made`. The page finds its words under `choice.<id>` and its arguments. */
export type Choice = {
  readonly choice: string;
  readonly primary: boolean;
  readonly number?: number;
};

/** How this visit is shown; back to the usual when it ends. */
export type Display = {
  /** `contrast`: large, and white on black. */
  readonly text: "normal" | "large" | "contrast";
  /** Everything that is touched within reach of a seated person. */
  readonly low: boolean;
  readonly speaking: boolean;
};
export type DisplayChange = keyof Display;

export type Screen = {
  /** Names the screen and its texts, for example `citizen-home`, `citizen-code`, `clerk-deposit-open`. */
  readonly name: ScreenName;
  readonly language: Language;
  readonly display: Display;
  /** Numbers and words for the texts' placeholders. */
  readonly values: Readonly<Record<string, string | number>>;
  /** A field of digits: how it is grouped, how many are typed, which are shown. Secret digits never leave the controller. */
  readonly field?: {
    readonly groups: readonly number[];
    readonly typed: number;
    readonly shown: string;
    /** With so many it may be ended before it is full; missing: only a full one is. */
    readonly least?: number;
  };
  readonly choices: readonly Choice[];
  /** The door this screen is about; the map points at it. */
  readonly door?: {
    readonly compartment: CompartmentNumber;
    readonly state: "closed" | "open" | "unknown";
  };
  /** What a technician sees beside the words: tiles, lines, reports. */
  readonly panel?: Panel;
  /** Seconds to go before the visit ends by itself; only in the warning. */
  readonly secondsLeft?: number;
};

export type ScreenName =
  | "out-of-service"
  | "citizen-home"
  | "citizen-help"
  | "citizen-privacy"
  | "citizen-telephone"
  | "citizen-holder-date"
  | "citizen-code-sent"
  | "citizen-sending-locked"
  | "citizen-code"
  | "citizen-birth-date"
  | "citizen-group-date"
  | "citizen-also-qr"
  | "citizen-also-code"
  | "citizen-checking"
  | "citizen-wrong"
  | "citizen-typing-locked"
  | "citizen-not-here"
  | "citizen-needs-staff"
  | "citizen-hand-in"
  | "citizen-hand-in-open"
  | "citizen-hand-in-check"
  | "citizen-door-opening"
  | "citizen-door-jammed"
  | "citizen-plan-b"
  | "citizen-door-open"
  | "citizen-door-still-open"
  | "citizen-taken"
  | "citizen-next-door"
  | "citizen-done"
  | "more-time"
  | "staff-totp"
  | "staff-checking"
  | "staff-refused"
  | "clerk-witness"
  | "clerk-witness-code"
  | "clerk-menu"
  | "clerk-scan"
  | "clerk-scan-refused"
  | "clerk-door-opening"
  | "clerk-door-open"
  | "clerk-door-failed"
  | "clerk-deposit-check"
  | "clerk-deposited"
  | "clerk-undone"
  | "clerk-take-back-list"
  | "clerk-extend-list"
  | "clerk-take-back-check"
  | "clerk-take-back-reason"
  | "clerk-round-check"
  | "clerk-round-done"
  | "clerk-round-left"
  | "clerk-inspect-list"
  | "clerk-inspect-check"
  | "clerk-inspect-label"
  | "clerk-finished"
  | "technician-menu"
  | "technician-wall"
  | "technician-door"
  | "technician-history"
  | "technician-test-opening"
  | "technician-test-open"
  | "technician-report"
  | "technician-devices"
  | "technician-scanner"
  | "technician-sound"
  | "technician-touch"
  | "technician-trace"
  | "technician-bundle"
  | "technician-commissioning"
  | "technician-confirm"
  | "technician-hand"
  | "clerk-not-ready";
