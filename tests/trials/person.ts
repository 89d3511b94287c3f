// A person with a code in hand: looks at the screen, does what it asks, and comes again where it sends them away. On a machine
// that is too busy to keep the time of a line, a board may be missed for a moment: then a person is told so, and asks again.
import { setTimeout as sleep } from "node:timers/promises";
import type { ScreenName } from "#domain/screen.ts";
import type { Controller } from "./controller.ts";
import { Unmet } from "./ending.ts";
import type { FarSide } from "./far-side.ts";
import type { Holder } from "./prepared.ts";

/** What somebody stands in front of. */
export type Front = {
  readonly far: FarSide;
  readonly controller: () => Controller;
  readonly shown: readonly ScreenName[];
  readonly take: (holder: Holder) => void;
};

type Habit = (front: Front, holder: Holder) => void | Promise<void>;

const LOOK_MS = 30;
const SENT_AWAY_MS = 500;
const PATIENCE_MS = 90_000;

const choosing =
  (choice: string): Habit =>
  ({ controller }) =>
    controller().choose(choice);

/** They come again a little later. */
const sentAway: Habit = async ({ controller }) => {
  await controller().choose("back");
  await sleep(SENT_AWAY_MS);
};

/** Only the document that is there can be taken, and only through a door that stands open. */
const takeIfOpen: Habit = (front, holder) => {
  const fitting = front.far.board.fittings[holder.door - 1];
  if (fitting?.kind !== "lock" || !fitting.compartment.doorOpen) return;
  if (fitting.compartment.item) front.take(holder);
  else front.far.touch(holder.door, "close");
};

/** On any other screen they wait. */
const habits: Readonly<Partial<Record<ScreenName, Habit>>> = {
  "citizen-home": ({ controller }, { qr }) => controller().scan(qr),
  "citizen-needs-staff": sentAway,
  "citizen-door-jammed": choosing("stop"),
  "citizen-door-open": takeIfOpen,
  "citizen-door-still-open": takeIfOpen,
  "citizen-taken": choosing("door-taken"),
};

/** Enough to see how it came to that. */
export const lastOf = (shown: readonly ScreenName[]): string => shown.slice(-8).join(" > ");

export async function goOn(
  front: Front,
  wanted: ScreenName | (() => boolean),
  holder: Holder,
): Promise<void> {
  const endsAtMs = performance.now() + PATIENCE_MS;
  while (performance.now() < endsAtMs) {
    const screen = front.controller().screen();
    if (typeof wanted === "string" ? screen === wanted : wanted()) return;
    if (screen !== undefined) await habits[screen]?.(front, holder);
    await sleep(LOOK_MS);
  }
  throw new Unmet(`never seen: ${String(wanted)}; seen last: ${lastOf(front.shown)}`);
}
