// The long form of tests/trials: every trial over every bus, a hundred times unless told otherwise, and the table of it in
// docs/reliability.md. Runs are played round by round, so that a soak that is out of time has played each trial as often.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { trials } from "../trials/catalogue.ts";
import { type Run, everyRun, perform } from "../trials/performance.ts";
import { prepare } from "../trials/prepared.ts";
import { type Tally, countRun, emptyTally } from "../trials/tally.ts";
import { withTable } from "../trials/document.ts";
import type { Figures, Soak } from "./soak.ts";

const RUNS = 100;
/** Terminals at a time: nearly all of a run is waiting. */
const AT_ONCE = 24;
const TOLD_EVERY = 100;
const DOCUMENT = join(import.meta.dirname, "../../docs/reliability.md");

export const trialsSoak: Soak = {
  name: "trials",
  about: "what sinks others, over a pseudo-terminal, TCP and Mosquitto: --runs of each (100)",
  async run({ minutes, runs = RUNS, say }) {
    const prepared = await prepare();
    const endsAtMs = performance.now() + minutes * 60_000;
    const waiting = [...everyRun(trials, runs)];
    let tally: Tally = emptyTally;
    await perform({
      prepared,
      atOnce: AT_ONCE,
      next: (): Run | undefined => (performance.now() < endsAtMs ? waiting.shift() : undefined),
      told(played) {
        tally = countRun(tally, played);
        if (!played.verdict.ok)
          say(`${played.trial.name} (${played.kind}, ${played.variant}): ${played.verdict.why}`);
        if (tally.runs % TOLD_EVERY === 0) say(`${tally.runs} runs, ${tally.passed} as expected`);
      },
    });
    await prepared.remove();
    writeFileSync(DOCUMENT, withTable(readFileSync(DOCUMENT, "utf8"), trials, tally));
    return {
      passed: tally.passed === tally.runs,
      sentence: `${tally.passed} of ${tally.runs} runs ended as expected.`,
      figures: asFigures(tally),
    };
  },
};

const asFigures = ({ runs, passed, trials: counts, failures }: Tally): Figures => ({
  played: runs,
  asExpected: passed,
  trials: Object.fromEntries(Object.entries(counts).map(([name, buses]) => [name, { ...buses }])),
  failures,
});
