// What a replay reads and refuses: the two kinds of recording, files that were cut, and files that are something else or hostile.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeReply } from "#protocol/reply-codec.ts";
import { encodeRequest } from "#protocol/request-codec.ts";
import type { Reply, Request } from "#protocol/messages.ts";
import { LINE_BYTES_MAX } from "#simulator/replay/line-file.ts";
import { readRecording } from "#simulator/replay/read-recording.ts";
import type { Recording } from "#simulator/replay/recording.ts";
import { type RecordedNight, recordNight } from "../support/recorded-night.ts";

let folder: string;
let night: RecordedNight;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "loket24-reading-"));
  night = await recordNight(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileOf(text: string | Buffer): string {
  const path = join(folder, "file.jsonl");
  writeFileSync(path, text);
  return path;
}
async function read(path: string): Promise<Recording> {
  const recording = await readRecording(path);
  if ("objection" in recording) throw new Error(recording.objection);
  return recording.value;
}
const textsOf = ({ timeline }: Recording): readonly string[] =>
  timeline.between(timeline.firstN, timeline.lastN).map(({ text }) => text);

const row = (seq: number, kind: string, body: object, monoMs = seq * 1000): string =>
  `${JSON.stringify({ seq, atMs: Date.UTC(2026, 10, 4) + seq * 1000, monoMs, clockEpoch: 1, clockTrusted: true, kind, body: JSON.stringify(body), actor: "terminal", hash: "0" })}\n`;
const heard = (tMs: number, dir: string, line: string, bus = "a"): string =>
  `${JSON.stringify({ tMs, at: new Date(Date.UTC(2026, 10, 4) + tMs).toISOString(), bus, dir, line })}\n`;

describe("an exported ledger", () => {
  test("is told row by row, with the doors that its rows name", async () => {
    const recording = await read(night.ledgerFile);
    expect(recording.kind).toBe("ledger");
    expect([...recording.doors].toSorted()).toEqual(["1", "2", "3", "4", "5", "6", "7", "8"]);
    expect(recording.wiring.get("3")).toEqual({ door: "3", board: "a:01", channel: 3 });
    expect(recording.timeline.alarms.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Alarm: Door 3 opened, and nobody was allowed to open it/),
      expect.stringMatching(/^Alarm: Board a:02 does not answer any more/),
    ]);
  });

  test("tells a kind that it does not know, and a known one with a strange body, as they stand", async () => {
    const path = fileOf(
      row(1, "door-painted", { compartment: 3, colour: "blue" }) +
        row(2, "door-read", { compartment: "three", state: "open" }),
    );
    expect(textsOf(await read(path))).toEqual([
      'door painted {"compartment":3,"colour":"blue"}',
      'door read {"compartment":"three","state":"open"}',
    ]);
  });

  test("goes on over clocks that are set back and runs that count anew", async () => {
    const rows = [
      row(1, "terminal-started", { version: "1" }, 500),
      row(2, "door-read", { compartment: 1, state: "closed" }, 900),
      row(3, "terminal-started", { version: "1" }, 100),
      row(4, "clock-stepped", { stepMs: -7_200_000, epoch: 2, trusted: true }, 300),
    ];
    const { timeline } = await read(fileOf(rows.join("")));
    const times = timeline.between(1, timeline.lastN).map(({ tMs }) => tMs);
    expect(times).toEqual([0, 400, 400, 1400, 1600]);
    expect(timeline.at(timeline.lastN)?.text).toBe("The clock was set back by 2 h");
  });
});

