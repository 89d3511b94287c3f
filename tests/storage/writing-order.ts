// What a writing process is asked to do, and the processes themselves: alone, under strace, or under strace with calls that fail.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const STDOUT = "stdout";

export type WritingOrder = {
  /** Of the ledger; must exist. */
  readonly folder: string;
  /** The file that acknowledgements go to, outside of that folder; or `STDOUT`. */
  readonly told: string;
  readonly seed: number;
  readonly sessions: number;
  /** Per session. */
  readonly appends: number;
  readonly snapshotEvery: number;
  readonly checkpointEvery: number;
  /** With the driver that only says FULL: the negative control. */
  readonly loose: boolean;
};

export type Ended = { readonly code: number | null; readonly said: string; readonly trace: string };

/** Calls that change files, and the ones that say so. */
const CALLS = "pwrite64,write,fsync,fdatasync,ftruncate,unlink,openat";
const DATABASES = ["ledger.db", "personal.db", "keys.db"];
const FILES = [
  "ledger.head",
  ...DATABASES.flatMap((file) => [file, `${file}-wal`, `${file}-journal`]),
];
const LONGEST_RUN_MS = 120_000;
/** The path behind each descriptor, every byte in hex, writes as long as they come, no signals. */
const STRACE_ARGUMENTS = ["-y", "-xx", "-s", String(1 << 20), "-e", "signal=none"];

/** Appends facts to a ledger, as fast as it can. */
export const WRITER = join(import.meta.dirname, "writing-child.ts");
/** A whole terminal with people before it, on a real ledger and vault; of its order it knows `folder` and `told`. */
const TERMINAL = join(import.meta.dirname, "terminal-child.ts");

export type TerminalOrder = Pick<WritingOrder, "folder" | "told">;

export const runTerminalTraced = (order: TerminalOrder, inject?: string): Ended =>
  trace(TERMINAL, order, inject);

/** `inject`: as strace takes it, e.g. `fsync:error=EIO:when=3`; it strikes only the files in the folder. */
export const runTraced = (order: WritingOrder, inject?: string): Ended =>
  trace(WRITER, order, inject);

function trace(program: string, order: TerminalOrder, inject?: string): Ended {
  const tracePath = `${order.told}.trace`;
  const watched = [
    ...FILES.map((file) => join(order.folder, file)),
    ...(inject === undefined ? [order.folder] : []),
    order.told,
  ];
  const calls = inject === undefined ? CALLS : `${CALLS},pread64`;
  const pathArguments = watched.flatMap((path) => ["-P", path]);
  const injectArguments = inject === undefined ? [] : ["-e", `inject=${inject}`];
  const { status, stderr, error } = spawnSync(
    "strace",
    [
      ...STRACE_ARGUMENTS,
      "-o",
      tracePath,
      "-e",
      `trace=${calls}`,
      ...pathArguments,
      ...injectArguments,
      process.execPath,
      program,
      JSON.stringify(order),
    ],
    { encoding: "utf8", timeout: LONGEST_RUN_MS },
  );
  if (error !== undefined || /ptrace|PTRACE/u.test(stderr)) throw cannotTrace(error ?? stderr);
  const text = existsSync(tracePath) ? readFileSync(tracePath, "utf8") : "";
  return { code: status, said: stderr, trace: text };
}

const cannotTrace = (why: unknown): Error =>
  new Error(
    `The storage tests watch a process with strace, and that does not work here (${String(why).trim()}): install the Debian package strace, and in a container allow ptrace (docker run --cap-add SYS_PTRACE).`,
  );
