// One terminal for one play: its folder with two documents behind doors 1 and 2, its far side, its controller, and what people
// do in front of it. Waiting is bounded: what is never seen fails the run.
import type { ScreenName } from "#domain/screen.ts";
import { type SystemBench, raiseBench } from "../support/system-bench.ts";
import { untilTrue } from "../support/system-wait.ts";
import { type Surroundings, startHere } from "./controller-here.ts";
import { startProcess } from "./controller-process.ts";
import type { Controller } from "./controller.ts";
import { type FarSide, raiseFarSide } from "./far-side.ts";
import { type LedgerOnDisk, readLedger } from "./ledger-on-disk.ts";
import { type Place, layPlace, nobodyOutside } from "./place.ts";
import { goOn, lastOf } from "./person.ts";
import type { Holder, Prepared } from "./prepared.ts";
import type { BusKind } from "./bus-kind.ts";
import { Unmet } from "./ending.ts";

export type Stage = {
  readonly kind: BusKind;
  /** Of this play among the runs of its trial, from 0: what else may differ from run to run. */
  readonly turn: number;
  readonly far: FarSide;
  readonly controller: () => Controller;
  /** Whose documents wait: behind doors 1 and 2. */
  readonly holders: readonly [Holder, Holder];
  /** Every screen so far, oldest first; none are kept of a controller in its own process. */
  readonly shown: readonly ScreenName[];
  /** Waits for this screen. */
  readonly see: (screen: ScreenName) => Promise<void>;
  readonly wait: (what: string, isTrue: () => boolean | Promise<boolean>) => Promise<void>;
  readonly expect: (what: string, held: boolean) => void;
  /** The holder does what a person does until this screen is there or this is true: see holder.ts. */
  readonly goOnTo: (wanted: ScreenName | (() => boolean), holder?: Holder) => Promise<void>;
  /** They take the document out and close the door. */
  readonly take: (holder?: Holder) => void;
  /** Cuts the controller off and, after `meanwhile`, starts it again on what its disk holds. */
  readonly restart: (meanwhile: () => Promise<void>) => Promise<void>;
  /** Both clocks, the controller's and the board's, go on by this much at once. */
  readonly letPass: (ms: number) => void;
  /** What was written since the play began. */
  readonly ledger: () => LedgerOnDisk;
  readonly lower: () => Promise<void>;
};

export type StageOptions = {
  readonly kind: BusKind;
  readonly turn: number;
  readonly asProcess: boolean;
  readonly prepared: Prepared;
};

const DOORS_KNOWN_MS = 60_000;

/** Resolves when the terminal serves; leaves nothing behind if it never does. */
export async function raiseStage(options: StageOptions): Promise<Stage> {
  const { kind, prepared } = options;
  const bench = options.asProcess ? await raiseBench() : undefined;
  const place = await layPlace(kind, prepared.folder, bench ?? nobodyOutside);
  const doors = prepared.holders.map(({ door }) => door);
  const far = await raiseFarSide(place, doors);
  const runner = createRunner(place, bench);
  const lower = async (): Promise<void> => {
    await runner.controller().cut();
    await far.stop();
    bench?.stop();
    await place.remove();
  };
  const stage = stageOf(options, { far, runner, lower, ledgerFolder: place.folder });
  try {
    await runner.start();
    await untilTrue("the doors are known", () => stage.controller().knowsDoors(), DOORS_KNOWN_MS);
  } catch (error) {
    await lower();
    throw error;
  }
  return stage;
}

/** The controller of a stage, one after the other, and the time they live in. */
type Runner = {
  readonly controller: () => Controller;
  readonly start: () => Promise<void>;
  readonly shown: readonly ScreenName[];
  /** How far the controller's clocks run ahead of this machine's, in ms. */
  aheadMs: number;
};

const nobody: Controller = {
  screen: () => undefined,
  scan: () => undefined,
  choose: () => Promise.resolve(),
  resumeBank: () => Promise.resolve(),
  wake: () => undefined,
  knowsDoors: () => Promise.resolve(false),
  troubles: () => [],
  cut: () => Promise.resolve(),
};

function createRunner(place: Place, bench: SystemBench | undefined): Runner {
  let controller = nobody;
  const shown: ScreenName[] = [];
  const around: Surroundings = {
    clock: {
      now: () => ({
        wallMs: Date.now() + runner.aheadMs,
        monoMs: Math.floor(performance.now()) + runner.aheadMs,
      }),
    },
    delivered: () => undefined,
    shown: (screen) => void (shown.at(-1) !== screen && shown.push(screen)),
  };
  const runner: Runner = {
    shown,
    aheadMs: 0,
    controller: () => controller,
    async start() {
      controller = await (bench === undefined
        ? startHere(place, around)
        : startProcess(place, bench));
    },
  };
  return runner;
}

type Parts = {
  readonly far: FarSide;
  readonly runner: Runner;
  readonly ledgerFolder: string;
  readonly lower: () => Promise<void>;
};

function stageOf({ kind, turn, prepared }: StageOptions, parts: Parts): Stage {
  const { far, runner, ledgerFolder, lower } = parts;
  const { controller, shown } = runner;
  const [first] = prepared.holders;
  const stage: Stage = {
    kind,
    turn,
    far,
    controller,
    shown,
    lower,
    holders: prepared.holders,
    wait: async (what, isTrue) => void (await untilTrue(what, isTrue)),
    async see(screen) {
      const seen = untilTrue(screen, () => controller().screen() === screen);
      await seen.catch(() => {
        throw new Unmet(`never seen: the screen ${screen}; seen last: ${lastOf(shown)}`);
      });
    },
    expect(what, held) {
      if (!held) throw new Unmet(`not so: ${what}`);
    },
    goOnTo: (wanted, holder = first) => goOn(stage, wanted, holder),
    take({ door } = first) {
      far.touch(door, "take");
      far.touch(door, "close");
    },
    async restart(meanwhile) {
      await controller().cut();
      await meanwhile();
      await runner.start();
    },
    letPass(ms) {
      runner.aheadMs += ms;
      far.aheadMs += ms;
      controller().wake();
    },
    ledger: () => readLedger(ledgerFolder, prepared.seq),
  };
  return stage;
}
