// Everything that can come in at a terminal as it stands, in every variant: for each kind of input a list, complete by type.
// What the boards can report is in domain-board-inputs.ts, what each input is called in domain-words.ts.
import type { AnswerInput, DeskInput, Input, Key, ScreenInput } from "#domain/inputs.ts";
import type { State } from "#domain/state.ts";
import { type ByKind, boardInputs, flat } from "./domain-board-inputs.ts";
import { qrOf } from "./domain-code-book.ts";
import { toldOfDoor, toldOfLines, toldOfMachine } from "./domain-workshop.ts";
import {
  an,
  bea,
  boardA,
  boardB,
  door,
  dossiers,
  extract,
  licence,
  nobodysPickup,
  otherExtract,
  tom,
} from "./domain-site.ts";

export type Arrival = {
  readonly input: Input;
  /** How long nothing happened before it. */
  readonly afterMs: number;
};

const HOUR_MS = 3_600_000;

// ---- the screen -----------------------------------------------------------------------------------------------------

const KEYS: readonly Key[] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "erase", "enter"];

/** Every choice of every screen, and one that no screen has. */
export const CHOICES: readonly string[] = [
  "again",
  "all-doors",
  "as-hex",
  "as-text",
  "back",
  "bus-trace",
  "commission",
  "commission-door",
  "deposit",
  "deposit-done",
  "deposit-empty",
  "deposit-in",
  "devices",
  "door-closed",
  "extend",
  "extend-door",
  "extend-overdue",
  "door-history",
  "door-nothing",
  "door-taken",
  "found-document",
  "found-empty",
  "help",
  "inspect",
  "inspect-door",
  "left-inside",
  "leave-longer",
  "look-at-door",
  "look-inside",
  "more",
  "more-time",
  "next",
  "no-code",
  "privacy",
  "next-document",
  "next-of-group",
  "not-now",
  "open-next",
  "open-hand-in",
  "no-old-document",
  "no-label",
  "only-faults",
  "open-again",
  "other-door",
  "put-in-service",
  "read-again",
  "reopen",
  "resume-bank",
  "right-door",
  "self-test",
  "send-now",
  "send-again",
  "sign-out",
  "stop",
  "stop-test",
  "support-bundle",
  "take-back",
  "reason-mistake",
  "reason-refused",
  "reason-to-counter",
  "round",
  "skip-door",
  "take-back-door",
  "take-back-overdue",
  "take-out-of-service",
  "taken-out",
  "test-door",
  "try-again",
  "try-scanner",
  "try-sound",
  "try-touch",
  "speak-nl",
  "speak-fr",
  "speak-en",
  "undo-deposit",
  "type-code",
  "wall",
  "without-colleague",
  "workshop",
  "no-such-choice",
];
const CHOICES_OF_A_DOOR: readonly string[] = [
  "commission-door",
  "extend-door",
  "extend-overdue",
  "inspect-door",
  "look-at-door",
  "take-back-door",
  "take-back-overdue",
  "undo-deposit",
];
const NUMBERS: readonly number[] = [1, 2, 3, 9999, -1];

function scannedTexts(state: State): readonly string[] {
  const qrs = dossiers.flatMap(({ pickup, locator }) => {
    const counter = state.durable.pickups.get(pickup)?.qrCounter ?? 0;
    return [counter, counter + 1].map((each) => `L24:${locator}${qrOf(pickup, each)}`);
  });
  const badges = [an.badge, tom.badge, bea.badge, "L24B:nobody"];
  return [...qrs, ...badges, ...dossiers.map(({ label }) => label), "L24:", ""];
}

const screenInputs = (state: State): ByKind<ScreenInput> => ({
  "key-pressed": KEYS.map((key) => ({ kind: "key-pressed", key })),
  "choice-made": [
    ...CHOICES.map((choice) => ({ kind: "choice-made" as const, choice })),
    ...CHOICES_OF_A_DOOR.flatMap((choice) =>
      NUMBERS.map((number) => ({ kind: "choice-made" as const, choice, number })),
    ),
  ],
  "language-chosen": (["nl", "fr", "de", "en"] as const).map((language) => ({
    kind: "language-chosen",
    language,
  })),
  moved: [{ kind: "moved" }],
  "display-changed": (["text", "low", "speaking"] as const).map((change) => ({
    kind: "display-changed",
    change,
  })),
  "code-scanned": scannedTexts(state).map((text) => ({ kind: "code-scanned", text })),
});

// ---- the desk -------------------------------------------------------------------------------------------------------

const PICKUPS = [licence.pickup, extract.pickup, otherExtract.pickup, nobodysPickup];
const DOORS = [1, 2, 3, 9].map(door);

