// The staff book on its file: badges, TOTP, changes while it runs, and files that are wrong.
import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "otplib";
import { beforeEach, describe, expect, test } from "vitest";
import { systemRandom } from "#adapters/random/system-random.ts";
import { openStaffFile } from "#adapters/staff/staff-file.ts";
import { addStaff, listStaff, removeStaff } from "#adapters/staff/staff-roll.ts";
import { type StaffId, parseStaffId } from "#domain/ids.ts";
import { createRecordingLog, type RecordingLog } from "./recording-log.ts";

const wallMs = Date.UTC(2026, 10, 22, 9);
const step = wallMs / 30_000;
let path = "";
let log: RecordingLog;

beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), "staff-")), "staff.json");
  log = createRecordingLog();
});

function add(
  id: string,
  role: "clerk" | "technician" = "clerk",
): { badge: string; secret: string } {
  const added = addStaff(path, { id, role, issuer: "Loket24 Testdorp" }, systemRandom);
  if (!added.ok) throw new Error(added.error);
  const secret = new URL(added.value.otpauthUri).searchParams.get("secret") ?? "";
  return { badge: added.value.badge, secret };
}

function staffId(text: string): StaffId {
  const parsed = parseStaffId(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

describe("badges", () => {
  test("a badge finds its member and role, any other text nobody", () => {
    const an = add("an");
    const book = openStaffFile({ path, log });
    expect(an.badge).toMatch(/^L24B:[A-Z2-7]{26}$/);
    expect(book.findByBadge(an.badge)).toEqual({ staff: "an", role: "clerk" });
    for (const text of ["", "L24B:", `${an.badge}A`, an.badge.toLowerCase(), "x".repeat(4000)]) {
      expect(book.findByBadge(text)).toBeUndefined();
    }
  });

  test("the file is for its owner only and holds no badge", () => {
    const an = add("an");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, "utf8")).not.toContain(an.badge.slice(5));
  });

  test("who was added or removed while the book is open counts at once", () => {
    const an = add("an");
    const book = openStaffFile({ path, log });
    expect(book.findByBadge(an.badge)).toBeDefined();
    const bert = add("bert", "technician");
    expect(book.findByBadge(bert.badge)).toEqual({ staff: "bert", role: "technician" });
    expect(removeStaff(path, "an").ok).toBe(true);
    expect(book.findByBadge(an.badge)).toBeUndefined();
    expect(listStaff(path)).toEqual({ ok: true, value: [{ id: "bert", role: "technician" }] });
  });

  test("an id twice, a strange id and an unknown id are refused with a sentence", () => {
    add("an");
    const member = { role: "clerk", issuer: "x" } as const;
    expect(addStaff(path, { id: "an", ...member }, systemRandom)).toMatchObject({
      error: expect.stringContaining("already"),
    });
    expect(addStaff(path, { id: "An B", ...member }, systemRandom).ok).toBe(false);
    expect(removeStaff(path, "carl")).toMatchObject({ error: expect.stringContaining("carl") });
  });
});

const token = (secret: string, epoch: number): Promise<string> => generate({ secret, epoch });

describe("TOTP", () => {
  test("is right in its own time step and one to either side", async () => {
    const { secret } = add("an");
    const book = openStaffFile({ path, log });
    for (const [ahead, valid] of [
      [-2, false],
      [-1, true],
      [0, true],
      [1, true],
      [2, false],
    ] as const) {
      const given = await token(secret, wallMs / 1000 + 30 * ahead);
      const found = await book.checkTotp(staffId("an"), given, {
        wallMs,
        afterTimeStep: undefined,
      });
      expect(found).toEqual({ valid, timeStep: valid ? step + ahead : step });
    }
  });

  test("is never right twice: its step or an older one is refused", async () => {
    const { secret } = add("an");
    const book = openStaffFile({ path, log });
    const given = await token(secret, wallMs / 1000);
    const check = (afterTimeStep: number): Promise<{ valid: boolean }> =>
      book.checkTotp(staffId("an"), given, { wallMs, afterTimeStep });
    expect((await check(step - 1)).valid).toBe(true);
    expect((await check(step)).valid).toBe(false);
    expect((await check(step + 1000)).valid).toBe(false);
  });

  test("a strange token is wrong and throws nothing", async () => {
    add("an");
    const book = openStaffFile({ path, log });
    for (const strange of ["", "12345", "1234567", "12a456", "１２３４５６", "9".repeat(4000)]) {
      const at = { wallMs, afterTimeStep: undefined };
      expect((await book.checkTotp(staffId("an"), strange, at)).valid).toBe(false);
    }
  });

  test("nobody who is not in the file has a right token, not even of the stand-in secret", async () => {
    const book = openStaffFile({ path, log });
    const given = await token("A".repeat(32), wallMs / 1000);
    const at = { wallMs, afterTimeStep: undefined };
    expect((await book.checkTotp(staffId("an"), given, at)).valid).toBe(false);
  });
});

describe("a wrong file", () => {
  test.each([
    ["that is not JSON", "{", "not JSON"],
    ["with a key too many", '{"staff":[],"admin":true}', "admin"],
    ["with a role that is none", '{"staff":[{"id":"an","role":"boss"}]}', "staff.0"],
  ])("%s lets nobody in and says so once", (_, text, why) => {
    const an = add("an");
    writeFileSync(path, text);
    const book = openStaffFile({ path, log });
    expect(book.findByBadge(an.badge)).toBeUndefined();
    expect(book.findByBadge(an.badge)).toBeUndefined();
    expect(log.alarms).toHaveLength(1);
    expect(log.alarms[0]).toContain(why);
    expect(log.alarms[0]).toContain(path);
  });

  test("that others can read lets nobody in", () => {
    const an = add("an");
    chmodSync(path, 0o644);
    expect(openStaffFile({ path, log }).findByBadge(an.badge)).toBeUndefined();
    expect(log.alarms[0]).toContain("chmod 600");
  });

  test("is never overwritten by adding somebody", () => {
    writeFileSync(path, "{", { mode: 0o600 });
    const member = { id: "an", role: "clerk", issuer: "x" } as const;
    expect(addStaff(path, member, systemRandom).ok).toBe(false);
    expect(readFileSync(path, "utf8")).toBe("{");
  });
});
