// The backups of a running controller: made by a process of their own while the ledger is in use, told in the log, never a reason to stop.
import { join } from "node:path";
import { expect, test } from "vitest";
import { listBackups } from "#adapters/backup/backup-folder.ts";
import { startBackupRounds } from "../../controller/commands/backup-rounds.ts";
import { backupPlan } from "../../controller/commands/data-folder.ts";
import { createRecordingLog } from "../adapters/recording-log.ts";
import { proven } from "../support/domain-site.ts";
import { installationIn, recoveryFolder, serves } from "../support/recovery-folder.ts";
import { untilTrue } from "../support/system-wait.ts";

const SOON = { firstAfterMs: 1, everyMs: 3_600_000 };

test("a round makes a verified backup beside the open ledger, and the last one follows the close", async () => {
  const folder = recoveryFolder(23_905);
  serves(folder, 1);
  const running = installationIn(folder);
  const plan = backupPlan(folder.data);
  const log = createRecordingLog();
  const rounds = startBackupRounds(plan, log, SOON);
  await untilTrue("the first backup", () => proven(listBackups(plan.folder)).length === 1);
  rounds.stop();
  running.close();
  await rounds.last();
  expect(proven(listBackups(plan.folder)).map(({ seq }) => seq)).toEqual([2, 2]);
});

test("a round that fails is an alarm that says why, and so is the last one", async () => {
  const folder = recoveryFolder(23_905);
  serves(folder, 1);
  const plan = { ...backupPlan(folder.data), folder: join(folder.configFile, "nowhere") };
  const log = createRecordingLog();
  const rounds = startBackupRounds(plan, log, SOON);
  await untilTrue("the alarm", () => log.alarms.length > 0);
  rounds.stop();
  await rounds.last();
  expect(log.alarms).toEqual(["no backup was made", "no backup was made"]);
  expect(log.everything().match(/No backup was made: [^"]+ fails: /g)).toHaveLength(2);
});
