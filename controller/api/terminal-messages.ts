// What crosses between the controller and the screen's page, both ways, over one WebSocket.
// Scans never come this way: the controller's own scanner reads them, so a page can never forge one.
import { z } from "zod";
import type { Result } from "#domain/result.ts";
import type { Screen } from "#domain/screen.ts";
import type { ScreenInput } from "#domain/inputs.ts";
import type { Language } from "#domain/site.ts";
import type { WallView } from "./views.ts";

/** The screen as a thing that hangs in a wall: its picture, and how high its lower edge is above the floor. */
export type Glass = {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly bottomEdgeMm: number;
};

/** What stands around every screen, and never changes while the controller runs. */
export type Surroundings = {
  /** The site's languages in its own order; the first is the original, the others are translations. */
  readonly languages: readonly Language[];
  /** Whom to call, also when the controller has gone. */
  readonly phone: string;
  /** When the desk is open, where the site says so. */
  readonly deskHours?: readonly DeskHours[];
  /** Which key codes are the audio keypad's, by what the key does. */
  readonly keypad: AudioKeypad;
  /** Whose terminal it is, as people call it. */
  readonly house: string;
  readonly glass: Glass;
};

/** Sent when the page connects, at every change and every few seconds, so that a silent controller shows. */
export type ServerMessage = Surroundings & {
  readonly kind: "screen";
  readonly screen: Screen;
  /** Only with a screen that is about a door. */
  readonly wall?: WallView;
};

/** Days from `first` to `last`, both included; times as `09:00`. */
export type DeskHours = {
  readonly first: Day;
  readonly last: Day;
  readonly from: string;
  readonly until: string;
};
export type Day = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";

/** Codes of keys by their place (`KeyboardEvent.code`). `plugged` and `unplugged` are the headset's. */
export type AudioKeypad = Readonly<
  Record<
    | "up"
    | "down"
    | "left"
    | "right"
    | "ok"
    | "again"
    | "louder"
    | "softer"
    | "plugged"
    | "unplugged",
    readonly string[]
  >
>;

const keySchema = z.enum(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "erase", "enter"]);
const clientMessageSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("key"), key: keySchema }),
  z.strictObject({
    kind: z.literal("choice"),
    choice: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
    number: z.int().min(1).max(9999).optional(),
  }),
  z.strictObject({ kind: z.literal("language"), language: z.enum(["nl", "fr", "de", "en"]) }),
  z.strictObject({ kind: z.literal("moved") }),
  z.strictObject({ kind: z.literal("display"), change: z.enum(["text", "low", "speaking"]) }),
]);

/** What the page may say: one touch. */
export type ClientMessage = z.infer<typeof clientMessageSchema>;

/** Longest message of a page, in bytes. The longest legal one has about 80. */
export const MAX_CLIENT_MESSAGE_BYTES = 1024;

/** The error is short enough for the reason of a WebSocket close (123 bytes). */
export function readClientMessage(text: string): Result<ScreenInput, string> {
  const json = parseJson(text);
  const message = clientMessageSchema.safeParse(json);
  return message.success
    ? { ok: true, value: asScreenInput(message.data) }
    : { ok: false, error: "The message is not a key, a move, a choice, a language or a display." };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function asScreenInput(message: ClientMessage): ScreenInput {
  switch (message.kind) {
    case "key":
      return { kind: "key-pressed", key: message.key };
    case "choice":
      return message.number === undefined
        ? { kind: "choice-made", choice: message.choice }
        : { kind: "choice-made", choice: message.choice, number: message.number };
    case "language":
      return { kind: "language-chosen", language: message.language };
    case "moved":
      return { kind: "moved" };
    case "display":
      return { kind: "display-changed", change: message.change };
  }
}
