// A terminal without a disk, a wire or a wall: takes inputs the way the runtime's loop does, with the same stamps, fold and
// invariants, on a clock that the test moves. Its adapters answer honestly from the code book.
import { expect } from "vitest";
import { apply } from "#domain/apply.ts";
import { decide } from "#domain/decide.ts";
import type { Effect } from "#domain/effects.ts";
import type { Fact, LedgerRecord, NewFact } from "#domain/facts.ts";
import type { BoardId } from "#domain/ids.ts";
import type { AnswerInput, Input } from "#domain/inputs.ts";
import { assertInvariants } from "#domain/invariants.ts";
import type { Moment } from "#domain/moment.ts";
import type { Screen } from "#domain/screen.ts";
import type { Site } from "#domain/site.ts";
import { type Durable, type State, initialDurable, initialLive } from "#domain/state.ts";
import { stampOf } from "#domain/terminal/clock.ts";
import { nextWakeMonoMs } from "#domain/terminal/passing-time.ts";
import { screenOf } from "#domain/visit/screen-of.ts";
import { answerOf } from "./domain-code-book.ts";
import { site as smallSite } from "./domain-site.ts";

export type Step = {
  readonly input: Input;
  readonly at: Moment;
  readonly before: State;
  readonly after: State;
  /** What the decision itself takes the fold of its facts to be. */
  readonly decided: Durable;
  readonly facts: readonly NewFact[];
  readonly records: readonly LedgerRecord[];
  readonly effects: readonly Effect[];
};

/** One input through the whole core, as the loop does it: decide, assert, stamp, fold. Pure. */
export function takeStep(before: State, input: Input, at: Moment): Step {
  const { facts, effects, live, durable: decided } = decide(before, input, at);
  const { site, durable } = before;
  assertInvariants({ before: durable, after: { site, durable: decided, live }, facts, effects });
  const stamp = stampOf(durable, input, at);
  const records = facts.map((fact, index): LedgerRecord => {
    const seq = durable.seq + index + 1;
    return { seq, atMs: at.wallMs, monoMs: at.monoMs, policy: undefined, ...stamp, ...fact };
  });
  const after: State = { site, durable: records.reduce(apply, durable), live };
  return { input, at, before, after, decided, facts, records, effects };
}

/** What a test may turn: how the adapters behave, and what each board has told so far. */
export type Knobs = {
  /** `slow`: answers wait until `adaptersAnswer`. */
  adapters: "prompt" | "slow";
  gateway: "accepting" | "refusing" | "silent";
  isClockTrusted: boolean;
  readonly boards: Map<BoardId, { boot: string; n: number }>;
  /** How the wall really is, for honest snapshots: doors that stand open, compartments with something in them. */
  readonly open: Set<number>;
  readonly filled: Set<number>;
};

export type TestTerminal = {
  readonly feed: (input: Input) => void;
  readonly passTime: (ms: number) => void;
  /** The wall clock alone is set forward (or back), as the loop notices it. */
  readonly stepClock: (ms: number) => void;
  /** A power cut: only the ledger survives, and the next run counts its own monotonic time, perhaps under another site. */
  readonly restart: (offMs: number, site?: Site) => void;
  /** The restore command's row, written between two runs. */
  readonly restore: () => void;
  /** Lets slow adapters answer. */
  readonly answer: () => void;
  readonly state: () => State;
  readonly now: () => Moment;
  readonly screen: () => Screen;
  readonly steps: readonly Step[];
  readonly records: readonly LedgerRecord[];
  readonly knobs: Knobs;
};

/** Something that happens to a terminal; the verbs of a story are made of these. */
export type Act = (terminal: TestTerminal) => void;

export const inOrder =
  (...acts: readonly Act[]): Act =>
  (terminal) => {
    for (const act of acts) act(terminal);
  };

export const times = (count: number, act: Act): Act =>
  inOrder(...Array.from({ length: count }, () => act));

/** Tuesday 3 November 2026, half past nine. */
const STARTED_AT_MS = Date.UTC(2026, 10, 3, 9, 30);
const FIRST_MONO_MS = 1000;
const WAKES_MAX = 10_000;

