// A whole terminal, with a clerk and citizens before it, on real files: a short slice of what `loket24 soak terminal-disk` does.
import { expect, onTestFinished, test } from "vitest";
import { diskFaults } from "./failing-disk.ts";
import { emptyTally, isAllSound } from "./power-cuts.ts";
import { emptyFaultTally, storageBench } from "./storage-proofs.ts";
import { cutTerminalPower, failTerminalAtEachCall } from "./terminal-proofs.ts";

function bench(): string {
  const { folder, close } = storageBench();
  onTestFinished(close);
  return folder;
}

test("after a power cut at any moment the vault knows every pickup that the ledger knows", () => {
  const tally = emptyTally();
  cutTerminalPower(bench(), { seed: 1, drawsPerMoment: 0 }, tally);
  expect(tally.firstBad).toBeUndefined();
  expect(isAllSound(tally)).toBe(true);
});

test("after its ledger failed a terminal writes nothing and fires no lock, however long people press on [I9]", () => {
  const tally = emptyFaultTally();
  const folder = bench();
  for (const fault of diskFaults.slice(0, 2))
    failTerminalAtEachCall(folder, { fault, step: 29 }, tally);
  expect(tally.bad).toEqual([]);
  expect(
    Object.keys(tally.struck).filter((struck) => struck.includes("ledger")).length,
  ).toBeGreaterThan(2);
});
