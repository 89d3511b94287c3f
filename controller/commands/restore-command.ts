// `ledger restore`: the terminal goes on from the newest ledger that verifies, under a new secret and a higher epoch. Every older
// code is dead, every compartment waits for inspection, and no `op` of before can be repeated [LL-4.2]. All of it is made ready
// aside and put in place at once (restore-swap.ts); what was there is kept.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { VAULT_FILES } from "#adapters/backup/backup-folder.ts";
import { copyDatabase } from "#adapters/backup/database-copy.ts";
import { type SwapDisk, swapDisk } from "#adapters/backup/swap-disk.ts";
import { isClockTrusted, systemClock } from "#adapters/clock/system-clock.ts";
import { keyIdOf } from "#adapters/codes/pickup-codes.ts";
import { hasCredential, loadTerminalSecret } from "#adapters/key-file/terminal-secret-file.ts";
import { openSqliteLedger } from "#adapters/ledger/sqlite-ledger-store.ts";
import { takeWriterLock } from "#adapters/ledger/writer-lock.ts";
import { listStaff } from "#adapters/staff/staff-roll.ts";
import { checkVault } from "#adapters/vault/vault-check.ts";
import type { CompartmentNumber } from "#domain/ids.ts";
import { appendFacts } from "#runtime/ledger.ts";
import { recover } from "#runtime/recover.ts";
import type { LedgerStore } from "#runtime/ports.ts";
import { readConfig } from "./config-command.ts";
import {
  backupPlan,
  ledgerExit,
  ledgerFile,
  lockFile,
  makeDataFolder,
  personalSecretFile,
  secretFile,
  sha256,
  staffFile,
} from "./data-folder.ts";
import { type Exit, type OrExit, done, exitCode, exitWith, stop } from "./exit.ts";
import { copyKeptFiles } from "./ledger-backup.ts";
import { EPOCH_FILE, noteEpoch } from "./restore-epoch.ts";
import { type Choice, chooseSource, vaultSource } from "./restore-source.ts";
import { beginSwap, commitSwap, finishSwap, interruptedRestore } from "./restore-swap.ts";
import { siteOf } from "./site-of.ts";

export type RestoreArguments = {
  readonly folder: string;
  readonly configFile: string;
  /** A folder with a `ledger.db`; the newest that verifies if none is named. */
  readonly from: string | undefined;
  readonly credentialsFolder: string | undefined;
  readonly print: (line: string) => void;
};

/** `disk`: where a test cuts the power. */
export async function restoreCommand(
  args: RestoreArguments,
  disk: SwapDisk = swapDisk,
): Promise<Exit> {
  const config = readConfig(args.configFile);
  if (!config.ok) return config.exit;
  const made = makeDataFolder(args.folder);
  if (!made.ok) return made.exit;
  const lock = takeWriterLock(lockFile(args.folder));
  if (!lock.ok) return ledgerExit(lock.error).exit;
  const { compartments, terminal } = siteOf(config.value);
  try {
    return await restoreLocked(args, disk, {
      terminal,
      compartments: [...compartments.keys()],
      backups: backupPlan(args.folder, config.value.backup).folder,
    });
  } finally {
    lock.value.release();
  }
}

type Wall = {
  readonly terminal: string;
  readonly compartments: readonly CompartmentNumber[];
  readonly backups: string;
};

async function restoreLocked(args: RestoreArguments, disk: SwapDisk, wall: Wall): Promise<Exit> {
  const { folder, from, print } = args;
  if (interruptedRestore(folder) !== undefined) return finishInterrupted(args, disk);
  const nowMs = systemClock.now().wallMs;
  const chosen = chooseSource({ data: folder, backups: wall.backups, from, nowMs });
  if (!chosen.ok) return exitWith(exitCode.failed, `${chosen.error}: nothing was changed.`);
  const { source, epoch, sentences } = chosen.value;
  if (source.terminal !== wall.terminal)
    return exitWith(
      exitCode.config,
      `The ledger in ${source.path} belongs to terminal "${source.terminal}", the configuration to "${wall.terminal}": nothing was changed.`,
    );
  for (const sentence of sentences) print(sentence);
  const stage = beginSwap(folder, disk);
  if (!stage.ok) return diskExit(stage.error);
  const staged = await fillStage(args, wall, {
    choice: chosen.value,
    stage: stage.value,
    disk,
  });
  if (!staged.ok) return staged.exit;
  const aside = `damaged-${new Date(nowMs).toISOString().replaceAll(":", "-")}`;
  const put = commitSwap(folder, { aside, ...staged.value }, disk);
  if (!put.ok) return diskExit(put.error);
  print(`What was there is kept in ${join(folder, aside)}: remove it within 7 days.`);
  print(
    `Restored as epoch ${epoch}: every older code is dead, ${wall.compartments.length} compartments wait for inspection.`,
  );
  return done;
}

function finishInterrupted({ folder, print }: RestoreArguments, disk: SwapDisk): Exit {
  const finished = finishSwap(folder, disk);
  if (!finished.ok) return diskExit(finished.error);
  print("The restore that was interrupted is finished: start the controller.");
  return done;
}

const diskExit = (clause: string): Exit =>
  exitWith(exitCode.inputOutput, `${clause}: make it writable, then run the restore again.`);

