// When the desk is open, as the help screen says it to whoever has no code. Never when the terminal serves: that is always.
import { z } from "zod";

import type { Finding } from "./problem.ts";
import { keys, list, pattern } from "./scalars.ts";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Day = (typeof DAYS)[number];

const DAY = DAYS.join("|");
const TIME = "(?:[01]\\d|2[0-3]):[0-5]\\d";
/** As many as every screen has room for, in the language with the longest words. */
const LINES = 3;

export const deskHoursSchema = list(
  "lines with days and hours",
  keys({
    days: pattern(
      new RegExp(`^(?:${DAY})(?:-(?:${DAY}))?$`, "u"),
      "a day, or days that follow each other, of mon, tue, wed, thu, fri, sat, sun: for example mon-fri",
    ),
    hours: pattern(
      new RegExp(`^${TIME}-${TIME}$`, "u"),
      'hours in quotes, for example "09:00-12:00"',
    ),
  }),
  LINES,
);
type HoursFile = z.output<typeof deskHoursSchema>;

/** Days from `first` to `last`, both included; times as `09:00`. */
export type DeskHours = {
  readonly first: Day;
  readonly last: Day;
  readonly from: string;
  readonly until: string;
};

export const deskHoursOf = (lines: HoursFile): readonly DeskHours[] =>
  lines.map(({ days, hours }) => {
    const [first = "", last = first] = days.split("-");
    const [from = "", until = ""] = hours.split("-");
    return { first: dayOf(first), last: dayOf(last), from, until };
  });

const dayOf = (name: string): Day => DAYS.find((day) => day === name) ?? DAYS[0];

const BACKWARD = "ends before it begins: write";

export function backwardHours(lines: HoursFile): Finding[] {
  const all = [...deskHoursOf(lines).entries()];
  const days = all.filter(([, { first, last }]) => DAYS.indexOf(last) < DAYS.indexOf(first));
  const hours = all.filter(([, { from, until }]) => until <= from);
  return [
    ...days.map(([index, { first, last }]) =>
      finding(index, "days", `${BACKWARD} ${last}-${first}, or two lines`),
    ),
    ...hours.map(([index, { from, until }]) =>
      finding(index, "hours", `${BACKWARD} "${until}-${from}", or two lines`),
    ),
  ];
}

const finding = (index: number, key: string, sentence: string): Finding => ({
  path: ["terminal", "deskHours", index, key],
  sentence,
});
