// Randomness that is the same in every run: SHA-256 over a seed and a counter.
import { createHash } from "node:crypto";
import type { Random } from "#runtime/ports.ts";

export function createVirtualRandom(seed: string): Random {
  let drawn = 0;
  const bytes = (count: number): Uint8Array => {
    const blocks = Array.from({ length: Math.ceil(count / 32) }, () => {
      drawn += 1;
      return createHash("sha256").update(`${seed} ${drawn}`).digest();
    });
    return Uint8Array.from(Buffer.concat(blocks).subarray(0, count));
  };
  return { bytes, below: (bound) => Buffer.from(bytes(6)).readUIntBE(0, 6) % bound };
}
