// Joins a carrier to a bus: bytes become lines, what the bus answers goes back on the wire at its time.
import { emptySplitter, splitBytes } from "#protocol/splitter.ts";
import { hearLine, type Bus } from "../bus.ts";
import { clockMs, random } from "../entropy.ts";
import type { Sending } from "../wire-faults.ts";
import type { Receiver } from "./line.ts";

/** A receiver for one connection; `send` is the carrier's. A reply without a fault starts at once [LL-3.4]. */
export function createBusReceiver(bus: Bus, send: (bytes: Buffer) => void): Receiver {
  let splitter = emptySplitter;
  return (bytes) => {
    const split = splitBytes(splitter, bytes);
    ({ splitter } = split);
    for (const line of split.lines) {
      for (const sending of hearLine(bus, line, clockMs(), random)) transmit(sending, send);
    }
  };
}

function transmit({ afterMs, text }: Sending, send: (bytes: Buffer) => void): void {
  const bytes = Buffer.from(text, "latin1");
  if (afterMs === 0) send(bytes);
  else setTimeout(() => send(bytes), afterMs).unref();
}
