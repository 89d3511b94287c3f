// Pickup codes: the derivation, computed a second time by hand with node:crypto, and what a check lets through.
import { createHmac, hkdfSync } from "node:crypto";
import jsqrModule from "jsqr";
import { generate } from "otplib";
import { PNG } from "pngjs";
import { create } from "qrcode";
import { describe, expect, test } from "vitest";
import { createPickupCodes } from "#adapters/codes/pickup-codes.ts";
import { drawQrPicture } from "#adapters/codes/qr-picture.ts";
import { systemRandom } from "#adapters/random/system-random.ts";
import { type PickupId, parsePickupId } from "#domain/ids.ts";

const terminalSecret = Buffer.from("00112233445566778899aabbccddeeff".repeat(2), "hex");
const pickup = pickupId("0123456789abcdef0123456789abcdef");
const other = pickupId("0123456789abcdef0123456789abcdee");
const codes = createPickupCodes({
  terminalSecret,
  personalSecret: terminalSecret,
  pinDigits: 8,
  random: systemRandom,
});

function pickupId(text: string): PickupId {
  const parsed = parsePickupId(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

/** RFC 4226 §5.3, written a second time. */
function hotp(secret: Uint8Array, counter: number, digits: number): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const mac = createHmac("sha1", secret).update(message).digest();
  const binary = mac.readUInt32BE((mac[19] ?? 0) & 0x0f) & 0x7fffffff;
  return String(binary % 10 ** digits).padStart(digits, "0");
}

function base32(bytes: Uint8Array): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  let value = BigInt(`0x${Buffer.from(bytes).toString("hex")}`) << 2n;
  let text = "";
  for (let digit = 0; digit < 26; digit += 1) {
    text = (alphabet[Number(value & 31n)] ?? "") + text;
    value >>= 5n;
  }
  return text;
}

const secretOf = (id: PickupId): Buffer =>
  Buffer.from(hkdfSync("sha256", terminalSecret, Buffer.from(id, "hex"), "loket24 pickup 1", 20));

describe("the PIN", () => {
  test("otplib gives the ten values of RFC 4226, appendix D", async () => {
    const secret = Buffer.from("12345678901234567890");
    const expected = "755224 287082 359152 969429 338314 254676 287922 162583 399871 520489".split(
      " ",
    );
    const found = await Promise.all(
      expected.map((_, counter) => generate({ strategy: "hotp", secret, counter, digits: 6 })),
    );
    expect(found).toEqual(expected);
  });

  test.each([6, 8] as const)("is HOTP of the pickup's own secret, %i digits", async (digits) => {
    for (const counter of [0, 1, 7, 12_345]) {
      expect(await codes.pin(pickup, counter, digits)).toBe(
        hotp(secretOf(pickup), counter, digits),
      );
    }
  });

  test("is right only for its own pickup and counter", async () => {
    const pin = await codes.pin(pickup, 3, 8);
    expect(await codes.checkPin(pickup, 3, pin)).toBe(true);
    expect(await codes.checkPin(pickup, 4, pin)).toBe(false);
    expect(await codes.checkPin(other, 3, pin)).toBe(false);
    expect(await codes.checkPin(undefined, 3, pin)).toBe(false);
  });

  test("is never right by its last six digits, with more behind it, or empty", async () => {
    const pin = await codes.pin(pickup, 3, 8);
    for (const typed of [
      await codes.pin(pickup, 3, 6),
      `${pin}0`,
      ` ${pin}`,
      "",
      "9".repeat(4000),
    ]) {
      expect(await codes.checkPin(pickup, 3, typed)).toBe(false);
    }
  });
});

