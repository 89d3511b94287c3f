// A carrier that tells a capture every line it carries, both ways, and when its port came and went. It changes nothing of them.
// What is kept of it, and where, is capture-file.ts.
import { ok } from "#domain/result.ts";
import type { Carrier, CarrierListener, Connection } from "./carrier.ts";

/** `>` host to board, `<` board to host, `port`: about the port itself. */
export type CaptureDirection = ">" | "<" | "port";

export type BusCapture = {
  /** Returns at once, whatever the disk does. */
  readonly note: (bus: string, direction: CaptureDirection, line: string) => void;
  /** Resolves when all that was noted is in the file, or will never be. */
  readonly flush: () => Promise<void>;
};

export function capturedCarrier(carrier: Carrier, bus: string, capture: BusCapture): Carrier {
  return {
    where: carrier.where,
    advice: carrier.advice,
    async open(listener) {
      const opened = await carrier.open(heardBy(listener, bus, capture));
      capture.note(bus, "port", opened.ok ? "opened" : `not opened: ${opened.error}`);
      return opened.ok ? ok(captured(opened.value, bus, capture)) : opened;
    },
  };
}

const heardBy = (listener: CarrierListener, bus: string, capture: BusCapture): CarrierListener => ({
  line(line) {
    capture.note(bus, "<", line);
    listener.line(line);
  },
  closed(why) {
    capture.note(bus, "port", `broke: ${why}`);
    listener.closed(why);
  },
});

const captured = (connection: Connection, bus: string, capture: BusCapture): Connection => ({
  send(line) {
    capture.note(bus, ">", line);
    connection.send(line);
  },
  async close() {
    await connection.close();
    capture.note(bus, "port", "closed");
    await capture.flush();
  },
});
