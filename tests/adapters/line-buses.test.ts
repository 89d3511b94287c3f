// The serial and the TCP bus on a real pseudo-terminal and a real socket, with a simulated board at the far end.
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readLines } from "#adapters/serial/line-reader.ts";
import { createSerialBus } from "#adapters/serial/serial-bus.ts";
import { createTcpBus } from "#adapters/tcp/tcp-bus.ts";
import type { Receiver } from "#simulator/lines/line.ts";
import { createPtyLine } from "#simulator/lines/pty-line.ts";
import { createTcpLine } from "#simulator/lines/tcp-line.ts";
import { findFreePort } from "../../bin/tcp-port.ts";
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

const pulse = { board: boardA, channel: 1, op: 5, pulseMs: 100, waitMs: 500, byMonoMs: 1e12 };
const megabyte = Buffer.alloc(1_000_000, "~");
const baud = 115_200;
let closing: (() => Promise<unknown>)[] = [];

beforeEach(() => {
  closing = [];
});
afterEach(async () => {
  for (const close of closing.toReversed()) await close();
});

type Rig = { readonly bench: BusBench; readonly far: SimulatedLine };

async function serialRig(boardKey?: Uint8Array): Promise<Rig> {
  const folder = await mkdtemp(join(tmpdir(), "bus-"));
  const path = join(folder, "bus-a");
  const far = simulatedLine((connect) => createPtyLine({ path, baud }, connect), boardKey);
  const boards = [{ addr: 1, ...(boardKey && { key: boardKey }) }];
  const bench = createBusBench((world) =>
    createSerialBus({ id: "a", boards, path, baud, ...polls }, world),
  );
  closing = [() => rm(folder, { recursive: true }), far.line.unplug, bench.bus.stop];
  return { bench, far };
}

async function tcpRig(): Promise<Rig> {
  const [host, port] = ["127.0.0.1", await findFreePort()];
  const far = simulatedLine((connect) => createTcpLine({ host, port }, connect));
  const bench = createBusBench((world) =>
    createTcpBus({ id: "a", boards: [{ addr: 1 }], host, port, ...polls }, world),
  );
  closing = [far.line.unplug, bench.bus.stop];
  return { bench, far };
}

const rigs: readonly [string, () => Promise<Rig>][] = [
  ["a serial bus", () => serialRig()],
  ["a keyed serial bus", () => serialRig(key)],
  ["a TCP bus", tcpRig],
];

describe.each(rigs)("%s", (_name, build) => {
  test("opens a door and says what became of it", async () => {
    const { bench, far } = await build();
    await far.line.plug();
    await opensADoor(bench);
    expect(far.pulses.map(({ channel }) => channel)).toEqual([2]);
    expect(bench.log.warnings).toEqual([]);
  });

  test("starts without the device, says so once, and finds it when it is plugged in", async () => {
    const { bench, far } = await build();
    await bench.bus.start(new Map());
    await vi.waitUntil(() => bench.log.warnings.length > 0);
    await far.line.plug();
    await bench.next("board-greeted");
    expect(bench.log.warnings).toHaveLength(1);
    expect(bench.log.warnings[0]).toMatch(/^Bus a is down at .*: check /);
  });

  test("comes back after every unplugging, as another device behind the same name", async () => {
    const { bench, far } = await build();
    await far.line.plug();
    await bench.bus.start(new Map());
    const { boot } = await bench.next("board-greeted");
    for (let round = 0; round < 2; round += 1) {
      await far.line.unplug();
      await bench.next("board-suspected");
      await far.line.plug();
      expect(await bench.next("board-greeted")).toMatchObject({ boot });
    }
    await bench.goesRound();
  });

  test("a pulse that was asked while the line is cut never goes out", async () => {
    const { bench, far } = await build();
    await far.line.plug();
    await bench.bus.start(new Map());
    const { boot } = await bench.next("board-greeted");
    await far.line.unplug();
    await bench.next("board-suspected");
    bench.bus.open({ ...pulse, boot });
    expect(await bench.next("open-answered")).toMatchObject({
      answer: { kind: "unsent", why: "lost" },
    });
    await far.line.plug();
    await bench.goesRound();
    expect(far.pulses).toEqual([]);
  });

  test("goes on through noise and a line of ten megabytes", async () => {
    const { bench, far } = await build();
    await far.line.plug();
    await bench.bus.start(new Map());
    await bench.goesRound();
    for (let sent = 0; sent < 10; sent += 1) expect(await far.line.flood(megabyte)).toBe(true);
    expect(await far.line.flood(Buffer.from(`\n${"\u0000ÿ>01 zz\n".repeat(500)}`, "latin1"))).toBe(
      true,
    );
    await bench.goesRound();
    expect(bench.log.warnings.length).toBeLessThanOrEqual(2);
  }, 60_000);
});

