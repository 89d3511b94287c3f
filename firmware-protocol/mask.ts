// The hex masks of STAT: bit 0 is channel 1 [LL-4 STAT]. Up to 48 channels, so a mask is never one 32-bit number.
import type { Mask } from "./messages.ts";

/** Channels whose bit is set, ascending, starting at 1 [LL-4.6]. */
export function channelsOf(mask: Mask): readonly number[] {
  return mask
    .split("")
    .toReversed()
    .flatMap((digit, index) => {
      const bits = Number.parseInt(digit, 16);
      return [0, 1, 2, 3].filter((bit) => bits & (1 << bit)).map((bit) => index * 4 + bit + 1);
    });
}

/** One hex digit for every four of the board's `channelCount` channels; a channel beyond them is a programmer's error. */
export function maskOf(channels: Iterable<number>, channelCount: number): Mask {
  const digits: number[] = Array.from({ length: Math.ceil(channelCount / 4) }, () => 0);
  for (const channel of channels) {
    if (channel < 1 || channel > channelCount) {
      throw new RangeError(`channel ${channel} is not one of ${channelCount}`);
    }
    const index = Math.floor((channel - 1) / 4);
    digits[index] = (digits[index] ?? 0) | (1 << ((channel - 1) % 4));
  }
  return digits
    .toReversed()
    .map((digit) => digit.toString(16).toUpperCase())
    .join("");
}
