// What a clerk hears at the end of a round: what was taken, and the doors that still hold something.
import { type Shown, choices } from "./shown.ts";
import type { Round } from "./visit.ts";

export const roundDone = ({ taken, skipped, extended, forTwo }: Round): Shown => ({
  name: "clerk-round-done",
  choices: choices("back", "sign-out"),
  values: {
    taken,
    ...(skipped.length === 0 ? {} : { skipped: skipped.join(", ") }),
    ...(extended.length === 0 ? {} : { extended: extended.join(", ") }),
    ...(forTwo.length === 0 ? {} : { two: forTwo.join(", ") }),
  },
});
