// A backup counts only when all of it was read back: what is in it, what never is, and what a failing one leaves behind.
import {
  existsSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { listBackups } from "#adapters/backup/backup-folder.ts";
import { openVault } from "#adapters/vault/sqlite-vault.ts";
import { backupPlan } from "../../controller/commands/data-folder.ts";
import { makeBackup } from "../../controller/commands/ledger-backup.ts";
import { verifyCommand } from "../../controller/commands/ledger-command.ts";
import { proven } from "../support/domain-site.ts";
import {
  type RecoveryFolder,
  hasStaff,
  installationIn,
  pickupOf,
  recoveryFolder,
  serves,
} from "../support/recovery-folder.ts";

const PORT = 23_901;
const planOf = ({ data }: RecoveryFolder) => backupPlan(data);
const backupsOf = (folder: RecoveryFolder) => proven(listBackups(planOf(folder).folder));
/** Days ago, as its own word and its files' dates say. */
function age(path: string, days: number): void {
  const file = join(path, "backup.json");
  const head: unknown = JSON.parse(readFileSync(file, "utf8"));
  const atMs = Date.now() - days * 86_400_000;
  writeFileSync(file, JSON.stringify({ ...Object(head), atMs }));
}

test("holds the ledger, the vault, the staff and the personal secret, for its owner only, and no terminal secret", async () => {
  const folder = recoveryFolder(PORT);
  serves(folder, 1, 2);
  hasStaff(folder);
  const { path, seq, epoch, terminal } = proven(await makeBackup(planOf(folder)));
  expect({ seq, epoch, terminal }).toEqual({ seq: 3, epoch: 0, terminal: "test" });
  const files = readdirSync(path).toSorted();
  expect(files).toEqual([
    "backup.json",
    "keys.db",
    "ledger.db",
    "personal-secret",
    "personal.db",
    "staff.json",
  ]);
  for (const file of files) expect(statSync(join(path, file)).mode & 0o077).toBe(0);
  const secret = readFileSync(join(folder.data, "terminal-secret"), "utf8").trim();
  for (const file of files) expect(readFileSync(join(path, file), "latin1")).not.toContain(secret);
  const vault = proven(openVault({ folder: path, referenceMac: (reference) => reference }));
  expect(proven(vault.open(pickupOf(2)))).toMatchObject({ reference: "AT-2" });
  vault.close();
});

test("is made beside a running controller, and holds what was durable when it began", async () => {
  const folder = recoveryFolder(PORT);
  serves(folder, 1);
  const running = installationIn(folder);
  const made = proven(await makeBackup(planOf(folder)));
  running.close();
  expect(made.seq).toBe(2);
  expect(verifyCommand(made.path, () => undefined).code).toBe(0);
});

test("of a damaged ledger does not count, and leaves the earlier ones alone", async () => {
  const folder = recoveryFolder(PORT);
  serves(folder, 1);
  const first = proven(await makeBackup(planOf(folder)));
  const database = new Database(join(folder.data, "ledger.db"));
  database.exec(
    "DROP TRIGGER ledger_never_changes; UPDATE ledger SET actor = 'desk' WHERE seq = 1",
  );
  database.close();
  expect(await makeBackup(planOf(folder))).toMatchObject({
    ok: false,
    error: expect.stringMatching(/^No backup was made: the ledger in .+ is broken at row 1: /),
  });
  expect(backupsOf(folder).map(({ path }) => path)).toEqual([first.path]);
  expect(readdirSync(planOf(folder).folder)).toHaveLength(1);
});

test("into a folder that cannot be made says so", async () => {
  const folder = recoveryFolder(PORT);
  serves(folder, 1);
  const made = await makeBackup({ ...planOf(folder), folder: join(folder.configFile, "backups") });
  expect(made).toMatchObject({ ok: false, error: expect.stringContaining("No backup was made") });
});

test("older than seven days goes when there is a newer one; alone, it loses only what is personal", async () => {
  const folder = recoveryFolder(PORT);
  serves(folder, 1);
  const old = proven(await makeBackup(planOf(folder)));
  age(old.path, 8);
  rmSync(join(folder.data, "ledger.db"));
  expect((await makeBackup(planOf(folder))).ok).toBe(false);
  expect(existsSync(join(old.path, "ledger.db"))).toBe(true);
  expect(existsSync(join(old.path, "keys.db"))).toBe(false);
  expect(existsSync(join(old.path, "personal.db"))).toBe(false);

  const other = recoveryFolder(PORT);
  serves(other, 1);
  const first = proven(await makeBackup(planOf(other)));
  age(first.path, 8);
  const second = proven(await makeBackup(planOf(other)));
  expect(backupsOf(other).map(({ path }) => path)).toEqual([second.path]);
});

test("counts only with its last word; what was broken off goes after a day, what is somebody else's stays", async () => {
  const folder = recoveryFolder(PORT);
  serves(folder, 1);
  const { folder: backups } = planOf(folder);
  for (const name of [".part-1", ".part-2", "notes"])
    mkdirSync(join(backups, name), { recursive: true });
  writeFileSync(join(backups, "notes", "backup.json"), "mine");
  const twoDaysAgo = (Date.now() - 2 * 86_400_000) / 1000;
  utimesSync(join(backups, ".part-1"), twoDaysAgo, twoDaysAgo);
  const made = proven(await makeBackup(planOf(folder)));
  expect(backupsOf(folder).map(({ path }) => path)).toEqual([made.path]);
  expect(
    readdirSync(backups)
      .filter((name) => !made.path.endsWith(name))
      .toSorted(),
  ).toEqual([".part-2", "notes"]);
});
