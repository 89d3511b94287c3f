// One person's data as one encrypted box: AES-256-GCM under a key of its own, bound to its pickup so that boxes cannot be
// exchanged. Where boxes and keys lie is not known here.
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { PickupId } from "#domain/ids.ts";
import type { PersonalData } from "#runtime/ports.ts";

const CIPHER = "aes-256-gcm";
export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export type SealedBox = { readonly nonce: Buffer; readonly box: Buffer };

/** Never derived from anything: destroying it is what erases the data. */
export const newKey = (): Buffer => randomBytes(KEY_BYTES);

export function sealBox(pickup: PickupId, key: Buffer, data: PersonalData): SealedBox {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(pickup));
  const parts = [cipher.update(JSON.stringify(data), "utf8"), cipher.final()];
  return { nonce, box: Buffer.concat([...parts, cipher.getAuthTag()]) };
}

/** As a file gave it: where bits of it have turned, a column is no longer bytes, or no longer there. */
export type FoundBox = { readonly nonce?: unknown; readonly box?: unknown };

/** `undefined`: not sealed by this key for this pickup, or changed since. */
export function openBox(
  pickup: PickupId,
  key: Buffer,
  { nonce, box }: FoundBox,
): PersonalData | undefined {
  if (!Buffer.isBuffer(nonce) || !Buffer.isBuffer(box)) return undefined;
  const tagAt = box.length - TAG_BYTES;
  if (nonce.length !== NONCE_BYTES || tagAt < 0) return undefined;
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(pickup)).setAuthTag(box.subarray(tagAt));
  try {
    const parts = [decipher.update(box.subarray(0, tagAt)), decipher.final()];
    // The authentication tag proves that `sealBox` wrote these bytes.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return JSON.parse(Buffer.concat(parts).toString("utf8")) as PersonalData;
  } catch {
    // Node tells a wrong tag only by throwing.
    return undefined;
  }
}
