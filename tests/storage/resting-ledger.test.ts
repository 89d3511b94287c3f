// Bits that turn over while nothing runs, and writers that were killed: a short slice of what `loket24 soak storage` does.
import { expect, onTestFinished, test } from "vitest";
import { emptyFlipTally, flipInRest, killAgain, storageBench } from "./storage-proofs.ts";

function bench(): string {
  const { folder, close } = storageBench();
  onTestFinished(close);
  return folder;
}

test("turned bits are found out before they mean anything, or change nothing that is read", () => {
  const tally = emptyFlipTally();
  flipInRest(bench(), { seed: 5, images: 600 }, tally);
  expect(tally.firstBad).toBeUndefined();
  expect(tally.outcomes.refused).toBeGreaterThan(100);
  expect(tally.outcomes["found-later"]).toBeGreaterThan(5);
  expect(tally.outcomes.sound).toBeGreaterThan(100);
});

test("a writer killed at any moment of many sessions loses nothing that it acknowledged", async () => {
  const tally = { cycles: 0, acknowledged: 0, bad: [] };
  await killAgain(bench(), { seed: 5, cycles: 10 }, tally);
  expect(tally.bad).toEqual([]);
  expect(tally.acknowledged).toBeGreaterThan(5);
});
