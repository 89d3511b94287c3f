// Every moment of a trace is a moment at which the power can go: the folder is rebuilt as it could then be found, in several
// ways, and each image is judged. Rebuilding is in disk-model.ts, judging in judgement.ts.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseAcknowledgement } from "./acknowledgement.ts";
import { createChance } from "./chance.ts";
import {
  type Arrival,
  type Files,
  applyEvent,
  emptyDisk,
  filesAfterCut,
  isSettled,
} from "./disk-model.ts";
import { type Judgement, judgeFolder } from "./judgement.ts";
import type { LedgerTruth } from "./ledger-truth.ts";
import type { FileEvent } from "./syscall-trace.ts";

/** SQLite's full check costs as much as all the rest; its quick one is part of every opening. */
const INTEGRITY_EVERY = 8;

export type PowerCuts = {
  readonly events: readonly FileEvent[];
  /** That the trace is of. */
  readonly folder: string;
  readonly truth: LedgerTruth;
  readonly seed: number;
  /** Of each kind with chance in it, at each moment; the two without chance are judged once. */
  readonly drawsPerMoment: number;
  /** The disk says it has written and has not: a negative control. */
  readonly lying?: boolean;
  /** Of an image whose ledger is sound: what else is wrong with it. */
  readonly alsoWrong?: (image: string, rows: number) => string | undefined;
};

export type CutTally = {
  moments: number;
  images: number;
  readonly outcomes: Record<Judgement["kind"], number>;
  worstLoss: number;
  /** How to see the first bad one again. */
  firstBad: string | undefined;
};

export const emptyTally = (): CutTally => ({
  moments: 0,
  images: 0,
  outcomes: { sound: 0, refused: 0, "found-later": 0, lost: 0, wrong: 0 },
  worstLoss: 0,
  firstBad: undefined,
});

/** `imageFolder` is emptied for each image; best in memory. */
export function judgePowerCuts(cuts: PowerCuts, imageFolder: string, tally: CutTally): void {
  const { truth } = cuts;
  const disk = emptyDisk();
  const chance = createChance(cuts.seed);
  let acknowledged = 0;
  for (const [at, event] of cuts.events.entries()) {
    applyEvent(disk, event, cuts.folder, cuts.lying);
    if (event.kind === "said") acknowledged = parseAcknowledgement(event.line)?.seq ?? acknowledged;
    tally.moments += 1;
    for (const arrival of arrivals(isSettled(disk), cuts.drawsPerMoment)) {
      writeImage(filesAfterCut(disk, arrival, chance), imageFolder);
      const integrity = tally.images % INTEGRITY_EVERY === 0;
      const judgement = judgeFolder(imageFolder, { acknowledged, truth, integrity });
      count(
        tally,
        withTheRest(judgement, cuts, imageFolder),
        `seed ${cuts.seed}, moment ${at}, ${arrival} arrived`,
      );
    }
  }
}

function withTheRest(
  judgement: Judgement,
  { alsoWrong }: PowerCuts,
  imageFolder: string,
): Judgement {
  const detail = judgement.kind === "sound" ? alsoWrong?.(imageFolder, judgement.rows) : undefined;
  return detail === undefined ? judgement : { kind: "wrong", detail };
}

/** When nothing waits for the disk there is only one thing to find. */
function arrivals(settled: boolean, draws: number): readonly Arrival[] {
  if (settled) return ["everything"];
  const drawn = Array.from({ length: draws }, () => ["some", "torn"] as const).flat();
  return ["nothing", "everything", ...drawn];
}

export function writeImage(files: Files, imageFolder: string): void {
  rmSync(imageFolder, { recursive: true, force: true });
  mkdirSync(imageFolder, { mode: 0o700 });
  for (const [path, bytes] of files) writeFileSync(join(imageFolder, basename(path)), bytes);
}

function count(tally: CutTally, judgement: Judgement, where: string): void {
  tally.images += 1;
  tally.outcomes[judgement.kind] += 1;
  if (judgement.kind === "sound") return;
  if (judgement.kind === "lost") tally.worstLoss = Math.max(tally.worstLoss, judgement.rows);
  tally.firstBad ??= `${where}: ${JSON.stringify(judgement)}`;
}

/** A power cut leaves nothing else: neither lost nor refused nor found later. */
export const isAllSound = ({ images, outcomes }: CutTally): boolean =>
  images > 0 && outcomes.sound === images;
