// What is built and packed for Electron: run by electron-builder's own library, looked into, and started against a hollow Electron.
import { execFile } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { validateConfiguration } from "app-builder-lib/out/util/config/config.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import packageJson from "../../package.json" with { type: "json" };
import { buildShell } from "../browser/built-shell.ts";
import { repositoryFile, repositoryPaths, repositoryRoot } from "../tidy/repository-files.ts";
import { makeHollowDist, makeHollowModule, readFuses } from "./hollow-electron.ts";
import { readAsar } from "./asar-archive.ts";

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "loket24-shell-"));
const asar = join(folder, "out/linux-unpacked/resources/app.asar");
const inCheckout = (path: string): string => join(repositoryRoot, path);

const written = (): Record<string, unknown> => parse(repositoryFile("electron-builder.yml").text);
const judge = (change: object) =>
  validateConfiguration({ ...written(), ...change }, { isEnabled: false } as never);
const built = (name: string): string => inCheckout(`terminal-ui/dist-shell/${name}`);
const start = (...args: readonly string[]) =>
  run(process.execPath, [join(folder, "main.cjs"), ...args]);

beforeAll(async () => {
  await buildShell();
  makeHollowDist(join(folder, "dist"));
  const program = inCheckout("bin/kiosk/pack-shell.ts");
  await run(process.execPath, [program, join(folder, "dist"), join(folder, "out")]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("electron-builder.yml", () => {
  test("is right by electron-builder's own schema", async () => {
    await expect(judge({})).resolves.toBeUndefined();
  });

  test.each<[string, object]>([
    ["a key that does not exist", { filez: [] }],
    ["a wrong type", { asar: "yes" }],
    ["a fuse that does not exist", { electronFuses: { runAsRoot: false } }],
  ])("a planted fault is found: %s", async (_what, change) => {
    await expect(judge(change)).rejects.toThrow(/Invalid configuration object/u);
  });

  test("packs the Electron that this checkout is written against", () => {
    expect(packageJson.devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/u);
    expect(written()).not.toHaveProperty("electronVersion");
  });
});

describe("the package", () => {
  test("holds the shell's two files, and nothing of the controller, the tests or the configuration", () => {
    expect([...readAsar(asar).keys()]).toEqual([
      "package.json",
      "terminal-ui/dist-shell/main.cjs",
      "terminal-ui/dist-shell/preload.cjs",
    ]);
  });

  test("starts with the shell", () => {
    const packed = JSON.parse(readAsar(asar).get("package.json") ?? "");
    expect(packed).toMatchObject({ name: "loket24", main: "terminal-ui/dist-shell/main.cjs" });
  });

  test("has every fuse in its safe position", () => {
    expect(readFuses(join(folder, "dist/electron"))).toMatchObject({ runAsNode: true });
    expect(readFuses(join(folder, "out/linux-unpacked/loket24-screen"))).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });
});

describe("the built shell", () => {
  beforeAll(() => {
    makeHollowModule(folder);
    for (const name of ["main.cjs", "preload.cjs"]) copyFileSync(built(name), join(folder, name));
  });
  test("needs nothing but Electron and Node", () => {
    for (const name of ["main.cjs", "preload.cjs"]) {
      const asked = [...readFileSync(built(name), "utf8").matchAll(/require\("([^"]+)"\)/gu)];
      for (const [, module = ""] of asked) expect(module).toMatch(/^(?:electron|node:[\w/]+)$/u);
    }
  });

  test("refuses to start without an address, in one sentence", async () => {
    await expect(start("--phone=1")).rejects.toMatchObject({
      code: 78,
      stderr: expect.stringMatching(/^loket24: the address of the controller is missing: .+\n$/u),
    });
  });

  test("shows the controller's page if it answers, and the packed one if not", async () => {
    const server = createServer((request, response) => {
      response.statusCode = request.url === "/api/health" ? 200 : 404;
      response.end();
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const { port } = server.address() as AddressInfo;
    const address = `--controller=http://127.0.0.1:${port}`;
    const up = await start(address, "--phone=1");
    expect(up.stdout.split("\n")).toEqual([
      "sandbox",
      "preload preload.cjs",
      `loads http://127.0.0.1:${port}/terminal/`,
      "",
    ]);
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    const down = await start(address, "--phone=1");
    expect(down.stdout).toContain("loads loket24://packed/\n");
  });

  test("has a preload that says that something is drawn, and only then", async () => {
    const page = join(folder, "page.cjs");
    const lookFor = 'selector => process.stdout.write("looks for " + selector + "\\n") && found';
    writeFileSync(
      page,
      `let ticks = 0; let found = null;
       globalThis.setInterval = (tick, ms) => { process.stdout.write("every " + ms + "\\n"); tick(); found = {}; tick(); };
       globalThis.document = { querySelector: ${lookFor} };
       require("./preload.cjs");`,
    );
    const { stdout } = await run(process.execPath, [page]);
    const look = "looks for [data-screen]";
    expect(stdout).toBe(`every 5000\n${look}\n${look}\nsends loket24-lives\n`);
  });
});

test("the shell is small enough to be read in one sitting", () => {
  const sources = repositoryPaths.filter((path) => /^terminal-ui\/shell\/.*\.ts$/u.test(path));
  expect(sources).toContain("terminal-ui/shell/main.ts");
  const lines = sources.flatMap((path) => repositoryFile(path).text.split("\n"));
  const code = lines.filter((line) => !/^\s*(?:$|\/\/|\/\*\*|\*)/u.test(line));
  expect(code.length).toBeLessThanOrEqual(200);
});