const deskInputs = (atMs: number): ByKind<DeskInput> => ({
  "pickup-announced": dossiers.map(({ pickup, product, locator, language, lowCompartment }) => ({
    kind: "pickup-announced",
    pickup,
    product,
    locator,
    language,
    lowCompartment,
  })),
  "pickup-withdrawal-asked": PICKUPS.map((pickup) => ({
    kind: "pickup-withdrawal-asked",
    pickup,
    reason: "error",
  })),
  "pickup-extension-asked": PICKUPS.flatMap((pickup) =>
    [-HOUR_MS, 24 * HOUR_MS].map((ms) => ({
      kind: "pickup-extension-asked" as const,
      pickup,
      untilMs: atMs + ms,
    })),
  ),
  "pickup-release-asked": PICKUPS.map((pickup) => ({ kind: "pickup-release-asked", pickup })),
  "resend-asked": PICKUPS.map((pickup) => ({ kind: "resend-asked", pickup })),
  "reissue-asked": PICKUPS.flatMap((pickup) =>
    (["pin", "qr"] as const).map((which) => ({ kind: "reissue-asked" as const, pickup, which })),
  ),
  "bank-resume-asked": [boardA, boardB].map((board) => ({ kind: "bank-resume-asked", board })),
  "compartment-disable-asked": DOORS.map((compartment) => ({
    kind: "compartment-disable-asked",
    compartment,
    reason: "painting",
  })),
  "compartment-enable-asked": DOORS.map((compartment) => ({
    kind: "compartment-enable-asked",
    compartment,
  })),
});

// ---- the adapters ---------------------------------------------------------------------------------------------------

/** Only of pickups that the ledger knows is anything asked. */
const knownIn =
  ({ durable }: State) =>
  (birthDate: "same" | "other") =>
    [...durable.pickups.keys()].slice(0, 2).map((pickup) => ({ pickup, birthDate }));

const YES_NO: readonly boolean[] = [true, false];

function answerInputs(state: State): ByKind<AnswerInput> {
  const known = knownIn(state);
  const asks = [state.live.nextAsk - 1, state.live.nextAsk - 2, 0];
  const messages = [...Object.keys(state.durable.outbox).slice(0, 1), "no-such-message"];
  return {
    "code-checked": asks.flatMap((ask) =>
      YES_NO.flatMap((right) =>
        [...YES_NO, undefined].map((birthDateRight) => ({
          kind: "code-checked" as const,
          ask,
          right,
          birthDateRight,
        })),
      ),
    ),
    "birth-dates-matched": asks.flatMap((ask) =>
      [[], PICKUPS].map((matched) => ({ kind: "birth-dates-matched" as const, ask, matched })),
    ),
    "holder-found": asks.flatMap((ask) =>
      [[], known("same"), known("other")].map((found) => ({
        kind: "holder-found" as const,
        ask,
        found,
      })),
    ),
    "document-looked-up": asks.flatMap((ask) =>
      [...PICKUPS, undefined].map((pickup) => ({
        kind: "document-looked-up" as const,
        ask,
        pickup,
      })),
    ),
    "badge-read": asks.flatMap((ask) =>
      [an, { staff: undefined, role: undefined }].map(({ staff, role }) => ({
        kind: "badge-read" as const,
        ask,
        staff,
        role,
      })),
    ),
    "totp-checked": asks.flatMap((ask) =>
      YES_NO.map((valid) => ({ kind: "totp-checked" as const, ask, valid, timeStep: 1e9 })),
    ),
    "door-history-read": asks.map((ask) => ({
      kind: "door-history-read",
      ask,
      compartment: door(1),
      events: toldOfDoor,
    })),
    "devices-read": asks.map((ask) => ({ kind: "devices-read", ask, devices: toldOfMachine })),
    "bus-trace-read": asks.map((ask) => ({ kind: "bus-trace-read", ask, lines: toldOfLines })),
    "support-bundle-made": asks.map((ask) => ({
      kind: "support-bundle-made",
      ask,
      name: undefined,
    })),
    "message-accepted": messages.map((message) => ({ kind: "message-accepted", message })),
    "message-refused": messages.map((message) => ({
      kind: "message-refused",
      message,
      why: "gone",
    })),
  };
}

// ---- all of it ------------------------------------------------------------------------------------------------------

const PAUSES_MS: readonly number[] = [
  0,
  250,
  1000,
  2000,
  6000,
  20_000,
  36_000,
  60_000,
  120_000,
  180_000,
  HOUR_MS,
  8 * 24 * HOUR_MS,
  40 * 24 * HOUR_MS,
];

/** What may come in now, whether it makes sense or not. `wallMs`: the wall clock. */
export function inputsAt(state: State, wallMs: number): readonly Input[] {
  const inputs: ByKind<Input> = {
    // A start belongs to a terminal without a visit; it has a test of its own.
    started: [],
    "time-passed": [{ kind: "time-passed" }],
    "clock-stepped": [-HOUR_MS, 0, HOUR_MS].flatMap((stepMs) =>
      YES_NO.map((trusted) => ({ kind: "clock-stepped" as const, stepMs, trusted })),
    ),
    screen: flat(screenInputs(state)).map((input) => ({ kind: "screen", input })),
    board: [boardA, boardB]
      .flatMap((board) => flat(boardInputs(state, board)))
      .map((input) => ({ kind: "board", input })),
    desk: flat(deskInputs(wallMs)).map((input) => ({ kind: "desk", input })),
    answer: flat(answerInputs(state)).map((input) => ({ kind: "answer", input })),
  };
  return flat(inputs);
}

/** Each input at once and after a moment of looking at the screen; time alone in many lengths. */
export function arrivals(state: State, wallMs: number): readonly Arrival[] {
  const inputs = inputsAt(state, wallMs);
  return [
    ...inputs.map((input) => ({ input, afterMs: 0 })),
    ...inputs.map((input) => ({ input, afterMs: 1100 })),
    ...PAUSES_MS.map((afterMs) => ({ input: { kind: "time-passed" } as const, afterMs })),
  ];
}
