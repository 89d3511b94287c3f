// The newest lines of the buses in memory, and what the boards tell of themselves: bounded, in order, as it went over the wire.
import { expect, test } from "vitest";
import { createBoardDetails } from "#adapters/bus/board-details.ts";
import type { BusCapture } from "#adapters/bus/captured-carrier.ts";
import { bothCaptures, createTraceRing } from "#adapters/bus/trace-ring.ts";
import { boardA, boardB } from "../support/domain-site.ts";

const clock = { now: () => ({ wallMs: 1000, monoMs: 5 }) };

test("the ring gives its lines newest first, as they were", () => {
  const ring = createTraceRing(clock);
  ring.note("a", "port", "opened");
  ring.note("a", ">", ">01 0000 HELLO*6F00");
  expect(ring.lines()).toEqual([
    { atMs: 1000, bus: "a", direction: ">", line: ">01 0000 HELLO*6F00" },
    { atMs: 1000, bus: "a", direction: "port", line: "opened" },
  ]);
});

test("what says that nothing happened pushes nothing else out, and neither grows without end", () => {
  const ring = createTraceRing(clock);
  ring.note("a", ">", ">01 0003 OPEN ch=3*8874");
  for (let seq = 0; seq < 5000; seq += 1) {
    ring.note("a", ">", ">01 0004 POLL ack=0*77F0");
    ring.note("a", "<", "<01 0004 IDLE*4A0B");
  }
  expect(ring.lines()).toHaveLength(201);
  expect(ring.lines().at(-1)?.line).toContain("OPEN");
  for (let seq = 0; seq < 5000; seq += 1) ring.note("a", "<", `<01 0005 EVT n=${seq}*0000`);
  expect(ring.lines()).toHaveLength(1200);
  expect(ring.lines()[0]?.line).toContain("n=4999");
});

test("a line without end is cut", () => {
  const ring = createTraceRing(clock);
  ring.note("a", "<", "x".repeat(100_000));
  expect(ring.lines()[0]?.line).toHaveLength(400);
});

test("a capture file hears what the ring hears", async () => {
  const ring = createTraceRing(clock);
  const heard: string[] = [];
  const file: BusCapture = {
    note: (_bus, _direction, line) => void heard.push(line),
    flush: async () => void heard.push("flushed"),
  };
  const both = bothCaptures(ring, file);
  both.note("a", "<", "one");
  await both.flush();
  expect(heard).toEqual(["one", "flushed"]);
  expect(ring.lines()).toHaveLength(1);
  expect(bothCaptures(ring, undefined)).toBe(ring);
  await ring.flush();
});

test("boards are known as they last told of themselves", () => {
  const details = createBoardDetails(
    new Map([
      [1, boardA],
      [2, boardB],
    ]),
  );
  const hello = {
    kind: "hello-reply",
    boot: "0000000A",
    tMs: 0,
    channels: 12,
    caps: [],
    newestEvent: 0,
    highestOp: 0,
    firmware: "1.4.2",
  } as const;
  const stat = {
    kind: "stat-reply",
    tMs: 0,
    doors: "0",
    unknownDoors: "0",
    items: "0",
    unknownItems: "0",
    faults: "0",
    newestEvent: 0,
  } as const;
  const greeted = { kind: "board-greeted", newBoot: true, keyed: false } as const;
  details.note({ ...greeted, addr: 1, hello });
  details.note({ ...greeted, addr: 2, hello: { ...hello, model: "LB12" } });
  details.note({ kind: "board-snapshot", addr: 1, boot: "0000000A", stat });
  details.note({
    kind: "board-snapshot",
    addr: 1,
    boot: "0000000A",
    stat: { ...stat, vinMv: 12_100, tempDeciC: -15, tamper: true },
  });
  details.note({ kind: "board-snapshot", addr: 9, boot: "0000000A", stat });
  details.note({ kind: "board-suspect", addr: 2 });
  details.note({ kind: "echo-heard" });
  expect(details.all()).toEqual([
    { id: boardA, firmware: "1.4.2", vinMv: 12_100, temperatureDeciC: -15, tamper: true },
    { id: boardB, firmware: "1.4.2", model: "LB12" },
  ]);
});
