// TCP ports of this machine's loopback: is one free, find a free one, does one answer.
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { connect, createServer } from "node:net";

const LOOPBACK = "127.0.0.1";

/** Below those that systems lend to outgoing connections (Linux from 32768 on): one that is let go for a while is still free after it. */
const LOWEST_PORT = 20_000;
const BEYOND_PORTS = 32_768;

/** A port that was free a moment ago, and that no outgoing connection will take. */
export const findFreePort = async (): Promise<number> =>
  (await listenOnce(randomInt(LOWEST_PORT, BEYOND_PORTS))) ?? findFreePort();

export const isPortFree = async (port: number): Promise<boolean> =>
  (await listenOnce(port)) !== undefined;

/** The port that was listened on and let go, or undefined when it was taken. */
async function listenOnce(port: number): Promise<number | undefined> {
  const server = createServer();
  server.listen(port, LOOPBACK);
  try {
    await once(server, "listening");
  } catch {
    return undefined;
  }
  server.close();
  await once(server, "close");
  return port;
}

export async function isPortAnswering(port: number): Promise<boolean> {
  const socket = connect(port, LOOPBACK);
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
