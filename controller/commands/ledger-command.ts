// `ledger verify | export | backup`: proving, reading and copying the ledger. All of it works beside a running controller.
// Restoring is in restore-command.ts.
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { checkLedgerSchema } from "#adapters/ledger/schema-check.ts";
import { openSqliteLedgerForReading } from "#adapters/ledger/sqlite-ledger-store.ts";
import { type ExportFormat, exportLedger } from "#runtime/ledger-export.ts";
import { verifyLedger } from "#runtime/ledger-verification.ts";
import type { LedgerStore } from "#runtime/ports.ts";
import { readConfig } from "./config-command.ts";
import { backupPlan, ledgerExit, ledgerFile, sha256 } from "./data-folder.ts";
import { type Exit, done, exitCode, exitWith } from "./exit.ts";
import { lostLedger } from "./identity.ts";
import { makeBackup } from "./ledger-backup.ts";

export function verifyCommand(folder: string, print: (line: string) => void): Exit {
  // SQLite takes an empty file for a new database.
  const file = statSync(ledgerFile(folder), { throwIfNoEntry: false });
  if (file === undefined || file.size === 0) return missingLedger(folder);
  const store = openSqliteLedgerForReading(folder);
  if (!store.ok) return ledgerExit(store.error).exit;
  const verdict = verifyLedger(store.value, sha256);
  store.value.close();
  if (!verdict.ok) return ledgerExit(verdict.error).exit;
  const { head } = verdict.value;
  if (verdict.value.kind === "broken") {
    const { seq, what, detail } = verdict.value.badRow;
    return exitWith(
      exitCode.failed,
      `The ledger in ${folder} is broken at row ${seq} (${what}): ${detail}. Rows 1 to ${head.seq} are sound.`,
    );
  }
  const lost = lostLedger(folder, head.seq);
  if (lost !== undefined) return lost;
  const schema = checkLedgerSchema(folder);
  if (!schema.ok) return ledgerExit(schema.error).exit;
  print(`The ledger in ${folder} is sound: ${head.seq} rows, head ${head.hash}.`);
  return done;
}

const missingLedger = (folder: string): Exit =>
  lostLedger(folder, 0) ??
  exitWith(
    exitCode.inputOutput,
    `There is no ledger in ${folder}: name the data folder of a terminal, or start its controller once.`,
  );

/** Piece by piece, at the reader's pace. */
export async function exportCommand(
  folder: string,
  format: ExportFormat,
  write: (text: string) => Promise<void>,
): Promise<Exit> {
  const store = openSqliteLedgerForReading(folder);
  if (!store.ok) return ledgerExit(store.error).exit;
  const exit = await exportAll(store.value, format, write);
  store.value.close();
  return exit;
}

async function exportAll(
  store: LedgerStore,
  format: ExportFormat,
  write: (text: string) => Promise<void>,
): Promise<Exit> {
  for (const piece of exportLedger(store, format)) {
    if (!piece.ok) return ledgerExit(piece.error).exit;
    await write(piece.value);
  }
  return done;
}

export type BackupArguments = {
  readonly folder: string;
  readonly to: string | undefined;
  readonly keep: number | undefined;
  readonly configFile: string | undefined;
};

/** One now, beside a running controller or without one. */
export async function backupCommand(
  { folder, to, keep, configFile }: BackupArguments,
  print: (line: string) => void,
): Promise<Exit> {
  const config = configFile === undefined ? undefined : readConfig(configFile);
  if (config?.ok === false) return config.exit;
  const plan = backupPlan(folder, config?.value.backup);
  const made = await makeBackup({
    ...plan,
    ...(to === undefined ? {} : { folder: resolve(to) }),
    ...(keep === undefined ? {} : { keep }),
  });
  if (!made.ok) return exitWith(exitCode.inputOutput, made.error);
  const { path, seq } = made.value;
  print(`Backed up to ${path}: ${seq} rows, all verified.`);
  return done;
}
