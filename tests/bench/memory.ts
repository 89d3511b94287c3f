// What a controller weighs after a thousand documents, and whether it grows with what is long over.
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Bench, BenchWorld, Findings } from "./bench.ts";
import type { Weight } from "./memory-process.ts";
import { formatMb, formatMs } from "./samples.ts";

const processPath = fileURLToPath(new URL("./memory-process.ts", import.meta.url));

async function weigh(
  folder: string,
  doors: number,
  after: readonly number[],
): Promise<readonly Weight[]> {
  mkdirSync(folder);
  const child = fork(processPath, [folder, String(doors), ...after.map(String)], {
    execArgv: ["--expose-gc"],
  });
  const ended = once(child, "exit");
  const [weights]: readonly unknown[] = await Promise.race([
    once(child, "message"),
    ended.then(() => []),
  ]);
  await ended;
  if (!Array.isArray(weights)) throw new Error("the controller that is weighed fell over");
  // The process is ours: its last word has the type that is declared there.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return weights as Weight[];
}

async function run({ scale, folder, say }: BenchWorld): Promise<Findings> {
  const isFull = scale === "full";
  const walls = isFull ? [8, 32, 256] : [8];
  const rows: (readonly string[])[] = [];
  const figures: Findings["figures"][number][] = [];
  for (const doors of walls) {
    say(`memory: ${doors} doors`);
    const after = afterOf(isFull, doors);
    const weights = await weigh(join(folder, `memory-${doors}`), doors, after);
    rows.push(...weights.map((weight) => rowOf(doors, weight)));
    if (doors === walls[0]) figures.push(...figuresOf(weights));
  }
  return {
    figures,
    tables: [
      {
        title: "Memory grows with what must be remembered, and with nothing else",
        columns: [
          "Doors",
          "Documents handed over",
          "Still remembered",
          "Heap",
          "Resident",
          "Processor for each",
        ],
        rows,
      },
    ],
    remarks: [],
  };
}

/** A thousand documents are a month: from then on as many are forgotten as come. */
function afterOf(isFull: boolean, doors: number): readonly number[] {
  if (!isFull) return [2, 4];
  return doors === 8 ? [10, 1000, 1500] : [10, 300];
}

const rowOf = (doors: number, weight: Weight): readonly string[] => [
  String(doors),
  weight.pickups.toLocaleString("en"),
  weight.remembered.toLocaleString("en"),
  formatMb(weight.heapBytes),
  formatMb(weight.residentBytes),
  formatMs(weight.cpuMsEach),
];

function figuresOf(weights: readonly Weight[]): Findings["figures"] {
  const [few, many] = weights;
  if (few === undefined || many === undefined) return [];
  return [
    {
      what: `Heap after ${many.pickups.toLocaleString("en")} pickups, against after ${few.pickups}`,
      measured: formatMb(many.heapBytes),
      floor: formatMb(few.heapBytes),
      ratio: many.heapBytes / few.heapBytes,
      goal: "none",
      met: undefined,
    },
    {
      what: `Resident after ${many.pickups.toLocaleString("en")} pickups, against after ${few.pickups}`,
      measured: formatMb(many.residentBytes),
      floor: formatMb(few.residentBytes),
      ratio: many.residentBytes / few.residentBytes,
      goal: "none",
      met: undefined,
    },
  ];
}

export const memory: Bench = {
  title: "What a controller weighs",
  how: [
    "A controller in a process of its own, on virtual time: the real loop, domain, SQLite ledger with its snapshots, vault, codes and outbox; in place of the lock bus, boards that answer",
    "at once. 33 documents a day are announced, deposited by a clerk and collected by QR; 30 days after its end a pickup is forgotten, so at 1,000 all are",
    "still remembered and from then on as many go as come. Weighed after two garbage collections. The processor's time is that of everything between, without waiting for the disk.",
    "It grows with the pickups remembered (each fact about a pickup copies their record, each step asserts over all), and stops growing where they are forgotten as fast as they come.",
  ].join("\n"),
  run,
};
