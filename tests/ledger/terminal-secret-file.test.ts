// The key file: made once, durably and privately; refused when it is not what it was.
import * as fs from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadTerminalSecret } from "#adapters/key-file/terminal-secret-file.ts";
import { errorOf, temporaryFolder, valueOf } from "./samples.ts";

const newPath = (): string => join(temporaryFolder(), "terminal.key");
const HEX = "00112233445566778899aabbccddeeff".repeat(2);

function keyFile(content: string, mode = 0o600): string {
  const path = newPath();
  fs.writeFileSync(path, content, { mode });
  fs.chmodSync(path, mode);
  return path;
}

describe("a terminal secret", () => {
  test("is made while the ledger is empty, 32 bytes that only the owner can use", () => {
    const path = newPath();
    const secret = valueOf(loadTerminalSecret(path, { mayCreate: true }));
    expect(secret).toHaveLength(32);
    expect(fs.statSync(path).mode & 0o777).toBe(0o600);
    expect(fs.readFileSync(path, "latin1")).toBe(`${Buffer.from(secret).toString("hex")}\n`);
    expect(fs.readdirSync(join(path, ".."))).toEqual(["terminal.key"]);
  });

  test("is the same at every later start", () => {
    const path = newPath();
    const secret = valueOf(loadTerminalSecret(path, { mayCreate: true }));
    expect(valueOf(loadTerminalSecret(path, { mayCreate: true }))).toEqual(secret);
    expect(valueOf(loadTerminalSecret(path, { mayCreate: false }))).toEqual(secret);
  });

  test("differs from terminal to terminal", () => {
    const [one, other] = [newPath(), newPath()].map((path) =>
      valueOf(loadTerminalSecret(path, { mayCreate: true })),
    );
    expect(one).not.toEqual(other);
  });

  test("is not made once the ledger hangs on one", () => {
    const path = newPath();
    const sentence = errorOf(loadTerminalSecret(path, { mayCreate: false }));
    expect(sentence).toContain(`${path} is missing`);
    expect(fs.existsSync(path)).toBe(false);
  });

  test("that a power cut left unfinished beside its place does not stand in the way", () => {
    const path = newPath();
    fs.writeFileSync(`${path}.new`, "half");
    expect(valueOf(loadTerminalSecret(path, { mayCreate: true }))).toHaveLength(32);
  });
});

describe("a key file is refused", () => {
  test.each([0o640, 0o604, 0o620, 0o610, 0o666])("when its mode is %o", (mode) => {
    const path = keyFile(HEX, mode);
    expect(errorOf(loadTerminalSecret(path, { mayCreate: true }))).toContain(`chmod 600 ${path}`);
  });

  test.each([
    ["empty", ""],
    ["short", HEX.slice(2)],
    ["long", `${HEX}00`],
    ["followed by more lines", `${HEX}\n\n`],
    ["not hex", "z".repeat(64)],
    ["huge", "0".repeat(1_000_000)],
  ])("when it is %s, and stays as it was", (_name, content) => {
    const path = keyFile(content);
    expect(errorOf(loadTerminalSecret(path, { mayCreate: true }))).toContain("64 hex digits");
    expect(fs.readFileSync(path, "latin1")).toBe(content);
  });

  test("when it is a symbolic link, to a good file or to nothing", () => {
    for (const target of [keyFile(HEX), newPath()]) {
      const path = newPath();
      fs.symlinkSync(target, path);
      expect(errorOf(loadTerminalSecret(path, { mayCreate: true }))).toContain("symbolic link");
    }
  });

  test("when its folder is missing", () => {
    const path = join(newPath(), "terminal.key");
    expect(errorOf(loadTerminalSecret(path, { mayCreate: true }))).toContain("check its folder");
  });

  test("when it is a folder", () => {
    expect(errorOf(loadTerminalSecret(temporaryFolder(), { mayCreate: true }))).toContain(
      "key file",
    );
  });
});

describe("a systemd credential", () => {
  test("goes before the key file, whatever mode systemd shows", () => {
    const credentialsFolder = temporaryFolder();
    fs.writeFileSync(join(credentialsFolder, "terminal-secret"), HEX, { mode: 0o440 });
    const secret = valueOf(loadTerminalSecret(newPath(), { mayCreate: false, credentialsFolder }));
    expect(Buffer.from(secret).toString("hex")).toBe(HEX);
  });

  test("that is not there leaves the key file in force", () => {
    const path = keyFile(HEX);
    const credentialsFolder = temporaryFolder();
    const secret = valueOf(loadTerminalSecret(path, { mayCreate: false, credentialsFolder }));
    expect(Buffer.from(secret).toString("hex")).toBe(HEX);
  });

  test("that is not a secret is refused, not passed over", () => {
    const credentialsFolder = temporaryFolder();
    fs.writeFileSync(join(credentialsFolder, "terminal-secret"), "x");
    const options = { mayCreate: true, credentialsFolder };
    expect(errorOf(loadTerminalSecret(keyFile(HEX), options))).toContain("64 hex digits");
  });
});
