// What every `Vault` must do, run against SQLite and against the fake in memory that other tests use in its place.
import { describe, expect, onTestFinished, test } from "vitest";
import { openVault } from "#adapters/vault/sqlite-vault.ts";
import { type PickupId, parsePickupId } from "#domain/ids.ts";
import type { PersonalData, Vault } from "#runtime/ports.ts";
import { sha256, temporaryFolder, valueOf } from "../ledger/samples.ts";
import { createVaultDisk, createVirtualVault } from "../support/virtual-vault.ts";

/** Each call of the opener is a restart on the same disk. */
type Opener = () => Vault;

const vaults: readonly (readonly [name: string, onNewDisk: () => Opener])[] = [
  [
    "SQLite",
    () => {
      const folder = temporaryFolder();
      return () => valueOf(openVault({ folder, referenceMac: sha256 }));
    },
  ],
  [
    "memory",
    () => {
      const disk = createVaultDisk();
      return () => createVirtualVault(disk, sha256);
    },
  ],
];

const pickup = (number: number): PickupId =>
  valueOf(parsePickupId(sha256(`pickup ${number}`).slice(0, 32)));
const person = (number: number): PersonalData => ({
  reference: `REF-${number}`,
  contacts: [{ channel: "email", to: `citizen-${number}@example.org` }],
  language: "nl",
  birthDateMac: number === 1 ? "ab".repeat(32) : undefined,
});

describe.each(vaults)("a vault (%s)", (_name, onNewDisk) => {
  function openNew(): { vault: Vault; reopen: () => Vault } {
    const open = onNewDisk();
    let vault = open();
    onTestFinished(() => vault.close());
    const reopen = (): Vault => {
      vault.close();
      vault = open();
      return vault;
    };
    return { vault, reopen };
  }

  test("gives back what was sealed, by pickup and by reference, after a restart too", () => {
    const { vault, reopen } = openNew();
    for (const number of [1, 2]) valueOf(vault.seal(pickup(number), person(number)));
    expect(valueOf(vault.open(pickup(1)))).toEqual(person(1));
    expect(valueOf(vault.find("REF-2"))).toBe(pickup(2));
    const again = reopen();
    expect(valueOf(again.open(pickup(2)))).toEqual(person(2));
    expect(valueOf(again.find("REF-1"))).toBe(pickup(1));
  });

  test("knows nothing of anybody else", () => {
    const { vault } = openNew();
    expect(valueOf(vault.open(pickup(1)))).toBeUndefined();
    expect(valueOf(vault.find("REF-1"))).toBeUndefined();
  });

  test("keeps the newest of what is sealed twice", () => {
    const { vault } = openNew();
    valueOf(vault.seal(pickup(1), person(1)));
    valueOf(vault.seal(pickup(1), person(2)));
    expect(valueOf(vault.open(pickup(1)))).toEqual(person(2));
    expect(valueOf(vault.find("REF-1"))).toBeUndefined();
  });

  test("finds the newest pickup of a document that came back", () => {
    const { vault } = openNew();
    valueOf(vault.seal(pickup(2), person(1)));
    valueOf(vault.seal(pickup(1), person(1)));
    expect(valueOf(vault.find("REF-1"))).toBe(pickup(1));
    valueOf(vault.erase(pickup(1)));
    expect(valueOf(vault.find("REF-1"))).toBe(pickup(2));
  });

  test("forgets what is erased, for good; erasing it again does no harm", () => {
    const { vault, reopen } = openNew();
    for (const number of [1, 2]) valueOf(vault.seal(pickup(number), person(number)));
    valueOf(vault.erase(pickup(1)));
    valueOf(vault.erase(pickup(1)));
    const again = reopen();
    expect(valueOf(again.open(pickup(1)))).toBeUndefined();
    expect(valueOf(again.find("REF-1"))).toBeUndefined();
    expect(valueOf(again.open(pickup(2)))).toEqual(person(2));
  });
});
