// `ledger restore` on damaged folders: which ledger it goes on from, what it keeps, what it never takes back.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listStaff } from "#adapters/staff/staff-roll.ts";
import { type Backup, removeVault } from "#adapters/backup/backup-folder.ts";
import { backupPlan, staffFile } from "../../controller/commands/data-folder.ts";
import { makeBackup } from "../../controller/commands/ledger-backup.ts";
import { verifyCommand } from "../../controller/commands/ledger-command.ts";
import { restoreCommand } from "../../controller/commands/restore-command.ts";
import { proven } from "../support/domain-site.ts";
import {
  type RecoveryFolder,
  hasStaff,
  installationIn,
  openedIn,
  pickupOf,
  recoveryFolder,
  serves,
} from "../support/recovery-folder.ts";

const PORT = 23_903;

const backUp = async ({ data }: RecoveryFolder): Promise<Backup> =>
  proven(await makeBackup(backupPlan(data)));
const spoil = (...path: readonly string[]): void => writeFileSync(join(...path), "x".repeat(9000));

const quiet = (): void => undefined;

async function restored(folder: RecoveryFolder, from?: string) {
  const said: string[] = [];
  const { data, configFile } = folder;
  const exit = await restoreCommand({
    folder: data,
    configFile,
    from,
    credentialsFolder: undefined,
    print: (line) => said.push(line),
  });
  return { code: exit.code, sentence: exit.sentence ?? "", said: said.join("\n") };
}

const damagedIn = ({ data }: RecoveryFolder): readonly string[] =>
  readdirSync(data).filter((name) => name.startsWith("damaged-"));

/** What the ledger knows once it is open: its pickups, its epoch, and how many compartments wait. */
function known(folder: RecoveryFolder) {
  const installation = installationIn(folder);
  const { durable, vault } = installation;
  const pickups = durable.pickups.size;
  const waiting = Object.values(durable.compartments).filter(({ doubt }) => doubt === "restored");
  const contact = proven(vault.open(pickupOf(1)));
  installation.close();
  return { pickups, epoch: durable.restoreEpoch, waiting: waiting.length, contact };
}

test("a damaged ledger goes on from the newest backup, and the damaged files are kept as they were", async () => {
  const folder = recoveryFolder(PORT);
  serves(folder, 1);
  await backUp(folder);
  serves(folder, 2);
  const newest = await backUp(folder);
  serves(folder, 3);
  const secret = readFileSync(join(folder.data, "terminal-secret"), "utf8");
  spoil(folder.data, "ledger.db");
  const { code, said } = await restored(folder);
  expect(code).toBe(0);
  expect(said).toContain(`Goes on from ${newest.path}: made `);
  expect(said).toContain("Restored as epoch 1: every older code is dead, 2 compartments wait");
  expect(known(folder)).toMatchObject({ pickups: 2, epoch: 1, waiting: 2 });
  expect(verifyCommand(folder.data, () => undefined).code).toBe(0);
  const [kept = ""] = damagedIn(folder);
  expect(readFileSync(join(folder.data, kept, "ledger.db"), "utf8")).toBe("x".repeat(9000));
  expect(readFileSync(join(folder.data, kept, "terminal-secret"), "utf8")).toBe(secret);
  expect(readFileSync(join(folder.data, "terminal-secret"), "utf8")).not.toBe(secret);
});

test("a second restore from the same backup takes another epoch, though the ledger that knew the first is damaged", async () => {
  const folder = recoveryFolder(PORT);
  serves(folder, 1);
  await backUp(folder);
  for (const epoch of [1, 2, 3]) {
    spoil(folder.data, "ledger.db");
    expect((await restored(folder)).said).toContain(`Restored as epoch ${epoch}:`);
    expect(known(folder).epoch).toBe(epoch);
  }
});

test("a note of the epoch that cannot be read is said, and holds nobody up", async () => {
  const folder = recoveryFolder(PORT);
  serves(folder, 1);
  await backUp(folder);
  spoil(folder.data, "ledger.db");
  spoil(folder.data, "restore-epoch");
  const { code, said } = await restored(folder);
  expect(code).toBe(0);
  expect(said).toContain("restore-epoch holds no epoch and was passed over.");
  expect(known(folder).epoch).toBe(1);
});

test("a backup that is damaged too is skipped, and the reason is told", async () => {
  const folder = recoveryFolder(PORT);
  serves(folder, 1);
  const first = await backUp(folder);
  serves(folder, 2);
  const second = await backUp(folder);
  for (const place of [folder.data, second.path]) spoil(place, "ledger.db");
  const { code, said } = await restored(folder);
  expect(code).toBe(0);
  expect(said).toContain(`Skipped ${second.path}: `);
  expect(said).toContain(`Goes on from ${first.path}`);
  expect(known(folder).pickups).toBe(1);
});

test("nothing is touched when there is nothing to go on from", async () => {
  const folder = recoveryFolder(PORT);
  serves(folder, 1);
  spoil(folder.data, "ledger.db");
  const before = readdirSync(folder.data);
  const { code, sentence } = await restored(folder);
  expect(code).toBe(1);
  expect(sentence).toMatch(/No backup in .+ can be used: nothing was changed\.$/);
  expect(readdirSync(folder.data).filter((name) => !before.includes(name))).toEqual([]);
  expect(readFileSync(join(folder.data, "ledger.db"), "utf8")).toBe("x".repeat(9000));
});

test("a sound ledger that is newer than every backup is gone on from itself; a copy put back by hand is one", async () => {
  const folder = recoveryFolder(PORT);
  serves(folder, 1);
  await backUp(folder);
  serves(folder, 2);
  const { said } = await restored(folder);
  expect(said).toContain(`Goes on from the ledger in ${folder.data} itself`);
  expect(known(folder)).toMatchObject({ pickups: 2, epoch: 1 });
});

