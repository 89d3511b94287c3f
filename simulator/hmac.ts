// HMAC-SHA256 as boards and hosts need it for every line of a keyed session. A key is prepared once, however often it signs.
import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import type { Hmac } from "#protocol/host-link-types.ts";

const prepared = new WeakMap<Uint8Array, KeyObject>();

function keyOf(bytes: Uint8Array): KeyObject {
  const known = prepared.get(bytes);
  if (known !== undefined) return known;
  const key = createSecretKey(bytes);
  prepared.set(bytes, key);
  return key;
}

export const hmac: Hmac = (key, text) =>
  createHmac("sha256", keyOf(key)).update(text, "latin1").digest();
