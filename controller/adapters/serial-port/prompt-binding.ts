// The serial port's binding, without the way through the thread pool: a line has 30 bytes and a tty's buffer takes 4096, so a read
// of what is there and a write of one line never wait, while each hand-over to another thread and back costs more than the call.
// And it knows a hang-up by its sign: a read of nothing. After one that came before its first read the binding alone reads on for ever.
// Only the quick case is done here; whatever is not quick, or fails, is left to the binding itself, which meets it again.
import { readSync, writeSync } from "node:fs";
import { SerialPort } from "serialport";

type Port = Awaited<ReturnType<typeof SerialPort.binding.open>>;
/** What all systems' bindings take. */
type PortOptions = {
  readonly path: string;
  readonly baudRate: number;
  readonly hupcl: boolean;
  readonly lock: boolean;
};

/** What the bindings of Linux and macOS have beside the interface of all; their file descriptor is in non-blocking mode. */
type PolledPort = Port & {
  readonly fd: number;
  readonly poller: {
    readonly once: (event: "readable", heard: (error: Error | null) => void) => unknown;
  };
};

/** The options of a `SerialPort` that moves its bytes at once. Its typings do not name the option, which it takes all the same. */
export const withPromptBinding = <Options extends object>(options: Options): Options => ({
  ...options,
  binding: promptBinding,
});

const promptBinding = {
  list: () => SerialPort.binding.list(),
  async open(options: PortOptions): Promise<Port> {
    const port = await SerialPort.binding.open(options);
    return isPolled(port) ? prompt(port) : port;
  },
};

function isPolled(port: Port): port is PolledPort {
  return "poller" in port && "fd" in port && typeof port.fd === "number";
}

function prompt(port: PolledPort): Port {
  const read = port.read.bind(port);
  const write = port.write.bind(port);
  port.read = async (buffer, offset, length) => {
    if (!port.isOpen) return read(buffer, offset, length);
    await readable(port);
    const bytesRead = quickly(() => readSync(port.fd, buffer, offset, length, null));
    if (bytesRead === 0) throw hungUp();
    return bytesRead === undefined ? read(buffer, offset, length) : { buffer, bytesRead };
  };
  port.write = async (buffer) => {
    const written = (port.isOpen ? quickly(() => writeSync(port.fd, buffer)) : undefined) ?? 0;
    if (written < buffer.length) await write(buffer.subarray(written));
  };
  return port;
}

/** Rejects when the port is closed meanwhile, as the binding's own wait does. */
const readable = ({ poller }: PolledPort): Promise<void> =>
  new Promise((resolve, reject) => {
    poller.once("readable", (error) => (error === null ? resolve() : reject(error)));
  });

/** Bytes moved; undefined when it would have to wait, or fails: what failed is then said by the binding, which tries the same. */
function quickly(move: () => number): number | undefined {
  try {
    return move();
  } catch {
    return undefined;
  }
}

/** A raw terminal that is there and has nothing refuses to be read (EAGAIN); one that is gone gives nothing. The stream closes at `disconnect`. */
const hungUp = (): Error => Object.assign(new Error("the line was cut"), { disconnect: true });
