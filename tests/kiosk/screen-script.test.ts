// deploy/kiosk/loket24-screen: waits for the controller, then starts Chromium with the kiosk's flags; says in a sentence what it misses.
import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { repositoryFile, repositoryRoot } from "../tidy/repository-files.ts";

const run = promisify(execFile);
const SCRIPT = join(repositoryRoot, "deploy/kiosk/loket24-screen");
const start = (env: Readonly<Record<string, string>>) =>
  run(SCRIPT, { env: { PATH: "/usr/bin:/bin", LOKET24_CHROMIUM: "/bin/echo", ...env } });
const LOKET24_PROFILE = "/run/loket24-screen/profile";

test.each([
  ["no address", { LOKET24_PROFILE }, "the address of the controller is missing: "],
  [
    "another machine",
    { LOKET24_PROFILE, LOKET24_CONTROLLER: "http://10.0.0.7:2424" },
    " is no controller on this machine: ",
  ],
  [
    "a name before it",
    { LOKET24_PROFILE, LOKET24_CONTROLLER: "http://127.0.0.1:1@evil" },
    " is no controller on this machine: ",
  ],
  [
    "no port",
    { LOKET24_PROFILE, LOKET24_CONTROLLER: "http://127.0.0.1:" },
    " is no controller on this machine: ",
  ],
  [
    "no folder",
    { LOKET24_CONTROLLER: "http://127.0.0.1:2424" },
    "the folder of the profile is missing: ",
  ],
])("refuses to start with %s", async (_what, env, sentence) => {
  await expect(start(env)).rejects.toMatchObject({
    code: 78,
    stdout: "",
    stderr: expect.stringMatching(new RegExp(`^loket24: .*${sentence}set LOKET24_.*\\.\n$`, "u")),
  });
});

test("waits until the controller answers, and starts Chromium with every flag of the list", async () => {
  let isUp = false;
  const asked: (string | undefined)[] = [];
  const controller = createServer((request, response) => {
    asked.push(request.url);
    response.statusCode = isUp ? 200 : 503;
    response.end();
  });
  await new Promise<void>((listening) => controller.listen(0, "127.0.0.1", listening));
  const { port } = controller.address() as AddressInfo;
  const LOKET24_CONTROLLER = `http://127.0.0.1:${port}`;
  const started = start({ LOKET24_PROFILE, LOKET24_CONTROLLER });
  await expect.poll(() => asked.length, { timeout: 20_000 }).toBeGreaterThan(0);
  const early = await Promise.race([started, sleep(50)]);
  expect(early).toBeUndefined();
  isUp = true;
  const { stdout } = await started;
  controller.close();
  expect(new Set(asked)).toEqual(new Set(["/api/health"]));
  const flags = repositoryFile("deploy/kiosk/chromium-flags").text.split("\n");
  expect(stdout.trim().split(" ")).toEqual([
    ...flags.filter((line) => line.startsWith("--")),
    `--user-data-dir=${LOKET24_PROFILE}`,
    `--app=${LOKET24_CONTROLLER}/`,
  ]);
});

test("each flag of the list stands on a line of its own, with its reason", () => {
  const lines = repositoryFile("deploy/kiosk/chromium-flags").text.trimEnd().split("\n");
  for (const line of lines) expect(line).toMatch(/^(?:# .+|--[a-z][a-z0-9-]*(?:=\S+)?)$/u);
  expect(lines).toContain("--kiosk");
});
