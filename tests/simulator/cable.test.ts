// A simulated cable: how long bytes take, what each trouble makes of them, and what happens to a port whose adapter is pulled out.
import { describe, expect, test } from "vitest";
import { parseLine } from "#protocol/line.ts";
import { encodeRequest } from "#protocol/request-codec.ts";
import { type Cable, createCable } from "#simulator/world/cable.ts";
import { type TroubleKind, troubleKinds } from "#simulator/world/cable-troubles.ts";
import { createChance } from "#simulator/world/chance.ts";
import { createHall } from "#simulator/world/hall.ts";
import type { BusPlan } from "#simulator/world/hall-plan.ts";
import { createQueue, type Queue } from "#simulator/world/queue.ts";

const HELLO = encodeRequest({ addr: 1, seq: 0, request: { kind: "hello" } });
const door = { number: 1, itemSensor: false, doorSensor: true, low: false };
const planOf = (carrier: BusPlan["carrier"]): BusPlan => ({
  id: "a",
  carrier,
  boards: [{ address: 1, doors: [door], nvlog: false, key: undefined }],
});

type Stage = {
  readonly queue: Queue;
  readonly cable: Cable;
  /** Lines that came to the controller, each with its moment. */
  readonly heard: (readonly [atMs: number, line: string])[];
  readonly strikes: TroubleKind[];
  readonly says: (line: string) => void;
  readonly closed: string[];
  readonly boot: () => string | undefined;
};

function stage(carrier: BusPlan["carrier"] = "serial"): Stage {
  const queue = createQueue();
  const plan = planOf(carrier);
  const chance = createChance("cable");
  const hall = createHall({ buses: [plan] }, { queue, chance, tell: () => undefined });
  const bus = hall.buses.get("a");
  if (bus === undefined) throw new Error("the bus is in its plan");
  const heard: (readonly [number, string])[] = [];
  const strikes: TroubleKind[] = [];
  const closed: string[] = [];
  const cable = createCable(plan, bus, {
    queue,
    chance,
    overhear: () => undefined,
    struck: ({ kind }) => strikes.push(kind),
  });
  const end = {
    line: (line: string) => void heard.push([queue.nowMs(), line]),
    closed: (why: string) => void closed.push(why),
  };
  cable.open(end);
  const says = (line: string): void => {
    cable.send(end, line);
    while (queue.step(queue.nowMs() + 10_000) && queue.nextMs() < Infinity);
  };
  const boot = (): string | undefined => hall.boardOf(1).life?.memory.boot;
  return { queue, cable, heard, strikes, says, closed, boot };
}

const addressOf = (line: string): number | undefined => {
  const parsed = parseLine(line);
  return parsed.ok ? parsed.value.addr : undefined;
};

describe("a cable", () => {
  test.each([
    ["serial", 1 + Math.ceil(((HELLO.length + 1) * 10_000) / 115_200)],
    ["tcp", 2],
    ["mqtt", 3],
  ] as const)("over %s takes its time each way", (carrier, thereMs) => {
    const { cable, heard, says } = stage(carrier);
    expect(cable.lineMs(HELLO.length)).toBe(thereMs);
    says(HELLO);
    const [[atMs, reply] = [0, ""]] = heard;
    expect(atMs).toBe(thereMs + cable.lineMs(reply.length));
    expect(reply).toMatch(/^<01 0000 HELLO /);
  });

  test("that is pulled out closes its port and carries nothing until it is plugged in and opened again", () => {
    const { cable, closed, heard, says } = stage();
    cable.unplug();
    expect(closed).toEqual(["unplugged"]);
    expect(cable.isQuiet()).toBe(false);
    says(HELLO);
    expect(heard).toEqual([]);
    const again = { line: () => undefined, closed: () => undefined };
    expect(cable.open(again)).toBe("no such device");
    cable.plugIn();
    expect(cable.open(again)).toBeUndefined();
    expect(cable.isQuiet()).toBe(true);
  });

  test("is quiet while only troubles wait that no idle exchange can meet", () => {
    const { cable } = stage();
    cable.suffer({ kind: "drop", left: 1, odds: 1, verb: "OPEN" });
    expect(cable.isQuiet()).toBe(true);
    cable.suffer({ kind: "drop", left: 1, odds: 1, verb: "POLL" });
    expect(cable.isQuiet()).toBe(false);
    cable.heal();
    cable.suffer({ kind: "drop", left: 1, odds: 1 });
    expect(cable.isQuiet()).toBe(false);
  });
});

/** What the controller hears after one HELLO that a trouble strikes, and what became of the board. */
const outcomes: Readonly<
  Record<TroubleKind, (lines: readonly string[], isReset: boolean, atMs: readonly number[]) => void>
> = {
  drop: (lines) => expect(lines).toEqual([]),
  duplicate: (lines) => expect(new Set(lines).size < lines.length).toBe(true),
  delay: (lines) => expect(lines).toHaveLength(1),
  clog: (_lines, _isReset, [atMs = 0]) => expect(atMs).toBeGreaterThan(1500),
  "flip-bits": (lines) => expect(lines).toEqual([]),
  noise: (lines) => expect(lines.length).toBeLessThanOrEqual(1),
  echo: (lines) => expect(lines[0]).toBe(HELLO),
  "cut-in-half": (lines) => expect(lines).toEqual([]),
  concatenate: (lines) => expect(lines).toEqual([]),
  "wrong-address": (lines) => expect(lines.map(addressOf)).not.toEqual([1]),
  "reset-before": (lines, isReset) => expect([lines, isReset]).toEqual([[], true]),
  "reset-after": (lines, isReset) => expect([lines.length, isReset]).toEqual([1, true]),
};

describe("each trouble", () => {
  test.each(troubleKinds)("%s strikes once and does what its name says", (kind) => {
    const { cable, heard, strikes, says, boot } = stage();
    const before = boot();
    cable.suffer({ kind, left: 1, odds: 1 });
    says(HELLO);
    expect(strikes).toEqual([kind]);
    const [lines, moments] = [heard.map(([, line]) => line), heard.map(([atMs]) => atMs)];
    outcomes[kind](lines, boot() !== before, moments);
    heard.length = 0;
    says("");
    says(HELLO);
    expect(strikes).toHaveLength(1);
    expect(heard.at(-1)?.[1]).toMatch(/^<01 0000 HELLO /);
  });
});
