// What a machine lacks that npm cannot give: without root, one command to run is all that happens.
import { join } from "node:path";
import { expect, test } from "vitest";
import { ran } from "./program-under-test.ts";

const module = join(import.meta.dirname, "../../bin/bootstrap/debian-packages.mjs");

test("without root a missing package ends the start with the one command to run", async () => {
  const script = `
    process.getuid = () => 1000;
    const { needDebianPackages } = await import(${JSON.stringify(module)});
    needDebianPackages(["loket24-no-such-package"]);
    console.log("went on");`;
  const ended = await ran(process.execPath, ["--input-type=module", "--eval", script]);
  expect(ended.code).toBe(69);
  expect(ended.stderr).toContain("sudo apt-get install -y loket24-no-such-package");
  expect(ended.stdout).toBe("");
});
