// How anybody stands at the terminal: looks at the screen, does what their habit says, looks again, and goes.
// Nobody stays for ever: looks are counted, and before a dark screen patience is short.
import type { Chance } from "../chance.ts";
import type { Shown } from "../front.ts";
import type { Actor } from "../happening.ts";
import { type Hands, createHands } from "./hands.ts";
import type { Scene } from "./scene.ts";

/** `acted`: looks again after a moment's thought; `waits`: the screen is not ready; the others go away. */
export type Next = "acted" | "waits" | "content" | "leaves";

export type Habit = (shown: Shown, hands: Hands) => Next;

export type Visitor = {
  readonly by: Actor;
  readonly name: string;
  readonly chance: Chance;
  readonly looksMax: number;
  /** Between two acts; a person's usual 0.5 to 8 s without it. */
  readonly pace?: { readonly leastMs: number; readonly mostMs: number };
  readonly sees: Habit;
  readonly left: (content: boolean) => void;
};

export type Standing = { readonly visitor: Visitor; readonly goAway: () => void };

const LOOK_EVERY_MS = 500;
const PACE = { leastMs: 500, mostMs: 8000 };
const DARK_LEAST_MS = 5000;
const DARK_MOST_MS = 90_000;

/** Starts now. `gone` is called once, before the visitor is told. */
export function stand(scene: Scene, visitor: Visitor, gone: () => void): Standing {
  const { front, queue, tell } = scene;
  const { by, name, chance } = visitor;
  const hands = createHands(scene, visitor);
  let looks = 0;
  let seen = "dark";
  let darkUntilMs: number | undefined;
  let hasLeft = false;

  const leave = (content: boolean): void => {
    if (hasLeft) return;
    hasLeft = true;
    hands.stop();
    tell({ kind: "left", by, name, content, screen: seen });
    gone();
    visitor.left(content);
  };
  const lookAgain = (afterMs: number): void => {
    queue.after(afterMs, look);
  };
  const inTheDark = (): void => {
    darkUntilMs ??= queue.nowMs() + chance.betweenMs(DARK_LEAST_MS, DARK_MOST_MS);
    if (queue.nowMs() >= darkUntilMs) return leave(false);
    lookAgain(LOOK_EVERY_MS);
  };
  function look(): void {
    if (hasLeft) return;
    looks += 1;
    const shown = front.shown();
    seen = shown?.name ?? "dark";
    if (looks > visitor.looksMax) return leave(false);
    if (shown === undefined) return inTheDark();
    darkUntilMs = undefined;
    const next = visitor.sees(shown, hands);
    if (next === "content" || next === "leaves") return leave(next === "content");
    const { leastMs, mostMs } = visitor.pace ?? PACE;
    const thoughtMs = next === "waits" ? LOOK_EVERY_MS : chance.betweenMs(leastMs, mostMs);
    lookAgain(hands.spentMs() + thoughtMs);
  }

  tell({ kind: "came", by, name });
  lookAgain(LOOK_EVERY_MS);
  return { visitor, goAway: () => leave(false) };
}
