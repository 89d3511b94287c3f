// The wall over HTTP: doors, boards, buses, scanner, phone, pulses and the wire, with a bare host on its TCP bus.
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { toBuffer } from "qrcode";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { encodeRequest } from "#protocol/request-codec.ts";
import { createWallApi } from "#simulator/wall/wall-api.ts";
import { buildWall, plugWall, unplugWall, type Wall } from "#simulator/wall/wall.ts";
import { parseWallConfig } from "#simulator/wall/wall-config.ts";
import type { WallView } from "#simulator/wall/wall-view.ts";
import { tcpHost, type WireHost } from "../support/wire-host.ts";

const site = `
terminal: { id: demo, name: Stadhuis }
buses:
  - { id: a, kind: tcp, host: 127.0.0.1, port: 0, boards: [ { address: "01", channels: 4 }, { address: "02", channels: 4 } ] }
  - { id: b, kind: tcp, host: 127.0.0.1, port: 0, boards: [ { address: "01", channels: 4, keyFile: keys/b-01 } ] }
compartments:
  - { number: 1, bus: a, board: "01", channel: 1, column: 1, row: 1, heightMm: 1400, size: small, itemSensor: true }
  - { number: 2, bus: a, board: "02", channel: 1, column: 2, row: 1 }
  - { number: 9, bus: b, board: "01", channel: 4, column: 3, row: 2 }
scanner: { kind: tcp, host: 127.0.0.1, port: 0 }
`;

let data = "";
let wall: Wall;
let app: FastifyInstance;
let hosts: WireHost[] = [];

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), "loket24-wall-"));
  await mkdir(join(data, "keys"));
  await writeFile(join(data, "keys", "b-01"), `${"0f".repeat(32)}\n`);
  const config = parseWallConfig(site, "site.yaml");
  const built = "value" in config ? await buildWall(config.value, data) : config;
  if ("objection" in built) throw new Error(built.objection);
  wall = built.value;
  await plugWall(wall);
  app = await createWallApi(wall);
  hosts = [];
});
afterEach(async () => {
  for (const host of hosts) await host.close();
  await app.close();
  await unplugWall(wall);
  await rm(data, { recursive: true });
});

const get = async (url: string) => (await app.inject({ url })).json();
const post = async (url: string, payload: object) => {
  const { statusCode, body } = await app.inject({ method: "POST", url, payload });
  return { status: statusCode, ...JSON.parse(body) };
};
const view = (): Promise<WallView> => get("/api/wall");
const done = { status: 200, done: true };
const sentence = expect.stringMatching(/^[A-Z].*[^.]$|^[A-Z].*\.$/);

async function hostAt(where: string): Promise<WireHost> {
  const host = await tcpHost(Number(where.split(":")[1]));
  hosts.push(host);
  return host;
}
const hostOf = async (bus: number): Promise<WireHost> =>
  hostAt((await view()).buses[bus]?.where ?? "");

const hello = encodeRequest({ addr: 1, seq: 0, request: { kind: "hello" } });
async function openFirstDoor(host: WireHost, op: number): Promise<string> {
  const greeting = await host.ask(hello);
  const boot = /boot=(\w+)/.exec(greeting)?.[1] ?? "";
  const t = Number(/ t=(\d+)/.exec(greeting)?.[1]);
  const open = { kind: "open", channel: 1, op, pulseMs: 100, boot, byMs: t + 2000 } as const;
  return host.ask(encodeRequest({ addr: 1, seq: 1, request: open }));
}

describe("GET /api/wall", () => {
  test("shows every compartment, board and bus as it is", async () => {
    const { compartments, boards, buses, pulses, scanner } = await view();
    expect(compartments[0]).toEqual({
      number: 1,
      bus: "a",
      board: "01",
      channel: 1,
      column: 1,
      row: 1,
      heightMm: 1400,
      size: "small",
      door: "closed",
      latched: true,
      item: "absent",
      jammed: false,
      light: "off",
    });
    expect(boards.map(({ bus, address, keyed }) => [bus, address, keyed])).toEqual([
      ["a", "01", false],
      ["a", "02", false],
      ["b", "01", true],
    ]);
    expect(buses).toMatchObject([
      { id: "a", kind: "tcp", plugged: true },
      { id: "b", kind: "tcp", plugged: true },
    ]);
    expect(pulses).toBe(0);
    expect(scanner).toMatch(/^127\.0\.0\.1:\d+$/);
  });
});

