// What the page knows, which is what it was last told. Nothing in here decides anything.
import { type ReadonlySignal, computed, signal } from "@preact/signals";
import type { ServerMessage } from "#api/terminal-messages.ts";
import { type HourLine, hourLines } from "./desk-hours.ts";
import { families } from "./families.ts";
import { type Screen, type Texts, linesOf, textsIn } from "./texts.ts";
import type { Values } from "./placeholders.ts";

/** `connecting` only before the first message ever; a line that broke is `lost` until the next one. */
export const link = signal<"connecting" | "linked" | "lost">("connecting");
export const heard = signal<ServerMessage | undefined>(undefined);
/** What stood there before a warning; it stays visible, dimmed, under it. */
export const beneath = signal<Screen | undefined>(undefined);
/** False for a moment after a new screen came, so that the second half of a double tap hits nothing. */
export const settled = signal(true);

const SETTLE_MS = 250;
let settling: ReturnType<typeof setTimeout> | undefined;

export function hear(message: ServerMessage): void {
  const before = heard.value?.screen;
  const isWarning = families[message.screen.name][0] === "warning";
  if (isWarning && before !== undefined && before.name !== message.screen.name) {
    beneath.value = before;
  }
  if (before?.name !== message.screen.name) settle();
  heard.value = message;
  link.value = "linked";
}

function settle(): void {
  clearTimeout(settling);
  settled.value = false;
  settling = setTimeout(() => (settled.value = true), SETTLE_MS);
}

const usual: Screen["display"] = { text: "normal", low: false, speaking: false };
const waiting: Screen = {
  name: "citizen-checking",
  language: "nl",
  display: usual,
  values: {},
  choices: [],
};

/** What to draw: the controller's word, or what the page may say by itself when there is none. */
export const screen = computed<Screen>(() => {
  const told = heard.value?.screen ?? waiting;
  if (link.value !== "lost") return told;
  // Whoever comes along next is nobody's visit: the site's own language.
  const language = heard.value?.languages[0] ?? waiting.language;
  return { name: "out-of-service", language, display: usual, values: {}, choices: [] };
});

/** The same object for as long as it says the same: what hangs on it is drawn again only when that changes. */
export function steady<T>(read: () => T): ReadonlySignal<T> {
  let last: { readonly value: T; readonly said: string | undefined } | undefined;
  return computed(() => {
    const value = read();
    const said: string | undefined = JSON.stringify(value);
    if (last === undefined || last.said !== said) last = { value, said };
    return last.value;
  });
}

/** The screen but for its digits: a key that was typed changes nothing else, and nothing else is drawn again. */
export const drawn = steady<Screen>(() => {
  const { field: _, ...rest } = screen.value;
  return rest;
});
/** Under a warning the digits stay as they were. */
export const field = steady(() => screen.value.field ?? beneath.value?.field);

/** What stands around every screen. */
export const surroundings = steady(() => {
  if (heard.value === undefined) return undefined;
  const { screen: _, ...rest } = heard.value;
  return rest;
});

export const texts = computed<Texts>(() => textsIn(screen.value.language));

/** The screen's own values and those that stand elsewhere in the message. */
export const valuesOf = ({ values, door, secondsLeft }: Screen): Values => ({
  ...(surroundings.value === undefined ? {} : { phone: surroundings.value.phone }),
  ...values,
  ...(door === undefined ? {} : { door: door.compartment }),
  ...(secondsLeft === undefined ? {} : { seconds: secondsLeft }),
});

export const linesFor = (shown: Screen): readonly string[] =>
  linesOf(textsIn(shown.language), shown.name, valuesOf(shown));

/** When the desk is open, on a screen that sends somebody there. */
export const hoursOn = ({ language, name }: Screen): readonly HourLine[] =>
  hourLines(textsIn(language), name, surroundings.value?.deskHours);