test("a folder somebody names is taken, and an epoch above all that is known of", async () => {
  const folder = recoveryFolder(PORT);
  serves(folder, 1);
  const first = await backUp(folder);
  serves(folder, 2);
  await restored(folder);
  await backUp(folder);
  const copy = join(folder.data, "usb-stick");
  mkdirSync(copy);
  copyFileSync(join(first.path, "ledger.db"), join(copy, "ledger.db"));
  const { said } = await restored(folder, copy);
  expect(said).toContain(`Goes on from ${copy}: 2 rows, all sound.`);
  expect(known(folder)).toMatchObject({ pickups: 1, epoch: 2 });
  expect(await restored(folder, join(copy, "nowhere"))).toMatchObject({
    code: 1,
    sentence: expect.stringContaining("is no backup to go on from"),
  });
});

test("a vault that can be read stays as it is: what was erased since the backup is not brought back", async () => {
  const folder = recoveryFolder(PORT);
  serves(folder, 1);
  await backUp(folder);
  const installation = installationIn(folder);
  proven(installation.vault.erase(pickupOf(1)));
  installation.close();
  spoil(folder.data, "ledger.db");
  await restored(folder);
  expect(known(folder)).toMatchObject({ pickups: 1, contact: undefined });
});

test("a vault that cannot be read comes from the backup, with the staff and the personal secret if they are lost", async () => {
  const folder = recoveryFolder(PORT);
  serves(folder, 1);
  hasStaff(folder);
  const { path } = await backUp(folder);
  for (const file of ["ledger.db", "keys.db"]) spoil(folder.data, file);
  for (const file of ["staff.json", "personal-secret"]) rmSync(join(folder.data, file));
  const { said } = await restored(folder);
  for (const sentence of [
    `The vault of personal data comes from ${path}.`,
    "staff.json comes from",
    "personal-secret comes from",
  ])
    expect(said).toContain(sentence);
  expect(known(folder).contact).toMatchObject({ reference: "AT-1" });
  expect(proven(listStaff(staffFile(folder.data)))).toHaveLength(1);
});

test("a damaged vault beside a sound ledger comes from the backup, and the ledger stays the newest", async () => {
  const folder = recoveryFolder(PORT);
  serves(folder, 1);
  const { path } = await backUp(folder);
  serves(folder, 2);
  spoil(folder.data, "personal.db");
  const { said } = await restored(folder);
  expect(said).toContain(`Goes on from the ledger in ${folder.data} itself`);
  expect(said).toContain(`The vault of personal data comes from ${path}.`);
  expect(known(folder)).toMatchObject({ pickups: 2, contact: { reference: "AT-1" } });
});

test("without any vault to go on from the terminal starts, and says what is lost", async () => {
  const folder = recoveryFolder(PORT);
  serves(folder, 1);
  const { path } = await backUp(folder);
  proven(removeVault(path));
  for (const file of ["ledger.db", "keys.db"]) spoil(folder.data, file);
  const { said } = await restored(folder);
  expect(said).toContain("contacts and birth dates are lost");
  expect(known(folder)).toMatchObject({ pickups: 1, contact: undefined });
  const [kept = ""] = damagedIn(folder);
  expect(existsSync(join(folder.data, kept, "keys.db"))).toBe(true);
});

test("an empty disk is filled from a backup on another one", async () => {
  const folder = recoveryFolder(PORT);
  serves(folder, 1);
  hasStaff(folder);
  const { path } = await backUp(folder);
  const elsewhere = recoveryFolder(PORT);
  expect((await restored(elsewhere, path)).code).toBe(0);
  expect(known(elsewhere)).toMatchObject({ pickups: 1, epoch: 1, contact: { reference: "AT-1" } });
});

test("where systemd keeps the terminal secret, it has to be a new one, and no file is made", async () => {
  const folder = recoveryFolder(PORT);
  serves(folder, 1);
  const credentialsFolder = join(folder.data, "credentials");
  mkdirSync(credentialsFolder);
  const credential = join(credentialsFolder, "terminal-secret");
  renameSync(join(folder.data, "terminal-secret"), credential);
  const { data, configFile } = folder;
  const args = { folder: data, configFile, from: undefined, credentialsFolder };
  expect(await restoreCommand({ ...args, print: quiet })).toMatchObject({
    code: 78,
    sentence: expect.stringContaining("still holds the old terminal secret"),
  });
  expect(damagedIn(folder)).toEqual([]);
  writeFileSync(credential, "cd".repeat(32));
  expect(await restoreCommand({ ...args, print: quiet })).toEqual({ code: 0 });
  expect(existsSync(join(folder.data, "terminal-secret"))).toBe(false);
});

test("another terminal's backup is refused, and so is a folder that is in use", async () => {
  const folder = recoveryFolder(PORT);
  serves(folder, 1);
  await backUp(folder);
  const running = installationIn(folder);
  expect(await restored(folder)).toMatchObject({ code: 69 });
  running.close();
  const text = readFileSync(folder.configFile, "utf8");
  writeFileSync(folder.configFile, text.replace("id: test", "id: other"));
  expect(await restored(folder)).toMatchObject({ code: 78 });
  expect(damagedIn(folder)).toEqual([]);
});

test("a ledger that is gone from a folder that has served is not begun anew", () => {
  const folder = recoveryFolder(PORT);
  serves(folder, 1);
  for (const file of ["ledger.db", "ledger.db-wal", "ledger.db-shm", "ledger.head"])
    rmSync(join(folder.data, file), { force: true });
  expect(openedIn(folder)).toContain("is gone, though this folder has served");
});
