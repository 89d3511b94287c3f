// `ledger verify | export | restore`: proving, reading and re-founding the ledger. Verify and export also work beside a
// running controller; restore needs the folder for itself.
import { existsSync, renameSync } from "node:fs";
import { isClockTrusted, systemClock } from "#adapters/clock/system-clock.ts";
import { keyIdOf } from "#adapters/codes/pickup-codes.ts";
import { hasCredential, loadTerminalSecret } from "#adapters/key-file/terminal-secret-file.ts";
import {
  openSqliteLedger,
  openSqliteLedgerForReading,
} from "#adapters/ledger/sqlite-ledger-store.ts";
import { siteOf } from "./site-of.ts";
import type { CompartmentNumber } from "#domain/ids.ts";
import { appendFacts } from "#runtime/ledger.ts";
import { type ExportFormat, exportLedger } from "#runtime/ledger-export.ts";
import { verifyLedger } from "#runtime/ledger-verification.ts";
import { recover } from "#runtime/recover.ts";
import type { LedgerStore } from "#runtime/ports.ts";
import { readConfig } from "./config-command.ts";
import { type Exit, type OrExit, done, exitCode, exitWith, stop } from "./exit.ts";
import { ledgerExit, secretFile, sha256, why } from "./installation.ts";

export function verifyCommand(folder: string, print: (line: string) => void): Exit {
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
  print(`The ledger in ${folder} is sound: ${head.seq} rows, head ${head.hash}.`);
  return done;
}

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

/**
 * After a ledger was put back from a backup: a new terminal secret and a higher epoch. Every older code is dead, every
 * compartment waits for inspection, and no `op` of before can be repeated [LL-4.2].
 */
export function restoreCommand(
  folder: string,
  wall: { readonly configFile: string; readonly credentialsFolder: string | undefined },
  print: (line: string) => void,
): Exit {
  const config = readConfig(wall.configFile);
  if (!config.ok) return config.exit;
  const store = openSqliteLedger(folder, { restored: true });
  if (!store.ok) return ledgerExit(store.error).exit;
  const { credentialsFolder } = wall;
  const compartments = [...siteOf(config.value).compartments.keys()];
  const exit = restore(store.value, folder, { compartments, credentialsFolder, print });
  store.value.close();
  return exit;
}

type Restoring = {
  readonly compartments: readonly CompartmentNumber[];
  readonly credentialsFolder: string | undefined;
  readonly print: (line: string) => void;
};

function restore(store: LedgerStore, folder: string, about: Restoring): Exit {
  const { compartments, credentialsFolder, print } = about;
  const recovered = recover(store, sha256);
  if (!recovered.ok) return ledgerExit(recovered.error).exit;
  const { ledger, durable } = recovered.value;
  if (durable.seq === 0)
    return exitWith(
      exitCode.usage,
      `The ledger in ${folder} is empty: there is nothing to restore.`,
    );
  const secret = renewSecret(folder, durable.keyId, credentialsFolder);
  if (!secret.ok) return secret.exit;
  const epoch = durable.restoreEpoch + 1;
  const fact = { kind: "ledger-restored", epoch, keyId: secret.value, compartments } as const;
  const stamp = {
    moment: systemClock.now(),
    clockEpoch: durable.clock.epoch,
    clockTrusted: isClockTrusted(),
  };
  const appended = appendFacts(ledger, [{ fact, actor: { kind: "terminal" } }], stamp);
  if (!appended.ok) return ledgerExit(appended.error).exit;
  print(
    `Restored as epoch ${epoch}: every older code is dead, ${compartments.length} compartments wait for inspection.`,
  );
  return done;
}

/** A new terminal secret, known by its key id. One that systemd keeps is renewed where it is kept, and only checked here. */
function renewSecret(
  folder: string,
  oldKeyId: string,
  credentialsFolder: string | undefined,
): OrExit<string> {
  const path = secretFile(folder);
  const isCredential = credentialsFolder !== undefined && hasCredential(credentialsFolder);
  const aside = isCredential ? undefined : putAside(path);
  if (aside !== undefined) return aside;
  const secret = loadTerminalSecret(path, { mayCreate: !isCredential, credentialsFolder });
  if (!secret.ok) return stop(exitCode.inputOutput, secret.error);
  const keyId = keyIdOf(secret.value);
  return keyId === oldKeyId
    ? stop(
        exitCode.config,
        "The systemd credential still holds the old terminal secret: put a new one in its place, then restore.",
      )
    : { ok: true, value: keyId };
}

/** The old secret is kept under another name: it opens nothing any more, but it explains old codes. */
function putAside(path: string): { readonly ok: false; readonly exit: Exit } | undefined {
  if (!existsSync(path)) return undefined;
  try {
    renameSync(path, `${path}.before-${systemClock.now().wallMs}`);
    return undefined;
  } catch (error) {
    return stop(
      exitCode.inputOutput,
      `The key file ${path} cannot be put aside (${why(error)}): check the folder's rights.`,
    );
  }
}
