// From a right code to the first byte of OPEN on the wire, against what nobody can save: one durable commit and the frame's own time.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Bench, BenchWorld, Figure, Findings } from "./bench.ts";
import { type Method, type Sample, samplesOf } from "./door-tries.ts";
import { formatMs, median, quantile } from "./samples.ts";

const HALL = { boards: 8, doorsPerBoard: 32, pickups: 200 };
const GROWTH: readonly { readonly name: string; readonly wall: typeof HALL }[] = [
  { name: "8 doors, 1 board", wall: { boards: 1, doorsPerBoard: 8, pickups: 8 } },
  { name: "32 doors, 1 board", wall: { boards: 1, doorsPerBoard: 32, pickups: 32 } },
  { name: "256 doors, 8 boards", wall: { boards: 8, doorsPerBoard: 32, pickups: 256 } },
  {
    name: "256 doors, 8 boards, 2,000 pickups remembered",
    wall: { boards: 8, doorsPerBoard: 32, pickups: 2000 },
  },
  { name: "256 doors, 32 boards", wall: { boards: 32, doorsPerBoard: 8, pickups: 256 } },
];

async function run({ scale, folder, say }: BenchWorld): Promise<Findings> {
  const isFull = scale === "full";
  const subfolder = (name: string): string => {
    const path = join(folder, name.replaceAll(/[^a-z0-9]+/gu, "-"));
    mkdirSync(path);
    return path;
  };
  say("door latency: 8 boards of 32 doors");
  const hall = isFull ? HALL : { boards: 2, doorsPerBoard: 4, pickups: 4 };
  const asked = isFull ? 600 : 6;
  const samples = await samplesOf(hall, asked, subfolder("hall"));
  const rows: (readonly string[])[] = [];
  for (const { name, wall } of isFull ? GROWTH : []) {
    say(`door latency: ${name}`);
    rows.push([name, ...growthRow(await samplesOf(wall, 120, subfolder(name)))]);
  }
  return {
    figures: [
      ...figuresOf("QR scanned", samplesBy(samples, "qr"), (sample) => sample.fromScanMs),
      ...figuresOf(
        "Typed code right",
        samplesBy(samples, "typed"),
        ({ fromCheckMs }) => fromCheckMs,
      ),
    ],
    tables: [partsTable(samples), growthTable(rows)],
    remarks: [busyRemark(samples), ...lostRemark(asked - samples.length)],
  };
}

const samplesBy = (samples: readonly Sample[], method: Method): readonly Sample[] =>
  samples.filter((sample) => sample.method === method);

function figuresOf(
  from: string,
  samples: readonly Sample[],
  tookMs: (sample: Sample) => number,
): readonly Figure[] {
  return [
    { share: 0.5, name: "p50", limit: 1.5 },
    { share: 0.99, name: "p99", limit: 3 },
  ].map(({ share, name, limit }) => {
    const measuredMs = quantile(samples.map(tookMs), share);
    const floorMs = quantile(
      samples.map((sample) => sample.floorMs),
      share,
    );
    return {
      what: `${from} → first byte of OPEN, ${name}`,
      measured: formatMs(measuredMs),
      floor: `${formatMs(floorMs)} commit + frame`,
      ratio: measuredMs / floorMs,
      goal: `≤ ${limit}×`,
      met: measuredMs / floorMs <= limit,
    };
  });
}

const PARTS: readonly { readonly name: string; readonly ms: (sample: Sample) => number }[] = [
  { name: "code right → first byte of OPEN", ms: ({ fromCheckMs }) => fromCheckMs },
  { name: "of it: the grant becomes durable", ms: ({ commitMs }) => commitMs },
  { name: "of it: the line is busy with another exchange", ms: ({ lineBusyMs }) => lineBusyMs },
  {
    name: "of it: everything else (deciding, hashing, asserting, two processes)",
    ms: ({ fromCheckMs, commitMs, lineBusyMs }) => fromCheckMs - commitMs - lineBusyMs,
  },
  {
    name: "code right → last byte of OPEN",
    ms: ({ fromCheckMs, frameMs }) => fromCheckMs + frameMs,
  },
  {
    name: "floor: one raw commit of the same rows",
    ms: ({ floorMs, frameMs }) => floorMs - frameMs,
  },
  { name: "floor: the frame's line time", ms: ({ frameMs }) => frameMs },
];

