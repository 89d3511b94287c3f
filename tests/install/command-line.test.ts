// The command line as a shell sees it: exit codes, one sentence on stderr, nothing on stdout that is not asked for.
import { symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import packageJson from "../../package.json" with { type: "json" };
import { repositoryRoot } from "../tidy/repository-files.ts";
import { freshFolder, ran } from "./program-under-test.ts";

const loket24 = (...args: readonly string[]) =>
  ran(process.execPath, [join(repositoryRoot, "bin/commands.ts"), ...args]);

test("bin/loket24 finds its folder through a chain of symlinks", async () => {
  const folder = freshFolder();
  symlinkSync(join(repositoryRoot, "bin/loket24"), join(folder, "first"));
  symlinkSync("first", join(folder, "second"));
  const { code, stdout } = await ran(join(folder, "second"), ["--version"]);
  expect([code, stdout]).toEqual([0, `${packageJson.version}\n`]);
});

test.each([
  [["dance"], "loket24: unknown command 'dance'"],
  [["demo", "--bus", "pigeon"], "loket24: option '--bus <kind>' argument 'pigeon' is invalid."],
  [["demo", "--port", "70000"], "loket24: option '--port <n>' argument '70000' is invalid."],
  [["demo", "--loud"], "loket24: unknown option '--loud'"],
])("wrong use ends with 2 and a sentence: %s", async (args, sentence) => {
  const { code, stdout, stderr } = await loket24(...args);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(sentence);
});

test("the help lists every command and the exit codes", async () => {
  const { code, stdout } = await loket24("--help");
  expect(code).toBe(0);
  for (const word of [
    "demo",
    "tour",
    "controller",
    "ledger",
    "config",
    "support-bundle",
    "doctor",
    "staff",
    "wall",
    "board",
    "69",
  ]) {
    expect(stdout).toContain(word);
  }
});

test("a passed-on command keeps its own arguments and exit code", async () => {
  const { code, stderr } = await loket24("board", "--address", "ZZ", "--channels", "4", "--pty");
  expect(code).toBe(2);
  expect(stderr).toContain("--address");
});

test("a demo whose port is taken ends with 69 and says which and what to do", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" ? String(address?.port) : "";
  const { code, stderr } = await loket24("demo", "--port", port, "--wall-port", "0");
  expect(code).toBe(69);
  expect(stderr).toBe(
    `loket24: port ${port} on 127.0.0.1 is in use: stop what uses it, or choose another with --port.\n`,
  );
});
