// A Vitest reporter that only counts: `bin/test.mjs` reads the counts and prints them as the last line of a run.
// A file that failed to load and an error outside any test count as failures: nothing that went wrong is lost.
import { writeFileSync } from "node:fs";
import type { Reporter } from "vitest/node";

type Ended = Parameters<NonNullable<Reporter["onTestRunEnd"]>>;

export type TestCounts = {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
};

/** Writes the counts as JSON to the file that LOKET24_TEST_COUNTS names; without it, does nothing. */
export const testCounts: Reporter = {
  onTestRunEnd(modules, unhandledErrors) {
    const file = process.env["LOKET24_TEST_COUNTS"];
    if (file !== undefined) writeFileSync(file, JSON.stringify(count(modules, unhandledErrors)));
  },
};

function count(modules: Ended[0], unhandledErrors: Ended[1]): TestCounts {
  const states = modules.flatMap((module) =>
    [...module.children.allTests()].map((test) => test.result().state),
  );
  const having = (state: string): number => states.filter((each) => each === state).length;
  const loadErrors = modules.reduce((sum, module) => sum + module.errors().length, 0);
  return {
    passed: having("passed"),
    failed: having("failed") + having("pending") + loadErrors + unhandledErrors.length,
    skipped: having("skipped"),
  };
}
