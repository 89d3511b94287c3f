// A serial line behind a TCP device server: it listens, and one byte stream at a time is the host's.
// A newer connection takes the line over, since a host that lost its cable comes back while its old connection still seems alive.
import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { type Line, type Receiver, stalledMs, unreadBytesMax } from "./line.ts";

export type TcpLineConfig = {
  readonly host: string;
  /** 0: any free port; `where` tells which. */
  readonly port: number;
};

export function createTcpLine(config: TcpLineConfig, connect: () => Receiver): Line {
  let server: Server | undefined;
  let host: Socket | undefined;
  let { port } = config;

  function takeOver(socket: Socket): void {
    host?.destroy();
    host = socket;
    socket.setNoDelay(true);
    const receive = connect();
    socket.on("data", receive);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      if (host === socket) host = undefined;
    });
  }

  async function plug(): Promise<string | undefined> {
    if (server) return undefined;
    const fresh = createServer(takeOver);
    const failure = await listen(fresh, config.host, port);
    if (failure) return failure;
    server = fresh;
    const address = fresh.address();
    if (address !== null && typeof address === "object") port = address.port;
    return undefined;
  }

  async function unplug(): Promise<void> {
    const old = server;
    server = undefined;
    host?.destroy();
    if (!old) return;
    const closed = once(old, "close");
    old.close();
    await closed;
  }

  return {
    where: () => `${config.host}:${port}`,
    plug,
    unplug,
    send(bytes) {
      if (host && host.writableLength < unreadBytesMax) host.write(bytes);
    },
    flood: async (bytes) => host !== undefined && pour(host, bytes),
  };
}

async function listen(server: Server, host: string, port: number): Promise<string | undefined> {
  server.listen(port, host);
  return once(server, "listening").then(
    () => undefined,
    (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE"
        ? `${host}:${port} is in use by another program: stop it or configure another port`
        : `cannot listen at ${host}:${port} (${error.code ?? error.message})`,
  );
}

async function pour(host: Socket, bytes: Buffer): Promise<boolean> {
  if (host.write(bytes)) return true;
  const drained = once(host, "drain", { signal: AbortSignal.timeout(stalledMs) });
  return drained.then(
    () => true,
    () => false,
  );
}
