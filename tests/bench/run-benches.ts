// All benchmarks one after the other, in a folder that is gone afterwards. New ones are added to the list and nowhere else.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import type { Bench, Findings, Scale } from "./bench.ts";
import { citizenAtScreen } from "./citizen-at-screen.ts";
import { doorLatency } from "./door-latency.ts";
import { ledgerAppend } from "./ledger-append.ts";
import { ledgerStart } from "./ledger-start.ts";
import { describeMachine } from "./machine.ts";
import { memory } from "./memory.ts";
import { pollRound } from "./poll-round.ts";
import type { Run } from "./report.ts";
import { simulatedYears } from "./simulated-years.ts";
import { terminalPage } from "./terminal-page.ts";

export const benches: readonly Bench[] = [
  doorLatency,
  pollRound,
  ledgerAppend,
  ledgerStart,
  simulatedYears,
  memory,
  citizenAtScreen,
  terminalPage,
];

/** `only`: part of a title; the others are left out. `parent` lies on the disk that is measured: a folder in memory would flatter every commit. */
export async function runBenches(
  scale: Scale,
  parent: string,
  say: (line: string) => void,
  only = "",
): Promise<Run> {
  const folder = mkdtempSync(join(parent, ".bench-"));
  try {
    const machine = describeMachine(folder);
    const parts: { readonly bench: Bench; readonly findings: Findings }[] = [];
    const chosen = benches.filter(({ title }) => title.toLowerCase().includes(only.toLowerCase()));
    for (const [at, bench] of chosen.entries()) {
      const own = join(folder, String(at));
      mkdirSync(own);
      const findings = await bench.run({ scale, folder: own, say });
      if (findings.figures.length > 0) parts.push({ bench, findings });
    }
    const date = new Date().toISOString().slice(0, 10);
    return { machine, date, parts, loadAfter: loadavg()[0] ?? 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
