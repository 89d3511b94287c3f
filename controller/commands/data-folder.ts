// What lies where in a data folder, and the few words that every command needs about it. Opening any of it is elsewhere.
import { hash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { LedgerFault } from "#runtime/ports.ts";
import { type Exit, type OrExit, exitCode, stop } from "./exit.ts";

export const sha256 = (text: string): string => hash("sha256", text, "hex");

export const inData = (folder: string, path: string): string => resolve(folder, path);
export const ledgerFile = (folder: string): string => join(folder, "ledger.db");
/** Who holds it is the one that writes. */
export const lockFile = (folder: string): string => join(folder, "ledger.lock");
export const secretFile = (folder: string): string => join(folder, "terminal-secret");
export const staffFile = (folder: string): string => join(folder, "staff.json");
/** Another than the terminal secret: a restore renews that one, and birth dates and labels must still be known after it. */
export const personalSecretFile = (folder: string): string => join(folder, "personal-secret");

export type BackupPlan = {
  /** The data folder. */
  readonly data: string;
  /** Where backups lie. */
  readonly folder: string;
  /** How many of the newest are kept. */
  readonly keep: number;
};

/** Without a configuration at hand: what it says if it says nothing. */
const DEFAULT_BACKUP = { folder: "backups", keep: 24 };

export const backupPlan = (
  data: string,
  { folder, keep }: { readonly folder: string; readonly keep: number } = DEFAULT_BACKUP,
): BackupPlan => ({ data, folder: inData(data, folder), keep });

/** 0700: what lies in it opens doors. */
export function makeDataFolder(folder: string): OrExit<string> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return { ok: true, value: folder };
  } catch (error) {
    return stop(
      exitCode.inputOutput,
      `The data folder ${folder} cannot be made (${why(error)}): check its owner and rights.`,
    );
  }
}

export const why = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** Another controller on this folder is "something in use"; everything else is the disk. */
export const ledgerExit = (fault: LedgerFault): { readonly ok: false; readonly exit: Exit } =>
  stop(fault.kind === "locked" ? exitCode.unavailable : exitCode.inputOutput, fault.detail);
