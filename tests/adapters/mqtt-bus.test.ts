// The MQTT bus on a real broker, with a simulated board on the other side of it, and with a broker that is too old or unkind.
import { once } from "node:events";
import { type Server, type Socket, createServer } from "node:net";
import { type MqttClient, connectAsync } from "mqtt";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createMqttBus } from "#adapters/mqtt/mqtt-bus.ts";
import { createMqttLine } from "#simulator/lines/mqtt-line.ts";
import { type Broker, startMosquitto } from "../support/mosquitto.ts";
import {
  type BusBench,
  type SimulatedLine,
  boardA,
  createBusBench,
  key,
  opensADoor,
  polls,
  simulatedLine,
} from "./bus-bench.ts";

const topic = "loket24/hall/bus/a";
const hello =
  "<01 0000 HELLO v=1 boot=5D21E0C4 t=1210 ch=24 caps=door,item ev=1 op=0 fw=1.4.2*C4F9";
let broker: Broker;
let closing: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  broker = await startMosquitto();
  closing = [() => broker.stop()];
});
afterEach(async () => {
  for (const close of closing.toReversed()) await close();
});

function benchAt(url: string, boardKey?: Uint8Array): BusBench {
  const boards = [{ addr: 1, ...(boardKey && { key: boardKey }) }];
  const bench = createBusBench((world) =>
    createMqttBus({ id: "a", boards, url, terminal: "hall", ...polls }, world),
  );
  closing.push(bench.bus.stop);
  return bench;
}

async function simulatedBoard(boardKey?: Uint8Array): Promise<SimulatedLine> {
  const config = { url: broker.url, terminal: "hall", bus: "a" };
  const far = simulatedLine((connect) => createMqttLine(config, connect), boardKey);
  closing.push(far.line.unplug);
  await far.line.plug();
  return far;
}

/** A board by hand: `answer` gets every HELLO of the host, numbered from 0. */
async function boardByHand(answer: (client: MqttClient, hellos: number) => void): Promise<void> {
  const client = await connectAsync(broker.url);
  closing.push(() => client.endAsync(true));
  let hellos = 0;
  client.on("message", (_topic, payload) => {
    if (!payload.toString().includes(" HELLO ")) return;
    answer(client, hellos);
    hellos += 1;
  });
  await client.subscribeAsync(`${topic}/down`);
}

test("opens a door in a keyed session and says what became of it", async () => {
  const far = await simulatedBoard(key);
  const bench = benchAt(broker.url, key);
  await opensADoor(bench);
  expect(far.pulses.map(({ channel }) => channel)).toEqual([2]);
  expect(bench.log.warnings).toEqual([]);
});

test("gives no pulse to a board without a key", async () => {
  const far = await simulatedBoard();
  const { bus, next } = benchAt(broker.url);
  await bus.start(new Map());
  const { boot } = await next("board-greeted");
  const pulse = { channel: 1, op: 5, pulseMs: 100, waitMs: 500, boot, byMonoMs: 1e12 };
  bus.open({ board: boardA, ...pulse });
  expect(await next("open-answered")).toMatchObject({ answer: { why: "not-keyed" } });
  expect(far.pulses).toEqual([]);
});

test("comes back by itself when the broker does, as does a board that was away", async () => {
  const far = await simulatedBoard(key);
  const bench = benchAt(broker.url, key);
  await bench.bus.start(new Map());
  await bench.next("board-greeted");
  const { port } = broker;
  await broker.stop();
  await bench.next("board-suspected");
  broker = await startMosquitto(port);
  await bench.next("board-greeted");
  await far.line.unplug();
  await bench.next("board-suspected");
  await far.line.plug();
  await bench.goesRound();
  // Once for the broker; a silent board is the domain's to speak of.
  expect(bench.log.warnings).toEqual([expect.stringContaining("Bus a is down")]);
});

test("starts without a broker, says so once, and finds it when it comes", async () => {
  const { port, url } = broker;
  await broker.stop();
  const bench = benchAt(url, key);
  await bench.bus.start(new Map());
  await vi.waitUntil(() => bench.log.warnings.length > 0);
  await new Promise((resolve) => setTimeout(resolve, 600));
  broker = await startMosquitto(port);
  await simulatedBoard(key);
  await bench.next("board-greeted");
  expect(bench.log.warnings).toEqual([
    expect.stringMatching(/^Bus a is down at MQTT .*ECONNREFUSED/),
  ]);
});

