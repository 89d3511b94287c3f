// The vault: what is sealed comes back, what is erased is in no file any more, and a power cut leaves no half of anything.
import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, onTestFinished, test } from "vitest";
import { openVault } from "#adapters/vault/sqlite-vault.ts";
import { KEYS_SCHEMA, openVaultDatabase } from "#adapters/vault/vault-database.ts";
import { type PickupId, parsePickupId } from "#domain/ids.ts";
import type { PersonalData, Vault } from "#runtime/ports.ts";
import { errorOf, sha256, temporaryFolder, valueOf } from "./samples.ts";

const referenceMac = (reference: string): string =>
  createHmac("sha256", "a key of the terminal").update(reference).digest("hex");

const pickup = (number: number): PickupId =>
  valueOf(parsePickupId(sha256(`pickup ${number}`).slice(0, 32)));

const person = (number: number): PersonalData => ({
  reference: `REF-${number}-SECRET`,
  contacts: [{ channel: "email", to: `citizen-${number}@example.org` }],
  language: "nl",
  birthDateMac: number % 2 === 0 ? undefined : "ab".repeat(32),
});

function open(folder: string): Vault {
  const vault = valueOf(openVault({ folder, referenceMac }));
  onTestFinished(() => vault.close());
  return vault;
}

/** With a SQLite of our own, as a thief or a power cut would. */
function inFile<T>(folder: string, file: string, use: (database: Database.Database) => T): T {
  const database = new Database(join(folder, file));
  database.pragma("secure_delete = ON");
  try {
    return use(database);
  } finally {
    database.close();
  }
}

const keyOf = (folder: string, one: PickupId): Buffer =>
  inFile(folder, "keys.db", (database) =>
    database.prepare<[string], Buffer>("SELECT key FROM key WHERE pickup = ?").pluck().get(one),
  )!;

/** Every file of the folder as it lies on the disk, copied by another process so that no lock of ours is touched. */
function bytesOnDisk(folder: string): Buffer {
  const copy = join(temporaryFolder(), "copy");
  execFileSync("cp", ["-r", folder, copy]);
  return Buffer.concat(readdirSync(copy).map((file) => readFileSync(join(copy, file))));
}

describe("what was sealed", () => {
  test("comes back by pickup, and the pickup by its document's reference", () => {
    const vault = open(temporaryFolder());
    for (const number of [1, 2]) valueOf(vault.seal(pickup(number), person(number)));
    expect(valueOf(vault.open(pickup(1)))).toEqual(person(1));
    expect(valueOf(vault.open(pickup(2)))).toEqual(person(2));
    expect(valueOf(vault.find("REF-2-SECRET"))).toBe(pickup(2));
  });

  test("is there after a restart", () => {
    const folder = temporaryFolder();
    const vault = open(folder);
    valueOf(vault.seal(pickup(1), person(1)));
    vault.close();
    const again = open(folder);
    expect(valueOf(again.open(pickup(1)))).toEqual(person(1));
    expect(valueOf(again.find("REF-1-SECRET"))).toBe(pickup(1));
  });

  test("is replaced when it is sealed again, reference included", () => {
    const vault = open(temporaryFolder());
    valueOf(vault.seal(pickup(1), person(1)));
    valueOf(vault.seal(pickup(1), person(9)));
    expect(valueOf(vault.open(pickup(1)))).toEqual(person(9));
    expect(valueOf(vault.find("REF-1-SECRET"))).toBeUndefined();
    expect(valueOf(vault.find("REF-9-SECRET"))).toBe(pickup(1));
  });

  test("answers the newest pickup of a document that came back", () => {
    const vault = open(temporaryFolder());
    valueOf(vault.seal(pickup(8), person(1)));
    valueOf(vault.seal(pickup(3), person(1)));
    expect(valueOf(vault.find("REF-1-SECRET"))).toBe(pickup(3));
    valueOf(vault.erase(pickup(3)));
    expect(valueOf(vault.find("REF-1-SECRET"))).toBe(pickup(8));
  });

  test("cannot be read from the files, which only their owner can open", () => {
    const folder = temporaryFolder();
    const vault = open(folder);
    valueOf(vault.seal(pickup(1), person(1)));
    const bytes = bytesOnDisk(folder);
    expect(bytes.includes("REF-1")).toBe(false);
    expect(bytes.includes("citizen-1")).toBe(false);
    for (const file of readdirSync(folder))
      expect(statSync(join(folder, file)).mode & 0o077).toBe(0);
  });

  test("that was never there is undefined, not an error", () => {
    const vault = open(temporaryFolder());
    expect(valueOf(vault.open(pickup(1)))).toBeUndefined();
    expect(valueOf(vault.find("REF-1-SECRET"))).toBeUndefined();
    valueOf(vault.erase(pickup(1)));
  });
});

