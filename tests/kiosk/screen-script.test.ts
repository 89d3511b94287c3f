// deploy/kiosk/loket24-screen: starts Chromium with the kiosk's flags, on the packed page until the controller answers; says in a
// sentence what it misses. With a stand-in for Chromium; the real one is in tests/browser/kiosk-start.test.ts.
import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { repositoryFile, repositoryRoot } from "../tidy/repository-files.ts";

const run = promisify(execFile);
const SCRIPT = join(repositoryRoot, "deploy/kiosk/loket24-screen");
const start = (env: Readonly<Record<string, string>>) =>
  run(SCRIPT, { env: { PATH: "/usr/bin:/bin", LOKET24_CHROMIUM: "/bin/echo", ...env } });
const LOKET24_PROFILE = "/run/loket24-screen/profile";
const LOKET24_CONTROLLER = "http://127.0.0.1:2424";

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
  ["no folder", { LOKET24_CONTROLLER }, "the folder of the profile is missing: "],
  [
    "nobody to call",
    { LOKET24_PROFILE, LOKET24_CONTROLLER },
    'the phone number for "out of service" is missing: ',
  ],
  [
    "a number that is none",
    { LOKET24_PROFILE, LOKET24_CONTROLLER, LOKET24_PHONE: "056 <script>" },
    "056 <script> is no phone number: ",
  ],
])("refuses to start with %s", async (_what, env, sentence) => {
  await expect(start(env)).rejects.toMatchObject({
    code: 78,
    stdout: "",
    stderr: expect.stringMatching(
      new RegExp(`^loket24: .*${sentence}set LOKET24_.* in the unit\\.\n$`, "u"),
    ),
  });
});

/** In Chromium's place: notes how it was started, stays with a file and is done with the controller. */
const STAND_IN = `#!/bin/sh
echo "$@" >>"$0.log"
case "$*" in *file://*) exec sleep 600 ;; esac
`;

async function controllerOn(folder: string) {
  const asked = new Set<string | undefined>();
  const state = { isUp: false };
  const server = createServer((request, response) => {
    asked.add(request.url);
    response.statusCode = state.isUp ? 200 : 503;
    response.end();
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const LOKET24_CHROMIUM = join(folder, "chromium");
  writeFileSync(LOKET24_CHROMIUM, STAND_IN, { mode: 0o755 });
  const env = {
    LOKET24_CONTROLLER: `http://127.0.0.1:${port}`,
    LOKET24_PROFILE: join(folder, "profile"),
    LOKET24_CHROMIUM,
    LOKET24_PHONE: "+32 (0)56 12-34.56",
  };
  return { asked, state, env, server, log: `${LOKET24_CHROMIUM}.log`, folder };
}

const linesOf = (file: string): readonly string[] =>
  existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];

const flags = repositoryFile("deploy/kiosk/chromium-flags")
  .text.split("\n")
  .filter((line) => line.startsWith("--"));

describe("while the controller does not answer", () => {
  let place: Awaited<ReturnType<typeof controllerOn>>;

  beforeEach(async () => {
    place = await controllerOn(mkdtempSync(join(tmpdir(), "loket24-screen-")));
  });
  afterEach(() => {
    place.server.close();
    rmSync(place.folder, { recursive: true });
  });

  const packed = (): string => join(place.folder, "out-of-service.html");
  const callOf = (address: string): string =>
    [...flags, `--user-data-dir=${place.env.LOKET24_PROFILE}`, `--app=${address}`].join(" ");

  test("shows the packed page with every flag of the list, then the controller's", async () => {
    const started = start({ ...place.env, LOKET24_LANGUAGES: "fr,nl" });
    await expect.poll(() => linesOf(place.log), { timeout: 20_000 }).toHaveLength(1);
    const page = readFileSync(packed(), "utf8");
    place.state.isUp = true;
    await started;
    expect(place.asked).toEqual(new Set(["/api/health"]));
    expect(linesOf(place.log)).toEqual([
      callOf(`file://${packed()}`),
      callOf(`${place.env.LOKET24_CONTROLLER}/`),
    ]);
    expect([...page.matchAll(/<section lang="(\w+)"/gu)].map(([, language]) => language)).toEqual([
      "fr",
      "nl",
    ]);
    const number = "+32&nbsp;(0)56&nbsp;12-34.56";
    expect(page.split(number)).toHaveLength(3);
    expect(page).not.toContain("{phone}");
    const [, style = ""] = /<style>(.*)<\/style>/su.exec(page) ?? [];
    const digest = createHash("sha256").update(style).digest("base64");
    expect(page).toContain(`style-src 'sha256-${digest}'`);
  });

  test("speaks Dutch where no language is given or none is packed", async () => {
    const started = start({ ...place.env, LOKET24_LANGUAGES: "xx" });
    await expect.poll(() => existsSync(packed()), { timeout: 20_000 }).toBe(true);
    place.state.isUp = true;
    await started;
    expect(readFileSync(packed(), "utf8").match(/<section lang="nl"/gu)).toHaveLength(1);
  });

  test("a Chromium that ends is started again", async () => {
    writeFileSync(place.env.LOKET24_CHROMIUM, '#!/bin/sh\necho "$@" >>"$0.log"\n');
    const started = start(place.env);
    await expect.poll(() => linesOf(place.log).length, { timeout: 20_000 }).toBeGreaterThan(1);
    place.state.isUp = true;
    await started;
    expect(linesOf(place.log).at(-1)).toBe(callOf(`${place.env.LOKET24_CONTROLLER}/`));
  });

  test("whoever stops it stops its Chromium too", async () => {
    const started = spawn(SCRIPT, { env: { PATH: "/usr/bin:/bin", ...place.env } });
    await expect.poll(() => linesOf(place.log), { timeout: 20_000 }).toHaveLength(1);
    started.kill();
    // The stand-in holds the script's output open for as long as it lives.
    const [code] = await once(started, "close");
    expect(code).toBe(143);
  });
});

test("a controller that answers is shown at once", async () => {
  const place = await controllerOn(mkdtempSync(join(tmpdir(), "loket24-screen-")));
  place.state.isUp = true;
  await start(place.env);
  place.server.close();
  expect(linesOf(place.log)).toHaveLength(1);
  expect(linesOf(place.log)[0]).toContain(`--app=${place.env.LOKET24_CONTROLLER}/`);
  expect(existsSync(join(place.folder, "out-of-service.html"))).toBe(false);
  rmSync(place.folder, { recursive: true });
});

test("each feature that it is started without is one that this Chromium knows", () => {
  const [, names = ""] =
    flags.find((flag) => flag.startsWith("--disable-features="))?.split("=") ?? [];
  const binary = readFileSync("/usr/lib/chromium/chromium");
  expect(names.split(",").filter((name) => !binary.includes(name))).toEqual([]);
  expect(names).toContain("DeferRendererTasksAfterInput");
});

test("each flag of the list stands on a line of its own, with its reason", () => {
  const lines = repositoryFile("deploy/kiosk/chromium-flags").text.trimEnd().split("\n");
  for (const line of lines) expect(line).toMatch(/^(?:# .+|--[a-z][a-z0-9-]*(?:=\S+)?)$/u);
  expect(lines).toContain("--kiosk");
});
