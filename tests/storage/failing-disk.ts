// A disk that fails at the k-th call, for every k until a run completes untouched: the process must end without one more
// acknowledgement [I9], and the folder, opened cleanly again, must hold every row that was acknowledged.
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CLOSING, parseAcknowledgement } from "./acknowledgement.ts";
import { type Judgement, judgeFolder } from "./judgement.ts";
import type { LedgerTruth } from "./ledger-truth.ts";
import { type FileEvent, parseTrace } from "./syscall-trace.ts";
import { type Ended, type WritingOrder, runTraced } from "./writing-order.ts";

export type DiskFault = {
  readonly call: "fsync" | "pwrite64" | "pread64" | "ftruncate" | "unlink";
  readonly error: "EIO" | "ENOSPC";
  /** A full disk stays full. */
  readonly stays: boolean;
};

export const diskFaults: readonly DiskFault[] = [
  { call: "fsync", error: "EIO", stays: false },
  { call: "pwrite64", error: "EIO", stays: false },
  { call: "pwrite64", error: "ENOSPC", stays: false },
  { call: "pwrite64", error: "ENOSPC", stays: true },
  { call: "pread64", error: "EIO", stays: false },
  { call: "ftruncate", error: "EIO", stays: false },
  { call: "unlink", error: "EIO", stays: false },
];

/** As strace takes it. */
export const injection = ({ call, error, stays }: DiskFault, k: number): string =>
  `${call}:error=${error}:when=${k}${stays ? "+" : ""}`;

export type FaultyRun = {
  /** Which call failed first; `undefined`: none, the run was too short for this k. */
  readonly struck: string | undefined;
  /** Nobody is told what fails at a close; the next opening is a verified one, so the process may go on. */
  readonly atClosing: boolean;
  readonly acknowledged: number;
  readonly acknowledgedAfterwards: number;
  readonly ended: Ended;
  readonly reopened: Judgement;
};

/** `order.folder` is made anew. */
export function runWithFault(
  order: WritingOrder,
  fault: DiskFault,
  k: number,
  truth: LedgerTruth,
): FaultyRun {
  for (const path of [order.folder, order.told]) rmSync(path, { recursive: true, force: true });
  mkdirSync(order.folder, { recursive: true, mode: 0o700 });
  const ended = runTraced(order, injection(fault, k));
  const events = parseTrace(ended.trace);
  const failedAt = events.findIndex(({ kind }) => kind === "failed");
  const [before, after] =
    failedAt < 0 ? [events, []] : [events.slice(0, failedAt), events.slice(failedAt)];
  const acknowledged = newestSeq(before);
  const afterwards = newestSeq(after);
  const reopened = judgeFolder(order.folder, {
    acknowledged: Math.max(acknowledged, afterwards),
    truth,
    integrity: true,
  });
  return {
    struck: nameOf(events[failedAt], order.folder),
    atClosing: isClosing(before),
    acknowledged,
    acknowledgedAfterwards: Math.max(0, afterwards - acknowledged),
    ended,
    reopened,
  };
}

/** The process ended without one more acknowledgement, and none that was given is lost. */
export const isFailStop = ({
  atClosing,
  acknowledgedAfterwards,
  ended,
  reopened,
}: FaultyRun): boolean =>
  reopened.kind === "sound" && (atClosing || (ended.code !== 0 && acknowledgedAfterwards === 0));

const newestSeq = (events: readonly FileEvent[]): number =>
  events.reduce(
    (newest, event) =>
      event.kind === "said" ? (parseAcknowledgement(event.line)?.seq ?? newest) : newest,
    0,
  );

function isClosing(events: readonly FileEvent[]): boolean {
  const said = events.findLast(({ kind }) => kind === "said");
  return said?.kind === "said" && said.line === CLOSING;
}

const nameOf = (event: FileEvent | undefined, folder: string): string | undefined =>
  event?.kind === "failed"
    ? `${event.call} ${event.path.slice(join(folder, "/").length)}`
    : undefined;
