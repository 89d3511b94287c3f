// A field of digits as places: what stands in each, and where a group begins. Pure.
import type { Screen } from "./texts.ts";

/** `digit`: to be read; `secret`: typed, shown as a dot; `next`: where the following digit goes; `empty`: after that. */
export type Slot =
  | { readonly kind: "digit"; readonly digit: string }
  | { readonly kind: "secret" | "next" | "empty" };

export type Field = NonNullable<Screen["field"]>;

/** One list of slots a group. `shown` holds the first digits in clear; anything in it that is no digit stays a dot. */
export function slotsOf({ groups, typed, shown }: Field): readonly (readonly Slot[])[] {
  let start = 0;
  return groups.map((length) => {
    const first = start;
    start += length;
    return Array.from({ length }, (_, index) => slotAt(first + index, typed, shown));
  });
}

/** Day, month and year: each group is called by its name. */
export const asksDate = (name: Screen["name"]): boolean =>
  name === "citizen-birth-date" || name === "citizen-group-date" || name === "citizen-holder-date";

export const digitsIn = ({ groups }: Field): number =>
  groups.reduce((sum, length) => sum + length, 0);

function slotAt(index: number, typed: number, shown: string): Slot {
  if (index === typed) return { kind: "next" };
  if (index > typed) return { kind: "empty" };
  const digit = shown[index];
  return digit !== undefined && /^[0-9]$/.test(digit)
    ? { kind: "digit", digit }
    : { kind: "secret" };
}
