// One terminal for one play: its folder with two documents behind doors 1 and 2, its far side, its controller, and what people
// do in front of it. Waiting is bounded: what is never seen fails the run.
import type { OutgoingMessage } from "#runtime/ports.ts";
import type { ScreenName } from "#domain/screen.ts";
import { raiseBench } from "../support/system-bench.ts";
import { until, untilTrue } from "../support/system-wait.ts";
import { startHere } from "./controller-here.ts";
import { startProcess } from "./controller-process.ts";
import type { Controller } from "./controller.ts";
import { type FarSide, raiseFarSide } from "./far-side.ts";
import { type LedgerOnDisk, readLedger } from "./ledger-on-disk.ts";
import { layPlace, nobodyOutside } from "./place.ts";
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

/** Resolves when the terminal serves. */
export async function raiseStage(options: StageOptions): Promise<Stage> {
  const { kind, prepared } = options;
  const bench = options.asProcess ? await raiseBench() : undefined;
  const place = await layPlace(kind, prepared.folder, bench ?? nobodyOutside);
  const far = await raiseFarSide(
    place,
    prepared.holders.map(({ door }) => door),
  );
  const shown: ScreenName[] = [];
  let aheadMs = 0;
  const around = {
    clock: {
      now: () => ({
        wallMs: Date.now() + aheadMs,
        monoMs: Math.floor(performance.now()) + aheadMs,
      }),
    },
    delivered: (_message: OutgoingMessage): void => undefined,
    shown: (screen: ScreenName) => void (shown.at(-1) !== screen && shown.push(screen)),
  };
  const start = (): Promise<Controller> =>
    bench === undefined ? startHere(place, around) : startProcess(place, bench);
  let controller = await start();
  const [first] = prepared.holders;
  const stage: Stage = {
    kind,
    turn: options.turn,
    far,
    controller: () => controller,
    holders: prepared.holders,
    shown,
    wait: async (what, isTrue) => void (await untilTrue(what, isTrue)),
    async see(screen) {
      await until(`the screen ${screen}`, () =>
        controller.screen() === screen ? screen : undefined,
      ).catch(() => {
        throw new Unmet(`never seen: the screen ${screen}; seen last: ${lastOf(shown)}`);
      });
    },
    expect(what, held) {
      if (!held) throw new Unmet(`not so: ${what}`);
    },
    goOnTo: (wanted, holder = first) => goOn(stage, wanted, holder),
    take(holder = first) {
      far.touch(holder.door, "take");
      far.touch(holder.door, "close");
    },
    async restart(meanwhile) {
      await controller.cut();
      await meanwhile();
      controller = await start();
    },
    letPass(ms) {
      aheadMs += ms;
      far.aheadMs += ms;
      controller.wake();
    },
    ledger: () => readLedger(place.folder, prepared.seq),
    async lower() {
      await controller.cut();
      await far.stop();
      bench?.stop();
      await place.remove();
    },
  };
  await untilTrue("the doors are known", () => controller.knowsDoors(), DOORS_KNOWN_MS);
  return stage;
}
