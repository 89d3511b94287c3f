// How the values of LockerLine stand on the line: numbers, hex, words, lists, and the range each of them has [LL-2.1, LL-4].
// A rule that spans two fields (ERR and its `boot`, EV and its kind) stands in the codec of that verb.
import type { TextForm } from "./field.ts";
import { hexOf } from "./line.ts";
import type { Capability, OperationResult } from "./messages.ts";

export const CHANNEL_MAX = 48;

const DECIMAL = /^(?:0|-?[1-9][0-9]{0,15})$/;

/** Decimal without leading zeros [LL-2.1], both ends included. */
export const between = (lowest: number, highest: number): TextForm<number> => ({
  read: (text) => {
    const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
    return value >= lowest && value <= highest ? value : undefined;
  },
  write: (value) => `${value}`,
});

/** Upper-case hex digits, exactly as many as the value's own text has [LL-2.1]. */
const hexText = (fewest: number, most: number): TextForm<string> => {
  const rule = new RegExp(`^[0-9A-F]{${fewest},${most}}$`);
  return { read: (text) => (rule.test(text) ? text : undefined), write: (text) => text };
};

export const oneOf = <Word extends string>(...words: readonly Word[]): TextForm<Word> => ({
  read: (text) => words.find((word) => word === text),
  write: (word) => word,
});

/** `no` and `yes` are the two texts a flag may have. */
export const flag = (no: string, yes: string): TextForm<boolean> => ({
  read: (text) => (text === yes ? true : text === no ? false : undefined),
  write: (value) => (value ? yes : no),
});

const lengthUpTo = (most: number): TextForm<string> => ({
  read: (text) => (text.length <= most ? text : undefined),
  write: (text) => text,
});

const capability = oneOf<Capability>(
  "door",
  "item",
  "led",
  "vend",
  "vin",
  "temp",
  "tamper",
  "nvlog",
  "key",
);

/** Comma-separated, at most 40 characters [LL-4.1]. */
export const capabilityList: TextForm<readonly Capability[]> = {
  read: (text) => {
    const words = text.split(",").map((word) => capability.read(word));
    const known = words.filter((word) => word !== undefined);
    return text.length <= 40 && known.length === words.length ? known : undefined;
  },
  write: (words) => words.join(","),
};

export const whole = between(0, Number.MAX_SAFE_INTEGER);
/** Operations and event numbers start at 1 and stay below 2^53 [LL-4.2, LL-5.1]. */
export const counted = between(1, Number.MAX_SAFE_INTEGER);
export const channel = between(1, CHANNEL_MAX);
/** The board's `t`: ms since boot modulo 2^32 [LL-4.8]. */
export const boardTime = between(0, 2 ** 32 - 1);
export const boot = hexText(8, 8);
export const nonce = hexText(16, 16);
export const mask = hexText(1, CHANNEL_MAX / 4);
export const label = lengthUpTo(16);
export const signedNumber = between(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);

/** An address a board can be given [LL-2 addr]. */
export const boardAddress: TextForm<number> = {
  read: (text) => {
    const addr = /^[0-9A-F]{2}$/.test(text) ? Number.parseInt(text, 16) : 0;
    return addr >= 0x01 && addr <= 0x7e ? addr : undefined;
  },
  write: (addr) => hexOf(addr, 2),
};

export const operationResult = oneOf<OperationResult>(
  "none",
  "accepted",
  "driven",
  "opened",
  "not-opened",
  "closed",
  "fault",
  "delivered",
  "unverified",
  "jam",
  "empty",
);
