// `Vault` on two SQLite files: `personal.db` holds sealed boxes, `keys.db` the random key of each. Erasing destroys the key
// first: from then on the box is noise, wherever a copy of it may lie. The ledger, and who may erase, are not known here.
import type { Database } from "better-sqlite3";
import type { PickupId } from "#domain/ids.ts";
import { type Result, failed, ok } from "#domain/result.ts";
import type { PersonalData, Vault, VaultFault } from "#runtime/ports.ts";
import { type FoundBox, KEY_BYTES, newKey, openBox, sealBox } from "./sealed-box.ts";
import {
  KEYS_SCHEMA,
  PERSONAL_SCHEMA,
  attempt,
  openVaultDatabase,
  pairOf,
  scrub,
  vaultFault,
} from "./vault-database.ts";

export type VaultOptions = {
  /** Must exist. */
  readonly folder: string;
  /** A keyed hash of a document's reference, so that the reference itself is only in the sealed box. */
  readonly referenceMac: (reference: string) => string;
};

type Files = { readonly personal: Database; readonly keys: Database };

/** Finishes first what a power cut interrupted: a box without its key goes, and a key without its box. */
export function openVault(options: VaultOptions): Result<Vault, VaultFault> {
  const keys = openVaultDatabase(options.folder, "keys.db", KEYS_SCHEMA);
  if (!keys.ok) return keys;
  const personal = openVaultDatabase(options.folder, "personal.db", PERSONAL_SCHEMA);
  if (!personal.ok) {
    keys.value.close();
    return personal;
  }
  const files: Files = { personal: personal.value, keys: keys.value };
  const swept = sweep(files);
  if (swept.ok) return ok(vaultOn(files, options.referenceMac));
  closeBoth(files);
  return swept;
}

function vaultOn(files: Files, referenceMac: VaultOptions["referenceMac"]): Vault {
  return {
    seal: (pickup, data) => seal(files, pickup, { data, mac: referenceMac(data.reference) }),
    open: (pickup) => open(files, pickup),
    find: (reference) => find(files, reference, referenceMac(reference)),
    erase: (pickup) => erase(files, pickup),
    pickups: () => attempt(files.keys.name, () => [...pickupsIn(files.keys, "key")]),
    close: () => closeBoth(files),
  };
}

/** The key is durable before the box is. A pickup sealed again keeps its key, so that no power cut can part the two. */
function seal(
  files: Files,
  pickup: PickupId,
  { data, mac }: { readonly data: PersonalData; readonly mac: string },
): Result<void, VaultFault> {
  const key = keyFor(files, pickup);
  if (!key.ok) return key;
  const { nonce, box } = sealBox(pickup, key.value, data);
  return attempt(files.personal.name, () => {
    files.personal
      .prepare(
        "INSERT OR REPLACE INTO sealed (pickup, reference_mac, nonce, box) VALUES (?, ?, ?, ?)",
      )
      .run(pickup, mac, nonce, box);
  });
}

function keyFor(files: Files, pickup: PickupId): Result<Buffer, VaultFault> {
  const existing = readKey(files, pickup);
  if (!existing.ok) return existing;
  if (existing.value !== undefined) return ok(existing.value);
  const key = newKey();
  return attempt(files.keys.name, () => {
    files.keys.prepare("INSERT INTO key (pickup, key) VALUES (?, ?)").run(pickup, key);
    return key;
  });
}

function open(files: Files, pickup: PickupId): Result<PersonalData | undefined, VaultFault> {
  const key = readKey(files, pickup);
  if (!key.ok) return key;
  const box = attempt(files.personal.name, () =>
    files.personal
      .prepare<[PickupId], FoundBox>("SELECT nonce, box FROM sealed WHERE pickup = ?")
      .get(pickup),
  );
  if (!box.ok) return box;
  if (key.value === undefined || box.value === undefined) return ok(undefined);
  const data = openBox(pickup, key.value, box.value);
  return data === undefined
    ? failed(vaultFault("corrupt", `the sealed data of pickup ${pickup} does not fit its key`))
    : ok(data);
}

/**
 * The newest, should a document have come back before its earlier pickup was erased. Only what is sealed is believed: an index with a
 * turned bit points at somebody else's row.
 */
function find(
  files: Files,
  reference: string,
  mac: string,
): Result<PickupId | undefined, VaultFault> {
  const listed = attempt(files.personal.name, () =>
    files.personal
      .prepare<[string], PickupId>(
        "SELECT pickup FROM sealed WHERE reference_mac = ? ORDER BY rowid DESC",
      )
      .pluck()
      .all(mac),
  );
  if (!listed.ok) return listed;
  for (const pickup of listed.value) {
    const data = open(files, pickup);
    if (!data.ok) return data;
    if (data.value === undefined) continue;
    return data.value.reference === reference
      ? ok(pickup)
      : failed(vaultFault("corrupt", `a document is listed under pickup ${pickup}, not its own`));
  }
  return ok(undefined);
}

function erase(files: Files, pickup: PickupId): Result<void, VaultFault> {
  const destroyed = destroyKey(files, pickup);
  if (!destroyed.ok) return destroyed;
  const removed = attempt(files.personal.name, () => {
    files.personal.prepare("DELETE FROM sealed WHERE pickup = ?").run(pickup);
  });
  return removed.ok ? scrub(files.personal) : removed;
}

function destroyKey(files: Files, pickup: PickupId): Result<void, VaultFault> {
  const deleted = attempt(files.keys.name, () => {
    files.keys.prepare("DELETE FROM key WHERE pickup = ?").run(pickup);
  });
  return deleted.ok ? scrub(files.keys) : deleted;
}

function sweep(files: Files): Result<void, VaultFault> {
  const read = attempt(files.personal.name, () => {
    return pairOf(pickupsIn(files.keys, "key"), pickupsIn(files.personal, "sealed"));
  });
  if (!read.ok) return read;
  const { halves, isPair } = read.value;
  if (!isPair) {
    return failed(
      vaultFault("corrupt", `${files.keys.name} is not that of ${files.personal.name}`),
    );
  }
  for (const pickup of halves) {
    const erased = erase(files, pickup);
    if (!erased.ok) return erased;
  }
  const scrubbed = scrub(files.keys);
  return scrubbed.ok ? scrub(files.personal) : scrubbed;
}

const pickupsIn = (database: Database, table: "key" | "sealed"): Set<PickupId> =>
  new Set(database.prepare<[], PickupId>(`SELECT pickup FROM ${table}`).pluck().all());

/** A key that is no key any more opens nothing, and must seal nothing either. */
function readKey(files: Files, pickup: PickupId): Result<Buffer | undefined, VaultFault> {
  const key = attempt(files.keys.name, () =>
    files.keys.prepare<[PickupId]>("SELECT key FROM key WHERE pickup = ?").pluck().get(pickup),
  );
  if (!key.ok) return key;
  const { value } = key;
  if (value === undefined) return ok(undefined);
  return Buffer.isBuffer(value) && value.length === KEY_BYTES
    ? ok(value)
    : failed(vaultFault("corrupt", `the key of pickup ${pickup} is none`));
}

function closeBoth(files: Files): void {
  files.personal.close();
  files.keys.close();
}