const partsTable = (samples: readonly Sample[]): Findings["tables"][number] => ({
  title: `What an OPEN waits for (${samples.length} codes)`,
  columns: ["Part", "p50", "p99"],
  rows: PARTS.map(({ name, ms }) => [
    name,
    formatMs(median(samples.map(ms))),
    formatMs(quantile(samples.map(ms), 0.99)),
  ]),
});

function growthRow(samples: readonly Sample[]): readonly string[] {
  const took = samples.map(({ fromCheckMs }) => fromCheckMs);
  const busy = samples.filter(({ lineBusyMs }) => lineBusyMs > 0).length / samples.length;
  const floor = median(samples.map(({ floorMs }) => floorMs));
  return [
    formatMs(median(took)),
    formatMs(quantile(took, 0.99)),
    `${(median(took) / floor).toFixed(2)}×`,
    `${Math.round(busy * 100)} %`,
  ];
}

const growthTable = (rows: readonly (readonly string[])[]): Findings["tables"][number] => ({
  title: "Code right → first byte of OPEN grows with doors and boards",
  columns: ["Wall, all doors full", "p50", "p99", "p50 over floor", "Line found busy"],
  rows,
});

function busyRemark(samples: readonly Sample[]): string {
  const busy = samples.filter(({ lineBusyMs }) => lineBusyMs > 0);
  const share = Math.round((100 * busy.length) / samples.length);
  const longest = formatMs(Math.max(0, ...busy.map(({ lineBusyMs }) => lineBusyMs)));
  return `${share} % of the OPENs found the half-duplex line busy with a POLL and waited for its end, ${longest} at the longest.`;
}

const lostRemark = (lost: number): readonly string[] =>
  lost === 0
    ? []
    : [`${lost} right codes got no OPEN: the machine was too busy to hear its boards in time.`];

export const doorLatency: Bench = {
  title: "From a right code to the lock",
  how: [
    "The real loop, domain and invariants, SQLite ledger (WAL, `synchronous=FULL`, this disk), vault, codes and serial adapter, in one process; a",
    "process of its own behind a pseudo-terminal holds the simulator's boards and answers at the pace of 115200 baud. Half of the codes are QR",
    "codes, timed from the scan that is fed into the loop; half are typed, timed from the checked code that is fed into it. The end is the moment at which",
    "the far end reads the first byte of OPEN. A pseudo-terminal carries a whole line at once, so the *last* byte is taken to follow one line time later.",
    "Codes come at any phase of the idle polls (every board each 250 ms). The boards refuse each OPEN as BUSY: the code stays good and the next",
    "try waits for no door; the measured part is over by then. Floor: after each code better-sqlite3 alone commits the very same rows to a plain table with FULL on",
    "the same disk, plus the line time of that OPEN; both sides' percentiles are compared.",
    "",
    "What limits it: the line is half duplex. Idle polls keep it busy for boards × 3.8 ms of each 250 ms, an eighth of the time with 8 boards and half of it with 32; an OPEN",
    "that comes then waits for the exchange in flight, and for one more if its own board was the last to be asked. Holding idle polls back while a code is checked would save those few",
    "milliseconds, at the price of a second clock in the schedule that keeps the 250 ms; it was not done. The domain copies its record of pickups for each fact about one and asserts its",
    "invariants over all of them, so the part called *everything else* grows with the pickups remembered, of which a terminal keeps 2,000 at the most.",
  ].join("\n"),
  run,
};