describe("a door", () => {
  test("opens for a host on the wire, and the pulse is counted", async () => {
    const host = await hostOf(0);
    expect(await openFirstDoor(host, 3)).toContain("ACC op=3");
    expect(await get("/api/pulses")).toEqual({
      total: 1,
      pulses: [{ bus: "a", board: 1, channel: 1, op: 3, drive: "ok", tMs: expect.any(Number) }],
    });
    await expect.poll(async () => (await view()).compartments[0]?.door).toBe("open");
    expect(await post("/api/doors/1", { action: "put" })).toEqual(done);
    expect(await post("/api/doors/1", { action: "close" })).toEqual(done);
    expect((await view()).compartments[0]).toMatchObject({
      door: "closed",
      latched: true,
      item: "present",
    });
  });

  test.each([
    ["/api/doors/1", { action: "kick" }, 400],
    ["/api/doors/1", {}, 400],
    ["/api/doors/77", { action: "close" }, 404],
    ["/api/doors/x", { action: "close" }, 404],
    ["/api/doors/1", { action: "take" }, 409],
  ])("%s %j is refused with one sentence and %i", async (url, body, status) => {
    expect(await post(url, body)).toEqual({ status, error: sentence });
  });
});

describe("a board", () => {
  test("is named by its address where that is unique, else with its bus", async () => {
    expect(await post("/api/boards/02", { action: "reset" })).toEqual(done);
    expect(await post("/api/boards/01", { action: "reset" })).toMatchObject({ status: 400 });
    expect(await post("/api/boards/b:01", { action: "reset" })).toEqual(done);
    expect(await post("/api/boards/a:07", { action: "reset" })).toMatchObject({ status: 404 });
  });

  test("is silent without power and has a new boot after it", async () => {
    const host = await hostOf(0);
    const before = await host.ask(hello);
    await post("/api/boards/a:01", { action: "unplug" });
    expect((await view()).boards[0]).toMatchObject({ plugged: false });
    expect(await post("/api/boards/a:01", { action: "reset" })).toMatchObject({ status: 409 });
    host.write(`${hello}\n`);
    const other = encodeRequest({ addr: 2, seq: 0, request: { kind: "hello" } });
    expect(await host.ask(other)).toMatch(/^<02/);
    await post("/api/boards/a:01", { action: "replug" });
    expect(await host.ask(hello)).not.toBe(before);
    expect((await view()).boards[0]?.boot).toMatch(/^[0-9A-F]{8}$/);
  });

  test("notices its lid", async () => {
    await post("/api/boards/02", { action: "open-lid" });
    expect((await view()).boards[1]).toMatchObject({ lid: "open" });
  });
});

describe("a bus", () => {
  test("hangs up when it is unplugged and comes back at the same place", async () => {
    const { where = "" } = (await view()).buses[0] ?? {};
    const host = await hostAt(where);
    expect(await post("/api/buses/a", { action: "unplug" })).toEqual(done);
    await host.hungUp;
    expect((await view()).buses[0]).toMatchObject({ plugged: false });
    expect(await post("/api/buses/a", { action: "replug" })).toEqual(done);
    const again = await hostAt(where);
    expect(await again.ask(hello)).toMatch(/HELLO/);
    expect(await post("/api/buses/z", { action: "unplug" })).toMatchObject({ status: 404 });
  });
});

