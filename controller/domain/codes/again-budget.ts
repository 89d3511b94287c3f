// How often codes are sent again, as numbers and questions about them. The budgets lie in the ledger, so that a power cycle
// refills nothing. Nobody learns from the screen whether anything was sent: that is the visit's part.
import { DAY_MS, MINUTE_MS } from "../moment.ts";
import type { Durable, Pickup } from "../state.ts";

/** At one terminal, whoever asks and whatever comes of it: a message may cost the town hall money. */
const ASKED: readonly { readonly withinMs: number; readonly max: number }[] = [
  { withinMs: 60 * MINUTE_MS, max: 10 },
  { withinMs: DAY_MS, max: 40 },
];
/** As many as can ever count. */
export const ASKED_KEPT = 40;
/** Of one pickup, in all: nobody is rung night after night by whoever knows a number and a birth date. */
const SENT_MAX = 3;
/** By one asking: a household's. Whoever is reached for more people than that asks again for the others. */
export const SENT_AT_ONCE_MAX = 8;
/** Fewer than end the date at the door: who knows only a number cannot use up the last tries of whoever holds the code. */
export const WRONG_DATES_MAX = 3;

/** When codes are sent again, in monotonic ms; not in the future: now. */
export function againOpensAtMonoMs({ askedAgainAtMonoMs }: Durable, monoMs: number): number {
  const opensAt = ASKED.map(({ withinMs, max }) => {
    const counted = askedAgainAtMonoMs.filter((at) => at > monoMs - withinMs);
    const blocking = counted[counted.length - max];
    return blocking === undefined ? 0 : blocking + withinMs;
  });
  return Math.max(...opensAt);
}

export const mayBeSentAgain = ({ sentAgain, wrongBirthDates }: Pickup): boolean =>
  wrongBirthDates < WRONG_DATES_MAX && sentAgain < SENT_MAX;
