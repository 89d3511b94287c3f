// package.json, its lockfile and the changelog, and planted faults that must be found.
import { expect, test } from "vitest";

import packageJson from "../../package.json" with { type: "json" };
import { checkChangelog, checkLock, checkPackage } from "./package-check.ts";
import { repositoryFile } from "./repository-files.ts";

const good = {
  version: "1.0.0",
  scripts: { start: "node a" },
  dependencies: { a: "1.2.3" },
  devDependencies: { b: "1.2.3-rc.1" },
};

test("package.json has few scripts and exact versions", () => {
  expect(checkPackage(packageJson)).toEqual([]);
});

test("the lockfile was made from this package.json", () => {
  const lock = JSON.parse(repositoryFile("package-lock.json").text);
  expect(checkLock(packageJson, lock.packages[""])).toEqual([]);
});

test("the changelog tells of this version", () => {
  expect(checkChangelog(packageJson, repositoryFile("CHANGELOG.md").text)).toEqual([]);
});

test.each(["^1.2.3", "~1.2.3", "1.x", "*", "latest", "git+ssh://a/b", "file:../a"])(
  "finds a planted range: %s",
  (version) => {
    expect(checkPackage({ ...good, dependencies: { a: version } })).toHaveLength(1);
    expect(checkPackage({ ...good, devDependencies: { a: version } })).toHaveLength(1);
  },
);

test("finds too many scripts, another lockfile, a version without a word", () => {
  const scripts = Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`s${at}`, "x"]));
  expect(checkPackage(good)).toEqual([]);
  expect(checkPackage({ ...good, scripts })).toHaveLength(1);
  expect(checkLock(good, good)).toEqual([]);
  expect(checkLock(good, { ...good, dependencies: { a: "1.2.4" } })).toHaveLength(1);
  expect(checkChangelog(good, "## 0.9.0")).toHaveLength(1);
});
