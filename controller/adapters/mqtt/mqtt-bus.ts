// A bus behind an MQTT broker: one line per message without LF, QoS 0, never retained [LL-8.1].
// A lock opens only in a keyed session here: the broker and everyone on it could speak for a board [LL-8.2].
import { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type IClientOptions, type MqttClient, connect } from "mqtt";
import { type Result, failed, ok } from "#domain/result.ts";
import { LINE_LENGTH_MAX } from "#protocol/line.ts";
import type { Carrier, CarrierListener, Connection } from "#adapters/bus/carrier.ts";
import {
  type BusOptions,
  type BusWorld,
  type LineBus,
  createLineBus,
} from "#adapters/bus/line-bus.ts";

const CONNECT_MS_MAX = 5000;
const CLOSE_MS_MAX = 3000;
const KEEP_ALIVE_SECONDS = 15;
const WAITING_BYTES_MAX = 1024;
/** Tells a broker of version 5 to send us nothing larger than a line and its topic. */
const PACKET_BYTES_MAX = 1024;
/** "Unacceptable protocol version" of a 3.1.1 broker, "unsupported protocol version" of a 5 one. */
const REFUSED_VERSION: ReadonlySet<number> = new Set([1, 132]);
const LINE = /^[\x20-\x7E]+$/;

export type MqttBusOptions = BusOptions & {
  /** `mqtt://host:port` or `mqtts://host:port`. */
  readonly url: string;
  readonly terminal: string;
  readonly username?: string;
  readonly password?: string;
  /** PEM texts; `rejectUnauthorized` stays on unless the site says otherwise. */
  readonly tls?: Pick<IClientOptions, "ca" | "cert" | "key" | "rejectUnauthorized">;
};

export function createMqttBus(options: MqttBusOptions, world: BusWorld): LineBus {
  const { id, boards, idlePollMs, watchPollMs } = options;
  return createLineBus(
    { id, boards, idlePollMs, watchPollMs, carrier: "mqtt", baud: 115_200, keyedOnly: true },
    mqttCarrier(options),
    world,
  );
}

function mqttCarrier(options: MqttBusOptions): Carrier {
  const topic = `loket24/${options.terminal}/bus/${options.id}`;
  return {
    where: `MQTT ${options.url} ${topic}`,
    advice: "check the broker, its address, account and rights in the configuration",
    async open(listener) {
      const opened = await openSession(options, { topic, protocolVersion: 5 }, listener);
      if (opened.ok) return opened;
      const { code, why } = opened.error;
      if (code === undefined || !REFUSED_VERSION.has(code)) return failed(why);
      const old = await openSession(options, { topic, protocolVersion: 4 }, listener);
      return old.ok ? old : failed(old.error.why);
    },
  };
}

type Session = { readonly topic: string; readonly protocolVersion: 4 | 5 };
/** `code`: the broker's reason, if it gave one. */
type Refusal = { readonly why: string; readonly code: number | undefined };

function openSession(
  options: MqttBusOptions,
  session: Session,
  listener: CarrierListener,
): Promise<Result<Connection, Refusal>> {
  const client = connect(options.url, clientOptions(options, session.protocolVersion));
  const connection = connectionOf(client, `${session.topic}/down`);
  readLines(client, listener);
  return new Promise((resolve) => {
    let isOpen = false;
    function fail(why: string, code?: number): void {
      resolve(failed({ why, code }));
      if (isOpen) listener.closed(why);
      else void connection.close();
    }
    client.on("error", (error) => fail(reasonOf(error), codeOf(error)));
    client.on("close", () => fail("the broker closed the connection"));
    client.on("connect", () => {
      // Nagle's algorithm would add some 40 ms to every line.
      if (client.stream instanceof Socket) client.stream.setNoDelay(true);
      // Nothing retained from before, and whatever is published as retained keeps its mark.
      client.subscribe(`${session.topic}/up`, { qos: 0, rh: 2, rap: true }, (error) => {
        if (error) return fail(`it may not read ${session.topic}/up`);
        isOpen = true;
        resolve(ok(connection));
      });
    });
  });
}

/** mqtt.js must not reconnect by itself: it knows no back-off and stops for good at a refusal. */
const clientOptions = (
  { username, password, tls }: MqttBusOptions,
  protocolVersion: 4 | 5,
): IClientOptions => ({
  ...tls,
  ...(username === undefined ? {} : { username }),
  ...(password === undefined ? {} : { password }),
  ...(protocolVersion === 5 ? { properties: { maximumPacketSize: PACKET_BYTES_MAX } } : {}),
  protocolVersion,
  clean: true,
  reconnectPeriod: 0,
  connectTimeout: CONNECT_MS_MAX,
  keepalive: KEEP_ALIVE_SECONDS,
  queueQoSZero: false,
  resubscribe: false,
  timerVariant: "native",
});

function readLines(client: MqttClient, listener: CarrierListener): void {
  client.on("message", (_topic, payload, { retain }) => {
    // What is retained is old; what is longer than a line or holds an LF is none [LL-1.2, LL-8.1].
    if (retain || payload.length > LINE_LENGTH_MAX) return;
    const line = payload.toString("latin1");
    if (LINE.test(line)) listener.line(line);
  });
}

const connectionOf = (client: MqttClient, topic: string): Connection => ({
  send(line) {
    const jammed = client.stream.writableLength >= WAITING_BYTES_MAX;
    if (client.connected && !jammed) client.publish(topic, line, { qos: 0, retain: false });
  },
  async close() {
    await Promise.race([client.endAsync(true), sleep(CLOSE_MS_MAX, undefined, { ref: false })]);
  },
});

/** A refused connection to a name with several addresses has a code and no message. */
const reasonOf = (error: Error): string =>
  "code" in error && typeof error.code === "string" ? error.code : error.message;

const codeOf = (error: Error): number | undefined =>
  "code" in error && typeof error.code === "number" ? error.code : undefined;
