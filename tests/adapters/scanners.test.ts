// Code readers: what becomes of their bytes, how often the controller hears of them, and both kinds of line.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assert as check, nat, property, uint8Array } from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { systemClock } from "#adapters/clock/system-clock.ts";
import { createScanGate } from "#adapters/scanner/scan-gate.ts";
import { type ScanSoFar, readScans } from "#adapters/scanner/scan-reader.ts";
import type { ScannerWorld } from "#adapters/scanner/scanner-loop.ts";
import { createSerialScanner } from "#adapters/scanner/serial-scanner.ts";
import { createTcpScanner } from "#adapters/scanner/tcp-scanner.ts";
import type { Scanner } from "#runtime/ports.ts";
import type { Line } from "#simulator/lines/line.ts";
import { createPtyLine } from "#simulator/lines/pty-line.ts";
import { createTcpLine } from "#simulator/lines/tcp-line.ts";
import { findFreePort } from "../../bin/tcp-port.ts";
import { createRecordingLog } from "./recording-log.ts";

const code = "L24:4821ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const deaf = () => () => undefined;

function read(...chunks: string[]): { texts: string[]; dropped: number; soFar: ScanSoFar } {
  const texts: string[] = [];
  let dropped = 0;
  let soFar: ScanSoFar = "";
  for (const chunk of chunks) {
    const found = readScans(soFar, Buffer.from(chunk, "latin1"));
    ({ soFar } = found);
    texts.push(...found.texts);
    dropped += found.dropped;
  }
  return { texts, dropped, soFar };
}

describe("bytes", () => {
  test.each([
    ["CR", `${code}\r`],
    ["LF", `${code}\n`],
    ["CR LF", `${code}\r\n`],
    ["an STX in front", `\u0002${code}\r`],
    ["the AIM identifier of a QR in front", `]Q1${code}\r`],
    ["both in front", `\u0002]Q1${code}\r\n`],
  ])("with %s are one text", (_what, bytes) => {
    expect(read(bytes)).toEqual({ texts: [code], dropped: 0, soFar: "" });
    expect(read(...bytes.split(""))).toEqual({ texts: [code], dropped: 0, soFar: "" });
  });

  test("without an end are no text yet", () => {
    expect(read(code)).toEqual({ texts: [], dropped: 0, soFar: code });
  });

  test.each([
    ["512 characters pass", "x".repeat(512), 0],
    ["513 do not", "x".repeat(513), 1],
    ["4000 do not", "x".repeat(4000), 1],
    ["a control character does not", "L24:\u001b[2J", 1],
    ["a NUL does not", "\u0000", 1],
    ["a letter beyond ASCII does not", "é", 1],
    ["a DEL does not", "a\u007f", 1],
  ])("%s", (_what, text, dropped) => {
    expect(read(`${text}\r`)).toMatchObject({ dropped, texts: dropped === 0 ? [text] : [] });
    expect(read(`${text}\r${code}\r`).texts.at(-1)).toBe(code);
  });

  test("without end are given up, and the next text is read", () => {
    const megabyte = "x".repeat(1_000_000);
    const lost = read(...Array.from({ length: 10 }, () => megabyte));
    expect(lost).toEqual({ texts: [], dropped: 0, soFar: undefined });
    expect(read(megabyte, megabyte, `\r${code}\r`)).toEqual({
      texts: [code],
      dropped: 1,
      soFar: "",
    });
  });

  test("of any kind give only printable texts of bounded length, however they are cut", () => {
    check(
      property(uint8Array({ maxLength: 6000 }), nat(), (bytes, cut) => {
        const whole = readScans("", bytes);
        const first = readScans("", bytes.subarray(0, cut % (bytes.length + 1)));
        const second = readScans(first.soFar, bytes.subarray(cut % (bytes.length + 1)));
        expect([...first.texts, ...second.texts]).toEqual(whole.texts);
        expect(first.dropped + second.dropped).toBe(whole.dropped);
        expect(whole.soFar?.length ?? 0).toBeLessThanOrEqual(4096);
        for (const text of whole.texts) expect(text).toMatch(/^[\x20-\x7E]{1,512}$/);
      }),
    );
  });
});

function gateAt(): { judge: (text: string) => string; pass: (ms: number) => void } {
  let monoMs = 0;
  const judge = createScanGate({ now: () => ({ wallMs: 0, monoMs }) });
  return { judge, pass: (ms) => void (monoMs += ms) };
}

