// What one person can do: touch, type, scan, and reach into a door. It tells what is worth telling, and how long it takes.
import type { Chance } from "../chance.ts";
import type { Shown } from "../front.ts";
import type { Actor, Untruth } from "../happening.ts";
import { closingClaims, untruthOf } from "./claims.ts";
import type { Scene } from "./scene.ts";

export type Who = { readonly by: Actor; readonly name: string; readonly chance: Chance };

export type Hands = {
  readonly choose: (shown: Shown, choice: string, number?: number) => void;
  /** One key after the other, and the key that ends them. */
  readonly type: (digits: string, what?: "code") => void;
  readonly press: (key: string) => void;
  readonly scan: (text: string, what?: "code") => void;
  readonly take: (door: number) => string | undefined;
  readonly put: (document: string, door: number) => boolean;
  /** Pushes it shut; what that claims on `shown` is told. */
  readonly close: (shown: Shown, door: number) => void;
  readonly saidUntruly: (door: number, what: Untruth) => void;
  /** Waits this long before the next look. */
  readonly pause: (ms: number) => void;
  /** How long what was done since the last question takes. */
  readonly spentMs: () => number;
  /** Lets everything drop. */
  readonly stop: () => void;
};

const KEY_LEAST_MS = 120;
const KEY_MOST_MS = 400;

export function createHands(scene: Scene, { by, name, chance }: Who): Hands {
  const { front, hall, queue, tell } = scene;
  let busyMs = 0;
  let isGone = false;
  let tookFrom: number | undefined;

  const give = (how: "scanned" | "typed", text: string): void =>
    tell({ kind: "code-given", how, text, by, name });
  const saidUntruly = (door: number, what: Untruth): void =>
    tell({ kind: "untruth", door, what, by });
  const typeOn = (digits: string, at: number, how: Typing): void => {
    if (isGone) return;
    const key = digits[at];
    if (key === undefined && how.isCode) give("typed", digits);
    front.press(key ?? "enter");
    if (key !== undefined) queue.after(how.everyMs, () => typeOn(digits, at + 1, how));
  };

  return {
    saidUntruly,
    choose(shown, choice, number) {
      const untruth = untruthOf(hall, shown, { choice, tookFrom });
      if (untruth !== undefined) saidUntruly(untruth.door, untruth.what);
      front.touch(choice, number);
    },
    type(digits, what) {
      const everyMs = chance.betweenMs(KEY_LEAST_MS, KEY_MOST_MS);
      busyMs += (digits.length + 1) * everyMs;
      typeOn(digits, 0, { everyMs, isCode: what === "code" });
    },
    press: front.press,
    scan(text, what) {
      if (what === "code") give("scanned", text);
      front.scan(text);
    },
    take(door) {
      const document = hall.take(door, by, name);
      if (document !== undefined) tookFrom = door;
      return document;
    },
    put: (document, door) => hall.put(document, door, by) === undefined,
    close(shown, door) {
      const what = closingClaims(hall, shown, door);
      if (what !== undefined) saidUntruly(door, what);
      hall.touch(door, "close");
    },
    pause(ms) {
      busyMs += ms;
    },
    spentMs() {
      const spent = busyMs;
      busyMs = 0;
      return spent;
    },
    stop() {
      isGone = true;
    },
  };
}

type Typing = { readonly everyMs: number; readonly isCode: boolean };
