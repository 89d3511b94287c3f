// A bus in memory: the host's carrier at one end, simulated boards at the other, virtual time and mishaps between them.
// It carries lines and knows of them only address and verb; what boards do to replies is the simulator's own fault plan.
import { emptySplitter, splitBytes } from "#protocol/splitter.ts";
import type { Carrier, CarrierListener, Connection } from "#adapters/bus/carrier.ts";
import { failed, ok } from "#domain/result.ts";
import { type Bus, hearLine, replayOpen } from "#simulator/bus.ts";
import type { VirtualTime } from "./virtual-time.ts";

const WIRE_MS = 3;

export type VirtualWire = {
  /** For one run of the host: when that run is dead, its carrier is. */
  readonly carrierOf: (isAlive: () => boolean) => Carrier;
  /** OPEN lines wait in the wire from here on, or come out of it now, in their order. */
  readonly holdOpens: () => void;
  readonly releaseOpens: () => void;
  /** Every line of both directions is lost, and nobody is told. */
  cut: boolean;
  /** The port cannot be opened; an open one closes. */
  readonly unplug: () => void;
  readonly plugIn: () => void;
  /** The newest OPEN that a board heard reaches it once more. Says what the board answered. */
  readonly repeatLastOpen: () => string;
  /** Somebody else speaks on the bus: boards and host hear it. */
  readonly strangerSays: (line: string) => void;
  /** Called with each line that leaves the host. */
  onSent: (line: string) => void;
};

export function createVirtualWire(bus: Bus, time: VirtualTime): VirtualWire {
  const held: string[] = [];
  let holding = false;
  let plugged = true;
  let listener: { readonly isAlive: () => boolean; readonly hears: CarrierListener } | undefined;

  const toHost = (text: string): void => {
    if (wire.cut || !plugged || listener?.isAlive() !== true) return;
    const { lines } = splitBytes(emptySplitter, Buffer.from(text, "latin1"));
    for (const line of lines) listener.hears.line(line);
  };
  const toBoards = (line: string): void => {
    if (wire.cut || !plugged) return;
    for (const { afterMs, text } of hearLine(bus, line, time.nowMs(), () => 0.5))
      time.after(afterMs + WIRE_MS, () => toHost(text));
  };
  const send = (line: string): void => {
    wire.onSent(line);
    if (holding && verbOf(line) === "OPEN") held.push(line);
    else time.after(WIRE_MS, () => toBoards(line));
  };
  const wire: VirtualWire = {
    cut: false,
    onSent: () => undefined,
    carrierOf: (isAlive) => ({
      where: "the wire in memory",
      advice: "plug it in",
      async open(hears) {
        if (!plugged) return failed("unplugged");
        const opened = { isAlive, hears };
        listener = opened;
        const connection: Connection = {
          send: (line) => {
            if (isAlive() && listener === opened) send(line);
          },
          close: async () => {
            if (listener === opened) listener = undefined;
          },
        };
        return ok(connection);
      },
    }),
    holdOpens() {
      holding = true;
    },
    releaseOpens() {
      holding = false;
      for (const line of held.splice(0)) toBoards(line);
    },
    unplug() {
      plugged = false;
      if (listener?.isAlive() === true) listener.hears.closed("unplugged");
    },
    plugIn() {
      plugged = true;
    },
    repeatLastOpen: () => replayOpen(bus, -1, time.nowMs())?.reply ?? "silence",
    strangerSays(line) {
      toBoards(line);
      toHost(`${line}\n`);
    },
  };
  return wire;
}

/** The verb of a `>` or `<` line. */
export const verbOf = (line: string): string => /^.{9}([A-Z]+)/.exec(line)?.[1] ?? "";
