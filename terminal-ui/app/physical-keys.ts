// Which key of the keypad a key of a keyboard is. The tactile keypads of kiosks are keyboards too.
import type { ClientMessage } from "#api/terminal-messages.ts";

export type Key = Extract<ClientMessage, { kind: "key" }>["key"];

export const DIGIT_ROWS = [
  ["1", "2", "3"],
  ["4", "5", "6"],
  ["7", "8", "9"],
] as const satisfies readonly (readonly Key[])[];

const isDigit = (key: string): key is Key => /^[0-9]$/.test(key);

/** `undefined`: not ours, the browser may have it. */
export function keyOf(pressed: string): Key | undefined {
  if (isDigit(pressed)) return pressed;
  if (pressed === "Backspace" || pressed === "Delete") return "erase";
  return pressed === "Enter" ? "enter" : undefined;
}
