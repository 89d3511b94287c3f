// A real MQTT broker for one test file: Mosquitto on a free port of this machine, in a folder that is thrown away.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findFreePort } from "../../bin/tcp-port.ts";

const executable = "/usr/sbin/mosquitto";
const attempts = 100;
const attemptMs = 50;

export type Broker = {
  readonly port: number;
  readonly url: string;
  /** Ends the broker; every client sees its connection close. */
  readonly stop: () => Promise<void>;
};

/** `port`: to come back where an earlier broker was; otherwise any free one. */
export async function startMosquitto(port?: number): Promise<Broker> {
  const chosen = port ?? (await findFreePort());
  const folder = await mkdtemp(join(tmpdir(), "loket24-mosquitto-"));
  const config = join(folder, "mosquitto.conf");
  await writeFile(
    config,
    [
      `listener ${chosen} 127.0.0.1`,
      "allow_anonymous true",
      "set_tcp_nodelay true",
      "persistence false",
      "",
    ].join("\n"),
  );
  const broker = spawn(executable, ["-c", config], { stdio: "ignore" });
  await untilListening(chosen);
  return {
    port: chosen,
    url: `mqtt://127.0.0.1:${chosen}`,
    async stop() {
      const ended = once(broker, "exit");
      broker.kill("SIGKILL");
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

async function untilListening(port: number): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const socket = connect(port, "127.0.0.1");
    const up = await once(socket, "connect").then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (up) return;
    await sleep(attemptMs);
  }
  throw new Error(`no broker came up on port ${port}`);
}
