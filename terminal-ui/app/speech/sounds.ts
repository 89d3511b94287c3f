// The few sounds that are no words, for everybody: a key, a door that opens, something to hear before it is read. Which one
// belongs to which change is here, and its notes; who plays them is not.
import { families } from "../families.ts";
import type { Screen } from "../texts.ts";

export type Sound =
  | "key"
  | "digit"
  | "erase"
  | "good"
  | "door-open"
  | "close-door"
  | "warning"
  | "trouble";

/** One note: how high, when after the start, how long. */
export type Note = { readonly hz: number; readonly atMs: number; readonly lengthMs: number };

export const notes: Readonly<Record<Sound, readonly Note[]>> = {
  key: [{ hz: 1200, atMs: 0, lengthMs: 25 }],
  // One tone for all digits: it tells that a key was heard, and nobody else which.
  digit: [{ hz: 880, atMs: 0, lengthMs: 120 }],
  erase: [{ hz: 330, atMs: 0, lengthMs: 160 }],
  good: rising(660, 880),
  "door-open": rising(523, 659, 784),
  "close-door": rising(784, 784),
  warning: rising(988, 740, 988, 740),
  trouble: rising(330, 262),
};

function rising(...hz: readonly number[]): readonly Note[] {
  return hz.map((one, index) => ({ hz: one, atMs: index * 180, lengthMs: 160 }));
}

/** Asked again before the visit ends: whoever missed the first one. */
const WARN_AGAIN_S = 10;

/** What a change sounds like. Also without speech: time runs out, and doors open, for more than one sense. */
export function soundOf(before: Screen | undefined, now: Screen): Sound | undefined {
  if (before === undefined) return undefined;
  if (before.name !== now.name) return soundOfScreen(now);
  if (isLess(now.secondsLeft, before.secondsLeft, WARN_AGAIN_S)) return "warning";
  if (before.values["reminder"] !== now.values["reminder"]) return "close-door";
  const grown = (now.field?.typed ?? 0) - (before.field?.typed ?? 0);
  if (grown === 0) return undefined;
  return grown > 0 ? "digit" : "erase";
}

function soundOfScreen({ name }: Screen): Sound | undefined {
  const [family, tone] = families[name];
  if (family === "warning") return "warning";
  if (family === "door" && tone === "good") return "door-open";
  if (family === "door" && name.endsWith("-still-open")) return "close-door";
  if (tone === "good") return "good";
  return tone === "trouble" || tone === "stopped" ? "trouble" : undefined;
}

/** Has it just passed this mark on its way down? */
const isLess = (now: number | undefined, before: number | undefined, mark: number): boolean =>
  now !== undefined && before !== undefined && now <= mark && before > mark;
