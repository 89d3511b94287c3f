// Typing digits on the terminal's keypad: what a key does to what stands on the display. No meaning here.
import type { Key } from "../inputs.ts";
import type { Site } from "../site.ts";

export const BIRTH_DATE_GROUPS: readonly number[] = [2, 2, 4];
export const TOTP_GROUPS: readonly number[] = [3, 3];

/** `NNNN SSSS SSSS` or `NNNN SSS SSS`: the locator, then the PIN in two groups. */
export const codeGroups = (site: Site): readonly number[] => [
  4,
  site.pinDigits / 2,
  site.pinDigits / 2,
];

export const lengthOf = (groups: readonly number[]): number =>
  groups.reduce((sum, size) => sum + size, 0);

export function typeKey(digits: string, key: Exclude<Key, "enter">, max: number): string {
  if (key === "erase") return digits.slice(0, -1);
  return digits.length < max ? digits + key : digits;
}

/** `DDMMYYYY` as typed to `YYYYMMDD` as compared. */
export const birthDateOf = (typed: string): string =>
  typed.slice(4, 8) + typed.slice(2, 4) + typed.slice(0, 2);
