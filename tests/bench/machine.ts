// On what and beside what a benchmark ran: without it no figure can be compared.
import { cpus, loadavg, release, totalmem } from "node:os";
import { readFileSync } from "node:fs";
import { formatMb } from "./samples.ts";

export type Machine = {
  readonly processor: string;
  readonly memory: string;
  readonly system: string;
  readonly disk: string;
  /** Processes that ran or waited to run, in the minute before. */
  readonly load: number;
};

/** `folder` lies on the disk that is measured. */
export function describeMachine(folder: string): Machine {
  const [first] = cpus();
  return {
    processor: `${cpus().length} × ${first?.model ?? "an unknown processor"}`,
    memory: formatMb(totalmem()),
    system: `Linux ${release()}, Node ${process.versions.node}`,
    disk: diskOf(folder),
    load: loadavg()[0] ?? 0,
  };
}

/** The longest mount point that the folder lies under; other systems than Linux tell nobody. */
function diskOf(folder: string): string {
  const mounts = mountTable().map((line) => line.split(" "));
  const under = mounts
    .filter(([, point = ""]) => folder.startsWith(point))
    .toSorted(([, left = ""], [, right = ""]) => right.length - left.length)[0];
  return under === undefined ? "unknown" : `${under[2]} on ${under[0]}`;
}

function mountTable(): readonly string[] {
  try {
    return readFileSync("/proc/mounts", "utf8").split("\n");
  } catch {
    return [];
  }
}
