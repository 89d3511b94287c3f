// `loket24 kiosk` on a desk with and without Electron. Programs of the test's own stand in its place; none is fetched.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findElectron } from "../../bin/kiosk/electron-binary.ts";
import { makeHollowDist } from "../shell/hollow-electron.ts";
import { repositoryRoot } from "../tidy/repository-files.ts";
import { freshFolder, ran } from "./program-under-test.ts";

const COMMANDS = join(repositoryRoot, "bin/commands.ts");
/** Says what it was started with. */
const kioskWith = (electron: string, ...args: readonly string[]) =>
  ran("/usr/bin/env", [`ELECTRON_BIN=${electron}`, process.execPath, COMMANDS, "kiosk", ...args]);

test("starts the shell in the Electron that is named, on the controller that is named", async () => {
  const { code, stdout } = await kioskWith("/bin/echo", "--controller", "http://127.0.0.1:2424");
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /dist-shell\/main\.cjs .*--windowed --phone=056 00 00 00 --languages=nl,fr,de,en --controller=http:\/\/127\.0\.0\.1:2424\n$/u,
  );
});

test("fills the screen only where that is asked for, and gives on what the shell ends with", async () => {
  const full = await kioskWith("/bin/echo", "--full", "--controller", "http://127.0.0.1:2424");
  expect(full.stdout).not.toContain("--windowed");
  const failing = await kioskWith("/bin/false", "--controller", "http://127.0.0.1:2424");
  expect(failing.code).toBe(1);
});

test(
  "brings up a demo of its own, and takes it down with the window",
  { timeout: 90_000 },
  async () => {
    const { code, stdout } = await kioskWith("/bin/echo");
    expect(code).toBe(0);
    const [, wall = ""] = /phone: (http:\/\/127\.0\.0\.1:\d+)\//u.exec(stdout) ?? [];
    expect(stdout).toMatch(/--controller=http:\/\/127\.0\.0\.1:\d+\n/u);
    await expect(fetch(wall)).rejects.toThrow("fetch failed");
  },
);

test("packs the shell for a terminal, and shows nothing", { timeout: 90_000 }, async () => {
  const folder = freshFolder();
  makeHollowDist(join(folder, "dist"));
  const output = join(folder, "out");
  const { code } = await kioskWith(join(folder, "dist/electron"), "--pack", output);
  expect(code).toBe(0);
  expect(existsSync(join(output, "linux-unpacked/resources/app.asar"))).toBe(true);
});

test("says in a sentence that the Electron that is named is not there", async () => {
  const { code, stderr } = await kioskWith("/no/such/electron");
  expect([code, stderr]).toEqual([
    69,
    "loket24: ELECTRON_BIN names /no/such/electron, which is not there: correct it or unset it.\n",
  ]);
});

function packageWith(installer: string): string {
  const folder = freshFolder();
  writeFileSync(join(folder, "install.js"), installer);
  return folder;
}

test("says in a sentence that the binary could not be fetched, and what to do", async () => {
  const folder = packageWith("process.exit(1)");
  await expect(findElectron(folder, "")).resolves.toEqual({
    objection: expect.stringMatching(
      /could not be fetched .* github\.com.*ELECTRON_BIN.*--chromium\.$/u,
    ),
    exitCode: 69,
  });
});

test("has it fetched once by Electron's own installer, and finds it from then on", async () => {
  const folder = packageWith(
    `const { writeFileSync } = require("node:fs");
     writeFileSync("path.txt", "electron"); writeFileSync("dist/electron", "");`,
  );
  mkdirSync(join(folder, "dist"));
  const found = { value: join(folder, "dist/electron") };
  await expect(findElectron(folder, "")).resolves.toEqual(found);
  writeFileSync(join(folder, "install.js"), "process.exit(1)");
  await expect(findElectron(folder, "")).resolves.toEqual(found);
});
