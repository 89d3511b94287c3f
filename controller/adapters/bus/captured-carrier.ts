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
      const use: Use = { bus, capture, closing: false };
      const opened = await carrier.open(heardBy(listener, use));
      capture.note(bus, "port", opened.ok ? "opened" : `not opened: ${opened.error}`);
      return opened.ok ? ok(captured(opened.value, use)) : opened;
    },
  };
}

/** One opening of the port. What is closed on purpose did not break. */
type Use = { readonly bus: string; readonly capture: BusCapture; closing: boolean };

const heardBy = (listener: CarrierListener, use: Use): CarrierListener => ({
  line(line) {
    use.capture.note(use.bus, "<", line);
    listener.line(line);
  },
  closed(why) {
    if (!use.closing) use.capture.note(use.bus, "port", `broke: ${why}`);
    listener.closed(why);
  },
});

const captured = (connection: Connection, use: Use): Connection => ({
  send(line) {
    use.capture.note(use.bus, ">", line);
    connection.send(line);
  },
  async close() {
    use.closing = true;
    await connection.close();
    use.capture.note(use.bus, "port", "closed");
    await use.capture.flush();
  },
});