describe("half a line at the end of a connection", () => {
  const hello =
    "<01 0000 HELLO v=1 boot=5D21E0C4 t=1210 ch=24 caps=door,item ev=1 op=0 fw=1.4.2*C4F9\n";
  const half = hello.length / 2;

  test("is never glued to what the next TCP connection brings", async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket);
      const isFirst = sockets.length === 1;
      socket.on("error", () => undefined);
      socket.once("data", () => {
        if (isFirst) socket.end(hello.slice(0, half));
        else socket.write(hello.slice(half));
      });
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = address !== null && typeof address === "object" ? address.port : 0;
    const bench = createBusBench((world) =>
      createTcpBus({ id: "a", boards: [{ addr: 1 }], host: "127.0.0.1", port, ...polls }, world),
    );
    closing = [async () => server.close(), bench.bus.stop];
    await bench.bus.start(new Map());
    await vi.waitUntil(() => bench.log.warnings.some((line) => line.includes("not a valid line")), {
      timeout: 10_000,
    });
    expect(bench.inputs.filter(({ kind }) => kind === "board-greeted")).toEqual([]);
    sockets.at(-1)?.write(hello);
    await bench.next("board-greeted");
  });

  test("is never glued to what the next device on the serial path brings", async () => {
    const folder = await mkdtemp(join(tmpdir(), "bus-"));
    const path = join(folder, "bus-a");
    // Nothing is said before the first plugging, then half a line on each connection.
    const answers = ["", hello.slice(0, half), hello.slice(half)];
    const connect = (): Receiver => {
      let answer = answers.shift() ?? "";
      return () => {
        line.send(Buffer.from(answer));
        answer = "";
      };
    };
    const line = createPtyLine({ path, baud }, connect);
    const bench = createBusBench((world) =>
      createSerialBus({ id: "a", boards: [{ addr: 1 }], path, baud, ...polls }, world),
    );
    closing = [() => rm(folder, { recursive: true }), () => line.unplug(), bench.bus.stop];
    await line.plug();
    await bench.bus.start(new Map());
    await new Promise((resolve) => setTimeout(resolve, 200));
    await line.unplug();
    await bench.next("board-suspected");
    await line.plug();
    await vi.waitUntil(() => bench.log.warnings.some((said) => said.includes("not a valid line")), {
      timeout: 10_000,
    });
    expect(bench.inputs.filter(({ kind }) => kind === "board-greeted")).toEqual([]);
  });
});

test("the stage before the readline parser keeps nothing of a line without an end", async () => {
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc") as () => void;
  const used = (): number => {
    gc();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const port = new PassThrough();
  const lines: string[] = [];
  readLines(port, (line) => lines.push(line));
  port.write("first\n");
  const before = used();
  for (let sent = 0; sent < 10; sent += 1) {
    if (!port.write(megabyte)) await once(port, "drain");
  }
  expect(used() - before).toBeLessThan(1_500_000);
  port.write(`~\nla`);
  port.write(`st\r\nhalf`);
  port.end();
  await vi.waitUntil(() => lines.length === 2);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(lines).toEqual(["first", "last"]);
});

test("a TCP board beyond this machine gets no pulse without a key", async () => {
  const host = "127.0.0.1";
  const port = await findFreePort();
  const far = simulatedLine((connect) => createTcpLine({ host, port }, connect));
  await far.line.plug();
  const bench = createBusBench((world) =>
    // Resolves to this machine, but anybody's name server could say otherwise.
    createTcpBus({ id: "a", boards: [{ addr: 1 }], host: "0.0.0.0", port, ...polls }, world),
  );
  closing = [far.line.unplug, bench.bus.stop];
  await bench.bus.start(new Map());
  const { boot } = await bench.next("board-greeted");
  bench.bus.open({ ...pulse, boot });
  expect(await bench.next("open-answered")).toMatchObject({
    answer: { kind: "unsent", why: "not-keyed" },
  });
  expect(far.pulses).toEqual([]);
});
