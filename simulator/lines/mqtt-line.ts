// A bus over an MQTT broker: `…/down` brings the host's lines, `…/up` takes the boards' [LL-8.1].
// One line per message without LF, QoS 0, never retained; a retained message is old and is dropped.
import { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { connect as connectToBroker, type MqttClient } from "mqtt";
import type { Line, Receiver } from "./line.ts";

export type MqttLineConfig = {
  readonly url: string;
  readonly terminal: string;
  readonly bus: string;
};

/** How long plugging waits for the broker; after that the client goes on trying by itself. */
const greetMs = 2000;
const retryMs = 500;
/** Refusals of protocol 5: "unacceptable version" of a 3.1.1 broker, "unsupported version" of a 5 one. */
const refusedVersion = new Set([1, 132]);

export function createMqttLine(config: MqttLineConfig, connect: () => Receiver): Line {
  const topic = `loket24/${config.terminal}/bus/${config.bus}`;
  let client: MqttClient | undefined;

  async function plug(): Promise<string | undefined> {
    if (client) return undefined;
    const fresh = open(config.url, `${topic}/down`, connect());
    client = fresh;
    const subscribed = new Promise<void>((resolve) => {
      fresh.on("packetreceive", ({ cmd }) => cmd === "suback" && resolve());
    });
    await Promise.race([subscribed, sleep(greetMs, undefined, { ref: false })]);
    return undefined;
  }

  async function unplug(): Promise<void> {
    const old = client;
    client = undefined;
    await old?.endAsync(true);
  }

  function publish(line: string): void {
    if (client?.connected) client.publish(`${topic}/up`, line, { qos: 0, retain: false });
  }

  return {
    where: () => `${config.url} ${topic}`,
    plug,
    unplug,
    send: (bytes) => bytes.toString("latin1").split("\n").filter(Boolean).forEach(publish),
    flood: async (bytes) => {
      if (!client?.connected) return false;
      await client.publishAsync(`${topic}/up`, bytes, { qos: 0, retain: false });
      return true;
    },
  };
}

function open(url: string, topic: string, receive: Receiver): MqttClient {
  const client = connectToBroker(url, {
    protocolVersion: 5,
    clean: true,
    reconnectPeriod: retryMs,
    reconnectOnConnackError: true,
    queueQoSZero: false,
    resubscribe: false,
  });
  client.on("connect", () => {
    // Nagle's algorithm would add some 40 ms to every reply.
    if (client.stream instanceof Socket) client.stream.setNoDelay(true);
    client.subscribe(topic, { qos: 0 });
  });
  client.on("error", (error) => {
    if ("code" in error && refusedVersion.has(error.code)) client.options.protocolVersion = 4;
  });
  client.on("message", (_topic, payload, packet) => {
    if (!packet.retain) receive(Buffer.concat([payload, Buffer.from("\n")]));
  });
  return client;
}
