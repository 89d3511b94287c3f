// The note of the newest acknowledged row beside the ledger: it finds rows that vanished, and never refuses a healthy ledger.
import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openHeadWitness } from "#adapters/ledger/head-witness.ts";
import { type LedgerOptions, openSqliteLedger } from "#adapters/ledger/sqlite-ledger-store.ts";
import type { LedgerStore } from "#runtime/ports.ts";
import { errorOf, sealedRows, temporaryFolder, valueOf } from "./samples.ts";

const SLOT_BYTES = 512;

function openStore(folder: string, options: LedgerOptions = {}): LedgerStore {
  const store = valueOf(openSqliteLedger(folder, options));
  onTestFinished(() => store.close());
  return store;
}

/** Five rows, one append each, and the folder as it was after the third. */
function folderAndOlderCopy(): { readonly folder: string; readonly older: string } {
  const [folder, older] = [temporaryFolder(), temporaryFolder()];
  let store = openStore(folder);
  for (const row of sealedRows(5)) {
    valueOf(store.append([row]));
    if (row.seq !== 3) continue;
    store.close();
    for (const file of ["ledger.db", "ledger.head"])
      copyFileSync(join(folder, file), join(older, file));
    store = openStore(folder);
  }
  store.close();
  return { folder, older };
}

const headFile = (folder: string): string => join(folder, "ledger.head");

function noted(folder: string): number | undefined {
  const witness = valueOf(openHeadWitness(folder));
  witness.close();
  return witness.noted?.seq;
}

test("a ledger whose newest rows are gone is refused, and the sentence names the first that is missing", () => {
  const { folder, older } = folderAndOlderCopy();
  copyFileSync(join(older, "ledger.db"), join(folder, "ledger.db"));
  const fault = errorOf(openSqliteLedger(folder));
  expect(fault.kind).toBe("corrupt");
  expect(fault.detail).toContain("row 5 was acknowledged and is missing");
});

test("a ledger put back from a backup is taken when it is said, and is watched again from there", () => {
  const { folder, older } = folderAndOlderCopy();
  copyFileSync(join(older, "ledger.db"), join(folder, "ledger.db"));
  const store = openStore(folder, { restored: true });
  valueOf(store.append(sealedRows(4).slice(3)));
  store.close();
  expect(valueOf(openStore(folder).head())?.seq).toBe(4);
  expect(noted(folder)).toBe(4);
});

test("a note that is behind, as after a power cut, or missing refuses nothing", () => {
  const { folder, older } = folderAndOlderCopy();
  copyFileSync(headFile(older), headFile(folder));
  expect(noted(folder)).toBe(3);
  openStore(folder).close();
  rmSync(headFile(folder));
  openStore(folder).close();
  expect(noted(folder)).toBeUndefined();
});

test.each([0, 1])("one damaged note of two leaves the other (%s)", (slot) => {
  const { folder } = folderAndOlderCopy();
  const bytes = readFileSync(headFile(folder));
  bytes[slot * SLOT_BYTES + 9]! ^= 1;
  writeFileSync(headFile(folder), bytes);
  expect([4, 5]).toContain(noted(folder));
  bytes[(1 - slot) * SLOT_BYTES + 9]! ^= 1;
  writeFileSync(headFile(folder), bytes);
  expect(noted(folder)).toBeUndefined();
});

test("a row that is another one than was acknowledged is refused", () => {
  const { folder } = folderAndOlderCopy();
  const witness = valueOf(openHeadWitness(folder));
  valueOf(witness.forget());
  valueOf(witness.note({ seq: 5, hash: "0".repeat(64) }));
  witness.close();
  expect(errorOf(openSqliteLedger(folder)).detail).toContain(
    "row 5 was acknowledged and is another one",
  );
});
