// A bus behind a serial device server: one TCP connection that carries the bytes of the line, made by us.
// Beyond this machine a lock opens only in a keyed session [LL-8.2].
import { type Socket, connect, isIPv4 } from "node:net";
import { type Result, failed, ok } from "#domain/result.ts";
import { emptySplitter, splitBytes } from "#protocol/splitter.ts";
import type { Carrier, CarrierListener, Connection } from "#adapters/bus/carrier.ts";
import {
  type BusOptions,
  type BusWorld,
  type LineBus,
  createLineBus,
} from "#adapters/bus/line-bus.ts";

const CONNECT_MS_MAX = 5000;
const KEEP_ALIVE_MS = 5000;
const WAITING_BYTES_MAX = 1024;

export type TcpBusOptions = BusOptions & { readonly host: string; readonly port: number };

export function createTcpBus(options: TcpBusOptions, world: BusWorld): LineBus {
  const { host, port, ...bus } = options;
  const keyedOnly = !isThisMachine(host);
  return createLineBus(
    // A device server hides the real speed; line time is not counted on TCP [LL-3.4].
    { ...bus, carrier: "tcp", baud: 115_200, keyedOnly },
    tcpCarrier(host, port),
    world,
  );
}

/** A name that the network could answer for is not this machine. */
const isThisMachine = (host: string): boolean =>
  host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));

const tcpCarrier = (host: string, port: number): Carrier => ({
  where: `TCP ${host}:${port}`,
  advice: "check the device server, its address in the configuration and the network",
  open: (listener) => openSocket(host, port, listener),
});

function openSocket(
  host: string,
  port: number,
  listener: CarrierListener,
): Promise<Result<Connection, string>> {
  const socket = connect({
    host,
    port,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_MS,
  });
  readLines(socket, listener);
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => socket.destroy(new Error("no answer")), CONNECT_MS_MAX);
    function end(why: string): void {
      clearTimeout(giveUp);
      resolve(failed(why));
      listener.closed(why);
    }
    socket.on("connect", () => {
      clearTimeout(giveUp);
      resolve(ok(connectionOf(socket)));
    });
    socket.on("error", (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
    socket.on("close", () => end("the other side closed the connection"));
  });
}

/** Half a line left at the end dies with the connection [LL-1.2]. */
function readLines(socket: Socket, listener: CarrierListener): void {
  let splitter = emptySplitter;
  socket.on("data", (chunk) => {
    const split = splitBytes(splitter, chunk);
    splitter = split.splitter;
    for (const line of split.lines) listener.line(line);
  });
}

const connectionOf = (socket: Socket): Connection => ({
  send(line) {
    if (socket.writableLength < WAITING_BYTES_MAX) socket.write(`${line}\n`, "latin1");
  },
  async close() {
    socket.destroy();
  },
});
