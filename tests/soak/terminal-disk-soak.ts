// A whole terminal, with people before it, on a disk that fails at call after call and under power cuts at every moment: no door
// opens after its ledger failed, and ledger and vault agree after any cut. The plain ledger is in storage-soak.ts.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TableRow, counted, withStorageTable } from "../storage/document.ts";
import { diskFaults } from "../storage/failing-disk.ts";
import { type CutTally, emptyTally, isAllSound } from "../storage/power-cuts.ts";
import { type FaultTally, emptyFaultTally, storageBench } from "../storage/storage-proofs.ts";
import { cutTerminalPower, failTerminalAtEachCall } from "../storage/terminal-proofs.ts";
import type { Soak, SoakOptions, SoakOutcome } from "./soak.ts";

const MINUTE_MS = 60_000;
const DRAWS_PER_MOMENT = 2;
/** A run takes a second or two: by this step they are spread over all that the terminal does. */
const CALL_STEP = 5;
const DOCUMENT = join(import.meta.dirname, "../../docs/reliability.md");
const FAULTS = diskFaults.filter(({ call }) => call === "fsync" || call === "pwrite64");

export const terminalDiskSoak: Soak = {
  name: "terminal-disk",
  about:
    "a whole terminal on a failing disk and under power cuts: no door opens, vault and ledger agree",
  run(options) {
    const bench = storageBench();
    try {
      const tally = cuts(bench.folder, options);
      const faults = failingCalls(bench.folder, options);
      const text = readFileSync(DOCUMENT, "utf8");
      writeFileSync(DOCUMENT, withStorageTable(text, "terminal-disk", tableRows(tally, faults)));
      return Promise.resolve(verdict(faults, tally));
    } finally {
      bench.close();
    }
  },
};

/** Half of the minutes. */
function failingCalls(bench: string, { minutes, say }: SoakOptions): FaultTally {
  const tally = emptyFaultTally();
  const endsMs = Date.now() + (minutes * MINUTE_MS) / 2;
  const isOver = (): boolean => Date.now() > endsMs;
  for (const fault of FAULTS) {
    failTerminalAtEachCall(bench, { fault, step: CALL_STEP, isOver }, tally);
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

const tableRows = (tally: CutTally, faults: FaultTally): readonly TableRow[] => [
  [
    "power cut, ledger and vault together",
    `${counted(tally.images)} images of ${counted(tally.moments)} moments`,
    `${counted(tally.images - tally.outcomes.sound)} lost, refused or at odds`,
  ],
  [
    "EIO or ENOSPC at the k-th call",
    `${counted(faults.runs)} runs of a terminal with people; ${faults.whole} of ${FAULTS.length} sweeps to their end`,
    `${faults.bad.length} fired a lock, wrote on or lost a row`,
  ],
];

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
      failingCalls: { ...faults, bad: faults.bad.length },
    },
  };
}
