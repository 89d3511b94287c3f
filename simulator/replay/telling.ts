// How a row of the ledger becomes a sentence: the form of its body and the words for it, side by side.
// Which kinds there are stands in the tables that use this.
import { z } from "zod";
import type { ItemReading, Position, Told } from "./happening.ts";

/** The one grant that may be live: later rows name it only by its number. */
export type LiveGrant = { readonly op: number; readonly door: string } | undefined;

/** `undefined`: the body is not of the form that this kind has today. */
export type Telling = (body: unknown, grant: LiveGrant) => Told | undefined;
export type Tellings = Readonly<Record<string, Telling>>;

export const telling =
  <T>(form: z.ZodType<T>, tell: (body: T, grant: LiveGrant) => Told): Telling =>
  (body, grant) => {
    const parsed = form.safeParse(body);
    return parsed.success ? tell(parsed.data, grant) : undefined;
  };

export const Door = z.int().min(1).max(9999).transform(String);
export const Board = z.string().regex(/^[a-z][a-z0-9-]{0,31}:[0-9A-F]{2}$/);
export const Word = z.string().max(200);
export const Op = z.number().min(0).max(Number.MAX_SAFE_INTEGER);

/** `door-left-open` as one says it. */
export const say = (word: string): string => word.replaceAll("-", " ");

/** What a sentence is about. */
export function place(door: string | undefined, board: string | undefined): string {
  if (door !== undefined) return `Door ${door}`;
  return board === undefined ? "The terminal" : `Board ${board}`;
}

/** Any other word says that it is not known. */
export const positionOf = (word: string): Position =>
  word === "open" || word === "closed" ? word : "unknown";
export const itemOf = (word: string): ItemReading =>
  word === "present" || word === "absent" ? word : "unknown";

/** Enough of a pickup to tell it from the others of a night. */
export const shortId = (pickup: string): string => pickup.slice(0, 6);

export const doorsText = (doors: readonly string[]): string =>
  `${doors.length === 1 ? "door" : "doors"} ${doors.join(", ")}`;

/** `3 h 12 min`, `4 min 8 s`, `12 s`; two units at most. */
export function spanText(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000);
  const units = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor(seconds / 3600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "min"],
    [seconds % 60, "s"],
  ] as const;
  const first = units.findIndex(([count]) => count > 0);
  if (first < 0) return "0 s";
  return units
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(" ");
}
