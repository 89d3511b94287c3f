// A look at the vault that changes nothing: for the doctor, for a backup that must be sound, for a restore that has to choose.
// Opening it for use, which finishes what a power cut interrupted, is in sqlite-vault.ts.
import { existsSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { type Result, failed, ok } from "#domain/result.ts";
import type { VaultFault } from "#runtime/ports.ts";
import { attempt, pairOf, soundnessOf, vaultFault } from "./vault-database.ts";

const BUSY_TIMEOUT_MS = 1000;

export type VaultState =
  | { readonly kind: "absent" }
  /** How many people's data can be read; a box whose key is gone is noise. */
  | { readonly kind: "sound"; readonly pickups: number };

/** A file that is missing beside one that holds something is a fault, and so are two that do not belong together. */
export function checkVault(folder: string): Result<VaultState, VaultFault> {
  const [keysFile, personalFile] = [join(folder, "keys.db"), join(folder, "personal.db")];
  if (!existsSync(keysFile) && !existsSync(personalFile)) return ok({ kind: "absent" });
  const keyed = pickupsOf(keysFile, "SELECT pickup FROM key");
  if (!keyed.ok) return keyed;
  const sealed = pickupsOf(personalFile, "SELECT pickup FROM sealed");
  if (!sealed.ok) return sealed;
  for (const [file, other] of [
    [keysFile, sealed.value],
    [personalFile, keyed.value],
  ] as const)
    if (!existsSync(file) && other.size > 0)
      return failed(vaultFault("corrupt", `${file} is missing`));
  const { halves, isPair } = pairOf(keyed.value, sealed.value);
  return isPair
    ? ok({ kind: "sound", pickups: (keyed.value.size + sealed.value.size - halves.length) / 2 })
    : failed(vaultFault("corrupt", `${keysFile} is not that of ${personalFile}`));
}

/** Nothing in a file that is not there. */
function pickupsOf(path: string, query: string): Result<ReadonlySet<string>, VaultFault> {
  if (!existsSync(path)) return ok(new Set());
  const checked = attempt(path, () => {
    const options = { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS };
    const database = new Database(path, options);
    try {
      const answer = soundnessOf(database);
      return answer === "ok" ? new Set(database.prepare<[], string>(query).pluck().all()) : answer;
    } finally {
      database.close();
    }
  });
  if (!checked.ok) return checked;
  return typeof checked.value === "string"
    ? failed(vaultFault("corrupt", `${path}: ${checked.value}`))
    : ok(checked.value);
}
