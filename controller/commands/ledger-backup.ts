// One backup, made beside a running controller or without one: copied, read back row by row, and only then counted.
// The ledger is copied before the vault: a vault that knows more than its ledger loses nothing (ADR 0008).
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Backup,
  type BackupHead,
  VAULT_FILES,
  beginBackup,
  finishBackup,
  listBackups,
  removeBackup,
  removeVault,
  writeDurably,
} from "#adapters/backup/backup-folder.ts";
import { copyDatabase, copySmallDatabase } from "#adapters/backup/database-copy.ts";
import { isTooOld, surplusBackups } from "#adapters/backup/retention.ts";
import { isClockTrusted, systemClock } from "#adapters/clock/system-clock.ts";
import { checkLedgerSchema } from "#adapters/ledger/schema-check.ts";
import { openSqliteLedgerForReading } from "#adapters/ledger/sqlite-ledger-store.ts";
import { checkVault } from "#adapters/vault/vault-check.ts";
import { type Result, failed, ok } from "#domain/result.ts";
import type { Durable } from "#domain/state.ts";
import { verifyLedger } from "#runtime/ledger-verification.ts";
import type { LedgerStore } from "#runtime/ports.ts";
import { recover } from "#runtime/recover.ts";
import { type BackupPlan, ledgerFile, sha256, why } from "./data-folder.ts";

/** What else a start needs. Never the terminal secret: a restore gets a new one, so that a stolen backup holds no code. */
const KEPT_FILES = ["staff.json", "personal-secret"] as const;

/** An error is one sentence, and what was there before is untouched. */
export async function makeBackup(plan: BackupPlan): Promise<Result<Backup, string>> {
  const forgotten = forgetOldKeys(plan.folder);
  const part = forgotten.ok ? beginBackup(plan.folder) : forgotten;
  if (!part.ok) return noBackup(part.error);
  const made = await fillPart(plan, part.value);
  if (!made.ok) {
    removeBackup(part.value);
    return noBackup(made.error);
  }
  return ok(made.value);
}

const noBackup = (clause: string): Result<never, string> =>
  failed(`No backup was made: ${clause}. Check that disk and "loket24 ledger verify".`);

async function fillPart(plan: BackupPlan, part: string): Promise<Result<Backup, string>> {
  const copied = await copyParts(plan.data, part);
  if (!copied.ok) return copied;
  const head = soundHead(part);
  if (!head.ok) return head;
  const { terminal, epoch, seq, hash } = head.value;
  const atMs = systemClock.now().wallMs;
  const finished = finishBackup(plan.folder, part, { terminal, epoch, seq, hash, atMs });
  return finished.ok ? prune(plan, finished.value) : finished;
}

async function copyParts(data: string, part: string): Promise<Result<void, string>> {
  const ledger = await copyDatabase(ledgerFile(data), ledgerFile(part));
  if (!ledger.ok) return ledger;
  // Boxes before keys: what is sealed meanwhile is a key without a box, which concerns nobody in this ledger.
  for (const file of VAULT_FILES.toReversed()) {
    if (!existsSync(join(data, file))) continue;
    const copied = copySmallDatabase(join(data, file), join(part, file));
    if (!copied.ok) return copied;
  }
  return copyKeptFiles(data, part, KEPT_FILES);
}

/** Small files, each for its owner only. A file that is not there is not copied. */
export function copyKeptFiles(
  from: string,
  to: string,
  files: readonly string[],
): Result<void, string> {
  try {
    for (const file of files.filter((each) => existsSync(join(from, each))))
      writeDurably(join(to, file), readFileSync(join(from, file), "utf8"));
    return ok(undefined);
  } catch (error) {
    return failed(`a file of ${from} cannot be copied to ${to}: ${why(error)}`);
  }
}

export type SoundLedger = Omit<BackupHead, "atMs"> & { readonly durable: Durable };

/** A folder whose ledger verifies from the first row to the last, and whose vault, if it has one, can be read. */
export function soundHead(folder: string): Result<SoundLedger, string> {
  const ledger = soundLedger(folder);
  if (!ledger.ok) return ledger;
  const vault = checkVault(folder);
  return vault.ok ? ledger : failed(clauseOf(vault.error.detail));
}

/** The same for the ledger alone. */
export function soundLedger(folder: string): Result<SoundLedger, string> {
  const store = openSqliteLedgerForReading(folder);
  if (!store.ok) return failed(clauseOf(store.error.detail));
  const sound = soundStore(store.value, folder);
  store.value.close();
  if (!sound.ok) return sound;
  const schema = checkLedgerSchema(folder);
  return schema.ok ? sound : failed(clauseOf(schema.error.detail));
}

function soundStore(store: LedgerStore, folder: string): Result<SoundLedger, string> {
  const verdict = verifyLedger(store, sha256);
  if (!verdict.ok) return failed(clauseOf(verdict.error.detail));
  if (verdict.value.kind === "broken") {
    const { seq, detail } = verdict.value.badRow;
    return failed(`the ledger in ${folder} is broken at row ${seq}: ${detail}`);
  }
  const { seq, hash } = verdict.value.head;
  if (seq === 0) return failed(`the ledger in ${folder} is empty`);
  const recovered = recover(store, sha256);
  if (!recovered.ok) return failed(clauseOf(recovered.error.detail));
  const { durable } = recovered.value;
  return ok({ terminal: durable.terminal, epoch: durable.restoreEpoch, seq, hash, durable });
}

/** A fault's sentence inside another one. */
const clauseOf = (sentence: string): string => sentence.replace(/\.$/u, "");

/** Only now may older ones go: a terminal whose backups fail keeps what it has, save the keys that have become too old. */
function prune({ folder, keep }: BackupPlan, made: Backup): Result<Backup, string> {
  const listed = listBackups(folder);
  if (!listed.ok) return listed;
  const nowMs = isClockTrusted() ? made.atMs : undefined;
  for (const { path } of surplusBackups(listed.value, { keep, nowMs })) {
    const removed = removeBackup(path);
    if (!removed.ok) return removed;
  }
  return ok(made);
}

/** Without a newer backup the ledger of an old one is worth keeping, its keys are not. */
function forgetOldKeys(folder: string): Result<void, string> {
  const listed = listBackups(folder);
  if (!listed.ok) return listed;
  if (!isClockTrusted()) return ok(undefined);
  const nowMs = systemClock.now().wallMs;
  for (const backup of listed.value.filter((each) => isTooOld(each, nowMs))) {
    const removed = removeVault(backup.path);
    if (!removed.ok) return removed;
  }
  return ok(undefined);
}
