// Each proof once, for a seed: a writer at work, something bad, and a tally. `npm test` runs a few of them, the soak as many as
// it has minutes for. What they are made of is in the files beside this one.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { flipBits, restingFolders } from "./bit-flips.ts";
import { createChance } from "./chance.ts";
import { type DiskFault, isFailStop, runWithFault } from "./failing-disk.ts";
import { type Judgement, judgeFolder } from "./judgement.ts";
import { killWriter } from "./killed-writers.ts";
import { type LedgerTruth, readTruth } from "./ledger-truth.ts";
import { type CutTally, judgePowerCuts, writeImage } from "./power-cuts.ts";
import { type FileEvent, parseTrace } from "./syscall-trace.ts";
import { type WritingOrder, runTraced } from "./writing-order.ts";

/** A folder for orders, traces and images; in memory where the system has one for that. */
export function storageBench(): { readonly folder: string; readonly close: () => void } {
  const parent = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
  const folder = mkdtempSync(join(parent, "loket24-storage-"));
  return { folder, close: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Sessions, checkpoints and snapshots come often, so that a short trace has many of each. */
function orderIn(bench: string, seed: number, changes: Partial<WritingOrder> = {}): WritingOrder {
  const folder = join(bench, "ledger");
  rmSync(folder, { recursive: true, force: true });
  rmSync(join(bench, "told"), { force: true });
  mkdirSync(folder, { mode: 0o700 });
  return {
    folder,
    told: join(bench, "told"),
    seed,
    sessions: 3,
    appends: 12 + (seed % 5),
    snapshotEvery: 5 + (seed % 3),
    checkpointEvery: 4 + (seed % 7),
    loose: false,
    ...changes,
  };
}

export type Written = {
  readonly order: WritingOrder;
  readonly events: readonly FileEvent[];
  readonly truth: LedgerTruth;
};

/** A whole run that nothing happened to. */
function writeUndisturbed(order: WritingOrder): Written {
  const { code, said, trace } = runTraced(order);
  if (code !== 0) throw new Error(`the writer ended with ${code}: ${said}`);
  return { order, events: parseTrace(trace), truth: readTruth(order.folder) };
}

export type CutControl = "none" | "loose driver" | "lying disk";

export function cutPower(
  bench: string,
  about: { readonly seed: number; readonly drawsPerMoment: number; readonly control: CutControl },
  tally: CutTally,
): void {
  const { seed, drawsPerMoment, control } = about;
  const order = orderIn(bench, seed, { loose: control === "loose driver" });
  const { events, truth } = writeUndisturbed(order);
  const lying = control === "lying disk";
  const cuts = { events, folder: order.folder, truth, seed, drawsPerMoment, lying };
  judgePowerCuts(cuts, join(bench, "image"), tally);
}

export type FaultTally = {
  /** How often each call on each file failed. */
  readonly struck: Record<string, number>;
  runs: number;
  /** Sweeps that came to a run that was untouched, and those that were out of time before. */
  whole: number;
  cutShort: number;
  readonly bad: string[];
};

export const emptyFaultTally = (): FaultTally => ({
  struck: {},
  runs: 0,
  whole: 0,
  cutShort: 0,
  bad: [],
});

export type Sweep = {
  readonly fault: DiskFault;
  readonly step: number;
  /** Asked before each run. */
  readonly isOver?: () => boolean;
};

/** Every `step`-th call from the first on, until a run completes untouched. */
export function failAtEachCall(
  bench: string,
  about: Sweep & { readonly seed: number },
  tally: FaultTally,
): void {
  const { seed, fault, step, isOver = () => false } = about;
  const short = { sessions: 2, appends: 8, snapshotEvery: 3, checkpointEvery: 3 };
  const { order, truth } = writeUndisturbed(orderIn(bench, seed, short));
  for (let k = 1; !isOver(); k += step) {
    const run = runWithFault(order, fault, k, truth);
    tally.runs += 1;
    const { struck, ended } = run;
    if (struck === undefined) {
      tally.whole += 1;
      if (ended.code !== 0) tally.bad.push(`${JSON.stringify(fault)}, untouched: ${ended.said}`);
      return;
    }
    tally.struck[struck] = (tally.struck[struck] ?? 0) + 1;
    if (!isFailStop(run))
      tally.bad.push(`seed ${seed}, call ${k}: ${struck}: ${JSON.stringify(run.reopened)}`);
  }
  tally.cutShort += 1;
}

export type FlipTally = {
  images: number;
  readonly outcomes: Record<Judgement["kind"], number>;
  firstBad: string | undefined;
};

export const emptyFlipTally = (): FlipTally => ({
  images: 0,
  outcomes: { sound: 0, refused: 0, "found-later": 0, lost: 0, wrong: 0 },
  firstBad: undefined,
});

export function flipInRest(
  bench: string,
  about: { readonly seed: number; readonly images: number },
  tally: FlipTally,
): void {
  const { seed, images } = about;
  const chance = createChance(seed);
  const { order, events, truth } = writeUndisturbed(orderIn(bench, seed));
  const folders = restingFolders(events, order.folder, chance);
  const image = join(bench, "image");
  for (let done = 0; done < images; done += 1) {
    // A closed folder as often as one that a killed process left.
    const resting =
      folders[chance.below(2) === 0 ? folders.length - 1 : chance.below(folders.length)];
    if (resting === undefined) throw new Error("the trace has no moment to rest");
    const { files, what } = flipBits(resting.files, chance);
    writeImage(files, image);
    const { acknowledged } = resting;
    const found = judgeFolder(image, { acknowledged, truth, integrity: false });
    tally.images += 1;
    tally.outcomes[found.kind] += 1;
    if (found.kind === "lost" || found.kind === "wrong")
      tally.firstBad ??= `seed ${seed}, image ${done}, ${what}: ${JSON.stringify(found)}`;
  }
}

export type KillTally = { cycles: number; acknowledged: number; readonly bad: string[] };

/** So many writers, one after the other on one folder. */
export async function killAgain(
  bench: string,
  about: { readonly seed: number; readonly cycles: number },
  tally: KillTally,
): Promise<void> {
  const chance = createChance(about.seed);
  const order = orderIn(bench, about.seed, { sessions: 1000, appends: 40 });
  for (let done = 0; done < about.cycles; done += 1) {
    const { acknowledged, found } = await killWriter({ ...order, seed: about.seed + done }, chance);
    tally.cycles += 1;
    if (acknowledged !== undefined) tally.acknowledged += 1;
    if (found.kind !== "sound")
      tally.bad.push(`seed ${about.seed}, cycle ${done}: ${JSON.stringify(found)}`);
  }
}
