// What one step puts on the screen, before language, warning and common values are put around it.
import type { Choice, Screen } from "../screen.ts";
import type { CompartmentNumber } from "../ids.ts";
import { type State, doorStateOf } from "../state.ts";

/** What a step shows, before language and warning are put around it. */
export type Shown = Omit<Screen, "language" | "display" | "secondsLeft" | "values"> & {
  readonly values?: Readonly<Record<string, string | number>>;
};

export const choices = (
  primary: string | undefined,
  ...others: readonly string[]
): readonly Choice[] => [
  ...(primary === undefined ? [] : [{ choice: primary, primary: true }]),
  ...others.map((choice) => ({ choice, primary: false })),
];

export const home: Shown = { name: "citizen-home", choices: choices("type-code", "no-code") };

/** How often whoever stands at an open door was reminded to close it. */
export const remindersOf = ({ live }: State): number => live.watch?.reminders ?? 0;

/** The door that a screen is about, and what is seen of it. */
export const doorOf = (
  state: State,
  compartment: CompartmentNumber,
): NonNullable<Shown["door"]> => ({
  compartment,
  state: doorStateOf(state, compartment),
});

/** Typed digits are shown: a code of twelve digits is typed right only if it can be read back. */
export const fieldOf = (
  groups: readonly number[],
  digits: string,
  shown: string,
): NonNullable<Shown["field"]> => ({
  groups,
  typed: digits.length,
  shown,
});