type Staging = { readonly choice: Choice; readonly stage: string; readonly disk: SwapDisk };
type Staged = { readonly files: readonly string[]; readonly leftovers: readonly string[] };

async function fillStage(
  args: RestoreArguments,
  wall: Wall,
  { choice, stage, disk }: Staging,
): Promise<OrExit<Staged>> {
  const { source, epoch } = choice;
  const noted = noteEpoch(stage, epoch, disk);
  if (!noted.ok) return { ok: false, exit: diskExit(noted.error) };
  const copied = await copyDatabase(ledgerFile(source.path), ledgerFile(stage));
  if (!copied.ok) return { ok: false, exit: diskExit(copied.error) };
  const founded = foundAgain(args, stage, { epoch, compartments: wall.compartments });
  if (!founded.ok) return founded;
  const vault = await stageVault(args, vaultSource(wall.backups, source.path), stage);
  if (!vault.ok) return vault;
  const kept = stageKeptFiles(args, source.path, stage);
  if (!kept.ok) return kept;
  const { files, leftovers } = vault.value;
  return {
    ok: true,
    value: {
      files: ["ledger.db", "ledger.head", EPOCH_FILE, ...founded.value, ...files, ...kept.value],
      leftovers: [...logsOf("ledger.db"), ...leftovers],
    },
  };
}

const logsOf = (file: string): readonly string[] => [
  `${file}-wal`,
  `${file}-shm`,
  `${file}-journal`,
];

type Founding = { readonly epoch: number; readonly compartments: readonly CompartmentNumber[] };

/** Writes the row that changes everything, in the copy. Answers the names of the files it made besides. */
function foundAgain(
  args: RestoreArguments,
  stage: string,
  founding: Founding,
): OrExit<readonly string[]> {
  const store = openSqliteLedger(stage, { restored: true });
  if (!store.ok) return ledgerExit(store.error);
  const appended = appendRestored(args, stage, { store: store.value, ...founding });
  store.value.close();
  return appended;
}

function appendRestored(
  { folder, credentialsFolder }: RestoreArguments,
  stage: string,
  { store, epoch, compartments }: Founding & { readonly store: LedgerStore },
): OrExit<readonly string[]> {
  const recovered = recover(store, sha256);
  if (!recovered.ok) return ledgerExit(recovered.error);
  const { ledger, durable } = recovered.value;
  const isCredential = credentialsFolder !== undefined && hasCredential(credentialsFolder);
  const secret = loadTerminalSecret(secretFile(stage), {
    mayCreate: !isCredential,
    credentialsFolder,
  });
  if (!secret.ok) return stop(exitCode.inputOutput, secret.error);
  const keyId = keyIdOf(secret.value);
  if (keyId === durable.keyId)
    return stop(
      exitCode.config,
      `The systemd credential still holds the old terminal secret: put a new one in its place, then restore ${folder}.`,
    );
  const fact = { kind: "ledger-restored", epoch, keyId, compartments } as const;
  const appended = appendFacts(ledger, [{ fact, actor: { kind: "terminal" } }], {
    moment: systemClock.now(),
    clockEpoch: durable.clock.epoch,
    clockTrusted: isClockTrusted(),
  });
  if (!appended.ok) return ledgerExit(appended.error);
  return { ok: true, value: isCredential ? [] : ["terminal-secret"] };
}

/** A vault that can be read stays: nothing in it is older, and what was erased from it stays erased. */
async function stageVault(
  { folder, print }: RestoreArguments,
  from: string | undefined,
  stage: string,
): Promise<OrExit<Staged>> {
  const here = checkVault(folder);
  if (here.ok && here.value.kind === "sound")
    return { ok: true, value: { files: [], leftovers: [] } };
  const leftovers = VAULT_FILES.flatMap(logsOf);
  if (!here.ok) print(here.error.detail);
  if (from === undefined) {
    print(
      "No backup has a vault: contacts and birth dates are lost, documents are announced anew.",
    );
    return { ok: true, value: { files: [], leftovers: [...VAULT_FILES, ...leftovers] } };
  }
  for (const file of VAULT_FILES) {
    const copied = await copyDatabase(join(from, file), join(stage, file));
    if (!copied.ok) return { ok: false, exit: diskExit(copied.error) };
  }
  print(`The vault of personal data comes from ${from}.`);
  return { ok: true, value: { files: VAULT_FILES, leftovers } };
}

/** Staff and the personal secret stay as they are, unless they are lost or unreadable. */
function stageKeptFiles(
  { folder, print }: RestoreArguments,
  from: string,
  stage: string,
): OrExit<readonly string[]> {
  const staff = existsSync(staffFile(folder)) && listStaff(staffFile(folder)).ok;
  const personal = loadTerminalSecret(personalSecretFile(folder), { mayCreate: false });
  const lost = [...(staff ? [] : ["staff.json"]), ...(personal.ok ? [] : ["personal-secret"])];
  const copied = copyKeptFiles(from, stage, lost);
  if (!copied.ok) return { ok: false, exit: diskExit(copied.error) };
  for (const file of lost.filter((each) => existsSync(join(stage, each))))
    print(`${file} comes from ${from}.`);
  if (personal.ok) return { ok: true, value: lost };
  const secret = loadTerminalSecret(personalSecretFile(stage), { mayCreate: true });
  return secret.ok ? { ok: true, value: lost } : stop(exitCode.inputOutput, secret.error);
}
