// What one terminal keeps in its data folder, opened in the order in which each part vouches for the next: ledger, secret,
// vault. Any part that fails leaves nothing open.
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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
import type { LedgerStore, Vault } from "#runtime/ports.ts";
import {
  ledgerExit,
  makeDataFolder,
  personalSecretFile,
  secretFile,
  sha256,
} from "./data-folder.ts";
import { type OrExit, exitCode, stop } from "./exit.ts";
import { identityFault, lostLedger } from "./identity.ts";
import { interruptedRestore } from "./restore-swap.ts";

export type Installation = {
  readonly folder: string;
  readonly ledger: Ledger;
  readonly durable: Durable;
  readonly codes: PickupCodes;
  readonly vault: Vault;
  readonly apiToken: string;
  readonly close: () => void;
};

export function openInstallation(
  folder: string,
  site: Site,
  credentialsFolder: string | undefined,
): OrExit<Installation> {
  const made = makeDataFolder(folder);
  if (!made.ok) return made;
  const half = interruptedRestore(folder);
  if (half !== undefined) return { ok: false, exit: half };
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
  const lost = lostLedger(folder, recovered.value.durable.seq);
  if (lost !== undefined) return { ok: false, exit: lost };
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

function checkIdentity(recovered: Recovered, site: Site, codes: PickupCodes): OrExit<Recovered> {
  const exit = identityFault(recovered.durable, site, codes.keyId);
  return exit === undefined ? { ok: true, value: recovered } : { ok: false, exit };
}

/** What the desk's software shows to the API; made once, readable by the owner only. */
function apiToken(folder: string): string {
  const path = join(folder, "api-token");
  if (!existsSync(path))
    writeFileSync(path, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
  chmodSync(path, 0o600);
  return readFileSync(path, "utf8").trim();
}
