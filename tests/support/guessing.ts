// The chance that somebody who guesses codes at the keypad opens any door within a year: the closed form of docs/guessing.md, and
// an attacker who tries it on the real domain. The attacker's code space may be smaller than the real one, so that hits occur.
import type { LedgerRecord } from "#domain/facts.ts";
import { apply } from "#domain/apply.ts";
import { dayBudget, typingOpensAtMonoMs } from "#domain/codes/budget.ts";
import { parseLocator, parsePickupId } from "#domain/ids.ts";
import type { Input } from "#domain/inputs.ts";
import type { Moment } from "#domain/moment.ts";
import type { CompartmentSite, Site } from "#domain/site.ts";
import { type State, initialDurable, initialLive } from "#domain/state.ts";
import { boardA, door, extract, proven, siteWithoutBirthDates } from "./domain-site.ts";
import { type Step, takeStep } from "./domain-terminal.ts";

const LOCATORS = 10_000;
const DAY_MS = 86_400_000;

// ---- the closed form ------------------------------------------------------------------------------------------------

export type Attack = {
  /** Codes of one locator, all equally likely: 10^8 for eight digits. */
  readonly codes: number;
  readonly livePickups: number;
  readonly days: number;
  /** `blind`: any locator may be anybody's; `known`: every live locator is on a list. */
  readonly locators: "blind" | "known";
};

/** Tries that the domain lets pass in so many days: every 24 hours hold at most the day's budget. */
export const triesAllowed = ({ livePickups, days }: Attack): number =>
  dayBudget(livePickups) * days;

export const chancePerTry = ({ codes, livePickups, locators }: Attack): number =>
  (locators === "known" ? 1 : livePickups / LOCATORS) / codes;

/** An upper bound of the chance of one hit or more (Boole), and the number of hits to expect. */
export const chanceOfAnyHit = (by: Attack): number => triesAllowed(by) * chancePerTry(by);

// ---- the attacker ---------------------------------------------------------------------------------------------------

/** A wall of as many doors as there are pickups, each with a document in it. */
function stocked(livePickups: number): State {
  const site = wallOf(livePickups);
  const records = [...site.compartments.keys()].flatMap((compartment, at): LedgerRecord[] => {
    const pickup = proven(parsePickupId(at.toString(16).padStart(32, "0")));
    const locator = proven(parseLocator(String(at).padStart(4, "0")));
    const stamp = { atMs: 0, monoMs: 0, clockEpoch: 1, clockTrusted: false } as const;
    const common = { ...stamp, actor: { kind: "desk" }, policy: undefined } as const;
    const { product, language } = extract;
    return [
      {
        ...common,
        seq: 2 * at + 1,
        fact: {
          kind: "pickup-announced",
          pickup,
          product,
          locator,
          language,
          lowCompartment: false,
          untilMs: DAY_MS,
        },
      },
      {
        ...common,
        seq: 2 * at + 2,
        fact: { kind: "pickup-deposited", pickup, compartment, untilMs: DAY_MS },
      },
    ];
  });
  const durable = records.reduce(apply, {
    ...initialDurable,
    clock: { epoch: 1, trusted: false, wallMs: 0, monoMs: 0 },
    boards: {
      [boardA]: { boot: "1", n: 0, highestOp: 0, stopped: undefined, lost: false },
    },
  });
  const boards = {
    [boardA]: {
      presence: "good" as const,
      boot: "1",
      doorsKnown: true,
      newestEvent: 0,
      readAtMonoMs: 0,
    },
  };
  return { site, durable, live: { ...initialLive, boards } };
}

function wallOf(doors: number): Site {
  const compartments = Array.from({ length: doors }, (_, at): CompartmentSite => {
    const number = door(at + 1);
    return {
      number,
      board: boardA,
      channel: at + 1,
      column: 1,
      row: at + 1,
      heightMm: 1300,
      size: "small",
      itemSensor: false,
    };
  });
  return {
    ...siteWithoutBirthDates,
    boards: [boardA],
    compartments: new Map(compartments.map((each) => [each.number, each])),
  };
}

export type Outcome = { readonly tries: number; readonly hits: number };

/** Uniform in 0 ≤ n < below. */
export type Dice = (below: number) => number;

/** Numerical Recipes' linear congruence: the same luck in every run of the tests. */
export function dice(seed: number): Dice {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/**
 * Stands at the keypad day and night, types as soon as it may, and is as lucky as its code space allows. A hit costs nothing: the
 * moment before it is played on, its door untouched.
 */
export function attack({ codes, livePickups, days, locators }: Attack, roll: Dice): Outcome {
  let state = stocked(livePickups);
  let now: Moment = { wallMs: 0, monoMs: 0 };
  let [tries, hits] = [0, 0];
  const feed = (input: Input): Step => {
    const step = takeStep(state, input, now);
    state = step.after;
    return step;
  };
  while (now.monoMs < days * DAY_MS) {
    const before = state;
    feed({ kind: "screen", input: { kind: "choice-made", choice: "type-code" } });
    const typed = atKeypad(state, roll(locators === "known" ? livePickups : LOCATORS));
    if (typed === undefined) {
      now = { wallMs: 0, monoMs: typingOpensAtMonoMs(state.durable, now.monoMs) };
      state = before;
      continue;
    }
    state = typed;
    tries += 1;
    if (isAdmitted(feed, roll(codes) === 0)) {
      hits += 1;
      state = before;
    } else feed({ kind: "screen", input: { kind: "choice-made", choice: "stop" } });
  }
  return { tries, hits };
}

/** The keypad with a whole code on it: the twelve touches change nothing but the digits that stand there. */
function atKeypad(state: State, locator: number): State | undefined {
  const { visit } = state.live;
  if (visit.kind !== "citizen" || visit.step.kind !== "code") return undefined;
  const digits = `${String(locator).padStart(4, "0")}00000000`;
  return {
    ...state,
    live: { ...state.live, visit: { ...visit, step: { ...visit.step, digits } } },
  };
}

/** Ends the code; the adapter says that it is right if it is `lucky` and somebody's. */
function isAdmitted(feed: (input: Input) => Step, lucky: boolean): boolean {
  const { effects } = feed({ kind: "screen", input: { kind: "key-pressed", key: "enter" } });
  const check = effects.find((effect) => effect.kind === "check-code");
  if (check === undefined) return false;
  const right = lucky && check.pickup !== undefined;
  const { ask } = check;
  const { after } = feed({
    kind: "answer",
    input: { kind: "code-checked", ask, right, birthDateRight: undefined },
  });
  return after.durable.grant !== undefined;
}
