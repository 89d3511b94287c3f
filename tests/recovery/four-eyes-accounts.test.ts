// A policy that asks four eyes, and fewer than two of the staff to bring them: the doctor and a start say so, and nothing is refused.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { configCommand } from "../../controller/commands/config-command.ts";
import { staffFile } from "../../controller/commands/data-folder.ts";
import { doctorCommand } from "../../controller/commands/doctor-command.ts";
import { tooFewForFourEyes } from "../../controller/commands/four-eyes-finding.ts";
import { findFreePort } from "../../bin/tcp-port.ts";
import { loadedFrom } from "../config/sandbox.ts";
import {
  type RecoveryFolder,
  hasStaff,
  recoveryFolder,
  serves,
} from "../support/recovery-folder.ts";
import { shippedPolicies } from "../../config/policy-files.ts";

/** The shipped certificates, with four eyes as a town hall would ask them. */
async function fourEyesFolder(): Promise<RecoveryFolder> {
  const folder = recoveryFolder(await findFreePort());
  const policy = readFileSync(join(shippedPolicies, "attest.yaml"), "utf8");
  writeFileSync(
    join(folder.data, "attest.yaml"),
    policy.replace("fourEyes: false", "fourEyes: true"),
  );
  const config = readFileSync(folder.configFile, "utf8");
  writeFileSync(folder.configFile, config.replace("[attest]", "[attest.yaml]"));
  return folder;
}

const aboutFourEyes = (lines: readonly string[]): readonly string[] =>
  lines.filter((line) => line.includes("our eyes"));

async function doctorOf({ data, configFile }: RecoveryFolder): Promise<readonly string[]> {
  const lines: string[] = [];
  const args = { configFile, folder: data, staticDir: "none", clipsDir: "none" };
  await doctorCommand({ ...args, credentialsFolder: undefined }, (line) => lines.push(line));
  return aboutFourEyes(lines);
}

test("the doctor says which policy asks them, where the accounts are, and how another is made", async () => {
  const folder = await fourEyesFolder();
  serves(folder, 1);
  const advice = `such documents can be collected, but staff open no door of theirs; run "loket24 staff add --data ${folder.data} --id NAME" until 2 can.`;
  const path = staffFile(folder.data);
  expect(await doctorOf(folder)).toEqual([
    `WRONG Four eyes are asked by attest@1, and nobody of the staff can sign in (${path}): ${advice}`,
  ]);
  hasStaff(folder);
  expect(await doctorOf(folder)).toEqual([
    `WRONG Four eyes are asked by attest@1, and only one of the staff can sign in (${path}): ${advice}`,
  ]);
  hasStaff(folder, "bea");
  expect(await doctorOf(folder)).toEqual([]);
});

test("the doctor is silent where no policy asks them, and leaves a damaged staff file to the finding of its own", async () => {
  const folder = recoveryFolder(await findFreePort());
  serves(folder, 1);
  expect(await doctorOf(folder)).toEqual([]);
  const asking = await fourEyesFolder();
  writeFileSync(staffFile(asking.data), "{");
  expect(tooFewForFourEyes(loadedFrom(asking.configFile), asking.data)).toBeUndefined();
});

test("config check, which sees no accounts, says how many are needed", async () => {
  const lines: string[] = [];
  const { configFile } = await fourEyesFolder();
  expect(configCommand(configFile, (line) => lines.push(line)).code).toBe(0);
  expect(aboutFourEyes(lines)).toEqual([
    "Four eyes are asked by attest@1: staff open the doors of such documents only two together, so at least 2 of them need an account.",
  ]);
});
