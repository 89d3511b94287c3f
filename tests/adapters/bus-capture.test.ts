// The capture of a bus: what a carrier carries is on disk as it was, in two bounded files, and the bus never waits for it.
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createCaptureFile } from "#adapters/bus/capture-file.ts";
import { type BusCapture, capturedCarrier } from "#adapters/bus/captured-carrier.ts";
import type { Carrier, CarrierListener } from "#adapters/bus/carrier.ts";
import { type Timers, nodeTimers } from "#adapters/bus/timers.ts";
import { failed, ok } from "#domain/result.ts";
import { createRecordingLog } from "./recording-log.ts";

/** A disk is written to at once. */
const timers: Timers = { after: (_delayMs, run) => nodeTimers.after(0, run) };
const clock = { now: () => ({ wallMs: Date.UTC(2026, 10, 4, 2, 13), monoMs: 81_190 }) };

function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), "loket24-capture-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function captureIn(folder: string, fileBytesMax?: number) {
  const log = createRecordingLog();
  const path = join(folder, "bus.jsonl");
  const options = fileBytesMax === undefined ? { path } : { path, fileBytesMax };
  return {
    log,
    path,
    capture: createCaptureFile(options, { clock, log, timers }),
  };
}

const linesOf = (path: string): readonly { readonly line: string }[] =>
  readFileSync(path, "utf8")
    .trimEnd()
    .split("\n")
    .filter((line) => line !== "")
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    .map((line) => JSON.parse(line) as { line: string });

const inMemory = () => {
  const noted: string[] = [];
  const capture: BusCapture = {
    note: (bus, direction, line) => void noted.push(`${bus} ${direction} ${line}`),
    flush: async () => void noted.push("flushed"),
  };
  return { noted, capture };
};

test("a captured carrier carries on as before, and every line and change of the port is noted", async () => {
  const passed: string[] = [];
  let far: CarrierListener | undefined;
  const carrier: Carrier = {
    where: "the bench",
    advice: "look at it",
    async open(listener) {
      far = listener;
      return ok({
        send: (line) => passed.push(`sent ${line}`),
        close: async () => void passed.push("let go"),
      });
    },
  };
  const { noted, capture } = inMemory();
  const opened = await capturedCarrier(carrier, "a", capture).open({
    line: (line) => passed.push(`heard ${line}`),
    closed: (why) => passed.push(`closed ${why}`),
  });
  if (opened.ok) opened.value.send(">01 0001 POLL ack=0*8482");
  far?.line("<01 0001 IDLE*0000");
  far?.closed("cable out");
  if (opened.ok) await opened.value.close();
  expect(passed).toEqual([
    "sent >01 0001 POLL ack=0*8482",
    "heard <01 0001 IDLE*0000",
    "closed cable out",
    "let go",
  ]);
  expect(noted).toEqual([
    "a port opened",
    "a > >01 0001 POLL ack=0*8482",
    "a < <01 0001 IDLE*0000",
    "a port broke: cable out",
    "a port closed",
    "flushed",
  ]);
});

test("a port that does not open is noted with its reason, and refused as before", async () => {
  const { noted, capture } = inMemory();
  const carrier: Carrier = {
    where: "the bench",
    advice: "look at it",
    open: async () => failed("no such file"),
  };
  const listener = { line: () => undefined, closed: () => undefined };
  expect(await capturedCarrier(carrier, "a", capture).open(listener)).toEqual(
    failed("no such file"),
  );
  expect(noted).toEqual(["a port not opened: no such file"]);
});

test("each line is a JSON line with both clocks, bus and direction, for the owner's eyes only", async () => {
  const { path, capture } = captureIn(folderOfTest());
  capture.note("a", "<", "<01 0001 IDLE*11B9");
  await capture.flush();
  expect(linesOf(path)).toEqual([
    { tMs: 81_190, at: "2026-11-04T02:13:00.000Z", bus: "", dir: "port", line: "capture started" },
    { tMs: 81_190, at: "2026-11-04T02:13:00.000Z", bus: "a", dir: "<", line: "<01 0001 IDLE*11B9" },
  ]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("two files together keep the newest, and a restart goes on where the last run stopped", async () => {
  const folder = folderOfTest();
  const first = captureIn(folder, 2000);
  for (let at = 0; at < 200; at += 1) {
    first.capture.note("a", ">", `line ${at}`);
    if (at % 10 === 9) await first.capture.flush();
  }
  const second = captureIn(folder, 2000);
  second.capture.note("a", ">", "line 200");
  await second.capture.flush();
  const kept = [...linesOf(`${first.path}.1`), ...linesOf(first.path)].map(({ line }) => line);
  const from = Number(kept[0]?.split(" ")[1]);
  expect(from).toBeGreaterThan(100);
  expect(kept.filter((line) => line.startsWith("line"))).toEqual(
    Array.from({ length: 201 - from }, (_, at) => `line ${from + at}`),
  );
  expect(kept.at(-2)).toBe("capture started");
  for (const path of [first.path, `${first.path}.1`])
    expect(statSync(path).size).toBeLessThan(2000 + 10 * 100);
});

test("what a slow disk cannot take is left out, and the capture says how much", async () => {
  const { path, capture } = captureIn(folderOfTest());
  const long = "x".repeat(100_000);
  for (let at = 0; at < 100; at += 1) capture.note("a", ">", long);
  await capture.flush();
  const lines = linesOf(path).map(({ line }) => line);
  const kept = lines.filter((line) => line === long).length;
  expect(kept).toBeLessThan(50);
  expect(lines.at(-1)).toBe(`${100 - kept} lines left out: the disk was too slow`);
});

test("a capture that cannot be written ends with one warning, and the bus goes on", async () => {
  const { log, capture } = captureIn(join(folderOfTest(), "gone"));
  for (let at = 0; at < 3; at += 1) {
    capture.note("a", ">", `line ${at}`);
    await capture.flush();
  }
  expect(log.warnings).toEqual([
    expect.stringMatching(
      /^The bus capture .*bus\.jsonl ended \(ENOENT.*\): make room or correct its path, then restart\. Doors are not concerned\.$/,
    ),
  ]);
});
