// Tells this machine from the network: what may go in clear on loopback may not beyond it. Pure.
import { isIPv4 } from "node:net";

/** Names and addresses that cannot leave the machine. A name that the network could answer for is not loopback. */
export function isLoopback(host: string): boolean {
  const bare = host.toLowerCase().replace(/^\[(.*)\]$/, "$1");
  return bare === "localhost" || bare === "::1" || (isIPv4(bare) && bare.startsWith("127."));
}
