// The one loop: input → decide → append, durable → fold → assert → perform. Nothing acts on the world but what comes out
// here, and nothing comes out before its facts are on disk. After a fault of the ledger it takes nothing more [I9].
import { assert } from "#domain/assert.ts";
import { type Decision, decide } from "#domain/decide.ts";
import type { Effect } from "#domain/effects.ts";
import { assertInvariants } from "#domain/invariants.ts";
import type { Input } from "#domain/inputs.ts";
import type { Moment } from "#domain/moment.ts";
import type { State } from "#domain/state.ts";
import { stampOf } from "#domain/terminal/clock.ts";
import { nextWakeMonoMs } from "#domain/terminal/passing-time.ts";
import { type Ledger, type Stamp, appendFacts } from "./ledger.ts";
import type { Clock, LedgerFault, Log } from "./ports.ts";

export type LoopOptions = {
  readonly ledger: Ledger;
  readonly state: State;
  readonly clock: Clock;
  readonly isClockTrusted: () => boolean;
  readonly log: Log;
  readonly perform: (effect: Effect) => void;
  /** Asks to be woken at that time of the monotonic clock; the last call counts. */
  readonly wakeAt: (monoMs: number) => void;
  readonly onStep: (state: State) => void;
  /** A fault of the program: the process must end, for its state cannot be believed. */
  readonly crash: (error: unknown) => void;
  /** The ledger failed: the process must end, open it afresh and verify. */
  readonly onFault: (fault: LedgerFault) => void;
};

export type Loop = {
  readonly state: () => State;
  /** Answers what the step wanted of the world, or `undefined` if it was not taken. */
  readonly feed: (input: Input) => readonly Effect[] | undefined;
};

/** More inputs at once than this are a fault of the program, not of the world. */
const QUEUE_MAX = 10_000;
/** A difference between the two clocks that no drift explains. */
const CLOCK_STEP_MS = 60_000;

export function createLoop(options: LoopOptions): Loop {
  const { clock, ledger } = options;
  const waiting: Input[] = [];
  let state = options.state;
  let running = false;
  let broken = false;
  let last = clock.now();

  const take = (input: Input, at: Moment): readonly Effect[] | undefined => {
    // What still waited when the ledger failed is not taken, and the fault is told once.
    if (ledger.fault !== undefined) return undefined;
    const decision = decide(state, input, at);
    const { site } = state;
    // Before the append: a state that may not be must not stand in a ledger that forgets nothing (ADR 0015).
    const after = { site, durable: decision.durable, live: decision.live };
    assertInvariants({ before: state.durable, after, ...decision });
    const stamp = { moment: at, ...stampOf(state.durable, input, at) };
    if (!isCommitted(options, decision, stamp)) return undefined;
    options.log.step(stepLine(input, decision, after.durable.seq));
    state = after;
    for (const effect of decision.effects) options.perform(effect);
    options.onStep(state);
    return decision.effects;
  };

  /** What throws is a fault of the program: nothing more is taken, and the process goes down to be replayed. */
  const guarded = (input: Input): readonly Effect[] | undefined => {
    running = true;
    try {
      return drain(input);
    } catch (error) {
      broken = true;
      options.crash(error);
      return undefined;
    } finally {
      running = false;
    }
  };

  /** One input after the other; what an effect answers at once waits its turn. */
  const drain = (input: Input): readonly Effect[] | undefined => {
    const at = clock.now();
    // Before `started` the ledger still counts in the clock of the run before.
    const stepped = input.kind === "started" ? undefined : clockStep(options, state, { last, at });
    last = at;
    if (stepped !== undefined) take(stepped, at);
    const effects = take(input, at);
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      take(next, clock.now());
    if (ledger.fault !== undefined) return undefined;
    options.wakeAt(nextWakeMonoMs(state, clock.now()));
    return effects;
  };

  return {
    state: () => state,
    feed(input) {
      if (broken || ledger.fault !== undefined) return undefined;
      if (!running) return guarded(input);
      assert(waiting.length < QUEUE_MAX, "the loop's queue is bounded");
      waiting.push(input);
      return undefined;
    },
  };
}

/** The wall clock left the monotonic one, or is trusted otherwise than before. */
function clockStep(
  { isClockTrusted }: LoopOptions,
  { durable }: State,
  { last, at }: { readonly last: Moment; readonly at: Moment },
): Input | undefined {
  const stepMs = at.wallMs - last.wallMs - (at.monoMs - last.monoMs);
  const trusted = isClockTrusted();
  const changed = trusted !== durable.clock.trusted && durable.seq > 0;
  return Math.abs(stepMs) > CLOCK_STEP_MS || changed
    ? { kind: "clock-stepped", stepMs, trusted }
    : undefined;
}

/** Makes the facts durable, whose fold the decision has made already; no after a fault, which has been told. */
function isCommitted(
  { ledger, onFault }: LoopOptions,
  { facts, durable }: Decision,
  stamp: Stamp,
): boolean {
  const appended = appendFacts(ledger, facts, stamp);
  if (!appended.ok) onFault(appended.error);
  else assert(ledger.head.seq === durable.seq, "what was appended is what was decided");
  return appended.ok;
}

/** What a step was, by kinds only: never a key, a code, a date or a name. */
function stepLine(
  input: Input,
  { facts, effects }: Decision,
  seq: number,
): Readonly<Record<string, unknown>> {
  const what = "input" in input ? `${input.kind}:${input.input.kind}` : input.kind;
  return {
    input: what,
    seq,
    facts: facts.map(({ fact }) => fact.kind),
    effects: effects.map(({ kind }) => kind),
  };
}
