// A code reader behind a serial device server or with a network plug of its own: we connect, it sends.
import { connect } from "node:net";
import type { Scanner } from "#runtime/ports.ts";
import { type ScannerWorld, createScanner } from "./scanner-loop.ts";

const CONNECT_MS_MAX = 5000;
const KEEP_ALIVE_MS = 5000;

export type TcpScannerOptions = { readonly host: string; readonly port: number };

export function createTcpScanner(options: TcpScannerOptions, world: ScannerWorld): Scanner {
  const { host, port } = options;
  return createScanner(
    { where: `TCP ${host}:${port}`, read: (heard, signal) => readSocket(options, heard, signal) },
    world,
  );
}

function readSocket(
  { host, port }: TcpScannerOptions,
  heard: (chunk: Uint8Array) => void,
  signal: AbortSignal,
): Promise<string> {
  const socket = connect({
    host,
    port,
    signal,
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_MS,
  });
  socket.on("data", heard);
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => socket.destroy(new Error("no answer")), CONNECT_MS_MAX);
    function end(why: string): void {
      clearTimeout(giveUp);
      resolve(why);
    }
    socket.on("connect", () => clearTimeout(giveUp));
    socket.on("error", (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
    socket.on("close", () => end("the other side closed the connection"));
  });
}
