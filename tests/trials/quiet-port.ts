// Ports for a line that is unplugged and comes back at the same place: below the range from which the system lends ports to
// outgoing connections, so that nobody takes one while nobody listens on it.
import { once } from "node:events";
import { createServer } from "node:net";

const LOWEST = 12_000;
const COUNT = 20_000;

let next = Math.floor(Math.random() * COUNT);

/** A port of this machine that nobody listens on. */
export async function quietPort(): Promise<number> {
  for (let tries = 0; tries < COUNT; tries += 1) {
    const port = LOWEST + (next % COUNT);
    next += 1;
    if (await isFree(port)) return port;
  }
  throw new Error("every port of the quiet range is in use");
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, "127.0.0.1");
  const free = await once(server, "listening").then(
    () => true,
    () => false,
  );
  if (!free) return false;
  server.close();
  await once(server, "close");
  return true;
}
