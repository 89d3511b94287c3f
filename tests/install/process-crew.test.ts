// A crew lives and dies together, grandchildren too. Shown with real processes; nobody may be left.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { type Crew, type Member, createCrew } from "../../bin/process-crew.ts";
import { waitFor } from "../../bin/wait-for.ts";
import { freshFolder, isAlive } from "./program-under-test.ts";

/** A process with a child of its own; both ignore SIGTERM where `stubborn`. Writes "pid pid" when both are up. */
function member(folder: string, name: string, stubborn = false): Member {
  const ignore = stubborn ? 'process.on("SIGTERM", () => {});' : "";
  const wait = `${ignore} setInterval(() => {}, 1000);`;
  const script = `
    const { spawn } = require("node:child_process");
    const child = spawn(process.execPath, ["-e", ${JSON.stringify(wait)}], { stdio: "ignore" });
    child.once("spawn", () => console.log(process.pid + " " + child.pid));
    ${wait}`;
  return { name, command: process.execPath, args: ["-e", script], logFile: join(folder, name) };
}

async function pidsOf({ logFile }: Member): Promise<readonly number[]> {
  const read = (): string => (existsSync(logFile) ? readFileSync(logFile, "utf8") : "");
  const limits = { timeoutMs: 20_000, signal: new AbortController().signal };
  await waitFor(async () => read().includes("\n"), limits);
  return read().trim().split(" ").map(Number);
}

function crewOfTest(): Crew {
  const crew = createCrew(500);
  onTestFinished(crew.stop);
  return crew;
}

test("stopping ends every process and its children, also those that ignore SIGTERM", async () => {
  const folder = freshFolder();
  const crew = crewOfTest();
  const members = [member(folder, "one"), member(folder, "two", true)];
  for (const each of members) crew.start(each);
  const pids = (await Promise.all(members.map(pidsOf))).flat();
  expect(pids.map(isAlive)).toEqual([true, true, true, true]);
  await crew.stop();
  expect(pids.map(isAlive)).toEqual([false, false, false, false]);
});

test("the death of one is told with its name, and stopping then ends the others", async () => {
  const folder = freshFolder();
  const crew = crewOfTest();
  const members = [member(folder, "one"), member(folder, "two")];
  for (const each of members) crew.start(each);
  const pids = (await Promise.all(members.map(pidsOf))).flat();
  process.kill(pids[0] ?? 0, "SIGKILL");
  const { member: dead, how } = await crew.lost;
  expect([dead.name, how]).toEqual(["one", "was ended by SIGKILL"]);
  expect(crew.signal.aborted).toBe(true);
  await crew.stop();
  expect(pids.filter(isAlive)).toEqual([]);
});

test("a program that is not there is a loss, not a crash", async () => {
  const crew = crewOfTest();
  const logFile = join(freshFolder(), "log");
  crew.start({ name: "ghost", command: "/nonexistent/ghost", args: [], logFile });
  const { member: dead, how } = await crew.lost;
  expect(dead.name).toBe("ghost");
  expect(how).toContain("could not be started");
});

test("nobody joins a crew that is being stopped", async () => {
  const folder = freshFolder();
  const crew = crewOfTest();
  await crew.stop();
  crew.start(member(folder, "late"));
  expect(existsSync(join(folder, "late"))).toBe(false);
});
