// A simulated bus: who answers, what the wire does to requests and replies, and an OPEN that comes really late.
import { describe, expect, test } from "vitest";
import { encodeRequest } from "#protocol/request-codec.ts";
import { splitBytes, emptySplitter } from "#protocol/splitter.ts";
import type { Request } from "#protocol/messages.ts";
import { createBoard } from "#simulator/board/board.ts";
import type { Pulse } from "#simulator/board/state.ts";
import { createBus, hearLine, replayOpen, type Bus } from "#simulator/bus.ts";
import { noise, planFault, type Sending, type WireFault } from "#simulator/wire-faults.ts";
import { boardNeeds, lock } from "../support/bench-board.ts";

const middle = (): number => 0.5;

function busOf(addresses: readonly number[]): { readonly bus: Bus; readonly pulses: Pulse[] } {
  const pulses: Pulse[] = [];
  const needs = boardNeeds(pulses);
  const boards = addresses.map((address) => createBoard({ address, fittings: [lock] }, needs, 0));
  return { bus: createBus(boards), pulses };
}

const lineOf = (addr: number, seq: number, request: Request): string =>
  encodeRequest({ addr, seq, request });
const hello = lineOf(1, 0, { kind: "hello" });
const openLine = (seq: number, op: number): string =>
  lineOf(1, seq, { kind: "open", channel: 1, op, pulseMs: 400, boot: "00000001", byMs: 2000 });

const say = (bus: Bus, line: string, nowMs = 0): readonly Sending[] =>
  hearLine(bus, line, nowMs, middle);
const plan = (bus: Bus, fault: WireFault, count = 1): void => {
  bus.faults = planFault(bus.faults, fault, count);
};
const verbs = (sendings: readonly Sending[]): readonly string[] =>
  sendings.map(({ text }) => text.split(" ")[2] ?? text);

describe("a bus", () => {
  test("is answered by the board that is named, and by nobody else", () => {
    const { bus } = busOf([1, 2, 126]);
    const replies = [1, 2, 126, 3].map((addr) => say(bus, lineOf(addr, 0, { kind: "hello" })));
    expect(replies.map((sendings) => sendings[0]?.text.slice(0, 3))).toEqual([
      "<01",
      "<02",
      "<7E",
      undefined,
    ]);
  });

  test("[LL-2.3] is silent on noise and on what boards say", () => {
    const { bus } = busOf([1]);
    const [reply] = say(bus, hello);
    expect(say(bus, "nonsense")).toEqual([]);
    expect(say(bus, hello.replace("HELLO", "HELLP"))).toEqual([]);
    expect(say(bus, reply?.text.trimEnd() ?? "")).toEqual([]);
  });
});

describe("a wire fault", () => {
  test("strikes as often as it was planned, and only the verb it names", () => {
    const { bus } = busOf([1]);
    plan(bus, { kind: "drop-reply", verb: "STAT" }, 2);
    expect(say(bus, hello)).toHaveLength(1);
    expect(say(bus, lineOf(1, 1, { kind: "stat" }))).toEqual([]);
    expect(say(bus, lineOf(1, 1, { kind: "stat" }))).toEqual([]);
    expect(say(bus, lineOf(1, 1, { kind: "stat" }))).toHaveLength(1);
    expect(bus.faults).toEqual([]);
  });

  test("waits for a request to a board that is there", () => {
    const { bus } = busOf([1]);
    plan(bus, { kind: "drop-reply" });
    say(bus, lineOf(5, 0, { kind: "hello" }));
    expect(bus.faults).toHaveLength(1);
  });

  test("drop-reply: the door opens though the host hears nothing, and its repeat gets the stored answer", () => {
    const { bus, pulses } = busOf([1]);
    say(bus, hello);
    plan(bus, { kind: "drop-reply" });
    expect(say(bus, openLine(1, 5))).toEqual([]);
    expect(verbs(say(bus, openLine(1, 5)))).toEqual(["ACC"]);
    expect(pulses).toHaveLength(1);
  });

  test("drop-request: nothing happens at all", () => {
    const { bus, pulses } = busOf([1]);
    say(bus, hello);
    plan(bus, { kind: "drop-request" });
    expect(say(bus, openLine(1, 5))).toEqual([]);
    expect(pulses).toEqual([]);
  });

  test("duplicate-reply sends it twice, late-reply sends it later", () => {
    const { bus } = busOf([1]);
    plan(bus, { kind: "duplicate-reply" });
    expect(verbs(say(bus, hello))).toEqual(["HELLO", "HELLO"]);
    plan(bus, { kind: "late-reply", delayMs: 700 });
    expect(say(bus, lineOf(1, 1, { kind: "stat" }))).toMatchObject([{ afterMs: 700 }]);
  });

  test("flip-byte changes one byte and never the end of the line", () => {
    const { bus } = busOf([1]);
    const [clean = { text: "" }] = say(bus, hello);
    plan(bus, { kind: "flip-byte" });
    const [spoilt = { text: "" }] = say(bus, hello);
    const differing = clean.text.split("").filter((letter, at) => letter !== spoilt.text[at]);
    expect(differing).toHaveLength(1);
    expect(spoilt.text).toHaveLength(clean.text.length);
    expect(spoilt.text.endsWith("\n")).toBe(true);
  });

  test("noise comes before the reply", () => {
    const { bus } = busOf([1]);
    plan(bus, { kind: "noise", bytes: 3 });
    expect(say(bus, hello).map(({ text }) => text.length)).toEqual([3, expect.any(Number)]);
  });

  test("reset-before: the request is lost with the boot, reset-after: it was done and forgotten", () => {
    const before = busOf([1]);
    say(before.bus, hello);
    plan(before.bus, { kind: "reset-before" });
    expect(say(before.bus, openLine(1, 5))).toEqual([]);
    expect(before.pulses).toEqual([]);
    const after = busOf([1]);
    say(after.bus, hello);
    plan(after.bus, { kind: "reset-after" });
    expect(say(after.bus, openLine(1, 5))).toEqual([]);
    expect(after.pulses).toHaveLength(1);
    expect(say(after.bus, openLine(1, 5))[0]?.text).toContain("ERR code=BOOT boot=00000002");
  });
});

describe("an OPEN that the wire held", () => {
  test("is delivered as it was, and `by` keeps the door shut [LL-4.8]", () => {
    const { bus, pulses } = busOf([1]);
    say(bus, hello);
    plan(bus, { kind: "drop-request" });
    say(bus, openLine(1, 5));
    const replay = replayOpen(bus, -1, 2001);
    expect(replay?.line).toBe(openLine(1, 5));
    expect(replay?.reply).toContain("ERR code=STALE");
    expect(pulses).toEqual([]);
  });

  test("that was answered already gets the stored answer and no second pulse [LL-3.3]", () => {
    const { bus, pulses } = busOf([1]);
    say(bus, hello);
    say(bus, openLine(1, 5));
    expect(replayOpen(bus, -1, 60_000)?.reply).toContain("ACC op=5");
    expect(pulses).toHaveLength(1);
  });

  test("does not exist before one was heard", () => {
    expect(replayOpen(busOf([1]).bus, -1, 0)).toBeUndefined();
  });
});

test("ten megabytes of noise leave a splitter with at most one line in memory [LL-1.2]", () => {
  let splitter = emptySplitter;
  const chunk = Buffer.from(noise(65_536, Math.random).replaceAll("\n", "~"), "latin1");
  for (let sent = 0; sent < 10_000_000; sent += chunk.length) {
    ({ splitter } = splitBytes(splitter, chunk));
    expect(splitter.partial.length).toBeLessThan(200);
  }
});
