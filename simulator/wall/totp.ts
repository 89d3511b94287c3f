// The six digits in the clerk's pocket: TOTP of RFC 6238 with SHA-1 and 30 s, worked out here so that it can disagree with the controller.
import { createHmac } from "node:crypto";

const stepSeconds = 30;
const digits = 6;
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** `secretBase32` as an authenticator app takes it (RFC 4648, case and padding do not matter); `atMs` is Unix time. */
export function totpCode(secretBase32: string, atMs: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(atMs / 1000 / stepSeconds)));
  const mac = createHmac("sha1", decodeBase32(secretBase32)).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  const truncated = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(truncated % 10 ** digits).padStart(digits, "0");
}

function decodeBase32(text: string): Buffer {
  const bits = text
    .toUpperCase()
    .replaceAll(/[\s=]/g, "")
    .split("")
    .map((letter) => Math.max(0, alphabet.indexOf(letter)).toString(2).padStart(5, "0"))
    .join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
