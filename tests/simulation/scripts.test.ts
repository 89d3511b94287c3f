// Scripts of lives that once broke a promise: none does any more. Each says what it once showed.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { liveOrCrash } from "./life-job.ts";
import { readScript } from "./script.ts";

const FOLDER = join(import.meta.dirname, "scripts");
const kept = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".json"))
  .map((name) => ({ name, script: readScript(join(FOLDER, name)) }));

describe("a kept script keeps every promise now", () => {
  test.each(kept)("$name: $script.shows", async ({ script }) => {
    expect((await liveOrCrash(script.plan, true)).violation).toBeUndefined();
  });
});

test("at least one script is kept", () => {
  expect(kept.length).toBeGreaterThan(0);
});
