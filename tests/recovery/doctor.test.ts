// Each situation that refuses a start, made for real: the doctor names the same reason as the start, and the command that comes next.
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { appendFacts } from "#runtime/ledger.ts";
import type { Fact } from "#domain/facts.ts";
import { backupPlan } from "../../controller/commands/data-folder.ts";
import { doctorCommand } from "../../controller/commands/doctor-command.ts";
import { makeBackup } from "../../controller/commands/ledger-backup.ts";
import { restoreCommand } from "../../controller/commands/restore-command.ts";
import { roomFinding } from "../../controller/commands/start-checks.ts";
import { findFreePort } from "../../bin/tcp-port.ts";
import { boardA, proven } from "../support/domain-site.ts";
import {
  type RecoveryFolder,
  hasStaff,
  installationIn,
  openedIn,
  recoveryFolder,
  serves,
} from "../support/recovery-folder.ts";
import { cutBefore } from "./cut-disk.ts";

async function doctorOf({ data, configFile }: RecoveryFolder): Promise<readonly string[]> {
  const lines: string[] = [];
  const unbuilt = { staticDir: "none", clipsDir: "none" };
  const args = { configFile, folder: data, ...unbuilt, credentialsFolder: undefined };
  await doctorCommand(args, (line) => lines.push(line));
  return lines;
}

/** A folder that has served, with staff and one backup: nothing refuses its start. */
async function soundFolder(more?: string): Promise<RecoveryFolder> {
  const folder = recoveryFolder(await findFreePort(), more);
  serves(folder, 1);
  hasStaff(folder);
  proven(await makeBackup(backupPlan(folder.data)));
  return folder;
}

function writes(folder: RecoveryFolder, ...facts: readonly Fact[]): void {
  const installation = installationIn(folder);
  const entries = facts.map((fact) => ({ fact, actor: { kind: "terminal" } as const }));
  const stamp = { moment: { wallMs: Date.now(), monoMs: 1 }, clockEpoch: 1, clockTrusted: true };
  proven(appendFacts(installation.ledger, entries, stamp));
  installation.close();
}

const spoil = (...path: readonly string[]): void => writeFileSync(join(...path), "x".repeat(9000));

test("in a sound folder nothing refuses the start; the newest backup, its age and what it lacks are told", async () => {
  const folder = await soundFolder();
  serves(folder, 2);
  const lines = await doctorOf(folder);
  expect(lines.filter((line) => line.startsWith("The start is refused"))).toEqual([]);
  expect(lines).toContainEqual(
    expect.stringMatching(/^WRONG The screen cannot speak .+"npm run ui"/),
  );
  expect(lines).toContainEqual(
    expect.stringMatching(
      /^ok {4}The newest backup that verifies is \d+ seconds? old, 1 rows behind the ledger: .+e0-row2\.$/,
    ),
  );
});

const refusals: readonly (readonly [
  what: string,
  make: (folder: RecoveryFolder) => void | Promise<void>,
  reason: RegExp,
  next: RegExp,
])[] = [
  [
    "a ledger damaged at a row",
    ({ data }) => {
      const database = new Database(join(data, "ledger.db"));
      const guard = "SELECT sql FROM sqlite_schema WHERE name = 'ledger_never_changes'";
      const trigger = String(database.prepare(guard).pluck().get());
      database.exec("DROP TRIGGER ledger_never_changes; UPDATE ledger SET at_ms = 1 WHERE seq = 2");
      database.exec(trigger);
      database.close();
    },
    /broken at row 2/,
    /^loket24 ledger restore --config \S+ --data \S+$/,
  ],
  [
    "a ledger whose triggers were taken away",
    ({ data }) =>
      void new Database(join(data, "ledger.db")).exec("DROP TRIGGER ledger_never_forgets").close(),
    /tables or triggers are not as this program made them/,
    /ledger restore/,
  ],
  [
    "a ledger that is no database",
    ({ data }) => spoil(data, "ledger.db"),
    /file is not a database/,
    /ledger restore/,
  ],
  [
    "a ledger that is gone",
    ({ data }) => {
      for (const file of ["ledger.db", "ledger.head"]) rmSync(join(data, file));
    },
    /is gone, though this folder has served/,
    /ledger restore/,
  ],
  [
    "a ledger that lost its newest rows",
    (folder) => {
      const aside = `${folder.data}/old.db`;
      const copy = new Database(join(folder.data, "ledger.db"));
      copy.exec(`VACUUM INTO '${aside}'`);
      copy.close();
      serves(folder, 2, 3);
      renameSync(aside, join(folder.data, "ledger.db"));
    },
    /row 4 was acknowledged and is missing/,
    /ledger restore/,
  ],
  [
    "a terminal secret that is gone",
    ({ data }) => rmSync(join(data, "terminal-secret")),
    /terminal-secret is missing/,
    /ledger restore/,
  ],
  [
    "another terminal's secret",
    ({ data }) => writeFileSync(join(data, "terminal-secret"), "ab".repeat(32)),
    /not the one this ledger hangs on/,
    /ledger restore/,
  ],
  [
    "a personal secret that others can read",
    ({ data }) => chmodSync(join(data, "personal-secret"), 0o644),
    /personal-secret can be used by others/,
    /put it back/,
  ],
  [
    "a damaged vault",
    ({ data }) => spoil(data, "personal.db"),
    /vault of personal data failed/,
    /ledger restore/,
  ],
  [
    "a configuration of another terminal",
    ({ configFile }) =>
      writeFileSync(configFile, readFileSync(configFile, "utf8").replace("id: test", "id: other")),
    /belongs to terminal "test", the configuration to "other"/,
    /correct that/,
  ],
  [
    "a wrong configuration",
    ({ configFile }) => writeFileSync(configFile, "configVersion: 1\nbusses: []\n"),
    /config\.yaml:\d+/,
    /config check/,
  ],
  [
    "a restore that was interrupted",
    async ({ data, configFile }) => {
      spoil(data, "ledger.db");
      const { disk } = cutBefore(7, () => {
        throw new Error("cut");
      });
      const args = { folder: data, configFile, from: undefined, credentialsFolder: undefined };
      await expect(restoreCommand({ ...args, print: () => undefined }, disk)).rejects.toThrow(
        "cut",
      );
    },
    /restore of .+ was interrupted/,
    /ledger restore/,
  ],
];

