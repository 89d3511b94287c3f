// The loop alone on the bench: a real ledger over a disk in memory, clocks that the test sets, and one list of all that it did,
// in the order in which it did it.
import type { Effect } from "#domain/effects.ts";
import type { Input } from "#domain/inputs.ts";
import type { State } from "#domain/state.ts";
import { type Loop, createLoop } from "#runtime/loop.ts";
import type { LedgerFault } from "#runtime/ports.ts";
import { foundLedger, recover, stateOf } from "#runtime/recover.ts";
import { parseBoardId, parseLocator, parsePickupId, parseProductId } from "#domain/ids.ts";
import {
  type MemoryDisk,
  createMemoryDisk,
  createMemoryLedgerStore,
} from "./memory-ledger-store.ts";
import { must } from "./virtual-must.ts";
import { sha256 } from "./virtual-run.ts";
import { virtualSite } from "./virtual-site.ts";

export type LoopBench = {
  readonly loop: Loop;
  readonly disk: MemoryDisk;
  /** `wrote <kinds>`, `stepped`, `performed <kind>`, `fault <kind>`, `logged`. */
  readonly did: string[];
  readonly wakes: number[];
  readonly faults: LedgerFault[];
  readonly crashes: unknown[];
  readonly logged: unknown[];
  readonly clock: { wallMs: number; monoMs: number; trusted: boolean };
  /** What an effect does when it is performed; nothing unless a test says so. */
  onEffect: (effect: Effect) => void;
  onStep: (state: State) => void;
};

export const boardA = must(parseBoardId("a:01"));
const BOOT = "000000AA";

/** `startMs`: how long after the first run this one begins. */
export function createLoopBench(disk: MemoryDisk = createMemoryDisk(), startMs = 0): LoopBench {
  const did: string[] = [];
  const clock = { wallMs: Date.UTC(2026, 10, 3, 9, 0) + startMs, monoMs: 0, trusted: true };
  const store = createMemoryLedgerStore(disk);
  const watched: typeof store = {
    ...store,
    append(rows) {
      const appended = store.append(rows);
      did.push(`${appended.ok ? "wrote" : "lost"} ${rows.map(({ kind }) => kind).join(" ")}`);
      return appended;
    },
  };
  const opened = must(recover(watched, sha256));
  const now = () => ({ wallMs: clock.wallMs, monoMs: clock.monoMs });
  const founded =
    opened.durable.seq > 0
      ? opened
      : must(
          foundLedger(
            opened,
            { terminal: "hal", keyId: "1" },
            { clock: { now }, clockTrusted: true },
          ),
        );
  const wakes: number[] = [];
  const faults: LedgerFault[] = [];
  const crashes: unknown[] = [];
  const logged: unknown[] = [];
  const bench: LoopBench = {
    disk,
    did,
    wakes,
    faults,
    crashes,
    logged,
    clock,
    onEffect: () => undefined,
    onStep: () => undefined,
    loop: createLoop({
      ledger: founded.ledger,
      state: stateOf(virtualSite, founded.durable),
      clock: { now },
      isClockTrusted: () => clock.trusted,
      log: {
        step: (line) => void logged.push(line),
        warn: () => undefined,
        alarm: () => undefined,
      },
      perform(effect) {
        did.push(`performed ${effect.kind}`);
        bench.onEffect(effect);
      },
      wakeAt: (monoMs) => void wakes.push(monoMs),
      onStep(state) {
        did.push("stepped");
        bench.onStep(state);
      },
      crash: (error) => void crashes.push(error),
      onFault(fault) {
        did.push(`fault ${fault.kind}`);
        faults.push(fault);
      },
    }),
  };
  did.length = 0;
  return bench;
}

// ---- inputs ---------------------------------------------------------------------------------------------------------

export const started: Input = { kind: "started", version: "1", clockTrusted: true };
export const timePassed: Input = { kind: "time-passed" };
export const scanned = (text: string): Input => ({
  kind: "screen",
  input: { kind: "code-scanned", text },
});
export const chosen = (choice: string): Input => ({
  kind: "screen",
  input: { kind: "choice-made", choice },
});
export const announced = (number: number): Input => ({
  kind: "desk",
  input: {
    kind: "pickup-announced",
    pickup: must(parsePickupId(sha256(`bench ${number}`).slice(0, 32))),
    product: must(parseProductId("attest")),
    locator: must(parseLocator(String(4000 + number))),
    language: "nl",
    lowCompartment: false,
  },
});
const greeted: Input = {
  kind: "board",
  input: {
    kind: "board-greeted",
    board: boardA,
    boot: BOOT,
    channels: 4,
    highestOp: 0,
  },
};
export const tampered = (n: number): Input => ({
  kind: "board",
  input: {
    kind: "board-event-read",
    board: boardA,
    boot: BOOT,
    n,
    tMs: n,
    event: { kind: "tamper", state: "on" },
  },
});

/** A loop that has started and greeted its board; what it did until then is forgotten. */
export function startedBench(disk?: MemoryDisk): LoopBench {
  const bench = createLoopBench(disk);
  bench.loop.feed(started);
  bench.loop.feed(greeted);
  bench.did.length = 0;
  return bench;
}
