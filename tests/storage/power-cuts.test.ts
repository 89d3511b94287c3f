// A short slice of the power cuts that `loket24 soak storage` makes by the hundred thousand: at every moment of a traced run the
// ledger's folder is rebuilt as a cut could leave it. With the real settings nothing is lost; with looser ones it is seen.
import { expect, onTestFinished, test } from "vitest";
import { emptyTally, isAllSound } from "./power-cuts.ts";
import { type CutControl, cutPower, storageBench } from "./storage-proofs.ts";

function cuts(control: CutControl, drawsPerMoment: number): ReturnType<typeof emptyTally> {
  const bench = storageBench();
  onTestFinished(bench.close);
  const tally = emptyTally();
  cutPower(bench.folder, { seed: 3, drawsPerMoment, control }, tally);
  return tally;
}

test("the power may go at any moment: no acknowledged row is lost, no healthy ledger is refused", () => {
  const tally = cuts("none", 1);
  expect(tally.firstBad).toBeUndefined();
  expect(isAllSound(tally)).toBe(true);
  expect(tally.images).toBeGreaterThan(1000);
});

test("a driver that says FULL and does NORMAL loses acknowledged rows, and it is seen", () => {
  const tally = cuts("loose driver", 0);
  expect(tally.outcomes.lost).toBeGreaterThan(20);
  expect(tally.worstLoss).toBeGreaterThan(1);
});

test("a disk that says it has written and has not loses acknowledged rows, and it is seen", () => {
  const tally = cuts("lying disk", 0);
  expect(tally.outcomes.lost).toBeGreaterThan(20);
});