test("drops what is retained, what holds an LF and what is longer than a line", async () => {
  const good = { qos: 0, retain: false } as const;
  const bad: readonly ((client: MqttClient) => void)[] = [
    (client) => client.publish(`${topic}/up`, hello, { qos: 0, retain: true }),
    (client) => client.publish(`${topic}/up`, `${hello}\n`, good),
    (client) => client.publish(`${topic}/up`, `${hello}\n${hello}`, good),
    (client) => client.publish(`${topic}/up`, `${hello}${" ".repeat(200)}`, good),
  ];
  let answered = 0;
  await boardByHand((client, hellos) => {
    answered = hellos + 1;
    const answer = bad[hellos];
    if (answer) answer(client);
    else client.publish(`${topic}/up`, hello, good);
  });
  const bench = benchAt(broker.url);
  await bench.bus.start(new Map());
  await bench.next("board-greeted");
  expect(answered).toBe(bad.length + 1);
  expect(bench.log.warnings).toEqual([]);
});

test("does not hear what was retained before it came", async () => {
  const client = await connectAsync(broker.url);
  closing.push(() => client.endAsync(true));
  await client.publishAsync(`${topic}/up`, hello, { qos: 1, retain: true });
  let hellos = 0;
  await boardByHand((_client, count) => {
    hellos = count + 1;
  });
  const bench = benchAt(broker.url);
  await bench.bus.start(new Map());
  await vi.waitUntil(() => hellos >= 2, { timeout: 10_000 });
  expect(bench.inputs.filter(({ kind }) => kind === "board-greeted")).toEqual([]);
});

test("goes on through noise on its topic", async () => {
  await simulatedBoard(key);
  const noise = await connectAsync(broker.url);
  closing.push(() => noise.endAsync(true));
  const bench = benchAt(broker.url, key);
  await bench.bus.start(new Map());
  await bench.goesRound();
  await noise.publishAsync(`${topic}/up`, Buffer.alloc(10_000_000, "~"), { qos: 1 });
  for (let sent = 0; sent < 500; sent += 1) noise.publish(`${topic}/up`, "<01 0000 X*0000");
  await bench.goesRound();
  expect(bench.log.warnings).toHaveLength(1);
});

test("nothing that it publishes is retained", async () => {
  const packets: boolean[] = [];
  const client = await connectAsync(broker.url, { protocolVersion: 5 });
  closing.push(() => client.endAsync(true));
  client.on("message", (_topic, _payload, { retain }) => packets.push(retain));
  await client.subscribeAsync(`${topic}/down`, { qos: 0, rap: true });
  await benchAt(broker.url).bus.start(new Map());
  await vi.waitUntil(() => packets.length > 0, { timeout: 10_000 });
  expect(packets).not.toContain(true);
});

/** Knows enough bytes of MQTT to greet a client, let it subscribe and hand it one line. */
async function brokerByHand(connack: (version: number) => Buffer): Promise<Server> {
  const server = createServer((socket: Socket) => {
    socket.on("error", () => undefined);
    socket.on("data", (bytes) => {
      const kind = (bytes[0] ?? 0) >> 4;
      if (kind === 1) socket.write(connack(bytes[bytes.indexOf("MQTT") + 4] ?? 0));
      if (kind === 8) socket.write(Buffer.from([0x90, 3, bytes[2] ?? 0, bytes[3] ?? 0, 0]));
      if (kind === 3 && bytes.includes(" HELLO ")) socket.write(publishPacket(hello));
    });
  }).listen(0, "127.0.0.1");
  closing.push(async () => server.close());
  await once(server, "listening");
  return server;
}

function publishPacket(payload: string): Buffer {
  const name = `${topic}/up`;
  const rest = Buffer.from(`\u0000${String.fromCharCode(name.length)}${name}${payload}`, "latin1");
  return Buffer.concat([Buffer.from([0x30, rest.length]), rest]);
}

function urlOf(server: Server): string {
  const address = server.address();
  return `mqtt://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
}

test("speaks MQTT 3.1.1 to a broker that refuses version 5", async () => {
  const versions: number[] = [];
  const server = await brokerByHand((version) => {
    versions.push(version);
    return Buffer.from([0x20, 2, 0, version === 5 ? 1 : 0]);
  });
  const bench = benchAt(urlOf(server));
  await bench.bus.start(new Map());
  await bench.next("board-greeted");
  expect(versions).toEqual([5, 4]);
  expect(bench.log.warnings).toEqual([]);
});

test("goes on trying a broker that refuses its account, and says so once", async () => {
  let tries = 0;
  const server = await brokerByHand((version) => {
    tries += 1;
    // 0x87, not authorised.
    return version === 5 ? Buffer.from([0x20, 3, 0, 0x87, 0]) : Buffer.from([0x20, 2, 0, 5]);
  });
  const bench = benchAt(urlOf(server));
  await bench.bus.start(new Map());
  await vi.waitUntil(() => tries >= 3, { timeout: 10_000 });
  expect(bench.log.warnings).toEqual([expect.stringMatching(/Not authorized.*check the broker/)]);
});