describe("erasing", () => {
  test("leaves nothing of the pickup in any file, and the others whole", () => {
    const folder = temporaryFolder();
    const vault = open(folder);
    const all = Array.from({ length: 150 }, (_, index) => index + 1);
    const gone = all.filter((number) => number % 3 !== 0);
    for (const number of all) valueOf(vault.seal(pickup(number), person(number)));
    const keys = gone.map((number) => keyOf(folder, pickup(number)));
    const macs = gone.map((number) => referenceMac(person(number).reference));
    const before = bytesOnDisk(folder);
    expect(keys.every((key) => before.includes(key))).toBe(true);
    for (const number of gone) valueOf(vault.erase(pickup(number)));

    const after = bytesOnDisk(folder);
    expect(keys.filter((key) => after.includes(key))).toEqual([]);
    expect(macs.filter((mac) => after.includes(mac))).toEqual([]);
    expect(gone.filter((number) => after.includes(pickup(number)))).toEqual([]);
    for (const number of all) {
      const expected = gone.includes(number) ? undefined : person(number);
      expect(valueOf(vault.open(pickup(number)))).toEqual(expected);
    }
    expect(valueOf(vault.find("REF-1-SECRET"))).toBeUndefined();
  });

  test("also erases what was sealed twice", () => {
    const folder = temporaryFolder();
    const vault = open(folder);
    valueOf(vault.seal(pickup(1), person(1)));
    const first = keyOf(folder, pickup(1));
    valueOf(vault.seal(pickup(1), person(2)));
    const second = keyOf(folder, pickup(1));
    valueOf(vault.erase(pickup(1)));
    const after = bytesOnDisk(folder);
    expect([first, second].some((key) => after.includes(key))).toBe(false);
  });

  test("says so when another program keeps the deleted bytes in the log", () => {
    const folder = temporaryFolder();
    const vault = open(folder);
    valueOf(vault.seal(pickup(1), person(1)));
    inFile(folder, "keys.db", (other) => {
      other.exec("BEGIN");
      other.prepare("SELECT * FROM key").all();
      const fault = errorOf(vault.erase(pickup(1)));
      expect(fault.kind).toBe("io");
      expect(fault.detail).toContain("in use elsewhere");
    });
    valueOf(vault.erase(pickup(1)));
  });
});

describe("opening the vault", () => {
  test("finishes an erasure that a power cut interrupted", () => {
    const folder = temporaryFolder();
    const vault = open(folder);
    for (const number of [1, 2]) valueOf(vault.seal(pickup(number), person(number)));
    vault.close();
    inFile(folder, "keys.db", (keys) =>
      keys.prepare("DELETE FROM key WHERE pickup = ?").run(pickup(1)),
    );
    const again = open(folder);
    expect(valueOf(again.find("REF-1-SECRET"))).toBeUndefined();
    expect(bytesOnDisk(folder).includes(pickup(1))).toBe(false);
    expect(valueOf(again.open(pickup(2)))).toEqual(person(2));
  });

  test("forgets a key whose box never became durable", () => {
    const folder = temporaryFolder();
    const vault = open(folder);
    for (const number of [1, 2]) valueOf(vault.seal(pickup(number), person(number)));
    const key = keyOf(folder, pickup(1));
    vault.close();
    inFile(folder, "personal.db", (personal) =>
      personal.prepare("DELETE FROM sealed WHERE pickup = ?").run(pickup(1)),
    );
    open(folder);
    expect(bytesOnDisk(folder).includes(key)).toBe(false);
  });

  test("with the keys lost destroys nothing that their return would make readable", () => {
    const folder = temporaryFolder();
    const vault = open(folder);
    for (let number = 1; number <= 5; number += 1)
      valueOf(vault.seal(pickup(number), person(number)));
    vault.close();
    const keys = readFileSync(join(folder, "keys.db"));
    rmSync(join(folder, "keys.db"));
    expect(errorOf(openVault({ folder, referenceMac })).kind).toBe("corrupt");
    writeFileSync(join(folder, "keys.db"), keys);
    expect(valueOf(open(folder).open(pickup(5)))).toEqual(person(5));
  });

  test("sets what makes it durable and scrubbed, every time", () => {
    const folder = temporaryFolder();
    for (let opening = 1; opening <= 2; opening += 1) {
      const keys = valueOf(openVaultDatabase(folder, "keys.db", KEYS_SCHEMA));
      expect(keys.pragma("synchronous", { simple: true })).toBe(2);
      expect(keys.pragma("secure_delete", { simple: true })).toBe(1);
      expect(keys.pragma("journal_mode", { simple: true })).toBe("wal");
      keys.close();
    }
  });

  test("refuses a file that is no database, a newer one, and a folder that is not there", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "keys.db"), "not a database ".repeat(300));
    expect(errorOf(openVault({ folder, referenceMac })).kind).toBe("corrupt");
    const newer = temporaryFolder();
    inFile(newer, "personal.db", (personal) => personal.pragma("user_version = 99"));
    expect(errorOf(openVault({ folder: newer, referenceMac })).kind).toBe("corrupt");
    const missing = join(folder, "none");
    expect(errorOf(openVault({ folder: missing, referenceMac })).kind).toBe("io");
  });
});