const foldOf = (records: readonly LedgerRecord[]): Durable => records.reduce(apply, initialDurable);

export function createTerminal(site: Site = smallSite): TestTerminal {
  const steps: Step[] = [];
  const records: LedgerRecord[] = [];
  const pending: AnswerInput[] = [];
  const knobs: Knobs = {
    adapters: "prompt",
    gateway: "accepting",
    isClockTrusted: true,
    boards: new Map(site.boards.map((board, at) => [board, { boot: `0000000${at + 1}`, n: 0 }])),
    open: new Set(),
    filled: new Set(),
  };
  let now: Moment = { wallMs: STARTED_AT_MS, monoMs: FIRST_MONO_MS };
  let state: State = { site, durable: initialDurable, live: initialLive };

  const take = (input: Input): void => {
    const step = takeStep(state, input, now);
    state = step.after;
    steps.push(step);
    records.push(...step.records);
    for (const effect of step.effects) {
      const answer = answerOf(effect, now) ?? gatewayAnswer(effect, knobs.gateway);
      if (answer !== undefined) pending.push(answer);
    }
  };
  const answer = (): void => {
    for (let next = pending.shift(); next !== undefined; next = pending.shift())
      take({ kind: "answer", input: next });
  };
  const feed = (input: Input): void => {
    take(input);
    if (knobs.adapters === "prompt") answer();
    expect(nextWakeMonoMs(state, now)).toBeGreaterThanOrEqual(now.monoMs);
  };
  const move = (ms: number): void => {
    now = { wallMs: now.wallMs + ms, monoMs: now.monoMs + ms };
  };
  /** Wakes whenever the domain asked to be woken, as the loop's timer does. */
  const passTime = (ms: number): void => {
    const untilMonoMs = now.monoMs + ms;
    for (let wakes = 0; now.monoMs < untilMonoMs; wakes += 1) {
      expect(wakes).toBeLessThan(WAKES_MAX);
      const wakeMs = Math.max(1, nextWakeMonoMs(state, now) - now.monoMs);
      move(Math.min(wakeMs, untilMonoMs - now.monoMs));
      feed({ kind: "time-passed" });
    }
  };
  const start = (): void => {
    const version = "test";
    feed({ kind: "started", version, clockTrusted: knobs.isClockTrusted });
  };
  const first: Fact = { kind: "ledger-opened", terminal: site.terminal, keyId: "one" };
  records.push(rowOf(first, 1, now));
  state = { ...state, durable: foldOf(records) };
  start();

  const restart = (offMs: number, configured: Site = state.site): void => {
    pending.length = 0;
    now = { wallMs: now.wallMs + offMs, monoMs: FIRST_MONO_MS };
    state = { site: configured, durable: foldOf(records), live: initialLive };
    start();
  };

  return {
    feed,
    passTime,
    answer,
    restart,
    restore() {
      const { restoreEpoch } = state.durable;
      const compartments = [...site.compartments.keys()];
      const restored: Fact = {
        kind: "ledger-restored",
        epoch: restoreEpoch + 1,
        keyId: "another",
        compartments,
      };
      records.push(rowOf(restored, records.length + 1, now));
      restart(0);
    },
    stepClock(stepMs) {
      now = { ...now, wallMs: now.wallMs + stepMs };
      feed({ kind: "clock-stepped", stepMs, trusted: knobs.isClockTrusted });
    },
    state: () => state,
    now: () => now,
    screen: () => screenOf(state, now),
    steps,
    records,
    knobs,
  };
}

/** A row that no run of the loop writes: the first one, and a restore. */
const rowOf = (fact: Fact, seq: number, now: Moment): LedgerRecord => ({
  seq,
  atMs: now.wallMs,
  monoMs: now.monoMs,
  clockEpoch: 1,
  clockTrusted: true,
  actor: { kind: "terminal" },
  policy: undefined,
  fact,
});

function gatewayAnswer(effect: Effect, gateway: Knobs["gateway"]): AnswerInput | undefined {
  if (effect.kind !== "send-message" || gateway === "silent") return undefined;
  const { message } = effect;
  return gateway === "accepting"
    ? { kind: "message-accepted", message }
    : { kind: "message-refused", message, why: "no such address" };
}
