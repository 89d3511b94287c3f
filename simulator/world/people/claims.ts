// What a touch claims about a door, held against what is so. Whoever says it, in error or on purpose: an untruth is told.
import type { Shown } from "../front.ts";
import type { Hall } from "../hall.ts";
import type { Untruth } from "../happening.ts";

/** The door as it is when something is claimed about it. `tookIt`: the speaker has taken something out of it. */
type Truth = {
  readonly isFull: boolean;
  readonly isOpen: boolean;
  readonly tookIt: boolean;
};

const CLAIMS: Readonly<Record<string, (truth: Truth) => Untruth | undefined>> = {
  "deposit-in": ({ isFull }) => (isFull ? undefined : "said-in"),
  "deposit-empty": ({ isFull }) => (isFull ? "said-not-in" : undefined),
  "door-taken": ({ isFull }) => (isFull ? "said-taken" : undefined),
  "taken-out": ({ isFull }) => (isFull ? "said-taken" : undefined),
  "left-inside": ({ isFull }) => (isFull ? undefined : "said-document"),
  "leave-longer": ({ isFull }) => (isFull ? undefined : "said-document"),
  "door-nothing": ({ isFull, tookIt }) => (isFull || tookIt ? "said-nothing" : undefined),
  "found-empty": ({ isFull }) => (isFull ? "said-empty" : undefined),
  "found-document": ({ isFull }) => (isFull ? undefined : "said-document"),
  "door-closed": ({ isOpen }) => (isOpen ? "said-closed" : undefined),
};

export const doorOf = (shown: Shown): number | undefined => {
  const door = shown.door?.compartment ?? shown.values["door"];
  return typeof door === "number" && door > 0 ? door : undefined;
};

export const offers = (shown: Shown, choice: string): boolean =>
  shown.choices.some((each) => each.choice === choice);

/** What is untrue in `choice` on this screen. */
export function untruthOf(
  hall: Hall,
  shown: Shown,
  said: { readonly choice: string; readonly tookFrom: number | undefined },
): { readonly door: number; readonly what: Untruth } | undefined {
  const door = doorOf(shown);
  if (door === undefined) return undefined;
  const what = CLAIMS[said.choice]?.({
    isFull: hall.inside(door) !== undefined,
    isOpen: hall.isOpen(door),
    tookIt: said.tookFrom === door,
  });
  return what && { door, what };
}

/** A clerk's door that closes is believed to hold what was scanned: closing it empty says so, without a word. */
export const closingClaims = (hall: Hall, shown: Shown, door: number): Untruth | undefined => {
  const isDeposit = shown.name === "clerk-door-open" && shown.values["work"] === "deposit";
  const isTheDoor = isDeposit && doorOf(shown) === door;
  return isTheDoor && hall.inside(door) === undefined ? "said-in" : undefined;
};
