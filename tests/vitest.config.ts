// How the tests run: one Vitest, no test asserts wall-clock time. `npm test` ends with the counts of tests/support/test-counts.ts.
import { defineConfig } from "vitest/config";

import { testCounts } from "./support/test-counts.ts";

/** Takes every core for itself, so that its minutes mean something: it comes when all others are done. */
const YEARS = "tests/simulation/years.test.ts";

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    projects: [
      {
        extends: true,
        test: {
          name: "tests",
          include: ["tests/**/*.test.ts"],
          // Vitest empties style sheets; the packed page is nothing without its own.
          css: { include: /out-of-service\.css/u },
          exclude: [YEARS],
          sequence: { groupOrder: 0 },
        },
      },
      { extends: true, test: { name: "years", include: [YEARS], sequence: { groupOrder: 1 } } },
    ],
    // Nobody is measured: a test that waits for real processes on a busy machine only must not wait for ever.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // One a core: three browsers and terminals at once on two cores kept each other waiting longer than some of them wait.
    maxWorkers: 2,
    reporters: ["default", testCounts],
  },
});
