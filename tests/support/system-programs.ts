// Programs of this checkout as a shell starts them: run to their end, or kept running and ended with the test file.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "../tidy/repository-files.ts";
import { until } from "./system-wait.ts";

export type Ended = {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

export type Program = {
  readonly pid: number;
  /** Everything printed so far. */
  readonly printed: () => string;
  readonly ended: Promise<Ended>;
  readonly signal: (name: NodeJS.Signals) => void;
  /** SIGTERM, then waits; resolves at once for one that has ended. */
  readonly stop: () => Promise<void>;
};

/** `loket24` the way a stranger starts it. */
export const startLoket24 = (...args: readonly string[]): Program =>
  startNode(join(repositoryRoot, "bin/loket24.mjs"), args);
export const startController = (...args: readonly string[]): Program =>
  startNode(join(repositoryRoot, "controller/main.ts"), args);
export const startSimulator = (...args: readonly string[]): Program =>
  startNode(join(repositoryRoot, "simulator/main.ts"), args);

/** One of the controller's commands, to its end. */
export const controllerSays = (...args: readonly string[]): Promise<Ended> =>
  startController(...args).ended;

function startNode(program: string, args: readonly string[]): Program {
  const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = endOf(child);
  return {
    pid: child.pid ?? 0,
    printed: ended.printed,
    ended: ended.promise,
    signal: (name) => void child.kill(name),
    async stop() {
      child.kill("SIGTERM");
      await ended.promise;
    },
  };
}

function endOf(child: ChildProcess): {
  readonly promise: Promise<Ended>;
  readonly printed: () => string;
} {
  let [stdout, stderr] = ["", ""];
  child.stdout?.on("data", (text) => (stdout += text));
  child.stderr?.on("data", (text) => (stderr += text));
  const promise = once(child, "close").then(() => ({ code: child.exitCode, stdout, stderr }));
  return { promise, printed: () => stdout + stderr };
}

/** Ids of the running processes whose command line holds every one of these words. */
export function processesWith(...words: readonly string[]): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => words.every((word) => commandOf(pid).includes(word)))
    .map(Number);
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    // It ended between the listing and this look.
    return "";
  }
}

/** Resident memory of a process in KiB. */
export function residentKib(pid: number): number {
  const [, kib = "0"] =
    /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kib);
}

/** The one process of a kind that works on this data folder, as soon as there is one. */
export const processOf = (data: string, ...words: readonly string[]): Promise<number> =>
  until(`a process ${words.join(" ")}`, () => processesWith(data, ...words)[0]);
