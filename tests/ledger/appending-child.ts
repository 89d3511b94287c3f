// A process made to be killed: appends facts three at a time to the ledger in the folder it is given, and says each head
// on its standard output once that is durable.
import { createHash } from "node:crypto";
import { writeSync } from "node:fs";
import { openSqliteLedger } from "#adapters/ledger/sqlite-ledger-store.ts";
import type { NewFact } from "#domain/facts.ts";
import { appendFacts, openLedger, saveSnapshot } from "#runtime/ledger.ts";

const STDOUT = 1;
const MOST_APPENDS = 5000;

const fact: NewFact = {
  fact: { kind: "typing-locked", lockMs: 30_000 },
  actor: { kind: "terminal" },
};
const stamp = { moment: { wallMs: 1, monoMs: 1 }, clockEpoch: 1, clockTrusted: true };
const counting = { version: "1", initial: () => 0, apply: (count: number) => count + 1 };

const store = openSqliteLedger(process.argv[2] ?? "");
if (!store.ok) throw new Error(store.error.detail);
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const opened = openLedger(store.value, sha256, counting);
if (!opened.ok) throw new Error(opened.error.detail);
const { ledger } = opened.value;

for (let done = 0; done < MOST_APPENDS; done += 1) {
  const written = appendFacts(ledger, [fact, fact, fact], stamp);
  if (!written.ok) throw new Error(written.error.detail);
  writeSync(STDOUT, `${ledger.head.seq}\n`);
  const saved = done % 5 === 0 ? saveSnapshot(ledger, counting, ledger.head.seq) : written;
  if (!saved.ok) throw new Error(saved.error.detail);
}
