// What one terminal keeps in its data folder, opened in the order in which each part vouches for the next: ledger, secret,
// vault. Any part that fails leaves nothing open.
import { createHash, randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { isClockTrusted, systemClock } from "#adapters/clock/system-clock.ts";
import { type PickupCodes, createPickupCodes } from "#adapters/codes/pickup-codes.ts";
import { loadTerminalSecret } from "#adapters/key-file/terminal-secret-file.ts";
import { openSqliteLedger } from "#adapters/ledger/sqlite-ledger-store.ts";
import { systemRandom } from "#adapters/random/system-random.ts";
import { openVault } from "#adapters/vault/sqlite-vault.ts";
import type { Site } from "#domain/site.ts";
import type { Durable } from "#domain/state.ts";
import type { Ledger } from "#runtime/ledger.ts";
import { type Recovered, foundLedger, recover } from "#runtime/recover.ts";
import type { LedgerFault, LedgerStore, Vault } from "#runtime/ports.ts";
import { type Exit, type OrExit, exitCode, stop } from "./exit.ts";

export type Installation = {
  readonly folder: string;
  readonly ledger: Ledger;
  readonly durable: Durable;
  readonly codes: PickupCodes;
  readonly vault: Vault;
  readonly apiToken: string;
  readonly close: () => void;
};

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

export const inData = (folder: string, path: string): string => resolve(folder, path);
export const staffFile = (folder: string): string => join(folder, "staff.json");
/** Another than the terminal secret: a restore renews that one, and birth dates and labels must still be known after it. */
const personalSecretFile = (folder: string): string => join(folder, "personal-secret");
export const secretFile = (folder: string): string => join(folder, "terminal-secret");

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

export function openInstallation(
  folder: string,
  site: Site,
  credentialsFolder: string | undefined,
): OrExit<Installation> {
  const made = makeDataFolder(folder);
  if (!made.ok) return made;
  const store = openSqliteLedger(folder);
  if (!store.ok) return ledgerExit(store.error);
  const opened = openParts(folder, site, { store: store.value, credentialsFolder });
  if (!opened.ok) store.value.close();
  return opened;
}

type Source = { readonly store: LedgerStore; readonly credentialsFolder: string | undefined };

function openParts(
  folder: string,
  site: Site,
  { store, credentialsFolder }: Source,
): OrExit<Installation> {
  const recovered = recover(store, sha256);
  if (!recovered.ok) return ledgerExit(recovered.error);
  const isNew = recovered.value.durable.seq === 0;
  const secret = loadTerminalSecret(secretFile(folder), { mayCreate: isNew, credentialsFolder });
  if (!secret.ok) return stop(exitCode.config, secret.error);
  const personal = loadTerminalSecret(personalSecretFile(folder), { mayCreate: isNew });
  if (!personal.ok) return stop(exitCode.config, personal.error);
  const codes = createPickupCodes({
    terminalSecret: secret.value,
    personalSecret: personal.value,
    pinDigits: site.pinDigits,
    random: systemRandom,
  });
  const founded = isNew
    ? found(recovered.value, site, codes)
    : checkIdentity(recovered.value, site, codes);
  if (!founded.ok) return founded;
  const vault = openVault({ folder, referenceMac: codes.referenceMac });
  if (!vault.ok) return stop(exitCode.inputOutput, vault.error.detail);
  const { ledger, durable } = founded.value;
  return {
    ok: true,
    value: {
      folder,
      ledger,
      durable,
      codes,
      vault: vault.value,
      apiToken: apiToken(folder),
      close: () => {
        vault.value.close();
        store.close();
      },
    },
  };
}

function found(recovered: Recovered, site: Site, codes: PickupCodes): OrExit<Recovered> {
  const identity = { terminal: site.terminal, keyId: codes.keyId };
  const founded = foundLedger(recovered, identity, {
    clock: systemClock,
    clockTrusted: isClockTrusted(),
  });
  return founded.ok ? founded : ledgerExit(founded.error);
}

/** A ledger belongs to one terminal and one secret: under another secret every code that is out there would be wrong. */
function checkIdentity(recovered: Recovered, site: Site, codes: PickupCodes): OrExit<Recovered> {
  const { terminal, keyId } = recovered.durable;
  if (terminal !== site.terminal)
    return stop(
      exitCode.config,
      `The ledger belongs to terminal "${terminal}", the configuration to "${site.terminal}": use the data folder of this terminal.`,
    );
  if (keyId !== codes.keyId)
    return stop(
      exitCode.config,
      `The key file is not the one this ledger hangs on (${codes.keyId}, not ${keyId}): put the right file back, or run "loket24 ledger restore".`,
    );
  const sent = sentUnderOtherLength(recovered.durable, site.pinDigits);
  if (sent > 0)
    return stop(
      exitCode.config,
      `PINs of ${recovered.durable.pinDigits} digits were sent for ${sent} documents, and with these policies PINs have ${site.pinDigits}: put the policies back, or end those pickups first.`,
    );
  return { ok: true, value: recovered };
}

/** One PIN length per terminal: policies that change it would make every code that is out there wrong. */
function sentUnderOtherLength({ pinDigits, pickups }: Durable, now: 6 | 8): number {
  if (pinDigits === undefined || pinDigits === now) return 0;
  return Object.values(pickups).filter(({ phase }) => phase === "waiting").length;
}

/** What the desk's software shows to the API; made once, readable by the owner only. */
function apiToken(folder: string): string {
  const path = join(folder, "api-token");
  if (!existsSync(path))
    writeFileSync(path, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
  chmodSync(path, 0o600);
  return readFileSync(path, "utf8").trim();
}
