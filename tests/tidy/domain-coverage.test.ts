// Every branch of the domain is walked by an example of what it is for. What the examples do not reach is either missing from the
// specification or cannot happen, and then it has no place in the code.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { EXAMPLES, NO_EXAMPLES } from "../support/domain-examples.ts";
import { type FileCoverage, branchesMissed } from "./branches-missed.ts";

const ROOT = join(import.meta.dirname, "../..");

/** Runs the examples with coverage in a process of their own: this one already has its Vitest. */
function coverageOfDomain(folder: string): readonly FileCoverage[] {
  const vitest = join(ROOT, "node_modules/vitest/vitest.mjs");
  const coverage = {
    enabled: "true",
    provider: "v8",
    include: "controller/domain/**/*.ts",
    reporter: "json",
    reportsDirectory: folder,
  };
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      vitest,
      "run",
      "--config=tests/vitest.config.ts",
      EXAMPLES,
      "--reporter=dot",
      "--isolate=false",
      ...NO_EXAMPLES.flatMap((name) => ["--exclude", `**/${name}`]),
      ...Object.entries(coverage).map(([name, value]) => `--coverage.${name}=${value}`),
    ],
    // The counts of this child are no counts of `npm test`.
    { cwd: ROOT, encoding: "utf8", env: { ...process.env, LOKET24_TEST_COUNTS: undefined } },
  );
  if (status !== 0) throw new Error(`the examples of the domain failed:\n${stdout}`);
  const report: Record<string, FileCoverage> = JSON.parse(
    readFileSync(join(folder, "coverage-final.json"), "utf8"),
  );
  return Object.values(report);
}

test("the examples of the domain walk every one of its branches", () => {
  const folder = mkdtempSync(join(tmpdir(), "loket24-coverage-"));
  try {
    const files = coverageOfDomain(folder);
    expect(files.length).toBeGreaterThan(40);
    const missed = files.flatMap((file) =>
      branchesMissed(file).map((where) => `${relative(ROOT, file.path)}:${where}`),
    );
    expect(missed).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 300_000);
