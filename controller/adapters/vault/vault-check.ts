// A look at the vault that changes nothing: for the doctor, for a backup that must be sound, for a restore that has to choose.
// Opening it for use, which finishes what a power cut interrupted, is in sqlite-vault.ts.
import { existsSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { type Result, failed, ok } from "#domain/result.ts";
import type { VaultFault } from "#runtime/ports.ts";
import { attempt, vaultFault } from "./vault-database.ts";

const BUSY_TIMEOUT_MS = 1000;

const VAULT = [
  ["keys.db", "SELECT count(*) FROM key"],
  ["personal.db", "SELECT count(*) FROM sealed"],
] as const;

export type VaultState =
  | { readonly kind: "absent" }
  /** How many people's data can be read; a box whose key is gone is noise. */
  | { readonly kind: "sound"; readonly pickups: number };

/** One file without the other is a fault: which of the two would have to go cannot be known. */
export function checkVault(folder: string): Result<VaultState, VaultFault> {
  const missing = VAULT.filter(([file]) => !existsSync(join(folder, file)));
  if (missing.length === VAULT.length) return ok({ kind: "absent" });
  const [gone] = missing;
  if (gone !== undefined)
    return failed(vaultFault("corrupt", `${join(folder, gone[0])} is missing`));
  let pickups = Number.POSITIVE_INFINITY;
  for (const [file, count] of VAULT) {
    const checked = checkFile(join(folder, file), count);
    if (!checked.ok) return checked;
    pickups = Math.min(pickups, checked.value);
  }
  return ok({ kind: "sound", pickups });
}

function checkFile(path: string, count: string): Result<number, VaultFault> {
  const checked = attempt(path, () => {
    const database = new Database(path, {
      readonly: true,
      fileMustExist: true,
      timeout: BUSY_TIMEOUT_MS,
    });
    try {
      const answer = String(database.pragma("quick_check(1)", { simple: true }));
      return answer === "ok" ? Number(database.prepare(count).pluck().get()) : answer;
    } finally {
      database.close();
    }
  });
  if (!checked.ok) return checked;
  return typeof checked.value === "number"
    ? ok(checked.value)
    : failed(vaultFault("corrupt", `${path}: ${checked.value}`));
}
