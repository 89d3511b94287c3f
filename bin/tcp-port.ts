// TCP ports of this machine's loopback: is one free, find a free one, does one answer.
import { once } from "node:events";
import { connect, createServer } from "node:net";

const LOOPBACK = "127.0.0.1";

/** A port that was free a moment ago. */
export const findFreePort = async (): Promise<number> => (await listenOnce(0)) ?? findFreePort();

export const isPortFree = async (port: number): Promise<boolean> =>
  (await listenOnce(port)) !== undefined;

/** The port that was listened on and let go, or undefined when it was taken. 0 asks for any. */
async function listenOnce(port: number): Promise<number | undefined> {
  const server = createServer();
  server.listen(port, LOOPBACK);
  try {
    await once(server, "listening");
  } catch {
    return undefined;
  }
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" ? address?.port : undefined;
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
