// A process made to lose its power: opens the real ledger, appends facts, keeps snapshots, closes and opens again, and says each
// row into a file once that row is durable. Its arguments are the fields of `WritingOrder`, as JSON.
import { createHash } from "node:crypto";
import { openSync, writeSync } from "node:fs";
import { openSqliteLedger } from "#adapters/ledger/sqlite-ledger-store.ts";
import { apply } from "#domain/apply.ts";
import type { NewFact } from "#domain/facts.ts";
import { type Ledger, appendFacts, saveSnapshot } from "#runtime/ledger.ts";
import { durableFold, recover } from "#runtime/recover.ts";
import { type Chance, createChance } from "./chance.ts";
import { loosenDriver } from "./loose-driver.ts";
import { CLOSING, acknowledgement } from "./acknowledgement.ts";
import { STDOUT, type WritingOrder } from "./writing-order.ts";

const terminal = { kind: "terminal" } as const;
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

const opening: NewFact = {
  fact: { kind: "ledger-opened", terminal: "stadhuis", keyId: "0123456789abcdef" },
  actor: terminal,
};

/** Facts that any state takes, short ones and some longer than a page. */
function factByChance({ below }: Chance): NewFact {
  const reference = "R".repeat(below(20) === 0 ? 3000 + below(6000) : 8);
  const facts: readonly NewFact["fact"][] = [
    { kind: "typing-locked", lockMs: 30_000 + below(1000) },
    { kind: "visit-ended", outcome: "collected", lengthMs: below(60_000) },
    { kind: "alarm-raised", alarm: "tamper", reference },
    { kind: "terminal-started", version: `1.0.${below(9)}`, pinDigits: 8 },
  ];
  const fact = facts[below(facts.length)];
  if (fact === undefined) throw new Error("there is no such fact");
  return { fact, actor: terminal };
}

function run(order: WritingOrder): void {
  if (order.loose) loosenDriver();
  const chance = createChance(order.seed);
  const told = order.told === STDOUT ? 1 : openSync(order.told, "a");
  for (let session = 0; session < order.sessions; session += 1) {
    const store = valueOf(openSqliteLedger(order.folder, order));
    const recovered = valueOf(recover(store, sha256));
    writeInto(recovered, { order, chance, told });
    writeSync(told, `${CLOSING}\n`);
    store.close();
  }
}

type Writing = { readonly order: WritingOrder; readonly chance: Chance; readonly told: number };

function writeInto(
  { ledger, durable }: { readonly ledger: Ledger; readonly durable: Parameters<typeof apply>[0] },
  { order, chance, told }: Writing,
): void {
  let state = durable;
  for (let done = 0; done < order.appends; done += 1) {
    const count = 1 + chance.below(3);
    const facts =
      ledger.head.seq === 0 ? [opening] : Array.from({ length: count }, () => factByChance(chance));
    const stamp = {
      moment: { wallMs: ledger.head.seq, monoMs: ledger.head.seq },
      clockEpoch: 1,
      clockTrusted: true,
    };
    state = valueOf(appendFacts(ledger, facts, stamp)).reduce(apply, state);
    writeSync(told, acknowledgement(ledger.head));
    if (done % order.snapshotEvery === 0) valueOf(saveSnapshot(ledger, durableFold, state));
  }
}

/** What fails ends the process: exactly what the controller does [I9]. */
function valueOf<T>(
  result:
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly error: { readonly detail: string } },
): T {
  if (result.ok) return result.value;
  process.stderr.write(`${result.error.detail}\n`);
  process.exit(74);
}

// It was written by `runWriter`, which is typed.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
run(JSON.parse(process.argv[2] ?? "") as WritingOrder);
