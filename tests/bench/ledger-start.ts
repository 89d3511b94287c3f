// How long a start takes on a ledger of a million facts, and how fast all of it is verified; each in processes of their own.
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Bench, BenchWorld, Findings } from "./bench.ts";
import { growLedger } from "./grown-ledger.ts";
import { formatMb, formatMs, formatRate, median } from "./samples.ts";

const processPath = fileURLToPath(new URL("./ledger-start-process.ts", import.meta.url));
const START_GOAL_MS = 2000;

type Work = "start" | "raw-start" | "verify" | "raw-verify";

/** Milliseconds of this work in a fresh process, its modules loaded. */
async function timeOf(work: Work, folder: string): Promise<number> {
  const child = fork(processPath, [work, folder]);
  const ended = once(child, "exit");
  const [tookMs]: readonly unknown[] = await Promise.race([
    once(child, "message"),
    ended.then(() => []),
  ]);
  await ended;
  if (typeof tookMs !== "number") throw new Error(`${work} of ${folder} failed`);
  return tookMs;
}

type Measured = { readonly oursMs: number; readonly rawMs: number };

/** Medians of both, in turns. */
async function compare(
  [ours, raw]: readonly [Work, Work],
  folder: string,
  times: number,
): Promise<Measured> {
  const samples: Record<Work, number[]> = {
    start: [],
    "raw-start": [],
    verify: [],
    "raw-verify": [],
  };
  for (let time = 0; time < times; time += 1)
    for (const work of time % 2 === 0 ? [ours, raw] : [raw, ours])
      samples[work].push(await timeOf(work, folder));
  return { oursMs: median(samples[ours]), rawMs: median(samples[raw]) };
}

async function run({ scale, folder, say }: BenchWorld): Promise<Findings> {
  const sizes = scale === "full" ? [1000, 10_000, 100_000, 1_000_000] : [1500];
  const grown: { readonly size: number; readonly start: Measured; readonly verify: Measured }[] =
    [];
  const rows: (readonly string[])[] = [];
  for (const size of sizes) {
    const place = join(folder, `start-${size}`);
    mkdirSync(place);
    say(`start: a ledger of ${size} facts is written`);
    const facts = growLedger(place, size);
    const bytes = statSync(join(place, "ledger.db")).size;
    say(`start: it is started on and verified`);
    const start = await compare(["start", "raw-start"], place, scale === "full" ? 5 : 1);
    const verify = await compare(["verify", "raw-verify"], place, size >= 1_000_000 ? 2 : 1);
    grown.push({ size: facts, start, verify });
    rows.push([
      facts.toLocaleString("en"),
      formatMb(bytes),
      formatMs(start.oursMs),
      formatMs(start.rawMs),
      formatRate((1000 * facts) / verify.oursMs),
    ]);
  }
  const largest = grown.at(-1);
  return {
    figures: largest === undefined ? [] : figuresOf(largest.size, largest.start, largest.verify),
    tables: [
      {
        title: "A start grows with the ledger",
        columns: ["Facts", "File", "Start from the snapshot", "Floor of it", "Full verification"],
        rows,
      },
    ],
    remarks: [],
  };
}

const figuresOf = (size: number, start: Measured, verify: Measured): Findings["figures"] => [
  {
    what: `Start with ${size.toLocaleString("en")} facts, from the snapshot`,
    measured: formatMs(start.oursMs),
    floor: formatMs(start.rawMs),
    ratio: start.oursMs / start.rawMs,
    goal: "≤ 2 s",
    met: start.oursMs <= START_GOAL_MS,
  },
  {
    what: "Full verification of the chain, facts a second",
    measured: formatRate((1000 * size) / verify.oursMs),
    floor: formatRate((1000 * size) / verify.rawMs),
    ratio: verify.rawMs / verify.oursMs,
    goal: "none",
    met: undefined,
  },
];

export const ledgerStart: Bench = {
  title: "Starting on a long ledger",
  how: [
    "Facts as a busy terminal writes them (announced, deposited, collected, erased, forgotten; doors, boards, messages and staff in between), written by the real ledger in groups; at any",
    "time 820 pickups are remembered. The newest snapshot is 999 rows old, the oldest that the program leaves. Each time is a fresh process's, its modules loaded, from opening",
    "the ledger to a state that may serve; the disk's cache is warm. Floor of a start: SQLite alone opens the file, checks it (`quick_check`), parses the snapshot, reads and hashes",
    "the rows after it. Floor of the verification: SQLite reads every row and its bytes are hashed.",
  ].join("\n"),
  run,
};
