// A clerk whose document asks four eyes: fetches a colleague, who shows badge and digits as when signing in. Errs by showing the own
// badge, or a wrong digit; and some days nobody else is free, so that what asks two people is left for another day.
import type { Shown } from "../front.ts";
import type { Hands } from "./hands.ts";
import type { Habit, Next } from "./person.ts";
import { type Round, turnToNext } from "./round.ts";

/** One code of the authenticator works once. */
export const NEXT_TOTP_MS = 31_000;
const REFUSALS_MAX = 3;
/** As much more often than a clerk errs. */
const ALONE_FACTOR = 2;

export const otherDigit = (digits: string): string =>
  digits.slice(0, -1) + String((Number(digits.at(-1)) + 1) % 10);

export const colleagueHabits = (round: Round): Readonly<Record<string, Habit>> => ({
  "clerk-witness": (shown, hands) => fetches(round, shown, hands),
  "clerk-witness-code": (_shown, hands) => {
    const { clerk, colleague } = round.scene;
    const totp = round.showsOwn ? clerk.totp() : colleague.totp();
    hands.type(round.errs() ? otherDigit(totp) : totp);
    return "acted";
  },
});

function fetches(round: Round, shown: Shown, hands: Hands): Next {
  const { scene, chance } = round;
  turnToNext(round);
  round.isAlone ??= chance.happens(Math.min(1, ALONE_FACTOR * scene.manners.clerkErrs));
  if (shown.values["why"] === "refused") round.refusals += 1;
  if (round.isAlone || round.refusals > REFUSALS_MAX) return goesOnAlone(round, shown, hands);
  if (shown.values["why"] === "refused") hands.pause(NEXT_TOTP_MS);
  round.showsOwn = round.errs();
  hands.scan(round.showsOwn ? scene.clerk.badge : scene.colleague.badge);
  return "acted";
}

/** The document in hand and the overdue ones wait for a day with two. */
function goesOnAlone(round: Round, shown: Shown, hands: Hands): Next {
  if (round.scanned !== undefined) round.setAside.add(round.scanned);
  round.takeBackDone = true;
  hands.choose(shown, "without-colleague");
  return "acted";
}
