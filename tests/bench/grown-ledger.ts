// A ledger of any size, written by the real code in groups: lives of pickups one after the other, as many at once as a busy
// terminal has, and a snapshot where the program would have left one.
import { openSqliteLedger } from "#adapters/ledger/sqlite-ledger-store.ts";
import { apply } from "#domain/apply.ts";
import type { LedgerRecord, NewFact } from "#domain/facts.ts";
import { type Ledger, appendFacts, saveSnapshot } from "#runtime/ledger.ts";
import { type Recovered, durableFold, foundLedger, recover } from "#runtime/recover.ts";
import type { Durable } from "#domain/state.ts";
import { must } from "../support/virtual-must.ts";
import { sha256 } from "../support/virtual-run.ts";
import { arrival, boardsGreeted, departure, erasure, oblivion } from "./past.ts";

const WALL = { doors: 256, doorsPerBoard: 32 };
/** Documents in their compartments, and pickups that ended but are still answered for. */
const WAITING = 120;
const RESTING = 700;
/** Facts of one life, from announcement to oblivion. */
const FACTS_PER_LIFE = 32;
/** The program takes a snapshot every 1000 rows: a start folds this many at most. */
const ROWS_AFTER_SNAPSHOT = 999;
const START_MS = Date.UTC(2026, 0, 5, 9);
const LIFE_EVERY_MS = 40 * 60_000;
/** Nobody waits for each of them. */
const LIVES_PER_APPEND = 20;

/** Makes a ledger of `rows` rows or a few more in this empty folder; answers how many. */
export function growLedger(folder: string, rows: number): number {
  const store = must(openSqliteLedger(folder));
  const growth = begin(must(recover(store, sha256)), rows);
  const { ledger } = growth;
  grow(growth, rows - ROWS_AFTER_SNAPSHOT);
  must(saveSnapshot(ledger, durableFold, growth.durable));
  grow(growth, rows);
  store.close();
  return ledger.head.seq;
}

type Growth = {
  readonly ledger: Ledger;
  /** What is folded begins here, for speed: lives before it will be forgotten by then and leave nothing. */
  readonly foldFromSeq: number;
  foldFromLife: number | undefined;
  life: number;
  durable: Durable;
};

function begin(recovered: Recovered, rows: number): Growth {
  const clock = { now: () => ({ wallMs: START_MS, monoMs: 0 }) };
  const identity = { terminal: "bench", keyId: "bench" };
  const { ledger, durable } = must(foundLedger(recovered, identity, { clock, clockTrusted: true }));
  const boards = append(ledger, boardsGreeted(WALL.doors / WALL.doorsPerBoard), 0);
  return {
    ledger,
    foldFromSeq: rows - (RESTING + 2 * WAITING) * FACTS_PER_LIFE,
    foldFromLife: undefined,
    life: 0,
    durable: boards.reduce(apply, durable),
  };
}

function grow(growth: Growth, rows: number): void {
  const { ledger } = growth;
  while (ledger.head.seq < rows) {
    const facts: NewFact[] = [];
    const fromLife = growth.life;
    while (growth.life < fromLife + LIVES_PER_APPEND && ledger.head.seq + facts.length < rows) {
      facts.push(...lifeOf(growth.life, ledger.head.seq + facts.length));
      growth.life += 1;
    }
    if (ledger.head.seq >= growth.foldFromSeq) growth.foldFromLife ??= fromLife;
    const records = append(ledger, facts, fromLife);
    const { foldFromLife } = growth;
    if (foldFromLife !== undefined)
      growth.durable = records
        .filter((record) => isOfLife(record, foldFromLife))
        .reduce(apply, growth.durable);
  }
}

const isOfLife = ({ fact }: LedgerRecord, fromLife: number): boolean =>
  !("pickup" in fact) || fact.pickup === undefined || Number.parseInt(fact.pickup, 16) >= fromLife;

function append(ledger: Ledger, facts: readonly NewFact[], life: number): readonly LedgerRecord[] {
  const sinceStartMs = life * LIFE_EVERY_MS;
  return must(
    appendFacts(ledger, facts, {
      moment: { wallMs: START_MS + sinceStartMs, monoMs: sinceStartMs },
      clockEpoch: 1,
      clockTrusted: true,
    }),
  );
}

/** One document comes; an older one goes, a still older one is erased, and the oldest forgotten. */
function lifeOf(number: number, seq: number): readonly NewFact[] {
  const plan = { number, ...WALL };
  const facts = [...arrival(plan, seq)];
  const leaving = number - WAITING;
  if (leaving >= 0) facts.push(...departure({ ...plan, number: leaving }, seq + facts.length));
  if (leaving >= WAITING) facts.push(erasure(leaving - WAITING));
  if (leaving >= RESTING) facts.push(oblivion(leaving - RESTING));
  return facts;
}
