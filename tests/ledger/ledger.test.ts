// The ledger handle: numbering, the chain, the fold, snapshots, and that it stops for good at the first fault [I9].
import { describe, expect, test } from "vitest";
import { GENESIS, sealRow } from "#runtime/chain.ts";
import { type OpenedLedger, appendFacts, openLedger, saveSnapshot } from "#runtime/ledger.ts";
import type { LedgerFault } from "#runtime/ports.ts";
import { verifyLedger } from "#runtime/ledger-verification.ts";
import {
  type MemoryDisk,
  createMemoryDisk,
  createMemoryLedgerStore,
} from "../support/memory-ledger-store.ts";
import {
  STAMP,
  type SampleState,
  appendLocked,
  errorOf,
  locked,
  released,
  sampleFold,
  samplePickup,
  sealedRows,
  sha256,
  valueOf,
} from "./samples.ts";

const open = (disk: MemoryDisk): OpenedLedger<SampleState> =>
  valueOf(openLedger(createMemoryLedgerStore(disk), sha256, sampleFold));

describe("appending facts", () => {
  test("numbers them from one and stamps them all alike", () => {
    const { ledger } = open(createMemoryDisk());
    const records = valueOf(appendFacts(ledger, [locked(1000), released], STAMP));
    expect(records.map((record) => record.seq)).toEqual([1, 2]);
    expect(records[1]).toEqual({
      seq: 2,
      atMs: STAMP.moment.wallMs,
      monoMs: 5000,
      clockEpoch: 1,
      clockTrusted: true,
      actor: { kind: "staff", staff: "an.peeters" },
      policy: "rijbewijs@3",
      fact: { kind: "pickup-released", pickup: samplePickup },
    });
    expect(ledger.head.seq).toBe(2);
  });

  test("of none writes nothing", () => {
    const disk = createMemoryDisk();
    disk.fault = { kind: "io", detail: "" };
    expect(valueOf(appendFacts(open(disk).ledger, [], STAMP))).toEqual([]);
  });

  test("chains each row to the one before it by SHA-256 over its canonical form", () => {
    const disk = createMemoryDisk();
    valueOf(appendFacts(open(disk).ledger, [locked(1000), released], STAMP));
    const [first, second] = disk.rows;
    const canonical = `{"actor":"staff:an.peeters","atMs":${STAMP.moment.wallMs},"body":"{\\"pickup\\":\\"${samplePickup}\\"}","clockEpoch":1,"clockTrusted":true,"kind":"pickup-released","monoMs":5000,"policy":"rijbewijs@3","seq":2}`;
    expect(second!.hash).toBe(sha256(first!.hash + canonical));
  });

  test("gives records that a restart reads back the same", () => {
    const disk = createMemoryDisk();
    const records = valueOf(appendFacts(open(disk).ledger, [locked(1000), released], STAMP));
    const seen: unknown[] = [];
    const collect = {
      version: "1",
      initial: () => 0,
      apply: (n: number, r: unknown) => seen.push(r) + n,
    };
    valueOf(openLedger(createMemoryLedgerStore(disk), sha256, collect));
    expect(seen).toEqual(records);
  });

  test("with a moment that is no whole millisecond is a bug", () => {
    const stamp = { ...STAMP, moment: { wallMs: 1, monoMs: 0.5 } };
    expect(() => appendFacts(open(createMemoryDisk()).ledger, [released], stamp)).toThrow("whole");
  });
});