describe("a box that was tampered with", () => {
  test.each([
    ["changed", "UPDATE sealed SET box = zeroblob(length(box))"],
    ["cut short", "UPDATE sealed SET box = x'00'"],
    [
      "put in another's place",
      "UPDATE sealed SET box = (SELECT box FROM sealed WHERE rowid = 2), nonce = (SELECT nonce FROM sealed WHERE rowid = 2)",
    ],
  ])("by being %s is corrupt, never somebody else's data", (_name, sql) => {
    const folder = temporaryFolder();
    const vault = open(folder);
    for (const number of [1, 2]) valueOf(vault.seal(pickup(number), person(number)));
    inFile(folder, "personal.db", (personal) => personal.exec(sql));
    expect(errorOf(vault.open(pickup(1))).kind).toBe("corrupt");
  });
});

describe("bits that turned while the vault was open", () => {
  const other = "CREATE TABLE other AS SELECT * FROM";
  /** Tables without types, as a schema with a turned bit leaves them. */
  const loose = (table: string): string =>
    `${other} ${table}; DROP TABLE ${table}; ALTER TABLE other RENAME TO ${table};`;

  test.each([
    ["a key is text", "keys.db", `${loose("key")} UPDATE key SET key = 'k'`],
    ["a key is too short", "keys.db", `${loose("key")} UPDATE key SET key = x'00'`],
    ["a key is nothing", "keys.db", `${loose("key")} UPDATE key SET key = NULL`],
    ["a box is text", "personal.db", `${loose("sealed")} UPDATE sealed SET box = 'b'`],
    ["a nonce is a number", "personal.db", `${loose("sealed")} UPDATE sealed SET nonce = 12`],
  ])("are a fault and no crash where %s", (_what, file, change) => {
    const folder = temporaryFolder();
    const vault = open(folder);
    for (const number of [1, 2]) valueOf(vault.seal(pickup(number), person(number)));
    inFile(folder, file, (database) => database.exec(change));
    expect(errorOf(vault.open(pickup(1))).kind).toBe("corrupt");
    expect(errorOf(vault.find("REF-1-SECRET")).kind).toBe("corrupt");
  });

  test("do not seal under a key that is none", () => {
    const folder = temporaryFolder();
    const vault = open(folder);
    valueOf(vault.seal(pickup(1), person(1)));
    inFile(folder, "keys.db", (keys) => keys.exec(`${loose("key")} UPDATE key SET key = 'k'`));
    expect(errorOf(vault.seal(pickup(1), person(2))).kind).toBe("corrupt");
  });

  test("never find somebody else's document", () => {
    const folder = temporaryFolder();
    const vault = open(folder);
    for (const number of [1, 2]) valueOf(vault.seal(pickup(number), person(number)));
    const mac = referenceMac(person(1).reference);
    inFile(folder, "personal.db", (personal) => {
      personal.prepare("UPDATE sealed SET reference_mac = ? WHERE pickup = ?").run(mac, pickup(2));
    });
    expect(errorOf(vault.find("REF-1-SECRET")).kind).toBe("corrupt");
  });

  test("in a name are found at the next opening, before anything is swept", () => {
    const folder = temporaryFolder();
    const vault = open(folder);
    for (const number of [1, 2, 3]) valueOf(vault.seal(pickup(number), person(number)));
    vault.close();
    const file = join(folder, "keys.db");
    const bytes = readFileSync(file);
    const at = bytes.indexOf(pickup(1));
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    expect(errorOf(openVault({ folder, referenceMac })).kind).toBe("corrupt");
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    expect(valueOf(open(folder).open(pickup(1)))).toEqual(person(1));
  });
});