describe("the QR", () => {
  test("is 26 base32 digits of the first 16 bytes of the HMAC over its counter", () => {
    const mac = createHmac("sha256", secretOf(pickup)).update("qr|5").digest();
    expect(codes.qr(pickup, 5)).toBe(base32(mac.subarray(0, 16)));
    expect(codes.qr(pickup, 5)).toMatch(/^[A-Z2-7]{26}$/);
  });

  test("is right only for its own pickup and counter", () => {
    const qr = codes.qr(pickup, 5);
    expect(codes.checkQr(pickup, 5, qr)).toBe(true);
    expect(codes.checkQr(pickup, 6, qr)).toBe(false);
    expect(codes.checkQr(other, 5, qr)).toBe(false);
    expect(codes.checkQr(undefined, 5, qr)).toBe(false);
    expect(codes.checkQr(pickup, 5, qr.toLowerCase())).toBe(false);
    expect(codes.checkQr(pickup, 5, `${qr}A`)).toBe(false);
  });

  test("with its locator stays in the alphanumeric mode of a version 2 symbol", () => {
    const { version, segments } = create(`L24:4821${codes.qr(pickup, 0)}`, {
      errorCorrectionLevel: "M",
    });
    expect(version).toBe(2);
    expect(segments.map(({ mode }) => Reflect.get(mode, "id"))).toEqual(["Alphanumeric"]);
  });

  test("is drawn as a PNG that a reader gives back", async () => {
    const text = `L24:4821${codes.qr(pickup, 0)}`;
    const { data, width, height } = PNG.sync.read(await drawQrPicture(text));
    const jsqr = Reflect.get(jsqrModule, "default") ?? jsqrModule;
    expect(jsqr(new Uint8ClampedArray(data), width, height)?.data).toBe(text);
    // 25 modules and a quiet zone of 4 on either side.
    expect(width % 33).toBe(0);
  });

  test("refuses to draw what needs a larger symbol", async () => {
    await expect(drawQrPicture("A".repeat(39))).rejects.toThrow("fits version 2");
  });
});

describe("dates and references", () => {
  test("a birth date is right only against its own MAC, and no MAC is never right", () => {
    const mac = codes.birthDateMac("19710304");
    expect(mac).toMatch(/^[0-9a-f]{64}$/);
    expect(codes.checkBirthDate(mac, "19710304")).toBe(true);
    expect(codes.checkBirthDate(mac, "19710305")).toBe(false);
    expect(codes.checkBirthDate(undefined, "19710304")).toBe(false);
  });

  test("two dates are the same only where both are known", () => {
    const mac = codes.birthDateMac("19710304");
    expect(codes.sameBirthDate(mac, codes.birthDateMac("19710304"))).toBe(true);
    expect(codes.sameBirthDate(mac, codes.birthDateMac("19710305"))).toBe(false);
    expect(codes.sameBirthDate(mac, undefined)).toBe(false);
    expect(codes.sameBirthDate(undefined, mac)).toBe(false);
    expect(codes.sameBirthDate(undefined, undefined)).toBe(false);
  });

  test("a group has one id however often it is named, and it is no other MAC of the name", () => {
    const id = codes.groupId("family-1");
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(codes.groupId("family-1")).toBe(id);
    expect(codes.groupId("family-2")).not.toBe(id);
    expect(codes.referenceMac("family-1")).not.toContain(id);
  });

  test("the MACs of dates and references are keyed apart, and by the terminal", () => {
    const key = Buffer.from(hkdfSync("sha256", terminalSecret, "", "loket24 reference 1", 32));
    expect(codes.referenceMac("19710304")).toBe(
      createHmac("sha256", key).update("19710304").digest("hex"),
    );
    expect(codes.referenceMac("19710304")).not.toBe(codes.birthDateMac("19710304"));
  });
});

test("another secret has another key id and other codes", async () => {
  const second = createPickupCodes({
    personalSecret: terminalSecret,
    terminalSecret: Buffer.alloc(32, 7),
    pinDigits: 8,
    random: systemRandom,
  });
  expect(second.keyId).not.toBe(codes.keyId);
  expect(await second.checkPin(pickup, 0, await codes.pin(pickup, 0, 8))).toBe(false);
});
