// Pickup codes: derived from the terminal secret whenever they are needed, stored nowhere.
// Counters, budgets and what a right code opens belong to the domain; this only derives and compares.
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { ScureBase32Plugin, generate } from "otplib";
import type { Codes, Random } from "#runtime/ports.ts";

const PICKUP_SECRET_BYTES = 20;
const PICKUP_ID_BYTES = 16;
const QR_BYTES = 16;
const GROUP_ID_BYTES = 16;
const KEY_BYTES = 32;
const KEY_ID_BYTES = 8;
const NO_SALT = new Uint8Array(0);
const base32 = new ScureBase32Plugin();

export type PickupCodesOptions = {
  /** 32 bytes, from the key file. */
  readonly terminalSecret: Uint8Array;
  /** 32 bytes that outlive a restore: birth dates and references are compared under them, codes never hang on them. */
  readonly personalSecret: Uint8Array;
  /** One length per terminal: a typed code of another length is wrong, however its digits run. */
  readonly pinDigits: 6 | 8;
  readonly random: Random;
};

export type PickupCodes = Codes & {
  /** HMAC-SHA256, 64 hex digits, of a document's reference: what the vault finds a sealed pickup by. */
  readonly referenceMac: (reference: string) => string;
  /** What the ledger calls a group, 32 hex digits: the same name gives the same, and nobody reads the name from it. */
  readonly groupId: (name: string) => string;
};

/** Which terminal secret this is, 16 hex digits: the ledger's first row holds it, and it tells nothing about the secret. */
export const keyIdOf = (terminalSecret: Uint8Array): string =>
  hexOf(derive(terminalSecret, NO_SALT, "loket24 key id 1", KEY_BYTES).subarray(0, KEY_ID_BYTES));

export function createPickupCodes(options: PickupCodesOptions): PickupCodes {
  const { terminalSecret, personalSecret, pinDigits, random } = options;
  const birthDateKey = derive(personalSecret, NO_SALT, "loket24 birth date 1", KEY_BYTES);
  const referenceKey = derive(personalSecret, NO_SALT, "loket24 reference 1", KEY_BYTES);
  const groupKey = derive(personalSecret, NO_SALT, "loket24 group 1", KEY_BYTES);
  const isSame = comparison(random.bytes(KEY_BYTES));
  // What an unknown locator is checked against, so that it takes as long as a known one.
  const nobody = hexOf(random.bytes(PICKUP_ID_BYTES));
  const noDate = hexOf(random.bytes(KEY_BYTES));
  const secretOf = (pickup: string): Buffer => pickupSecret(terminalSecret, pickup);

  return {
    keyId: keyIdOf(terminalSecret),
    pin: (pickup, counter, digits) => pinOf(secretOf(pickup), counter, digits),
    qr: (pickup, counter) => qrOf(secretOf(pickup), counter),
    async checkPin(pickup, counter, typed) {
      const right = await pinOf(secretOf(pickup ?? nobody), counter, pinDigits);
      return isSame(right, typed) && pickup !== undefined;
    },
    checkQr: (pickup, counter, scanned) =>
      isSame(qrOf(secretOf(pickup ?? nobody), counter), scanned) && pickup !== undefined,
    birthDateMac: (date) => hexOf(macOf(birthDateKey, date)),
    checkBirthDate: (mac, date) =>
      isSame(mac ?? noDate, hexOf(macOf(birthDateKey, date))) && mac !== undefined,
    sameBirthDate: (mac, other) =>
      isSame(mac ?? noDate, other ?? noDate) && mac !== undefined && other !== undefined,
    groupId: (name) => hexOf(macOf(groupKey, name).subarray(0, GROUP_ID_BYTES)),
    referenceMac: (reference) => hexOf(macOf(referenceKey, reference)),
  };
}

/** The salt is the pickup's 128 bits as 16 bytes, not their hex digits. */
const pickupSecret = (terminalSecret: Uint8Array, pickup: string): Buffer =>
  derive(terminalSecret, Buffer.from(pickup, "hex"), "loket24 pickup 1", PICKUP_SECRET_BYTES);

const derive = (key: Uint8Array, salt: Uint8Array, info: string, count: number): Buffer =>
  Buffer.from(hkdfSync("sha256", key, salt, info, count));

/** HOTP [RFC 4226], leading zeros kept. */
const pinOf = (secret: Uint8Array, counter: number, digits: 6 | 8): Promise<string> =>
  generate({ strategy: "hotp", algorithm: "sha1", secret, counter, digits });

/** Upper-case letters and digits only, so that the symbol stays in its alphanumeric mode. */
const qrOf = (secret: Uint8Array, counter: number): string =>
  base32.encode(macOf(secret, `qr|${counter}`).subarray(0, QR_BYTES), { padding: false });

const macOf = (key: Uint8Array, text: string): Buffer =>
  createHmac("sha256", key).update(text).digest();

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** Digests under a key of this run have one length, so the time taken tells neither place nor length of a difference. */
const comparison =
  (key: Uint8Array) =>
  (left: string, right: string): boolean =>
    timingSafeEqual(macOf(key, left), macOf(key, right));