describe("a ledger that failed once", () => {
  const fault: LedgerFault = { kind: "io", detail: "the disk is gone" };

  test("accepts nothing more, even when the disk is well again", () => {
    const disk = createMemoryDisk();
    const { ledger } = open(disk);
    appendLocked(ledger, 1);
    disk.fault = fault;
    expect(errorOf(appendFacts(ledger, [released], STAMP))).toEqual(fault);
    disk.fault = undefined;
    expect(errorOf(appendFacts(ledger, [released], STAMP))).toEqual(fault);
    expect(errorOf(saveSnapshot(ledger, sampleFold, sampleFold.initial()))).toEqual(fault);
    expect(disk.rows).toHaveLength(1);
    expect(ledger.head.seq).toBe(1);
  });

  test("failed also when only its snapshot could not be saved", () => {
    const disk = createMemoryDisk();
    const { ledger } = open(disk);
    appendLocked(ledger, 1);
    disk.fault = fault;
    expect(errorOf(saveSnapshot(ledger, sampleFold, sampleFold.initial()))).toEqual(fault);
    disk.fault = undefined;
    expect(errorOf(appendFacts(ledger, [released], STAMP))).toEqual(fault);
  });

  test("goes on after it was opened again and verified", () => {
    const disk = createMemoryDisk();
    const { ledger } = open(disk);
    appendLocked(ledger, 1);
    disk.maxRows = 1;
    expect(errorOf(appendFacts(ledger, [released], STAMP)).kind).toBe("full");
    disk.maxRows = 10;
    appendLocked(open(disk).ledger, 2);
    const verdict = valueOf(verifyLedger(createMemoryLedgerStore(disk), sha256));
    expect(verdict).toMatchObject({ kind: "sound", head: { seq: 2 } });
  });
});

function writtenDisk(): MemoryDisk {
  const disk = createMemoryDisk();
  const { ledger, state } = open(disk);
  let current = state;
  for (let lockMs = 1; lockMs <= 40; lockMs += 1) {
    const facts = lockMs % 7 === 0 ? [locked(lockMs), released] : [locked(lockMs)];
    for (const record of valueOf(appendFacts(ledger, facts, STAMP)))
      current = sampleFold.apply(current, record);
    if (lockMs === 10 || lockMs === 30) valueOf(saveSnapshot(ledger, sampleFold, current));
  }
  return disk;
}

describe("opening a ledger", () => {
  test("starts at the newest snapshot and comes to the state of the full fold", () => {
    const disk = writtenDisk();
    const quick = open(disk);
    const full = open({ ...disk, snapshots: [] });
    expect(quick.foldedAfterSeq).toBe(34);
    expect(full.foldedAfterSeq).toBe(0);
    expect(quick.state).toEqual(full.state);
    expect([...quick.state.kinds]).toEqual([...full.state.kinds]);
    expect(quick.ledger.head).toEqual(full.ledger.head);
  });

  test.each([
    ["of another fold version", { body: '{"state":{},"version":"sample 0"}' }],
    ["that is no JSON", { body: "{" }],
    ["that is no object", { body: "7" }],
    ["of a row with another hash", { hash: "f".repeat(64) }],
    ["of a row that was lost", { seq: 4000 }],
  ])("folds from the first row when the snapshot is one %s", (_name, damage) => {
    const disk = writtenDisk();
    const expected = open({ ...disk, snapshots: [] });
    const snapshots = [{ ...disk.snapshots[0]!, ...damage }];
    const opened = open({ ...disk, snapshots });
    expect(opened.foldedAfterSeq).toBe(0);
    expect(opened.state).toEqual(expected.state);
  });

  test("reads more rows than fit in one piece", () => {
    const disk = { ...createMemoryDisk(), rows: sealedRows(1234) };
    expect(open(disk).state.locksMs).toHaveLength(1234);
    expect(open(disk).ledger.head.seq).toBe(1234);
  });

  test("refuses a broken chain and says where", () => {
    const disk = writtenDisk();
    disk.rows[38] = { ...disk.rows[38]!, body: '{"lockMs":9999}' };
    const fault = errorOf(openLedger(createMemoryLedgerStore(disk), sha256, sampleFold));
    expect(fault.kind).toBe("corrupt");
    expect(fault.detail).toContain("row 39");
  });

  test("refuses a fact of a newer program without calling it damage", () => {
    const disk = createMemoryDisk();
    appendLocked(open(disk).ledger, 1);
    const { hash: _hash, ...row } = disk.rows[0]!;
    const kind = "door-painted";
    disk.rows[0] = sealRow(GENESIS, { ...row, kind }, sha256);
    const fault = errorOf(openLedger(createMemoryLedgerStore(disk), sha256, sampleFold));
    expect(fault.kind).toBe("version");
    expect(fault.detail).toContain(kind);
  });
});
