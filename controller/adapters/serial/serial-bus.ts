// A bus on a serial port: RS-485, RS-232, USB or a pseudo-terminal, by a path that stays the same over a replug.
// The port is opened by its path every time, so a symlink of udev may meanwhile point to another device.
import { setTimeout as sleep } from "node:timers/promises";
import { SerialPort } from "serialport";
import { type Result, failed, ok } from "#domain/result.ts";
import type { Carrier, CarrierListener, Connection } from "#adapters/bus/carrier.ts";
import {
  type BusOptions,
  type BusWorld,
  type LineBus,
  createLineBus,
} from "#adapters/bus/line-bus.ts";
import { withPromptBinding } from "#adapters/serial-port/prompt-binding.ts";
import { readLines } from "./line-reader.ts";

const CLOSE_MS_MAX = 3000;
/** More waiting than a few lines means that the port takes nothing: what comes on top is lost, as on a cut cable. */
const WAITING_BYTES_MAX = 1024;

export type SerialBusOptions = BusOptions & {
  /** For example `/dev/serial/by-id/…`; never `/dev/ttyACM0`, which another device may get at the next start. */
  readonly path: string;
  /** 9600 … 921600 [LL-1.1]. */
  readonly baud: number;
};

export function createSerialBus(options: SerialBusOptions, world: BusWorld): LineBus {
  const { path: _path, ...bus } = options;
  return createLineBus(
    { ...bus, carrier: "serial", keyedOnly: false },
    serialCarrier(options),
    world,
  );
}

function serialCarrier({ path, baud }: SerialBusOptions): Carrier {
  return {
    where: `serial port ${path}`,
    advice: "check the cable, the path in the configuration and that no other program has the port",
    open: (listener) => openPort(path, baud, listener),
  };
}

/** DTR and RTS are left alone [LL-1.1]: no `set`, and no hang-up at the last close. */
function openPort(
  path: string,
  baudRate: number,
  listener: CarrierListener,
): Promise<Result<Connection, string>> {
  const settings = { path, baudRate, hupcl: false, lock: true, autoOpen: false };
  const port = new SerialPort(withPromptBinding(settings));
  readLines(port, listener.line);
  port.on("error", (error) => listener.closed(error.message));
  port.on("close", (error: Error | null | undefined) => {
    listener.closed(error?.message ?? "the port was closed");
  });
  return new Promise((resolve) => {
    port.open((error) => resolve(error ? failed(error.message) : ok(connectionOf(port))));
  });
}

const connectionOf = (port: SerialPort): Connection => ({
  send(line) {
    if (port.writableLength < WAITING_BYTES_MAX) port.write(`${line}\n`, "latin1");
  },
  close: () => closePort(port),
});

async function closePort(port: SerialPort): Promise<void> {
  if (!port.isOpen) return;
  const closed = new Promise<void>((resolve) => port.close(() => resolve()));
  // A driver may hold a closing port until its last byte is out, which a dead line never lets happen.
  await Promise.race([closed, sleep(CLOSE_MS_MAX, undefined, { ref: false })]);
}
