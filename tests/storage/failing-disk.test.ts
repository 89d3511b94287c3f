// A short slice of the failing calls that `loket24 soak storage` sweeps one by one: whichever call fails, the writer ends
// without one more acknowledgement, and the next one finds every row that was acknowledged [I9].
import { expect, onTestFinished, test } from "vitest";
import { diskFaults } from "./failing-disk.ts";
import { emptyFaultTally, failAtEachCall, storageBench } from "./storage-proofs.ts";

/** Reading and cutting happen in few places; their every call is left to the soak. */
const FAULTS = diskFaults.filter(({ call }) => call === "fsync" || call === "pwrite64");

test.each(FAULTS)("$error at $call, once or for good ($stays)", (fault) => {
  const bench = storageBench();
  onTestFinished(bench.close);
  const tally = emptyFaultTally();
  const step = fault.call === "fsync" ? 7 : 17;
  failAtEachCall(bench.folder, { seed: 2, fault, step }, tally);
  expect(tally.bad).toEqual([]);
  expect(tally.runs).toBeGreaterThan(5);
});
