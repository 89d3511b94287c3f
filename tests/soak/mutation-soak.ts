// Stryker changes every line of the domain in every way it knows, one at a time, and the examples have to notice. The table of it
// stands in docs/reliability.md; who survived, in tests/.out/mutants-survived.txt.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Stryker } from "@stryker-mutator/core";

import {
  type Counts,
  type Mutant,
  asFigures,
  countMutants,
  scoreOf,
  survivorsOf,
  tableOf,
  total,
} from "./mutation/score.ts";
import type { Soak } from "./soak.ts";

const ROOT = join(import.meta.dirname, "../..");
const DOMAIN = join(ROOT, "controller/domain");
const DOCUMENT = join(ROOT, "docs/reliability.md");
const SURVIVED = join(ROOT, "tests/.out/mutants-survived.txt");
const MARKS = /(<!-- mutants: [^\n]*-->\n)[\s\S]*?(<!-- mutants end -->)/u;
const SCORE_MIN = 90;

/** Only what the examples need is copied to where it is mutated. */
const COPIED = [
  "/*",
  "!/controller",
  "/controller/*",
  "!/controller/domain",
  "!/tests",
  "/tests/*",
];
const ALSO_COPIED = ["!/tests/domain", "!/tests/support", "!/package.json", "!/tsconfig.json"];

async function mutate(folder: string): Promise<readonly Mutant[]> {
  const stryker = new Stryker({
    mutate: ["controller/domain/**/*.ts"],
    ignorePatterns: [...COPIED, ...ALSO_COPIED],
    plugins: [import.meta.resolve("./mutation/stryker-plugin.ts")],
    testRunner: "domain-examples",
    ignorers: ["assert-messages"],
    coverageAnalysis: "perTest",
    concurrency: 2,
    // A mutant that loops is stopped by counting; a slow machine kills nobody.
    timeoutMS: 120_000,
    tempDirName: folder,
    // Stryker would read tsconfig.json by the API that TypeScript 7 no longer has; a name that does not exist is skipped.
    tsconfigFile: "none.json",
    reporters: ["progress-append-only"],
  });
  return stryker.runMutationTest();
}

function writeDown(counts: Counts): void {
  const document = readFileSync(DOCUMENT, "utf8");
  writeFileSync(
    DOCUMENT,
    document.replace(
      MARKS,
      (_all, opening: string, closing: string) => `${opening}${tableOf(counts)}\n${closing}`,
    ),
  );
}

export const mutationSoak: Soak = {
  name: "mutation",
  about:
    "every line of the domain changed in every way that Stryker knows: do its examples notice?",
  async run({ say }) {
    const folder = mkdtempSync(join(tmpdir(), "loket24-mutants-"));
    const startedIn = process.cwd();
    try {
      process.chdir(ROOT);
      const mutants = await mutate(folder);
      const counts = countMutants(mutants, DOMAIN);
      const survivors = survivorsOf(mutants, DOMAIN);
      mkdirSync(join(ROOT, "tests/.out"), { recursive: true });
      writeFileSync(SURVIVED, `${survivors.join("\n")}\n`);
      writeDown(counts);
      say(`${survivors.length} survivors stand in ${SURVIVED}`);
      const score = scoreOf(total(counts));
      return {
        passed: score >= SCORE_MIN,
        sentence: `${score} % of the mutants were noticed; ${SCORE_MIN} % must be.`,
        figures: asFigures(counts),
      };
    } finally {
      process.chdir(startedIn);
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
