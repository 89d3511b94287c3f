// The tour as a stranger runs it, over each kind of line. The three play at once: most of a tour is people taking their time.
import { describe, expect, test } from "vitest";
import { busKinds } from "../../bin/demo-config.ts";
import { startLoket24 } from "../support/system-programs.ts";

const PATIENCE_MS = 240_000;

describe.concurrent("loket24 tour", () => {
  test.each(busKinds)(
    "over %s every expectation holds and it ends with 0",
    async (bus) => {
      const { code, stdout, stderr } = await startLoket24("tour", "--bus", bus).ended;
      const [last] = stdout.trimEnd().split("\n").slice(-1);
      // Stderr may tell of a page that was built first; it is looked at only when something failed.
      expect({ code, last, ...(code === 0 ? {} : { stderr }) }).toEqual({
        code: 0,
        last: "The tour is over: all 90 expectations held.",
      });
    },
    PATIENCE_MS,
  );
});