test.each(refusals)(
  "%s is named as by the start, with what comes next",
  async (_what, make, reason, next) => {
    const folder = await soundFolder();
    await make(folder);
    const lines = await doctorOf(folder);
    expect(openedIn(folder)).toMatch(reason);
    const [why = "", then = ""] = lines.slice(-2);
    expect(why).toMatch(/^The start is refused, or nobody is served: /);
    expect(why).toMatch(reason);
    expect(then.replace(/^Next: /, "")).toMatch(next);
  },
);

test("a board's key that is missing is named with its file", async () => {
  const folder = await soundFolder();
  const keyed = readFileSync(folder.configFile, "utf8").replace(
    "channels: 2",
    "channels: 2, keyFile: keys/a.key",
  );
  writeFileSync(folder.configFile, keyed);
  expect((await doctorOf(folder)).at(-2)).toMatch(/refused.+the key of board a:01 cannot be read/);
});

test("a port that another program has is named", async () => {
  const folder = await soundFolder();
  const port = Number(/port: (\d+)/.exec(readFileSync(folder.configFile, "utf8"))?.[1]);
  const server = createServer().listen(port, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  expect((await doctorOf(folder)).at(-2)).toContain(`Port ${port} on 127.0.0.1 cannot be used`);
});

test("a controller that runs is no fault, and told as the reason why a second one is refused", async () => {
  const folder = await soundFolder();
  const running = installationIn(folder);
  const lines = await doctorOf(folder);
  running.close();
  expect(lines).toContainEqual(
    expect.stringMatching(
      new RegExp(
        `^note {2}A controller \\(process ${process.pid}\\) runs on .+ kill ${process.pid}\\.$`,
      ),
    ),
  );
  expect(lines.filter((line) => line.startsWith("The start is refused"))).toEqual([]);
});

test("a board that knows a later ledger, and doors that wait since a restore, are counted", async () => {
  const folder = await soundFolder();
  writes(
    folder,
    { kind: "board-greeted", board: boardA, boot: "0000AAAA", highestOp: 99 },
    { kind: "bank-stopped", board: boardA, why: "ledger-behind-board" },
  );
  expect((await doctorOf(folder)).at(-2)).toContain(
    "Board a:01 knows a later ledger than this one",
  );
  const { data, configFile } = folder;
  const args = { folder: data, configFile, from: undefined, credentialsFolder: undefined };
  expect(await restoreCommand({ ...args, print: () => undefined })).toEqual({ code: 0 });
  expect(await doctorOf(folder)).toContain(
    "note  2 compartments wait for a clerk to look into them, 2 of them since the ledger was restored.",
  );
});

test("damaged backups, late ones and files kept too long are told", async () => {
  const folder = await soundFolder();
  const second = proven(await makeBackup(backupPlan(folder.data)));
  spoil(second.path, "ledger.db");
  mkdirSync(join(folder.data, "damaged-2026-01-01T01-02-03.004Z"));
  const lines = await doctorOf(folder);
  expect(lines).toContainEqual(
    expect.stringContaining(`WRONG The backup ${second.path} is damaged: `),
  );
  expect(lines).toContainEqual(expect.stringContaining("is kept longer than 7 days"));
  expect(lines).toContainEqual(expect.stringContaining("The newest backup that verifies is"));
});

test("a disk without room refuses the start, one with little is a warning", () => {
  expect(roomFinding("/data", 1_000_000)).toMatchObject({
    verdict: "refuses",
    next: expect.stringContaining("df -h /data"),
  });
  expect(roomFinding("/data", 100_000_000)).toMatchObject({ verdict: "wrong" });
  expect(roomFinding("/data", 1_000_000_000)).toMatchObject({ verdict: "right" });
});

test("a data folder that cannot be written is named before anything in it", async () => {
  const folder = await soundFolder();
  chmodSync(folder.data, 0o555);
  onTestFinished(() => chmodSync(folder.data, 0o700));
  // Root may write anywhere: there the doctor has to be somebody else.
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const program = new URL("../../controller/main.ts", import.meta.url).pathname;
  const args = [program, "doctor", "--data", folder.data];
  const { stdout } = spawnSync(process.execPath, args, { encoding: "utf8", ...nobody });
  expect(stdout).toMatch(/^The start is refused.+The data folder .+ cannot be written/m);
});
