// CRC-16/CCITT-FALSE over the characters of a line [LL-2 crc]: polynomial 1021, init FFFF, nothing reflected.
// It finds noise, never an attacker: that is what `mac` is for [LL-6].

const tableOfBytes: readonly number[] = Array.from({ length: 256 }, (_, byte) => {
  let rest = byte << 8;
  for (let bit = 0; bit < 8; bit += 1) {
    rest = rest & 0x8000 ? (rest << 1) ^ 0x1021 : rest << 1;
  }
  return rest & 0xffff;
});

/** CRC of an ASCII text; `crcOf("123456789")` is 0x29B1. */
export function crcOf(text: string): number {
  let rest = 0xffff;
  for (let index = 0; index < text.length; index += 1) {
    const byte = ((rest >> 8) ^ text.charCodeAt(index)) & 0xff;
    rest = ((rest << 8) ^ (tableOfBytes[byte] ?? 0)) & 0xffff;
  }
  return rest;
}
