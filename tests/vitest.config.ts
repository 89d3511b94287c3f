// How the tests run: one Vitest, no test asserts wall-clock time. `npm test` ends with the counts of tests/support/test-counts.ts.
import { defineConfig } from "vitest/config";

import { testCounts } from "./support/test-counts.ts";

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: ["tests/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ["default", testCounts],
  },
});
