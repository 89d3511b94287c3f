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
const LEDGER_FILES = ["ledger.db", "ledger.db-wal", "ledger.db-journal", "ledger.head"];
const LONGEST_RUN_MS = 120_000;
/** The path behind each descriptor, every byte in hex, writes as long as they come, no signals. */
const STRACE_ARGUMENTS = ["-y", "-xx", "-s", String(1 << 20), "-e", "signal=none"];

export const WRITER = join(import.meta.dirname, "writing-child.ts");

/** `inject`: as strace takes it, e.g. `fsync:error=EIO:when=3`; it strikes only the ledger's files. */
export function runTraced(order: WritingOrder, inject?: string): Ended {
  const tracePath = `${order.told}.trace`;
  const watched = [
    ...LEDGER_FILES.map((file) => join(order.folder, file)),
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
      WRITER,
      JSON.stringify(order),
    ],
    { encoding: "utf8", timeout: LONGEST_RUN_MS },
  );
  if (error !== undefined || /ptrace|PTRACE/u.test(stderr)) throw cannotTrace(error ?? stderr);
  const trace = existsSync(tracePath) ? readFileSync(tracePath, "utf8") : "";
  return { code: status, said: stderr, trace };
}

const cannotTrace = (why: unknown): Error =>
  new Error(
    `The storage tests watch a process with strace, and that does not work here (${String(why).trim()}): install the Debian package strace, and in a container allow ptrace (docker run --cap-add SYS_PTRACE).`,
  );
