// What every `LedgerStore` must do, run against SQLite and against the fakes that other tests use in its place: the one in memory,
// and the one on a simulated disk.
import { describe, expect, onTestFinished, test } from "vitest";
import { openSqliteLedger } from "#adapters/ledger/sqlite-ledger-store.ts";
import type { LedgerStore } from "#runtime/ports.ts";
import type { LedgerRow, LedgerSnapshot } from "#runtime/ports.ts";
import { createChance } from "#simulator/world/chance.ts";
import { createDisk } from "#simulator/world/disk.ts";
import { createLedgerOnDisk, type LedgerDisk } from "../simulation/ledger-on-disk.ts";
import { createMemoryDisk, createMemoryLedgerStore } from "../support/memory-ledger-store.ts";
import { errorOf, sealedRows, temporaryFolder, valueOf } from "./samples.ts";

/** Each call of the opener is a restart on the same disk. */
type Opener = () => LedgerStore;

const stores: readonly (readonly [name: string, onNewDisk: () => Opener])[] = [
  [
    "SQLite",
    () => {
      const folder = temporaryFolder();
      return () => valueOf(openSqliteLedger(folder));
    },
  ],
  [
    "memory",
    () => {
      const disk = createMemoryDisk();
      return () => createMemoryLedgerStore(disk);
    },
  ],
  [
    "simulated disk",
    () => {
      const chance = createChance("contract");
      const disk: LedgerDisk = {
        rows: createDisk<LedgerRow>(chance, () => undefined),
        snapshots: createDisk<LedgerSnapshot>(chance, () => undefined),
      };
      return () => createLedgerOnDisk(disk);
    },
  ],
];

describe.each(stores)("a ledger store (%s)", (_name, onNewDisk) => {
  function openNew(): { store: LedgerStore; reopen: () => LedgerStore } {
    const open = onNewDisk();
    let store = open();
    onTestFinished(() => store.close());
    const reopen = (): LedgerStore => {
      store.close();
      store = open();
      return store;
    };
    return { store, reopen };
  }

  test("is empty at first", () => {
    const { store } = openNew();
    expect(valueOf(store.head())).toBeUndefined();
    expect(valueOf(store.read(0, 10))).toEqual([]);
    expect(valueOf(store.loadSnapshot())).toBeUndefined();
  });

  test("gives back every row exactly as it came, after a restart too", () => {
    const { store, reopen } = openNew();
    const rows = sealedRows(7);
    valueOf(store.append(rows.slice(0, 1)));
    valueOf(store.append(rows.slice(1)));
    expect(valueOf(store.read(0, 100))).toEqual(rows);
    const again = reopen();
    expect(valueOf(again.read(0, 100))).toEqual(rows);
    expect(valueOf(again.head())).toEqual({ seq: 7, hash: rows[6]!.hash });
  });

  test("reads the rows after a number, in order, no more than asked for", () => {
    const { store } = openNew();
    valueOf(store.append(sealedRows(9)));
    expect(valueOf(store.read(3, 4)).map((row) => row.seq)).toEqual([4, 5, 6, 7]);
    expect(valueOf(store.read(9, 4))).toEqual([]);
  });

  test("refuses a row that leaves a gap or comes twice, and keeps nothing of that append", () => {
    const { store } = openNew();
    const [first, second, third, fourth] = sealedRows(4);
    valueOf(store.append([first!]));
    expect(errorOf(store.append([second!, fourth!])).kind).toBe("corrupt");
    expect(errorOf(store.append([third!])).kind).toBe("corrupt");
    expect(errorOf(store.append([first!])).kind).toBe("corrupt");
    expect(valueOf(store.head())?.seq).toBe(1);
  });

  test("answers the newest of the snapshots it was given", () => {
    const { store, reopen } = openNew();
    valueOf(store.append(sealedRows(3)));
    const snapshots = [1, 2, 3].map((seq) => ({
      seq,
      hash: `hash ${seq}`,
      body: `"state ${seq}"`,
    }));
    for (const snapshot of snapshots) valueOf(store.saveSnapshot(snapshot));
    expect(valueOf(store.loadSnapshot())).toEqual(snapshots[2]);
    expect(valueOf(reopen().loadSnapshot())).toEqual(snapshots[2]);
  });

  test("replaces a snapshot of the same row, and refuses one of a row that is not there", () => {
    const { store } = openNew();
    valueOf(store.append(sealedRows(1)));
    valueOf(store.saveSnapshot({ seq: 1, hash: "a", body: "1" }));
    valueOf(store.saveSnapshot({ seq: 1, hash: "a", body: "2" }));
    expect(errorOf(store.saveSnapshot({ seq: 2, hash: "b", body: "3" })).kind).toBe("corrupt");
    expect(valueOf(store.loadSnapshot())?.body).toBe("2");
  });
});
