// The demo's own MQTT broker: Debian's Mosquitto on a private port of this machine, nothing stored, nobody from outside.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Member } from "./process-crew.ts";

/** `set_tcp_nodelay`: without it Nagle's algorithm adds 40 ms to every reply. */
const configuration = (port: number): string =>
  [
    `listener ${port} 127.0.0.1`,
    "allow_anonymous true",
    "set_tcp_nodelay true",
    "persistence false",
    "log_dest stderr",
    "",
  ].join("\n");

/** Writes the broker's configuration into the data folder and says how to start it. */
export async function prepareMosquitto(data: string, port: number): Promise<Member> {
  const file = join(data, "mosquitto.conf");
  await writeFile(file, configuration(port), { mode: 0o600 });
  return {
    name: "mosquitto",
    command: "/usr/sbin/mosquitto",
    args: ["-c", file],
    logFile: join(data, "mosquitto.log"),
  };
}
