// The board's end of a real carrier, where a trial can hold, repeat, forge and count lines. What it does not touch goes
// through as on any cable; bytes and connections are the carrier's.
import { emptySplitter, splitBytes } from "#protocol/splitter.ts";
import { type Bus, hearLine } from "#simulator/bus.ts";
import { random } from "#simulator/entropy.ts";
import type { Receiver } from "#simulator/lines/line.ts";

export type Wire = {
  /** Every whole line that came from the host, oldest first. */
  readonly down: readonly string[];
  /** Every line that a board answered, whether it went back or not. */
  readonly up: readonly string[];
  /** What of this line from the host arrives at the boards now. A trial puts its own mishap here. */
  toBoards: (line: string) => readonly string[];
  /** What of this reply goes back to the host now. */
  toHost: (line: string) => readonly string[];
  /** The line arrives at the boards now, and what they answer goes back. */
  readonly arrive: (line: string) => void;
  /** Somebody says this to the host: a board, a doppelganger or a second host. */
  readonly say: (line: string) => void;
  /** Bytes as they stand, without an LF. */
  readonly sayBytes: (text: string) => void;
  /** Called as soon as the host's next connection brings its first bytes. */
  onConnection: () => void;
  /** For one connection: half a line dies with it [LL-1.2]. */
  readonly connect: () => Receiver;
};

export const passed = (line: string): readonly string[] => [line];
export const lost = (): readonly string[] => [];

/** The verb of a `>` or `<` line. */
export const verbOf = (line: string): string => /^.{9}([A-Z]+)/u.exec(line)?.[1] ?? "";
export const isOpen = (line: string): boolean => verbOf(line) === "OPEN";

export function createWire(
  bus: Bus,
  world: { readonly nowMs: () => number; readonly send: (bytes: Buffer) => void },
): Wire {
  const down: string[] = [];
  const up: string[] = [];
  const sayBytes = (text: string): void => world.send(Buffer.from(text, "latin1"));
  const say = (line: string): void => sayBytes(`${line}\n`);
  const wire: Wire = {
    down,
    up,
    toBoards: passed,
    toHost: passed,
    onConnection: () => undefined,
    say,
    sayBytes,
    arrive(line) {
      for (const { text, afterMs } of hearLine(bus, line, world.nowMs(), random)) {
        const reply = text.trimEnd();
        up.push(reply);
        if (afterMs === 0) wire.toHost(reply).forEach(say);
        else setTimeout(() => wire.toHost(reply).forEach(say), afterMs);
      }
    },
    connect() {
      let splitter = emptySplitter;
      let silent = true;
      return (bytes) => {
        if (silent) wire.onConnection();
        silent = false;
        const split = splitBytes(splitter, bytes);
        ({ splitter } = split);
        for (const line of split.lines) {
          down.push(line);
          wire.toBoards(line).forEach(wire.arrive);
        }
      };
    },
  };
  return wire;
}