describe("the scanner", () => {
  test("sends its text ended by CR LF", async () => {
    const host = await hostAt((await view()).scanner ?? "");
    await expect
      .poll(async () => {
        await post("/api/scanner", { text: "L24:0001é" });
        return Buffer.from(host.received(), "latin1").toString();
      })
      .toMatch(/^L24:0001é\r\n/);
  });

  test.each([{ text: "" }, { text: "x".repeat(8001) }, { text: 5 }, {}])(
    "refuses a body like %j",
    async (body) => {
      expect(await post("/api/scanner", body)).toEqual({ status: 400, error: sentence });
    },
  );

  test("reads the QR symbol of a message on the phone", async () => {
    const host = await hostAt((await view()).scanner ?? "");
    const base64 = (await toBuffer("L24:1234ABCDEFGHIJKLMNOPQRSTUVWXYZ")).toString("base64");
    const attachments = [{ filename: "qr.png", contentType: "image/png", base64 }];
    const message = { id: "m1", to: "+32", channel: "sms", language: "nl", text: "Uw code" };
    await post("/gateway/messages", { ...message, attachments });
    await post("/gateway/messages", { ...message, id: "m2" });
    await expect
      .poll(async () => {
        await post("/api/scanner", { messageId: "m1" });
        return host.received();
      })
      .toMatch(/^L24:1234ABCDEFGHIJKLMNOPQRSTUVWXYZ\r\n/);
    expect(await post("/api/scanner", { messageId: "m2" })).toMatchObject({ status: 409 });
    expect(await post("/api/scanner", { messageId: "m3" })).toMatchObject({ status: 404 });
  });
});

describe("the phone", () => {
  const message = { id: "m1", to: "an@example.be", channel: "email", language: "nl", text: "Dag" };

  test("takes a message once, however often it is sent", async () => {
    const accepted = { status: 202, accepted: true };
    expect(await post("/gateway/messages", message)).toEqual(accepted);
    expect(await post("/gateway/messages", { ...message, text: "again" })).toEqual(accepted);
    expect(await get("/api/phone")).toEqual([{ ...message, receivedAt: expect.any(String) }]);
  });

  test("shows the newest first and keeps two hundred", async () => {
    for (let at = 0; at <= 200; at += 1) {
      await post("/gateway/messages", { ...message, id: `m${at}` });
    }
    const messages = await get("/api/phone");
    expect(messages).toHaveLength(200);
    expect(messages[0]).toMatchObject({ id: "m200" });
  });

  test("refuses a message that is none", async () => {
    const reply = await post("/gateway/messages", { ...message, channel: "pigeon" });
    expect(reply).toEqual({ status: 400, error: expect.stringContaining("channel") });
  });
});

describe("the wire", () => {
  test("holds an OPEN and delivers it late", async () => {
    const host = await hostOf(0);
    expect(await post("/api/wire/replay", { bus: "a" })).toMatchObject({ status: 409 });
    await openFirstDoor(host, 3);
    const replay = await post("/api/wire/replay", { bus: "a", nth: -1 });
    expect(replay).toMatchObject({ line: expect.stringContaining("OPEN ch=1 op=3") });
    expect(replay["reply"]).toContain("ACC op=3");
    expect((await view()).pulses).toBe(1);
  });

  test("plays its faults on the next requests", async () => {
    const host = await hostOf(0);
    await post("/api/wire/fault", { bus: "a", fault: { kind: "duplicate-reply" }, count: 1 });
    await host.ask(hello);
    await host.until(/HELLO[^\n]*\n[^\n]*HELLO[^\n]*\n/);
    expect(wall.buses[0]?.bus.faults).toEqual([]);
    const unknown = await post("/api/wire/fault", { bus: "a", fault: { kind: "gremlin" } });
    expect(unknown).toEqual({ status: 400, error: sentence });
  });

  test("sends noise without an end of line, and foreign lines", async () => {
    const host = await hostOf(0);
    await host.ask(hello);
    expect(await post("/api/wire/noise", { bus: "a", bytes: 300_000 })).toEqual(done);
    expect(await post("/api/wire/noise", { bus: "a", text: ">01 0001 STAT*0000" })).toEqual(done);
    const all = await host.until(/STAT\*0000\n$/);
    expect(all.length).toBeGreaterThan(300_000);
    expect(all.slice(all.indexOf("\n") + 1).split("\n")).toHaveLength(2);
  });

  test("cannot be flooded while nobody listens", async () => {
    expect(await post("/api/wire/noise", { bus: "a", bytes: 10 })).toMatchObject({ status: 409 });
  });
});

test("the page comes from its own origin alone", async () => {
  const page = await app.inject({ url: "/" });
  expect(page.statusCode).toBe(200);
  expect(page.headers["content-security-policy"]).toContain("default-src 'none'");
  expect(page.body).not.toMatch(/(?:src|href)="https?:(?!\/\/127\.0\.0\.1)/);
});
