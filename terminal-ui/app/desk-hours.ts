// When the desk is open, in words: on the screens that send somebody there, and nowhere else. Pure.
import type { ServerMessage } from "#api/terminal-messages.ts";
import { type Values, fill } from "./placeholders.ts";
import type { ScreenName, Texts } from "./texts.ts";

export type DeskHours = NonNullable<ServerMessage["deskHours"]>[number];

/** What they tell is how to go on at the desk. */
const AT_THE_DESK: ReadonlySet<ScreenName> = new Set([
  "citizen-help",
  "citizen-not-here",
  "citizen-needs-staff",
]);

export const hoursFor = (
  name: ScreenName,
  hours: readonly DeskHours[] | undefined,
): readonly DeskHours[] => (AT_THE_DESK.has(name) ? (hours ?? []) : []);

/** `09:00` is 9, `13:30` stays. */
const timeText = (time: string): string => time.replace(/^0/u, "").replace(/:00$/u, "");

/** As it is said: for the text `hours`. */
export const timesOf = ({ from, until }: DeskHours): Values => ({
  from: timeText(from),
  until: timeText(until),
});

const timeSpan = ({ from, until }: DeskHours): string =>
  `${from.replace(/^0/u, "")}–${until.replace(/^0/u, "")}`;

/** The first one begins with what it is about. */
export type HourLine = { readonly label: string; readonly hours: string };

/** One line each, as on the sign at its door; nothing where there are none. */
export const hourLines = (
  { page }: Texts,
  name: ScreenName,
  all: readonly DeskHours[] | undefined,
): readonly HourLine[] =>
  hoursFor(name, all).map((one, index) => ({
    label: index === 0 ? page["desk-open"] : "",
    hours: `${daysOf(page, one)} ${timeSpan(one)}`,
  }));

const daysOf = (page: Texts["page"], { first, last }: DeskHours): string =>
  first === last ? page[first] : fill(page.days, { first: page[first], last: page[last] });
