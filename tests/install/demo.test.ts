// The demo as `npm start` runs it: up, answering, and gone without a trace when it is stopped or a part of it dies.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { type BusKind, busKinds } from "../../bin/demo-config.ts";
import { repositoryRoot } from "../tidy/repository-files.ts";
import { endOf, freshFolder } from "./program-under-test.ts";

type RunningDemo = {
  readonly child: ChildProcess;
  readonly ended: ReturnType<typeof endOf>;
  readonly controllerUrl: string;
  readonly wallUrl: string;
};

async function upAndRunning(bus: BusKind, data: string): Promise<RunningDemo> {
  const program = join(repositoryRoot, "bin/loket24.mjs");
  const args = ["demo", "--bus", bus, "--port", "0", "--wall-port", "0", "--data", data];
  const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGTERM"));
  const ended = endOf(child);
  const invited = new Promise<void>((resolve) => {
    child.stdout?.on("data", (text) => String(text).includes("Ctrl-C") && resolve());
  });
  const early = await Promise.race([invited, ended]);
  if (early) throw new Error(`the demo ended early: ${early.stderr}`);
  return { child, ended, ...JSON.parse(readFileSync(join(data, "demo.json"), "utf8")) };
}

type RunningProcess = { readonly pid: number; readonly command: string };

/** All processes that name this data folder: everything the demo started, and the demo itself. */
const processesOf = (data: string): readonly RunningProcess[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => ({ pid: Number(pid), command: commandOf(pid) }))
    .filter(({ command }) => command.includes(data));

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    // It ended between the listing and this look.
    return "";
  }
}

test.each(busKinds)(
  "over %s it comes up, serves, and Ctrl-C ends all of it with 0",
  async (bus) => {
    const data = freshFolder();
    const demo = await upAndRunning(bus, data);
    const health = await fetch(`${demo.controllerUrl}/api/health`);
    const wall = await fetch(`${demo.wallUrl}/api/wall`);
    expect([health.status, wall.status]).toEqual([200, 200]);
    demo.child.kill("SIGINT");
    expect((await demo.ended).code).toBe(0);
    expect(processesOf(data)).toEqual([]);
    expect(existsSync(join(data, "pocket.json"))).toBe(true);
  },
);

test("when the wall dies, the demo says so, ends everything and exits with 69", async () => {
  const data = freshFolder();
  const demo = await upAndRunning("pty", data);
  const wall = processesOf(data).find(({ command }) => command.includes("simulator/main.ts wall"));
  if (!wall) throw new Error("the demo has no wall");
  process.kill(wall.pid, "SIGKILL");
  const { code, stderr } = await demo.ended;
  expect(code).toBe(69);
  expect(stderr).toContain("loket24: the wall was ended by SIGKILL");
  expect(processesOf(data)).toEqual([]);
});
