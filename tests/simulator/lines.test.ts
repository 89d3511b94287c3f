// The carriers under a simulated bus, against a real host end: pseudo-terminal, TCP and a real broker.
import { once } from "node:events";
import { mkdtemp, readlink, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectAsync } from "mqtt";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { encodeRequest } from "#protocol/request-codec.ts";
import { createBoard } from "#simulator/board/board.ts";
import { createBus } from "#simulator/bus.ts";
import { clockMs } from "#simulator/entropy.ts";
import { createBusReceiver } from "#simulator/lines/bus-receiver.ts";
import type { Line, Receiver } from "#simulator/lines/line.ts";
import { createMqttLine } from "#simulator/lines/mqtt-line.ts";
import { createPtyLine } from "#simulator/lines/pty-line.ts";
import { createTcpLine } from "#simulator/lines/tcp-line.ts";
import { boardNeeds, lock } from "../support/bench-board.ts";
import { findFreePort } from "../../bin/tcp-port.ts";
import { startMosquitto } from "../support/mosquitto.ts";
import { mqttHost, serialHost, tcpHost } from "../support/wire-host.ts";

const hello = encodeRequest({ addr: 1, seq: 0, request: { kind: "hello" } });
const stat = (seq: number): string => encodeRequest({ addr: 1, seq, request: { kind: "stat" } });
const megabyte = Buffer.alloc(1_000_000, "~");

/** A line with one board at address 01 behind it. */
function withBoard(create: (connect: () => Receiver) => Line): Line {
  const board = createBoard({ address: 1, fittings: [lock] }, boardNeeds([]), clockMs());
  const bus = createBus([board]);
  const line: Line = create(() => createBusReceiver(bus, (bytes) => line.send(bytes)));
  return line;
}

let closing: (() => Promise<unknown>)[] = [];
const later = <T extends { close: () => Promise<void> }>(host: T): T => {
  closing.push(host.close);
  return host;
};
const laterUnplug = (line: Line): Line => {
  closing.push(line.unplug);
  return line;
};

const portOf = (line: Line): number => Number(line.where().split(":")[1]);
const tcpLine = (port = 0): Line =>
  laterUnplug(withBoard((connect) => createTcpLine({ host: "127.0.0.1", port }, connect)));
const topic = "loket24/demo/bus/c";
const mqttLine = (url: string): Line =>
  laterUnplug(withBoard((connect) => createMqttLine({ url, terminal: "demo", bus: "c" }, connect)));

beforeEach(() => {
  closing = [];
});
afterEach(async () => {
  for (const close of closing.toReversed()) await close();
});

describe("a pseudo-terminal", () => {
  let folder = "";
  let path = "";
  const ptyLine = (): Line =>
    laterUnplug(withBoard((connect) => createPtyLine({ path, baud: 115_200 }, connect)));

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "loket24-pty-"));
    path = join(folder, "dev", "bus-a");
    closing.push(() => rm(folder, { recursive: true }));
  });

  test("is found by its link and carries requests and replies without an echo", async () => {
    const line = ptyLine();
    expect(await line.plug()).toBeUndefined();
    expect(await readlink(path)).toMatch(/^\/dev\/pts\/\d+$/);
    const host = later(await serialHost(path));
    expect(await host.ask(hello)).toMatch(/^<01 0000 HELLO v=1 boot=/);
    expect(await host.ask(stat(1))).toMatch(/^<01 0001 STAT /);
    expect(host.received()).not.toContain(">");
  });

  test("drops CR and passes every other byte as it is", async () => {
    const line = ptyLine();
    await line.plug();
    const host = later(await serialHost(path));
    expect(await host.ask(`${hello}\r`)).toMatch(/HELLO/);
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, at) => at));
    line.send(Buffer.concat([bytes, Buffer.from("end")]));
    expect(await host.until(/end$/)).toContain(bytes.toString("latin1"));
  });

  test("serves the next host after one has gone", async () => {
    const line = ptyLine();
    await line.plug();
    const first = await serialHost(path);
    await first.ask(hello);
    await first.close();
    const second = later(await serialHost(path));
    expect(await second.ask(hello)).toMatch(/HELLO/);
  });

  test("hangs up on its host when it is unplugged, and is there again under the same path", async () => {
    const line = ptyLine();
    await line.plug();
    const host = await serialHost(path);
    await line.unplug();
    await host.hungUp;
    await expect(readlink(path)).rejects.toThrow(/ENOENT/);
    await line.plug();
    const again = later(await serialHost(path));
    expect(await again.ask(hello)).toMatch(/HELLO/);
  });

  test("leaves a file that is no link alone and says so", async () => {
    path = join(folder, "notes.txt");
    await writeFile(path, "mine");
    expect(await ptyLine().plug()).toContain("is no link to a terminal");
  });

  test("floods as fast as the host reads", async () => {
    const line = ptyLine();
    await line.plug();
    const host = later(await serialHost(path));
    for (let sent = 0; sent < megabyte.length; sent += 65_536) {
      expect(await line.flood(megabyte.subarray(sent, sent + 65_536))).toBe(true);
    }
    await line.flood(Buffer.from("end"));
    const all = await host.until(/end$/);
    expect(all).toHaveLength(megabyte.length + 3);
  });
});

