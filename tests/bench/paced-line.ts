// A UART's time on a pseudo-terminal, which itself carries bytes at once. Blocks its process while it waits, so that a moment is
// kept to some ten microseconds: it belongs in a process that does nothing else.
import { writeSync } from "node:fs";
import { lineMs } from "./far-end.ts";
import { nowMs } from "./samples.ts";

export type PacedLine = {
  /** Bytes of a request came: when the first of them began, and when the last has passed. */
  readonly receive: (count: number) => { readonly fromMs: number; readonly untilMs: number };
  /** When the last byte was handed over, and how much later than a line would have: this process thought, or had no processor. */
  readonly reply: (bytes: Uint8Array) => { readonly endMs: number; readonly lateMs: number };
};

/** A 16550's receive buffer tells its computer of every 8 bytes. */
const FIFO_BYTES = 8;
/** A sleep may end this much late; the rest is waited out awake. */
const SLEEP_SLACK_MS = 0.2;

/** `silenceMs` of quiet go before each request and each reply. */
export function createPacedLine(fd: number, silenceMs: number): PacedLine {
  let busyUntilMs = 0;
  let quietUntilMs = 0;
  return {
    receive(count) {
      const atMs = nowMs();
      const fromMs = Math.max(atMs, quietUntilMs);
      busyUntilMs = Math.max(fromMs, busyUntilMs) + lineMs(count);
      return { fromMs, untilMs: busyUntilMs };
    },
    reply(bytes) {
      const startMs = busyUntilMs + silenceMs;
      for (let sent = 0; sent < bytes.length; sent += FIFO_BYTES) {
        const piece = bytes.subarray(sent, sent + FIFO_BYTES);
        waitUntil(startMs + lineMs(sent + piece.length));
        writeSync(fd, piece);
      }
      busyUntilMs = nowMs();
      quietUntilMs = busyUntilMs + silenceMs;
      return { endMs: busyUntilMs, lateMs: busyUntilMs - startMs - lineMs(bytes.length) };
    },
  };
}

const sleeper = new Int32Array(new SharedArrayBuffer(4));

function waitUntil(atMs: number): void {
  const sleepMs = atMs - nowMs() - SLEEP_SLACK_MS;
  if (sleepMs > 0) Atomics.wait(sleeper, 0, 0, sleepMs);
  while (nowMs() < atMs);
}
