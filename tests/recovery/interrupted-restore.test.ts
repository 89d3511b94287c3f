// A restore that ends before any of its changes on the disk leaves the old state, or one that refuses to start and is finished by
// running the restore again.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { backupPlan } from "../../controller/commands/data-folder.ts";
import { makeBackup } from "../../controller/commands/ledger-backup.ts";
import { restoreCommand } from "../../controller/commands/restore-command.ts";
import { proven } from "../support/domain-site.ts";
import {
  type RecoveryFolder,
  openedIn,
  recoveryFolder,
  serves,
} from "../support/recovery-folder.ts";
import { cutBefore } from "./cut-disk.ts";

const CHILD = new URL("restoring-child.ts", import.meta.url).pathname;
const MOST_CHANGES = 60;
const POWER_CUT = new Error("the power is cut");

/** Ledger and vault are no databases any more; one backup is sound. */
async function damagedFolder(): Promise<RecoveryFolder> {
  const folder = recoveryFolder(23_904);
  serves(folder, 1, 2);
  proven(await makeBackup(backupPlan(folder.data)));
  for (const file of ["ledger.db", "keys.db"])
    writeFileSync(join(folder.data, file), "x".repeat(9000));
  return folder;
}

function copyOf({ data }: RecoveryFolder): RecoveryFolder {
  const copy = mkdtempSync(join(tmpdir(), "loket24-recovery-"));
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }));
  cpSync(data, copy, { recursive: true });
  return { data: copy, configFile: join(copy, "config.yaml") };
}

const argsOf = ({ data, configFile }: RecoveryFolder) => ({
  folder: data,
  configFile,
  from: undefined,
  credentialsFolder: undefined,
  print: () => undefined,
});

/** Whether it was cut, or came to its end. */
async function restoresUntil(folder: RecoveryFolder, change: number): Promise<boolean> {
  const { disk } = cutBefore(change, () => {
    throw POWER_CUT;
  });
  try {
    expect(await restoreCommand(argsOf(folder), disk)).toEqual({ code: 0 });
    return false;
  } catch (error) {
    if (error !== POWER_CUT) throw error;
    return true;
  }
}

/** What a start makes of it: that it starts, or the word of its refusal that counts. */
function startOf(folder: RecoveryFolder): string {
  const opened = openedIn(folder);
  if (typeof opened === "string")
    return /was interrupted|not a database/.exec(opened)?.[0] ?? opened;
  expect(opened.durable.restoreEpoch).toBe(1);
  expect([...opened.durable.pickups.keys()]).toHaveLength(2);
  opened.close();
  return "starts";
}

function expectAllKept({ data }: RecoveryFolder): void {
  const kept = readdirSync(data).filter((name) => name.startsWith("damaged-"));
  expect(kept.flatMap((name) => readdirSync(join(data, name)))).toEqual(
    expect.arrayContaining(["ledger.db", "keys.db", "personal.db", "terminal-secret"]),
  );
}

test("cut before any of its changes it can be run again, and nothing starts in between", async () => {
  const damaged = await damagedFolder();
  const starts: string[] = [];
  for (let change = 1; change <= MOST_CHANGES; change += 1) {
    const folder = copyOf(damaged);
    if (!(await restoresUntil(folder, change))) break;
    const start = startOf(folder);
    starts.push(start);
    const again = start === "starts" ? { code: 0 } : await restoreCommand(argsOf(folder));
    expect(again).toEqual({ code: 0 });
    expect(startOf(folder)).toBe("starts");
    expectAllKept(folder);
  }
  expect(starts.length).toBeLessThan(MOST_CHANGES);
  // First the damaged state; after the word that decides, refused until finished; last, only the stage was left to remove.
  expect([...new Set(starts)]).toEqual(["not a database", "was interrupted", "starts"]);
  expect(starts.filter((start) => start === "was interrupted").length).toBeGreaterThan(8);
});

test.each([4, 9, 14])("a process killed before change %i leaves the same", async (change) => {
  const folder = await damagedFolder();
  const { data, configFile } = folder;
  const child = spawnSync(process.execPath, [CHILD, data, configFile, String(change)]);
  expect(child.signal).toBe("SIGKILL");
  expect(startOf(folder)).toBe(change === 4 ? "not a database" : "was interrupted");
  expect(await restoreCommand(argsOf(folder))).toEqual({ code: 0 });
  expect(startOf(folder)).toBe("starts");
});
