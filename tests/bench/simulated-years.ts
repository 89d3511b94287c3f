// How many years of a terminal the simulation lives through in a minute of the processor. Left out while there is no simulation.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Bench, BenchWorld, Findings } from "./bench.ts";

const modulePath = fileURLToPath(new URL("../simulation/bench.ts", import.meta.url));
const Simulated = z.object({ years: z.number(), cpuMs: z.number(), exchanges: z.number() });
const NOTHING: Findings = { figures: [], tables: [], remarks: [] };

async function run({ scale, say }: BenchWorld): Promise<Findings> {
  if (scale === "quick" || !existsSync(modulePath)) return NOTHING;
  say("simulated years");
  const module: unknown = await import(modulePath);
  const { simulateForBench } = z
    .object({ simulateForBench: z.function({ input: [], output: z.promise(Simulated) }) })
    .parse(module);
  const { years, cpuMs, exchanges } = await simulateForBench();
  return {
    figures: [
      {
        what: "Simulated years of a terminal in a minute of one core",
        measured: (years / (cpuMs / 60_000)).toFixed(1),
        floor: "none",
        ratio: undefined,
        goal: "none",
        met: undefined,
      },
    ],
    tables: [],
    remarks: [
      `${years.toFixed(2)} years with ${exchanges.toLocaleString("en")} exchanges on the lines.`,
    ],
  };
}

export const simulatedYears: Bench = {
  title: "Simulated years",
  how: "The simulation of `bin/loket24 sim`, faults and people included, by the processor's time.",
  run,
};