describe("the gate", () => {
  test("lets the same code through once in two seconds, also with others in between", () => {
    const { judge, pass } = gateAt();
    expect(judge("a")).toBe("pass");
    pass(1000);
    expect(judge("b")).toBe("pass");
    pass(999);
    expect(judge("a")).toBe("repeat");
    pass(1);
    expect(judge("a")).toBe("pass");
  });

  test("lets three codes a second through", () => {
    const { judge, pass } = gateAt();
    expect(["a", "b", "c", "d"].map(judge)).toEqual(["pass", "pass", "pass", "flood"]);
    pass(1000);
    expect(["d", "e", "f", "g"].map(judge)).toEqual(["pass", "pass", "pass", "flood"]);
  });
});

let closing: (() => Promise<unknown>)[] = [];
beforeEach(() => {
  closing = [];
});
afterEach(async () => {
  for (const close of closing.toReversed()) await close();
});

type Build = () => Promise<{ line: Line; create: (world: ScannerWorld) => Scanner }>;

async function serialLine(): ReturnType<Build> {
  const folder = await mkdtemp(join(tmpdir(), "scanner-"));
  const path = join(folder, "scanner");
  closing.push(() => rm(folder, { recursive: true }));
  const options = { path, baud: 115_200 };
  return {
    line: createPtyLine(options, deaf),
    create: (world) => createSerialScanner(options, world),
  };
}

async function tcpLine(): ReturnType<Build> {
  const options = { host: "127.0.0.1", port: await findFreePort() };
  return {
    line: createTcpLine(options, deaf),
    create: (world) => createTcpScanner(options, world),
  };
}

describe.each<[string, Build]>([
  ["a serial scanner", serialLine],
  ["a TCP scanner", tcpLine],
])("%s", (_name, build) => {
  async function running() {
    const { line, create } = await build();
    const log = createRecordingLog();
    const texts: string[] = [];
    const world = { clock: systemClock, log, listener: (text: string) => void texts.push(text) };
    const scanner = create(world);
    closing.push(line.unplug, scanner.stop);
    await scanner.start();
    /** The reader may not be open yet: a test code is held up until it is seen. */
    async function settle(probe: string): Promise<void> {
      await vi.waitUntil(
        () => {
          line.send(Buffer.from(`${probe}\r\n`));
          return texts.includes(probe);
        },
        { timeout: 15_000, interval: 50 },
      );
    }
    return { line, log, texts, settle };
  }

  test("reads codes, before and after it was unplugged", async () => {
    const { line, log, texts, settle } = await running();
    await vi.waitUntil(() => log.warnings.length >= 1, { timeout: 10_000 });
    await line.plug();
    await settle("first");
    line.send(Buffer.from("cut sho"));
    await new Promise((resolve) => setTimeout(resolve, 100));
    await line.unplug();
    await vi.waitUntil(() => log.warnings.length >= 2, { timeout: 10_000 });
    await line.plug();
    await settle("again");
    // What was under way while it was opened may come without its beginning.
    const torn = new Set(["gain", "ain", "in", "n"]);
    expect(texts.filter((text) => !torn.has(text))).toEqual(["first", "again"]);
  });

  test("survives a flood and tells the log how many, never what", async () => {
    const { line, log, texts, settle } = await running();
    await line.plug();
    await settle("first");
    const flood = Buffer.from(`geheim${"x".repeat(4000)}\r`.repeat(500));
    expect(await line.flood(flood)).toBe(true);
    expect(await line.flood(Buffer.alloc(2_000_000, "y"))).toBe(true);
    await line.flood(Buffer.from("\r"));
    await settle("after the flood");
    expect(texts).toEqual(["first", "after the flood"]);
    expect(log.everything()).not.toMatch(/geheim|first|after/);
    expect(log.warnings.filter((line_) => line_.includes("dropped"))).toHaveLength(1);
  });
});

// The plain binding then reads "nothing" over and over and never says that the line is gone: about one in twenty was not found out.
test("a serial scanner that is unplugged in the moment it was opened is found missing every time", async () => {
  const { line, create } = await serialLine();
  for (let round = 0; round < 60; round += 1) {
    const log = createRecordingLog();
    const scanner = create({ clock: systemClock, log, listener: () => undefined });
    await line.plug();
    await scanner.start();
    await new Promise((resolve) => setTimeout(resolve, round % 6));
    await line.unplug();
    await vi.waitFor(() => expect(log.warnings.length).toBeGreaterThan(0), {
      timeout: 10_000,
      interval: 5,
    });
    await scanner.stop();
  }
});
