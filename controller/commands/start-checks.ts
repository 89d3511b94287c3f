// What a start asks of its data folder, in the order in which it asks, without changing anything: the first that fails is why the
// start is refused. Each check answers with the sentence of the start itself wherever the start has one.
import { accessSync, constants, existsSync, statSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { keyIdOf } from "#adapters/codes/pickup-codes.ts";
import { loadTerminalSecret } from "#adapters/key-file/terminal-secret-file.ts";
import { openHeadWitness } from "#adapters/ledger/head-witness.ts";
import { openSqliteLedgerForReading } from "#adapters/ledger/sqlite-ledger-store.ts";
import { checkVault } from "#adapters/vault/vault-check.ts";
import type { Site } from "#domain/site.ts";
import type { Durable } from "#domain/state.ts";
import { personalSecretFile, secretFile, why } from "./data-folder.ts";
import { type Finding, note, refuses, right, wrong } from "./finding.ts";
import { identityFault } from "./identity.ts";
import { soundLedger } from "./ledger-backup.ts";
import { verifyCommand } from "./ledger-command.ts";

/** Below the first nothing can be written; below the second it is only a matter of days. */
const NO_ROOM_BYTES = 4_000_000;
const LITTLE_ROOM_BYTES = 200_000_000;

export function folderFindings(folder: string): readonly Finding[] {
  const isOpen = (statSync(folder).mode & 0o077) !== 0;
  return [
    writableFinding(folder),
    isOpen
      ? wrong(`The data folder ${folder} is open to others: run "chmod 700 ${folder}".`)
      : right("The data folder is its owner's only."),
    roomFinding(folder, freeBytes(folder)),
  ];
}

function writableFinding(folder: string): Finding {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return right("The data folder can be written.");
  } catch (error) {
    return refuses(
      `The data folder ${folder} cannot be written (${why(error)}).`,
      `give it to the controller's user: chown -R loket24 ${folder}; of a medium that is read-only, check the disk`,
    );
  }
}

const freeBytes = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

export function roomFinding(folder: string, bytes: number): Finding {
  const room = `${Math.floor(bytes / 1_000_000)} MB`;
  if (bytes < NO_ROOM_BYTES)
    return refuses(
      `The disk of ${folder} is full: ${room} are free.`,
      `make room on that disk: df -h ${folder}`,
    );
  return bytes < LITTLE_ROOM_BYTES
    ? wrong(`The disk of ${folder} is nearly full: ${room} are free. Make room.`)
    : right(`The disk has room: ${room} are free.`);
}

export type LedgerFindings = {
  readonly findings: readonly Finding[];
  /** What the ledger says, if it is sound. */
  readonly durable: Durable | undefined;
};

/** Row by row, and against the note of the newest row that was ever acknowledged. */
export function ledgerFindings(folder: string, restore: string): LedgerFindings {
  let said = "";
  const verified = verifyCommand(folder, (line) => {
    said = line;
  });
  if (verified.code !== 0)
    return { findings: [refuses(verified.sentence ?? "", restore)], durable: undefined };
  const missing = missingRows(folder);
  if (missing !== undefined)
    return { findings: [right(said), refuses(missing, restore)], durable: undefined };
  const sound = soundLedger(folder);
  return { findings: [right(said)], durable: sound.ok ? sound.value.durable : undefined };
}

function missingRows(folder: string): string | undefined {
  if (!existsSync(join(folder, "ledger.head"))) return undefined;
  const witness = openHeadWitness(folder);
  if (!witness.ok) return witness.error.detail;
  const { noted } = witness.value;
  witness.value.close();
  if (noted === undefined) return undefined;
  const store = openSqliteLedgerForReading(folder);
  if (!store.ok) return store.error.detail;
  const rows = store.value.read(noted.seq - 1, 1);
  store.value.close();
  const row = rows.ok ? rows.value[0] : undefined;
  return row?.seq === noted.seq && row.hash === noted.hash
    ? undefined
    : `The ledger in ${folder} has lost rows: row ${noted.seq} was acknowledged and is missing or another one.`;
}

export type Keys = {
  readonly credentialsFolder: string | undefined;
  readonly site: Site | undefined;
  readonly durable: Durable | undefined;
  readonly restore: string;
};

export function secretFindings(folder: string, keys: Keys): readonly Finding[] {
  const { credentialsFolder, site, durable, restore } = keys;
  const secret = loadTerminalSecret(secretFile(folder), { mayCreate: false, credentialsFolder });
  if (!secret.ok) return [refuses(secret.error, `put it back, or ${restore}`)];
  const personal = loadTerminalSecret(personalSecretFile(folder), { mayCreate: false });
  const fault =
    durable === undefined || site === undefined
      ? undefined
      : identityFault(durable, site, keyIdOf(secret.value))?.sentence;
  return [
    right("The terminal secret is there, for its owner only."),
    personal.ok
      ? right("The personal secret is there, for its owner only.")
      : refuses(personal.error, `put it back, or ${restore}`),
    ...(fault === undefined ? [] : [refuses(fault, `correct that, or ${restore}`)]),
  ];
}

export function vaultFinding(
  folder: string,
  durable: Durable | undefined,
  restore: string,
): Finding {
  const vault = checkVault(folder);
  if (!vault.ok) return refuses(vault.error.detail, restore);
  const kept = vault.value.kind === "sound" ? vault.value.pickups : 0;
  const open = [...(durable?.pickups.values() ?? [])].filter(({ phase }) => phase !== "ended");
  return open.length > kept
    ? wrong(`The vault knows ${kept} of ${open.length} pickups: the others get no message.`)
    : right(`The vault of personal data is sound: ${kept} pickups.`);
}

/** A board has seen operations that this ledger does not hold: it is an old one [LL-4.2]. */
export const behindFindings = (durable: Durable | undefined, restore: string): readonly Finding[] =>
  Object.entries(durable?.boards ?? {})
    .filter(([, { stopped }]) => stopped === "ledger-behind-board")
    .map(([board]) =>
      refuses(`Board ${board} knows a later ledger than this one: nothing opens.`, restore),
    );

/** Who still has to look, after a restore or for any other doubt. */
export function waitingFindings(durable: Durable | undefined): readonly Finding[] {
  const doubts = Object.values(durable?.compartments ?? {}).filter(({ doubt }) => doubt);
  const restored = doubts.filter(({ doubt }) => doubt === "restored").length;
  if (doubts.length === 0) return [];
  const since = restored === 0 ? "" : `, ${restored} of them since the ledger was restored`;
  return [note(`${doubts.length} compartments wait for a clerk to look into them${since}.`)];
}
