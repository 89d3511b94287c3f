// The keyed session [LL-6]: how its key is made, how a line is signed and checked. HMAC itself comes from the caller.
// Who must sign when is decided by the two link machines, not here.
import type { Hmac } from "./host-link-types.ts";
import { hexOf, type Signer } from "./line.ts";
import type { Boot, Nonce } from "./messages.ts";

const MAC_BYTES = 8;

export type SessionParts = {
  readonly addr: number;
  readonly hostNonce: Nonce;
  readonly boardNonce: Nonce;
  readonly boot: Boot;
};

/** 32 bytes, different for every pair of nonces and every boot [LL-6.1]. */
export function deriveSessionKey(hmac: Hmac, key: Uint8Array, parts: SessionParts): Uint8Array {
  const { addr, hostNonce, boardNonce, boot } = parts;
  return hmac(key, `LL1|${hexOf(addr, 2)}|${hostNonce}|${boardNonce}|${boot}`);
}

/** Signs the text of a line from its sigil up to the space before `mac=` [LL-6.2]. */
export function signerOf(hmac: Hmac, sessionKey: Uint8Array): Signer {
  return (signedText) =>
    [...hmac(sessionKey, signedText).subarray(0, MAC_BYTES)].map((byte) => hexOf(byte, 2)).join("");
}

/** True if the line ends in the `mac` of this signer. A line without one is never signed. */
export function isSignedBy(sign: Signer, line: string): boolean {
  const start = line.lastIndexOf(" mac=");
  if (start < 0) return false;
  return isSameText(
    line.slice(start + " mac=".length, line.length - "*0000".length),
    sign(line.slice(0, start)),
  );
}

/** Looks at every character, so that the time it takes does not tell how many were right. */
function isSameText(left: string, right: string): boolean {
  let difference = left.length ^ right.length;
  for (let index = 0; index < right.length; index += 1) {
    difference |= left.charCodeAt(index) ^ right.charCodeAt(index);
  }
  return difference === 0;
}