describe("a TCP line", () => {
  test("carries requests and replies", async () => {
    const line = tcpLine();
    await line.plug();
    const host = later(await tcpHost(portOf(line)));
    expect(await host.ask(hello)).toMatch(/^<01 0000 HELLO /);
  });

  test("drops half a line with the connection that sent it [LL-1.2]", async () => {
    const line = tcpLine();
    await line.plug();
    const first = await tcpHost(portOf(line));
    await first.ask(hello);
    first.write(stat(1).slice(0, 8));
    const second = later(await tcpHost(portOf(line)));
    await first.hungUp;
    second.write(`${stat(1).slice(8)}\n`);
    expect(await second.ask(hello)).toMatch(/HELLO/);
  });

  test("belongs to the newest host alone", async () => {
    const line = tcpLine();
    await line.plug();
    const first = await tcpHost(portOf(line));
    await first.ask(hello);
    const second = later(await tcpHost(portOf(line)));
    await first.hungUp;
    expect(await second.ask(hello)).toMatch(/HELLO/);
  });

  test("closes when it is unplugged and listens on the same port when it is back", async () => {
    const line = tcpLine();
    await line.plug();
    const port = portOf(line);
    const host = await tcpHost(port);
    await line.unplug();
    await host.hungUp;
    await expect(tcpHost(port)).rejects.toThrow(/ECONNREFUSED/);
    await line.plug();
    const again = later(await tcpHost(port));
    expect(await again.ask(hello)).toMatch(/HELLO/);
  });

  test("says in one sentence that its port is taken", async () => {
    const line = tcpLine();
    await line.plug();
    const objection = await tcpLine(portOf(line)).plug();
    expect(objection).toBe(
      `127.0.0.1:${portOf(line)} is in use by another program: stop it or configure another port`,
    );
  });
});

describe("an MQTT line [LL-8.1]", () => {
  test("carries one line per message, without LF", async () => {
    const broker = await startMosquitto();
    closing.push(broker.stop);
    await mqttLine(broker.url).plug();
    const host = later(await mqttHost(broker.url, topic));
    expect(await host.ask(hello)).toMatch(/^<01 0000 HELLO /);
    expect(host.received().match(/\n/g)).toHaveLength(1);
  });

  test("drops a retained message and retains nothing itself", async () => {
    const broker = await startMosquitto();
    closing.push(broker.stop);
    const publisher = await connectAsync(broker.url);
    closing.push(() => publisher.endAsync(true));
    await publisher.publishAsync(`${topic}/down`, hello, { retain: true, qos: 1 });
    const early = later(await mqttHost(broker.url, topic));
    await mqttLine(broker.url).plug();
    const other = encodeRequest({
      addr: 1,
      seq: 0,
      request: { kind: "hello", nonce: "0".repeat(16) },
    });
    expect(await early.ask(other)).toMatch(/HELLO/);
    expect(early.received().match(/\n/g)).toHaveLength(1);
    const late = later(await mqttHost(broker.url, topic));
    expect(await late.ask(stat(1))).toMatch(/STAT/);
  });

  test("finds its broker again", async () => {
    const port = await findFreePort();
    const line = mqttLine(`mqtt://127.0.0.1:${port}`);
    await line.plug();
    const broker = await startMosquitto(port);
    closing.push(broker.stop);
    const host = later(await mqttHost(broker.url, topic));
    while (!/HELLO/.test(host.received())) {
      host.write(hello);
      await Promise.race([host.until(/HELLO/), new Promise((resolve) => setTimeout(resolve, 100))]);
    }
    expect(host.received()).toMatch(/^<01 0000 HELLO /);
  });

  test("speaks 3.1.1 to a broker that knows no 5", async () => {
    const levels: (number | undefined)[] = [];
    const broker = createServer((socket) =>
      socket.on("data", (packet) => {
        const [type, , , , , , , , level] = packet;
        if (type === 0x10) levels.push(level);
        if (type === 0x10) socket.write(Uint8Array.of(0x20, 2, 0, level === 5 ? 1 : 0));
        if (type === 0x82) socket.write(Uint8Array.of(0x90, 3, packet[2] ?? 0, packet[3] ?? 0, 0));
        if (type === 0x10 && level === 5) socket.end();
      }),
    ).listen(0, "127.0.0.1");
    await once(broker, "listening");
    closing.push(async () => broker.close());
    const { port } = broker.address() as AddressInfo;
    await mqttLine(`mqtt://127.0.0.1:${port}`).plug();
    expect([levels[0], levels.at(-1)]).toEqual([5, 4]);
  });

  test("is silent while it is unplugged", async () => {
    const broker = await startMosquitto();
    closing.push(broker.stop);
    const line = mqttLine(broker.url);
    await line.plug();
    const host = later(await mqttHost(broker.url, topic));
    await host.ask(hello);
    await line.unplug();
    expect(await line.flood(Buffer.from("noise"))).toBe(false);
    await line.plug();
    expect(await host.ask(hello)).toMatch(/HELLO/);
  });
});
