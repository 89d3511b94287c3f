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

/** `09:00` is 9, `13:30` stays: as it is said. */
const timeText = (time: string): string => time.replace(/^0/u, "").replace(/:00$/u, "");

/** For the text `hours`. */
export const timesOf = ({ from, until }: DeskHours): Values => ({
  from: timeText(from),
  until: timeText(until),
});

/** One line each, under its heading; nothing where there are none. */
export function hourLines(
  { page }: Texts,
  name: ScreenName,
  all: readonly DeskHours[] | undefined,
): readonly string[] {
  const lines = hoursFor(name, all).map((hours) => {
    const days =
      hours.first === hours.last
        ? page[hours.first]
        : fill(page.days, { first: page[hours.first], last: page[hours.last] });
    return `${days}, ${fill(page.hours, timesOf(hours))}`;
  });
  return lines.length === 0 ? [] : [page["desk-open"], ...lines];
}
