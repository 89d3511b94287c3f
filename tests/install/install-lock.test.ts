// One installer at a time, shown with real processes: none overlap, and one that was killed holds nobody up.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { repositoryRoot } from "../tidy/repository-files.ts";
import { endOf, freshFolder, isAlive } from "./program-under-test.ts";

const lockModule = join(repositoryRoot, "bin/bootstrap/install-lock.mjs");

/** Writes "in" and "out" to a log while it holds the lock; `stay` never lets go. */
function installer(folder: string, stay = false): ChildProcess {
  const script = `
    import { appendFileSync } from "node:fs";
    import { setTimeout as sleep } from "node:timers/promises";
    import { alone } from ${JSON.stringify(lockModule)};
    await alone(${JSON.stringify(folder)}, async () => {
      appendFileSync("log", "in\\n");
      console.log("holding");
      await sleep(${stay ? 600_000 : 20});
      appendFileSync("log", "out\\n");
    });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

const log = (folder: string): readonly string[] =>
  readFileSync(join(folder, "log"), "utf8").trim().split("\n");

test("starts at once take turns and leave nothing behind", async () => {
  const folder = freshFolder();
  const ended = await Promise.all([1, 2, 3, 4].map(() => endOf(installer(folder))));
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
  expect(log(folder)).toEqual(["in", "out", "in", "out", "in", "out", "in", "out"]);
  expect(readdirSync(folder)).toEqual(["log"]);
});

test("a start that was killed is succeeded by exactly one at a time", async () => {
  const folder = freshFolder();
  const killed = installer(folder, true);
  await new Promise((resolve) => killed.stdout?.once("data", resolve));
  killed.kill("SIGKILL");
  await new Promise((resolve) => killed.once("exit", resolve));
  expect(isAlive(killed.pid ?? 0)).toBe(false);
  expect(existsSync(join(folder, ".loket24-install"))).toBe(true);

  const ended = await Promise.all([1, 2, 3].map(() => endOf(installer(folder))));
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(log(folder)).toEqual(["in", "in", "out", "in", "out", "in", "out"]);
  expect(readdirSync(folder)).toEqual(["log"]);
});

test("a start that has to wait says for whom", async () => {
  const folder = freshFolder();
  const first = installer(folder, true);
  await new Promise((resolve) => first.stdout?.once("data", resolve));
  const second = installer(folder);
  const said = await new Promise((resolve) => second.stderr?.once("data", resolve));
  expect(String(said)).toBe(
    `loket24: another start (process ${first.pid}) is installing; waiting for it.\n`,
  );
});
