// A bench without a wall: a scanner and a message gateway that the test itself holds, for a controller with any board.
// Both are real servers on this machine; nothing of ours runs in them.
import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, type Server, type Socket, createServer } from "node:net";

export type Letter = { readonly to: string; readonly text: string };

export type SystemBench = {
  readonly scannerPort: number;
  readonly gatewayPort: number;
  readonly scan: (text: string) => void;
  /** What was sent so far, newest first. */
  readonly letters: () => readonly Letter[];
  readonly stop: () => void;
};

export async function raiseBench(): Promise<SystemBench> {
  const readers = new Set<Socket>();
  const scanner = createServer((socket) => {
    readers.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => readers.delete(socket));
  });
  const letters: Letter[] = [];
  const gateway = createHttpServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString("utf8")));
    request.on("end", () => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      letters.unshift(JSON.parse(body) as Letter);
      response.writeHead(202).end();
    });
  });
  return {
    scannerPort: await listening(scanner),
    gatewayPort: await listening(gateway),
    scan: (text) => readers.forEach((reader) => reader.write(`${text}\r\n`)),
    letters: () => letters,
    stop() {
      readers.forEach((reader) => reader.destroy());
      gateway.closeAllConnections();
      scanner.close();
      gateway.close();
    },
  };
}

async function listening(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return (server.address() as AddressInfo).port;
}
