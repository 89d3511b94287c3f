// HMAC-SHA256 from Node for tests of the keyed session: the port that the pure layer leaves to its caller.
import { createHmac } from "node:crypto";
import type { Hmac } from "#protocol/host-link-types.ts";

export const nodeHmac: Hmac = (key, text) => createHmac("sha256", key).update(text).digest();

export const bytesOfHex = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, "hex"));
export const bytesOfText = (text: string): Uint8Array =>
  Uint8Array.from(Buffer.from(text, "latin1"));
