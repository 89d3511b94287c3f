// Which key of the audio keypad a key code is, by the table of the site. The keypad is a keyboard to the computer, with codes that
// no other keyboard here sends. Pure.
import type { ServerMessage } from "#api/terminal-messages.ts";

export type Keypad = ServerMessage["keypad"];
export type AudioKey = keyof Keypad;

/** @param code of the key's place (`KeyboardEvent.code`), which no layout changes. */
export function audioKeyOf(code: string, keypad: Keypad | undefined): AudioKey | undefined {
  if (keypad === undefined) return undefined;
  return AUDIO_KEYS.find((key) => keypad[key].includes(code));
}

const AUDIO_KEYS: readonly AudioKey[] = [
  "up",
  "down",
  "left",
  "right",
  "ok",
  "again",
  "louder",
  "softer",
  "plugged",
  "unplugged",
];

/** Nobody has to find a button first. Enter is a key of number pads too, and a plug that leaves asks for nothing. */
export const startsSpeaking = (key: AudioKey, code: string): boolean =>
  key !== "unplugged" && !code.endsWith("Enter");
