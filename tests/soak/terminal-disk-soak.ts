// A whole terminal, with people before it, on a disk that fails at call after call and under power cuts at every moment: no door
// opens after its ledger failed, and ledger and vault agree after any cut. The plain ledger is in storage-soak.ts.
import { diskFaults } from "../storage/failing-disk.ts";
import { type CutTally, emptyTally, isAllSound } from "../storage/power-cuts.ts";
import { type FaultTally, emptyFaultTally, storageBench } from "../storage/storage-proofs.ts";
import { cutTerminalPower, failTerminalAtEachCall } from "../storage/terminal-proofs.ts";
import type { Soak, SoakOptions, SoakOutcome } from "./soak.ts";

const MINUTE_MS = 60_000;
const DRAWS_PER_MOMENT = 2;
/** A run takes a second or two: by this step they are spread over all that the terminal does. */
const CALL_STEP = 5;
const FAULTS = diskFaults.filter(({ call }) => call === "fsync" || call === "pwrite64");

export const terminalDiskSoak: Soak = {
  name: "terminal-disk",
  about:
    "a whole terminal on a failing disk and under power cuts: no door opens, vault and ledger agree",
  run(options) {
    const bench = storageBench();
    try {
      const faults = failingCalls(bench.folder, options);
      return Promise.resolve(verdict(faults, cuts(bench.folder, options)));
    } finally {
      bench.close();
    }
  },
};

function failingCalls(bench: string, { say }: SoakOptions): FaultTally {
  const tally = emptyFaultTally();
  for (const fault of FAULTS) {
    failTerminalAtEachCall(bench, { fault, step: CALL_STEP }, tally);
    say(`${fault.error} at ${fault.call}: ${tally.runs} runs, ${tally.bad.length} bad`);
  }
  return tally;
}

/** Half of the minutes; at least one run. */
function cuts(bench: string, { minutes, seed, say }: SoakOptions): CutTally {
  const tally = emptyTally();
  const endsMs = Date.now() + (minutes * MINUTE_MS) / 2;
  for (let next = seed; next === seed || Date.now() < endsMs; next += 1) {
    cutTerminalPower(bench, { seed: next, drawsPerMoment: DRAWS_PER_MOMENT }, tally);
    say(`power cuts, seed ${next}: ${tally.images} images, ${tally.outcomes.sound} sound`);
  }
  return tally;
}

function verdict(faults: FaultTally, tally: CutTally): SoakOutcome {
  const { moments, images, outcomes, firstBad } = tally;
  const objection = faults.bad[0] ?? firstBad;
  const passed = objection === undefined && isAllSound(tally);
  return {
    passed,
    sentence: passed
      ? `${images} images of ledger and vault, all sound; ${faults.runs} runs on a failing disk, no door opened after it.`
      : (objection ?? "no image was made"),
    figures: {
      powerCuts: { moments, images, ...outcomes },
      failingCalls: { runs: faults.runs, bad: faults.bad.length, struck: faults.struck },
    },
  };
}
