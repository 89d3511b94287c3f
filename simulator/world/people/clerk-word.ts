// A clerk's word about a door that has closed: an honest clerk says what they saw while it was open; one who errs says the
// other thing. Whoever saw nothing opens it again.
import type { Shown } from "../front.ts";
import { offers } from "./claims.ts";
import type { Hands } from "./hands.ts";
import type { Next } from "./person.ts";
import { type DoorHabit, type Round, AGAIN_MAX, turnToNext } from "./round.ts";

/** What a clerk says who saw it, or the other thing in error; `undefined`: never saw it open. */
function wordOf(
  round: Round,
  door: number,
  words: { readonly full: string; readonly empty: string },
): string | undefined {
  if (round.saw?.door !== door) return undefined;
  const isFull = round.saw.inside !== undefined;
  return isFull === round.errs() ? words.empty : words.full;
}

/** The paper follows what was said. Whoever has nothing to say opens again, and gives up in the end. */
function says(
  round: Round,
  at: { readonly shown: Shown; readonly door: number; readonly word: string | undefined },
  hands: Hands,
): Next {
  const { shown, door, word } = at;
  if (word === undefined) return opensAgain(round, shown, hands);
  const inside = round.saw?.inside;
  if (EMPTY_NOW.has(word)) round.drawer.note(door, undefined);
  if (word === "found-document" && round.drawer.noteOf(door) === undefined)
    round.drawer.note(door, inside);
  hands.choose(shown, word);
  if (word === "deposit-in" || word === "deposit-empty") turnToNext(round);
  return "acted";
}

const EMPTY_NOW: ReadonlySet<string> = new Set(["deposit-empty", "taken-out", "found-empty"]);

function opensAgain(round: Round, shown: Shown, hands: Hands): Next {
  round.again += 1;
  if (round.again > AGAIN_MAX) return "leaves";
  round.doneAt = undefined;
  round.labelLooks = 0;
  hands.choose(shown, "open-again");
  return "acted";
}

/** Forgotten in the hand: it may be put in after all. */
export const depositCheck: DoorHabit = (round, { shown, door }, hands) => {
  const isForgotten = round.saw?.door === door && round.saw.inside === undefined;
  if (isForgotten && round.chance.happens(0.5)) return opensAgain(round, shown, hands);
  const word = wordOf(round, door, { full: "deposit-in", empty: "deposit-empty" });
  return says(round, { shown, door, word }, hands);
};

export const takeBackCheck: DoorHabit = (round, { shown, door }, hands) => {
  const word = wordOf(round, door, { full: "left-inside", empty: "taken-out" });
  return says(round, { shown, door, word }, hands);
};

/** Another's, or nobody's: it comes out before anything is said. */
export const inspectCheck: DoorHabit = (round, { shown, door }, hands) => {
  const inside = round.saw?.door === door ? round.saw.inside : undefined;
  const isNobodys = !offers(shown, "found-document");
  if (inside !== undefined && isNobodys && !round.errs()) {
    round.takeOut = door;
    return opensAgain(round, shown, hands);
  }
  const word = wordOf(round, door, { full: "found-document", empty: "found-empty" });
  return says(round, { shown, door, word }, hands);
};

/** What lies behind a closed door is read at the open one; one who errs calls its label unreadable. */
export const inspectLabel: DoorHabit = (round, { shown }, hands) => {
  if (!round.errs()) return opensAgain(round, shown, hands);
  hands.choose(shown, "no-label");
  return "acted";
};
