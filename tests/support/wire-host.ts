// A bare host for carrier tests: sends lines and waits for lines over a real serial port, TCP socket or broker.
// It has no link machine: what a test does not send is not sent.
import { once } from "node:events";
import { connect } from "node:net";
import { connectAsync } from "mqtt";
import { SerialPort } from "serialport";
import { withPromptBinding } from "#adapters/serial-port/prompt-binding.ts";

export type WireHost = {
  /** Everything received so far, as latin1. */
  readonly received: () => string;
  readonly write: (text: string) => void;
  /** Resolves with what was received once it matches. */
  readonly until: (pattern: RegExp) => Promise<string>;
  /** Sends one line and waits for the next whole line. */
  readonly ask: (line: string) => Promise<string>;
  /** Resolves when the other end hung up. */
  readonly hungUp: Promise<void>;
  readonly close: () => Promise<void>;
};

type Wire = Pick<WireHost, "write" | "hungUp" | "close">;

function createWireHost(wire: Wire): {
  readonly host: WireHost;
  readonly take: (text: string) => void;
} {
  let received = "";
  const waiting = new Set<() => void>();
  async function until(pattern: RegExp): Promise<string> {
    while (!pattern.test(received)) {
      await new Promise<void>((resolve) => waiting.add(resolve));
    }
    return received;
  }
  const host: WireHost = {
    ...wire,
    received: () => received,
    until,
    async ask(line) {
      received = "";
      wire.write(`${line}\n`);
      await until(/\n/);
      return received.slice(0, received.indexOf("\n"));
    },
  };
  return {
    host,
    take(text) {
      received += text;
      for (const wake of waiting) wake();
      waiting.clear();
    },
  };
}

export async function serialHost(path: string): Promise<WireHost> {
  const port = new SerialPort(withPromptBinding({ path, baudRate: 115_200, autoOpen: false }));
  const { host, take } = createWireHost({
    write: (text) => void port.write(Buffer.from(text, "latin1")),
    hungUp: new Promise((resolve) => port.once("close", () => resolve())),
    close: () => new Promise((resolve) => (port.isOpen ? port.close(() => resolve()) : resolve())),
  });
  port.on("data", (bytes: Buffer) => take(bytes.toString("latin1")));
  await new Promise<void>((resolve, reject) =>
    port.open((error) => (error ? reject(error) : resolve())),
  );
  return host;
}

export async function tcpHost(port: number): Promise<WireHost> {
  const socket = connect(port, "127.0.0.1");
  socket.setNoDelay(true);
  const { host, take } = createWireHost({
    write: (text) => void socket.write(Buffer.from(text, "latin1")),
    hungUp: new Promise((resolve) => socket.once("close", () => resolve())),
    close: async () => void socket.destroy(),
  });
  socket.on("error", () => socket.destroy());
  socket.on("data", (bytes) => take(bytes.toString("latin1")));
  await once(socket, "connect");
  return host;
}

/** Every message becomes one received line. */
export async function mqttHost(url: string, topic: string): Promise<WireHost> {
  const client = await connectAsync(url, { protocolVersion: 5, reconnectPeriod: 0 });
  const { host, take } = createWireHost({
    write: (text) => void client.publish(`${topic}/down`, text.trimEnd()),
    hungUp: new Promise((resolve) => client.once("close", () => resolve())),
    close: () => client.endAsync(true),
  });
  client.on("message", (_topic, payload) => take(`${payload.toString("latin1")}\n`));
  await client.subscribeAsync(`${topic}/up`);
  return host;
}
