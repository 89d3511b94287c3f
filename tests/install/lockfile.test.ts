// The install that made this run possible: Node 24, the exact lockfile, and the lockfile itself left as it was.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import packageJson from "../../package.json" with { type: "json" };
import { repositoryRoot } from "../tidy/repository-files.ts";

const inRepository = (path: string): Buffer => readFileSync(join(repositoryRoot, path));
const committed = (path: string): Buffer =>
  execFileSync("git", ["show", `HEAD:${path}`], { cwd: repositoryRoot, maxBuffer: 10_000_000 });

test("the tests run under the Node that package.json pins", () => {
  expect(process.versions.node).toBe(packageJson.dependencies.node);
});

test("node_modules was made from this very lockfile", () => {
  const stamp = inRepository("node_modules/.loket24-lock").toString();
  expect(stamp).toBe(createHash("sha256").update(inRepository("package-lock.json")).digest("hex"));
});

test("the lockfile is the committed one, as long as no dependency changed", () => {
  const { dependencies, devDependencies } = JSON.parse(committed("package.json").toString());
  const unchanged =
    JSON.stringify([dependencies, devDependencies]) ===
    JSON.stringify([packageJson.dependencies, packageJson.devDependencies]);
  const same = inRepository("package-lock.json").equals(committed("package-lock.json"));
  expect({ unchanged, same }).toEqual({ unchanged, same: unchanged ? true : same });
});
