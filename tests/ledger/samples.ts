// Facts, stamps and folds that the ledger's tests share, and how they unwrap a result.
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { LedgerRecord, NewFact } from "#domain/facts.ts";
import { parsePickupId, parseStaffId } from "#domain/ids.ts";
import type { Result } from "#domain/result.ts";
import { GENESIS, sealRow } from "#runtime/chain.ts";
import { type Fold, type Ledger, type Stamp, appendFacts } from "#runtime/ledger.ts";
import type { Digest, LedgerRow } from "#runtime/ports.ts";

export const sha256: Digest = (text) => createHash("sha256").update(text).digest("hex");

export function valueOf<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(`expected a value, got ${JSON.stringify(result.error)}`);
  return result.value;
}

export function errorOf<T, E>(result: Result<T, E>): E {
  if (result.ok) throw new Error(`expected an error, got ${JSON.stringify(result.value)}`);
  return result.error;
}

/** A folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "loket24-ledger-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const STAMP: Stamp = {
  moment: { wallMs: Date.UTC(2026, 10, 3, 9, 30), monoMs: 5000 },
  clockEpoch: 1,
  clockTrusted: true,
};

export const samplePickup = valueOf(parsePickupId("0123456789abcdef0123456789abcdef"));
const sampleClerk = valueOf(parseStaffId("an.peeters"));

export const locked = (lockMs: number): NewFact => ({
  fact: { kind: "typing-locked", lockMs },
  actor: { kind: "terminal" },
});

export const released: NewFact = {
  fact: { kind: "pickup-released", pickup: samplePickup },
  actor: { kind: "staff", staff: sampleClerk },
  policy: "rijbewijs@3",
};

export const appendLocked = (ledger: Ledger, lockMs: number): LedgerRecord =>
  valueOf(appendFacts(ledger, [locked(lockMs)], STAMP))[0]!;

/** Rows as the chain makes them, numbered 1 … `count`. */
export function sealedRows(count: number): LedgerRow[] {
  const rows: LedgerRow[] = [];
  for (let seq = 1; seq <= count; seq += 1) {
    const unsealed = {
      seq,
      atMs: STAMP.moment.wallMs + seq,
      monoMs: seq,
      clockEpoch: 1,
      clockTrusted: seq % 2 === 0,
      kind: "typing-locked",
      body: `{"lockMs":${seq}}`,
      policy: seq % 3 === 0 ? "rijbewijs@3" : undefined,
      actor: "terminal",
    };
    rows.push(sealRow(rows.at(-1) ?? GENESIS, unsealed, sha256));
  }
  return rows;
}

/** A state with all that a snapshot must carry: a map, a set, a list, and something missing. */
export type SampleState = {
  readonly kinds: ReadonlyMap<string, number>;
  readonly actors: ReadonlySet<string>;
  readonly locksMs: readonly number[];
  readonly lastPolicy?: string | undefined;
};

export const sampleFold: Fold<SampleState> = {
  version: "sample 1",
  initial: () => ({ kinds: new Map(), actors: new Set(), locksMs: [] }),
  apply: (state, { fact, actor, policy }) => ({
    kinds: new Map(state.kinds).set(fact.kind, (state.kinds.get(fact.kind) ?? 0) + 1),
    actors: new Set(state.actors).add(actor.kind),
    locksMs: fact.kind === "typing-locked" ? [...state.locksMs, fact.lockMs] : state.locksMs,
    lastPolicy: policy,
  }),
};
