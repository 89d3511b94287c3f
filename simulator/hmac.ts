// HMAC-SHA256 as boards and hosts need it for every line of a keyed session. A key is prepared once, however often it signs;
// and where both ends of a line live in one process, what the one has just signed is not reckoned again for the other.
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

type Signed = { readonly key: Uint8Array; readonly text: string; readonly mac: Uint8Array };

let newest: Signed | undefined;

export const hmac: Hmac = (key, text) => {
  if (newest?.text === text && Buffer.compare(newest.key, key) === 0) return newest.mac;
  const mac = createHmac("sha256", keyOf(key)).update(text, "latin1").digest();
  newest = { key, text, mac };
  return mac;
};