describe("a bus capture", () => {
  const ask = (tMs: number, seq: number, request: Request): string =>
    heard(tMs, ">", encodeRequest({ addr: 1, seq, request }));
  const answer = (tMs: number, seq: number, reply: Reply): string =>
    heard(tMs, "<", encodeReply({ addr: 1, seq, reply }));
  const greeting =
    heard(0, "port", "capture started", "") +
    ask(10, 0, { kind: "hello" }) +
    answer(20, 0, {
      kind: "hello-reply",
      boot: "5D21E0C4",
      tMs: 1000,
      channels: 2,
      caps: ["door"],
      newestEvent: 0,
      highestOp: 0,
      firmware: "1.4.2",
    }) +
    ask(30, 1, { kind: "stat" }) +
    answer(40, 1, {
      kind: "stat-reply",
      tMs: 1020,
      doors: "0",
      unknownDoors: "0",
      items: "0",
      unknownItems: "3",
      faults: "0",
      newestEvent: 0,
    });
  const opened = (tMs: number, seq: number, n: number, op?: number): string =>
    ask(tMs, seq, { kind: "poll", ack: n - 1 }) +
    answer(tMs + 5, seq, {
      kind: "event",
      more: false,
      event: {
        n,
        tMs: 1000 + tMs,
        kind: "door",
        channel: 2,
        state: "open",
        ...(op === undefined ? {} : { op }),
      },
    });

  test("tells an opening that was ordered from one that nobody ordered", async () => {
    const ordered = await read(fileOf(greeting + opened(100, 2, 1, 7)));
    expect(ordered.timeline.alarms).toEqual([]);
    expect(textsOf(ordered).at(-1)).toBe("Door a:01/2 opened (operation 7)");
    const forced = await read(fileOf(greeting + opened(100, 2, 1)));
    expect(forced.timeline.alarms.map(({ text }) => text)).toEqual([
      "Door a:01/2 opened, and no order had asked for it",
    ]);
  });

  test("counts an event once, however often its acknowledgement was lost", async () => {
    const recording = await read(fileOf(greeting + opened(100, 2, 1) + opened(200, 3, 1)));
    expect(recording.timeline.alarms).toHaveLength(1);
  });

  test("knows no door of a board from a gap in its events until it was read again", async () => {
    const { timeline } = await read(fileOf(greeting + opened(100, 2, 5, 7)));
    expect(timeline.between(1, 99).flatMap(({ changes }) => changes)).toContainEqual({
      kind: "board-unread",
      board: "a:01",
      why: "its board has just started",
    });
    const missed = await read(fileOf(greeting + opened(100, 2, 1, 7) + opened(300, 3, 5, 8)));
    expect(textsOf(missed)).toContain("Board a:01: events 2 to 4 were never read");
  });

  test("says when a board fell silent, when somebody else sent, and that noise came", async () => {
    const recording = await read(
      fileOf(
        greeting +
          heard(60, "<", ">02 0001 IDENT*0000") +
          heard(70, "<", "~~~%%") +
          heard(9000, "port", "opened", "b"),
      ),
    );
    expect(textsOf(recording).slice(-4)).toEqual([
      "Somebody else sends on bus a: >02 0001 IDENT*0000",
      "Noise on bus a: ~~~%%",
      "Board a:01 has not answered for 8 s",
      "The port of bus b: opened",
    ]);
  });

  test("is read with its older half, in their order", async () => {
    const path = fileOf(opened(100, 2, 1));
    writeFileSync(`${path}.1`, greeting);
    const { lines, timeline } = await read(path);
    rmSync(`${path}.1`);
    expect(lines).toHaveLength(7);
    expect(timeline.alarms).toHaveLength(1);
  });

  test("forgives the half line that a power cut left, at the end or before the next run", async () => {
    const half = heard(50, ">", "x").slice(0, 20);
    const cut = await read(fileOf(`${greeting}${half}\n${greeting}${half}`));
    expect(cut.lines).toHaveLength(10);
    expect(cut.notices).toHaveLength(2);
  });
});

describe("a file that is no recording is refused in one sentence", () => {
  const good = row(1, "door-read", { compartment: 1, state: "open" });
  test.each<[string, string | Buffer, RegExp]>([
    ["empty", "", /is empty: give an export/],
    ["text", "hello\n", /its line 1 is neither a row of a ledger nor a line of a bus/],
    ["JSON of something else", '{"a":1}\n', /its line 1 is neither/],
    ["the ledger itself", "SQLite format 3\0\0\n", /is the ledger itself: give an export/],
    ["the spreadsheet", '"seq","time"\r\n', /is an export as a spreadsheet: give an export/],
    ["broken later", `${good}nonsense\n${good}`, /is wrong in line 2: it is no JSON/],
    ["a wrong field", `${good}${row(2, "x", {}).replace(":2,", ':"2",')}`, /line 2: its field seq/],
    ["out of order", row(5, "a", {}) + row(4, "b", {}), /line 2: its seq 4 comes after 5/],
    [
      "a body that is no JSON",
      `${good}${row(2, "x", {}).replace('"{}"', '"{"')}`,
      /line 2: its field body holds no JSON/,
    ],
    ["an endless line", "x".repeat(LINE_BYTES_MAX * 3), /is no recording/],
    [
      "an endless line later",
      good + "x".repeat(LINE_BYTES_MAX * 3) + "\n" + good,
      /line 2: it is longer/,
    ],
  ])("%s", async (_what, text, why) => {
    const recording = await readRecording(fileOf(text));
    expect(recording).toEqual({ objection: expect.stringMatching(why) });
    expect(recording).toEqual({ objection: expect.stringMatching(/^\/\S+ is .*\.$/s) });
  });

  test("a folder, and a file that is not there", async () => {
    for (const path of [folder, join(folder, "gone")])
      expect(await readRecording(path)).toEqual({
        objection: expect.stringMatching(/ cannot be read \(E\w+/),
      });
  });

  test("any bytes at all are read or refused, never thrown on", async () => {
    const line = fc.oneof(
      fc.constant(good),
      fc.json().map((text) => `${text}\n`),
      fc
        .record({ seq: fc.integer(), kind: fc.string(), body: fc.json() })
        .map((each) => `${JSON.stringify(each)}\n`),
      fc
        .tuple(fc.nat(), fc.constantFrom(">", "<", "port"), fc.string())
        .map(([at, dir, text]) => heard(at, dir, text)),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 8 }), async (lines) => {
        const recording = await readRecording(fileOf(lines.join("")));
        expect(Object.keys(recording)).toEqual([expect.stringMatching(/^(?:value|objection)$/)]);
      }),
      { numRuns: 150 },
    );
  });
});
