// Every step of a visit × every input: nothing throws, the invariants hold, the screen answers, and only the listed inputs fire a lock.
import { describe, expect, test } from "vitest";
import { nextWakeMonoMs } from "#domain/terminal/passing-time.ts";
import type { State } from "#domain/state.ts";
import type { Moment } from "#domain/moment.ts";
import { screenOf } from "#domain/visit/screen-of.ts";
import { CHOICES, arrivals } from "../support/domain-inputs.ts";
import { wordsOf } from "../support/domain-words.ts";
import { type StandName, stands } from "../support/domain-stands.ts";
import {
  type Act,
  type TestTerminal,
  createTerminal,
  takeStep,
} from "../support/domain-terminal.ts";

const HOUR_MS = 3_600_000;

/** The only ways to a pulse. Nothing else ever fires a lock, from no step. */
const WAYS_TO_A_PULSE: readonly (readonly [from: StandName, input: string])[] = [
  ["citizen checking", "a right code"],
  // Where the policy asks no birth date, a wrong one changes nothing.
  ["citizen checking", "a right code with a wrong date"],
  ["citizen checking", "a birth date of the group"],
  ["citizen next-door", "[open-next]"],
  ["citizen jammed", "[try-again]"],
  ["citizen hand-in", "[open-hand-in]"],
  ["citizen hand-in-check", "[deposit-in]"],
  ["staff scan-looking", "a known label"],
  // A label that was read meanwhile: its door opens when the one before is done with.
  ["staff open", "time"],
  ["staff check", "[deposit-in]"],
  ["staff check", "[deposit-empty]"],
  // On a round the next door opens by itself, also when this one jams.
  ["staff menu", "[round]"],
  ["staff opening", "DUP of nothing sent"],
  ["staff opening", "ERR"],
  ["staff opening", "a result of another boot"],
  ["staff opening", "never sent"],
  ["staff opening", "result fault"],
  ["staff opening", "result not-opened"],
  ["staff opening", "the coil is broken"],
  ["staff opening", "the door did not open"],
  ["staff list", "[take-back-door]"],
  ["staff list", "[take-back-overdue]"],
  ["staff reason", "[reason-mistake]"],
  ["staff reason", "[reason-refused]"],
  ["staff reason", "[reason-to-counter]"],
  ["staff check", "[skip-door]"],
  ["staff check", "[leave-longer]"],
  ["staff check", "a known label"],
  ["staff check", "an unknown label"],
  // Two stand there now, or the one who is alone goes on to a door that needs no colleague.
  ["staff witness", "a right one-time code"],
  ["staff witness", "[without-colleague]"],
  ["staff list", "[inspect-door]"],
  ["staff menu", "[undo-deposit]"],
  ["staff finished", "[undo-deposit]"],
  ["staff scan", "[undo-deposit]"],
  ["staff undone", "[undo-deposit]"],
  ["staff door-failed", "[again]"],
  ["staff check", "[open-again]"],
  // A door that was tested is followed by the next one.
  ["staff testing", "ERR"],
  ["staff testing", "never sent"],
  ["staff testing", "result fault"],
  ["staff testing", "result not-opened"],
  ["staff testing", "the coil is broken"],
  ["staff testing", "the door did not open"],
  ["staff testing", "time"],
  ["staff workshop", "[commission-door]"],
  ["staff workshop", "[look-inside]"],
  ["staff workshop", "[right-door]"],
  ["staff workshop", "[self-test]"],
  ["staff workshop", "[test-door]"],
];

const rows = Object.entries(stands).flatMap(([name, stories]) =>
  Object.entries(stories).map(([story, act]) => ({ name: name as StandName, story, act })),
);

const standing = (act: Act): TestTerminal => {
  const terminal = createTerminal();
  act(terminal);
  return terminal;
};

function reached(act: Act): { readonly before: State; readonly now: Moment } {
  const terminal = standing(act);
  return { before: terminal.state(), now: terminal.now() };
}

function nameOf({ live: { visit } }: State): StandName {
  return visit.kind === "none" ? "nobody" : (`${visit.kind} ${visit.step.kind}` as StandName);
}

const later = ({ wallMs, monoMs }: Moment, ms: number): Moment => ({
  wallMs: wallMs + ms,
  monoMs: monoMs + ms,
});

const fired = new Set<string>();

describe.each(rows)("$name, $story", ({ name, act }) => {
  test("stands where the table says", () => {
    expect(nameOf(reached(act).before)).toBe(name);
  });

  test("answers every input, keeps the invariants, shows a screen and knows when to wake", () => {
    const { before, now } = reached(act);
    const oversleeps = arrivals(before, now.wallMs).filter(({ input, afterMs }) => {
      const at = later(now, afterMs);
      const { after, effects } = takeStep(before, input, at);
      screenOf(after, at);
      const pulse = effects.some(({ kind }) => kind === "fire-lock");
      if (pulse) fired.add(`${name} × ${wordsOf(input, before)}`);
      const wake = nextWakeMonoMs(after, at) - at.monoMs;
      // A clock's step stands alone: what is due is done by the wake-up that follows at once.
      return wake > HOUR_MS || !(wake >= 0 || input.kind === "clock-stepped");
    });
    expect(oversleeps).toEqual([]);
  });

  test("offers only buttons that the table presses, and none that does nothing", () => {
    const { before, now } = reached(act);
    const offered = screenOf(before, now).choices.map(({ choice }) => choice);
    expect(CHOICES).toEqual(expect.arrayContaining(offered));
    for (const { choice, number } of screenOf(before, now).choices) {
      const input = { kind: "choice-made", choice, ...(number === undefined ? {} : { number }) };
      const at = later(now, 1100);
      const step = takeStep(before, { kind: "screen", input: input as never }, at);
      const quiet = takeStep(before, { kind: "time-passed" }, at);
      expect({ choice, changes: step.after }).not.toEqual({ choice, changes: quiet.after });
    }
  });
});

test("a lock is fired by the listed inputs and no other, and by each of them", () => {
  expect([...fired].toSorted()).toEqual(
    WAYS_TO_A_PULSE.map(([from, input]) => `${from} × ${input}`).toSorted(),
  );
});

test("a start never fires a lock, whatever the ledger holds", () => {
  for (const { act } of rows) {
    const terminal = standing(act);
    const from = terminal.steps.length;
    terminal.restart(1000);
    const effects = terminal.steps.slice(from).flatMap((step) => step.effects);
    expect(effects.map(({ kind }) => kind)).not.toContain("fire-lock");
  }
});
