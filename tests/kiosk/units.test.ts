// The systemd units of deploy/kiosk: systemd itself finds nothing wrong with them, and what hardens them is there.
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { repositoryFile, repositoryPaths } from "../tidy/repository-files.ts";

const run = promisify(execFile);
const ANALYZE = "/usr/bin/systemd-analyze";
const folder = mkdtempSync(join(tmpdir(), "loket24-units-"));
afterAll(() => rmSync(folder, { recursive: true }));

const units = repositoryPaths.filter((path) => /^deploy\/kiosk\/.*\.service$/u.test(path));

/** `Section.Key` to each of its values, in order. A line that is neither a comment, a section nor a setting fails. */
function settingsOf(path: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  let section = "";
  for (const line of repositoryFile(path).text.split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const [, opened] = /^\[(Unit|Service|Install)\]$/u.exec(line) ?? [];
    const [, key, value] = /^([A-Z]\w+)=(.*)$/u.exec(line) ?? [];
    if (opened !== undefined) section = opened;
    else if (key === undefined || value === undefined || section === "") {
      throw new Error(`${path}: "${line}" is no line of a unit`);
    } else found.set(`${section}.${key}`, [...(found.get(`${section}.${key}`) ?? []), value]);
  }
  return found;
}

/** What systemd says of a unit whose program is there. */
async function complaintsOf(path: string): Promise<string> {
  // Without systemd its grammar alone is judged.
  if (!existsSync(ANALYZE)) return settingsOf(path).size > 0 ? "" : "empty";
  const name = path.split("/").at(-1) ?? "";
  const text = repositoryFile(path).text.replace(/^ExecStart=\S+/mu, "ExecStart=/bin/true");
  writeFileSync(join(folder, name), text);
  const said = await run(ANALYZE, ["verify", "--man=no", join(folder, name)]).catch(
    (error: { readonly stderr: string }) => error,
  );
  return said.stderr
    .split("\n")
    .filter((line) => line.includes(name))
    .join("\n");
}

test("there is one for the controller and one for each shell", () => {
  expect(units).toEqual([
    "deploy/kiosk/loket24-chromium.service",
    "deploy/kiosk/loket24-electron.service",
    "deploy/kiosk/loket24.service",
  ]);
});

test.each(units)("systemd finds nothing wrong with %s", async (path) => {
  expect(await complaintsOf(path)).toBe("");
});

test.each(units)("%s is always started again, except after a wrong configuration", (path) => {
  const settings = settingsOf(path);
  expect(settings.get("Service.Restart")).toEqual(["always"]);
  expect(settings.get("Service.RestartPreventExitStatus")?.join(" ")).toContain("78");
  expect(settings.get("Unit.StartLimitIntervalSec")).toEqual(["0"]);
  expect(settings.get("Service.User")?.join(" ")).not.toMatch(/root/u);
});

test.each(units)("%s sees a disk that it cannot write to", (path) => {
  const settings = settingsOf(path);
  for (const key of ["ProtectKernelTunables", "ProtectKernelModules", "ProtectControlGroups"]) {
    expect(settings.get(`Service.${key}`)).toEqual(["yes"]);
  }
  expect(settings.get("Service.ProtectSystem")).toEqual(["strict"]);
  expect(settings.get("Service.PrivateTmp")).toEqual(["yes"]);
});

describe("the controller's unit", () => {
  const settings = settingsOf("deploy/kiosk/loket24.service");

  test("gains no rights, and is ended when it no longer says that it lives", () => {
    expect(settings.get("Service.NoNewPrivileges")).toEqual(["yes"]);
    expect(settings.get("Service.CapabilityBoundingSet")).toEqual([""]);
    expect(settings.get("Service.Type")).toEqual(["notify"]);
    expect(settings.get("Service.WatchdogSec")).toEqual(["30"]);
    expect(settings.get("Service.NotifyAccess")).toEqual(["all"]);
  });

  test("reaches serial lines and no other device", () => {
    expect(settings.get("Service.DevicePolicy")).toEqual(["closed"]);
    expect(settings.get("Service.DeviceAllow")).toEqual([
      "char-ttyS rw",
      "char-ttyUSB rw",
      "char-ttyACM rw",
    ]);
  });
});

describe.each(["chromium", "electron"])("the unit of %s", (shell) => {
  const settings = settingsOf(`deploy/kiosk/loket24-${shell}.service`);
  const other = shell === "chromium" ? "electron" : "chromium";

  test("runs beside neither the other shell nor a log-in, and no key leads to a console", () => {
    expect(settings.get("Unit.Conflicts")).toEqual([`getty@tty1.service loket24-${other}.service`]);
    expect(settings.get("Service.ExecStart")?.[0]).toMatch(/^\/usr\/bin\/cage -d -- /u);
  });

  test("reaches nothing beyond this machine", () => {
    expect(settings.get("Service.IPAddressDeny")).toEqual(["any"]);
    expect(settings.get("Service.IPAddressAllow")).toEqual(["localhost"]);
  });
});
