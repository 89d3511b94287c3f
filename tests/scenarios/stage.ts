// Where a transcript plays: one terminal at a time with its people, its trace, and a backup that a clerk may have taken.
import type { Log, LedgerRow } from "#runtime/ports.ts";
import { type Bench, createBench } from "../support/bench-people.ts";
import { type VirtualTerminal, createVirtualTerminal } from "../support/virtual-terminal.ts";
import { type Trace, createTrace } from "./trace.ts";

export type Stage = {
  readonly bench: () => Bench;
  readonly terminal: () => VirtualTerminal;
  readonly trace: () => Trace;
  /** A new terminal that was never started. */
  readonly renew: () => void;
  backup: readonly LedgerRow[];
};

export function createStage(folder: () => string): Stage {
  let trace = createTrace();
  let bench: Bench | undefined;
  const current = (): Bench => {
    if (bench === undefined) throw new Error('a transcript begins with "given a terminal"');
    return bench;
  };
  return {
    bench: current,
    terminal: () => current().terminal,
    trace: () => trace,
    renew() {
      trace = createTrace();
      const { watch } = trace;
      bench = createBench(
        createVirtualTerminal({ folder: folder(), watch, log: loggingTo(trace) }),
      );
    },
    backup: [],
  };
}

const loggingTo = (trace: Trace): Log => ({
  step: () => undefined,
  warn: (what) => trace.note("warning", what),
  alarm: (what) => trace.note("alarm", what),
});
