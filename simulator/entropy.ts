// Everything about a running simulator that is not the same twice: boots, nonces, noise, and the clock.
// Only the shell (wall, lone board) takes from here; boards and buses are handed what they need.
import { randomBytes } from "node:crypto";
import type { BoardNeeds } from "./board/board.ts";
import type { Pulse } from "./board/state.ts";
import { hmac } from "./hmac.ts";

const hex = (bytes: number): string => randomBytes(bytes).toString("hex").toUpperCase();

/** Monotonic ms since this process began. */
export const clockMs = (): number => performance.now();

export const random = (): number => Math.random();

export function realNeeds(notePulse: (pulse: Pulse) => void): BoardNeeds {
  return { drawBoot: () => hex(4), drawNonce: () => hex(8), hmac, notePulse };
}
