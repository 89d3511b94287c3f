// What making a fact durable costs beside what SQLite itself asks for the same rows: canonical text, hash chain, checks, triggers.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { openSqliteLedger } from "#adapters/ledger/sqlite-ledger-store.ts";
import type { NewFact } from "#domain/facts.ts";
import { type ChainHead, GENESIS, sealRow } from "#runtime/chain.ts";
import { toRow } from "#runtime/ledger-row.ts";
import { type Stamp, appendFacts } from "#runtime/ledger.ts";
import type { LedgerRow } from "#runtime/ports.ts";
import { recover } from "#runtime/recover.ts";
import { must } from "../support/virtual-must.ts";
import { sha256 } from "../support/virtual-run.ts";
import type { Bench, BenchWorld, Figure, Findings } from "./bench.ts";
import { growLedger } from "./grown-ledger.ts";
import { arrival } from "./past.ts";
import { openRawLedger } from "./raw-ledger.ts";
import { formatMs, formatRate, quantile, sum, takeTurns, timed } from "./samples.ts";

const GOAL = 0.8;
const STAMP: Stamp = {
  moment: { wallMs: Date.UTC(2026, 10, 3, 9), monoMs: 60_000 },
  clockEpoch: 1,
  clockTrusted: true,
};

const WARM_UPS = 100;

type Race = {
  readonly group: number;
  readonly oursMs: readonly number[];
  readonly rawMs: readonly number[];
};

/** Ours and the raw table in turns, each with a file of its own in the same folder. */
function race(folder: string, group: number, rounds: number): Race {
  const store = must(openSqliteLedger(folder));
  const { ledger } = must(recover(store, sha256));
  const raw = openRawLedger(folder);
  const facts = factsOf(group);
  const groups = rowsOf(facts, rounds + WARM_UPS);
  for (const rows of groups.splice(0, WARM_UPS)) {
    must(appendFacts(ledger, facts, STAMP));
    raw.commit(rows);
  }
  const [oursMs = [], rawMs = []] = takeTurns(rounds, [
    () => timed(() => void must(appendFacts(ledger, facts, STAMP))),
    (round) => timed(() => raw.commit(groups[round] ?? [])),
  ]);
  raw.close();
  store.close();
  return { group, oursMs, rawMs };
}

/** Facts of every size, as an arriving document writes them. */
const factsOf = (count: number): readonly NewFact[] =>
  Array.from({ length: count }, (_, at) => {
    const life = arrival({ number: 7, doors: 256, doorsPerBoard: 32 }, 0);
    return life[at % life.length];
  }).filter((fact) => fact !== undefined);

/** The rows that these facts become, group after group: what the raw table is given ready-made. */
function rowsOf(facts: readonly NewFact[], groups: number): LedgerRow[][] {
  let head: ChainHead = GENESIS;
  const { moment, ...clock } = STAMP;
  const when = { atMs: moment.wallMs, monoMs: moment.monoMs, ...clock };
  return Array.from({ length: groups }, () =>
    facts.map(({ fact, actor, policy }) => {
      const row = sealRow(head, toRow({ seq: head.seq + 1, ...when, fact, actor, policy }), sha256);
      head = { seq: row.seq, hash: row.hash };
      return row;
    }),
  );
}

// ---- figures --------------------------------------------------------------------------------------------------------

const GROUPS = [
  { group: 1, rounds: 1500 },
  { group: 10, rounds: 800 },
  { group: 100, rounds: 300 },
];

async function run({ scale, folder, say }: BenchWorld): Promise<Findings> {
  const isFull = scale === "full";
  const fresh = freshFolders(folder);
  const figures = GROUPS.map(({ group, rounds }) => {
    say(`ledger: appends of ${group}`);
    return figureOf(race(fresh(), group, isFull ? rounds : 5));
  });
  const rows: (readonly string[])[] = [];
  for (const size of isFull ? [1000, 10_000, 100_000] : [1000]) {
    say(`ledger: appends to ${size} facts`);
    const place = fresh();
    growLedger(place, size);
    const { oursMs } = race(place, 1, isFull ? 500 : 5);
    rows.push([
      size.toLocaleString("en"),
      formatMs(quantile(oursMs, 0.5)),
      formatMs(quantile(oursMs, 0.99)),
    ]);
  }
  return {
    figures,
    tables: [
      {
        title: "An append of one fact grows with the ledger",
        columns: ["Facts in the ledger", "p50", "p99"],
        rows,
      },
    ],
    remarks: [],
  };
}

function freshFolders(folder: string): () => string {
  let made = 0;
  return () => {
    made += 1;
    const path = join(folder, `append-${made}`);
    mkdirSync(path);
    return path;
  };
}

/** By the whole time, so that checkpoints count for both. */
function figureOf({ group, oursMs, rawMs }: Race): Figure {
  const rate = (tookMs: readonly number[]): number => (1000 * group * tookMs.length) / sum(tookMs);
  const ratio = rate(oursMs) / rate(rawMs);
  return {
    what: group === 1 ? "Facts appended one by one" : `Facts appended ${group} at a time`,
    measured: formatRate(rate(oursMs)),
    floor: formatRate(rate(rawMs)),
    ratio,
    goal: `≥ ${GOAL}×`,
    met: ratio >= GOAL,
  };
}

export const ledgerAppend: Bench = {
  title: "Making facts durable",
  how: [
    "`appendFacts` of the runtime over the SQLite store, as the loop calls it: stamp, canonical JSON, SHA-256 chain, triggers that let nothing but the next row in,",
    "one transaction with WAL and `synchronous=FULL`, the note of the newest row. Floor: better-sqlite3 inserting the same finished rows (their hashes ready-made) into a plain",
    "table with the same settings on the same disk. Append for append in turns; the rate is facts over the whole time, checkpoints included. One fact at a time is what the loop",
    "does most; a step writes 1 to 12 facts at a time. Groups of 100 exist only where a ledger is imported, and there no wait for the disk hides the",
    "processor's part: hashing and canonical text are work that the raw table never does.",
  ].join("\n"),
  run,
};
