// A jump over idle polling leaves the host's end, the boards' ends and the count of exchanges as they would have been had every
// poll and snapshot been done: field by field, for any span, carrier and number of boards.
import {
  type Arbitrary,
  array,
  assert,
  asyncProperty,
  boolean,
  constantFrom,
  integer,
  record,
} from "fast-check";
import { describe, expect, test } from "vitest";
import type { HostBoard, HostLink } from "#protocol/host-state.ts";
import type { Board } from "#simulator/board/board.ts";
import { type Cable, createCable } from "#simulator/world/cable.ts";
import { createChance } from "#simulator/world/chance.ts";
import { createHall, type Hall } from "#simulator/world/hall.ts";
import type { BusPlan } from "#simulator/world/hall-plan.ts";
import { createQueue, type Queue } from "#simulator/world/queue.ts";
import { nextMoveOn } from "./idle-jump.ts";
import { type Exchanges, LinkOnCable } from "./link-on-cable.ts";

type Idle = {
  readonly carrier: BusPlan["carrier"];
  readonly boards: number;
  readonly keyed: boolean;
  readonly idlePollMs: number;
  readonly watched: boolean;
  /** When each span of quiet ends, in ms since the last: something of the world happens then. */
  readonly spansMs: readonly number[];
  readonly bootedMs: number;
};

type Bench = {
  readonly queue: Queue;
  readonly hall: Hall;
  readonly cable: Cable;
  readonly driver: LinkOnCable;
  readonly exchanges: Exchanges;
};

function planOf({ carrier, boards, keyed }: Idle): BusPlan {
  const key = keyed ? new Uint8Array(32).fill(7) : undefined;
  return {
    id: "a",
    carrier,
    boards: Array.from({ length: boards }, (_, at) => ({
      address: at + 1,
      doors: [{ number: at + 1, itemSensor: true, doorSensor: true, low: false }],
      nvlog: false,
      key,
    })),
  };
}

function benchOf(idle: Idle, mayJump: boolean): Bench {
  const queue = createQueue();
  queue.step(idle.bootedMs);
  const plan = planOf(idle);
  const hall = createHall(
    { buses: [plan] },
    { queue, chance: createChance("i"), tell: () => undefined },
  );
  const bus = hall.buses.get("a");
  if (bus === undefined) throw new Error("the bus is in its plan");
  const chance = createChance("wire");
  const cable = createCable(plan, bus, {
    queue,
    chance,
    overhear: () => undefined,
    struck: () => undefined,
  });
  const exchanges: Exchanges = { executed: 0, jumped: 0 };
  const config = {
    boards: plan.boards.map(({ address, key }) =>
      key === undefined ? { addr: address } : { addr: address, key },
    ),
    idlePollMs: idle.idlePollMs,
    watchPollMs: 50,
    carrier: idle.carrier,
    baud: 115_200,
    keyedOnly: idle.keyed,
  };
  const driver = new LinkOnCable(config, {
    cable,
    queue,
    exchanges,
    bootedMs: idle.bootedMs,
    isAlive: () => true,
    chance: createChance("nonces"),
    report(report) {
      // Every event is durable at once, as it is for a controller that serves.
      if (report.kind === "board-event")
        driver.ask({ kind: "ack", addr: report.addr, boot: report.boot, n: report.event.n });
    },
    mayJump: () =>
      mayJump
        ? { untilMs: Math.min(queue.nextWorldMs(), nextMoveOn(cable)), mayRead: true }
        : undefined,
  });
  return { queue, hall, cable, driver, exchanges };
}

/** A hand touches a door at the end of each span: what the bus then says starts from where the jump has left it. */
async function liveIdle(idle: Idle, mayJump: boolean): Promise<Bench> {
  const bench = benchOf(idle, mayJump);
  const { queue, hall, driver } = bench;
  await driver.start();
  if (idle.watched) driver.ask({ kind: "watch", addr: 1 });
  let endMs = idle.bootedMs;
  for (const [at, spanMs] of idle.spansMs.entries()) {
    endMs += spanMs;
    queue.after(endMs - queue.nowMs(), () => hall.touch(1, at % 2 === 0 ? "force" : "close"));
  }
  queue.after(endMs + LAST_MS + 1 - queue.nowMs(), () => undefined);
  while (queue.step(endMs + LAST_MS));
  return bench;
}

const LAST_MS = 400;

const hostOf = (link: HostLink): unknown => ({
  turn: link.turn,
  wakeAtMs: link.wakeAtMs,
  secondHost: link.secondHost,
  boards: link.boards.map(boardOf),
});

const boardOf = ({ key, ...board }: HostBoard): unknown => ({ ...board, keyed: key !== undefined });

function memoryOf({ life }: Board): unknown {
  const { memory, link } = life ?? {};
  return {
    lastHeardMs: memory?.lastHeardMs,
    hostLost: memory?.hostLost,
    ring: memory?.ring,
    boot: memory?.boot,
    lastSeq: link?.last?.seq,
  };
}

const idles: Arbitrary<Idle> = record({
  carrier: constantFrom("serial", "tcp", "mqtt"),
  boards: integer({ min: 1, max: 4 }),
  keyed: boolean(),
  idlePollMs: constantFrom(100, 250, 333),
  watched: boolean(),
  spansMs: array(integer({ min: 1, max: 70_000 }), { minLength: 1, maxLength: 3 }),
  bootedMs: integer({ min: 0, max: 100_000 }),
});

describe("a jump", () => {
  test("leaves both ends of a bus as the executed exchanges do", async () => {
    let jumped = 0;
    await assert(
      asyncProperty(idles, async (idle) => {
        const [leapt, walked] = [await liveIdle(idle, true), await liveIdle(idle, false)];
        expect(hostOf(leapt.driver.link)).toEqual(hostOf(walked.driver.link));
        for (const [at, board] of leapt.cable.bus.boards.entries()) {
          const other = walked.cable.bus.boards[at];
          expect(other && memoryOf(board)).toEqual(other && memoryOf(other));
        }
        const { executed, jumped: reckoned } = leapt.exchanges;
        expect(executed + reckoned).toBe(walked.exchanges.executed);
        jumped += reckoned;
      }),
      { numRuns: 15 },
    );
    expect(jumped).toBeGreaterThan(1000);
  });

  test("goes on over the end of the sequence numbers, where the host greets anew", async () => {
    const idle: Idle = {
      carrier: "serial",
      boards: 1,
      keyed: false,
      idlePollMs: 250,
      watched: false,
      spansMs: [17_000_000],
      bootedMs: 0,
    };
    const { driver, exchanges } = await liveIdle(idle, true);
    expect(driver.link.boards[0]?.session?.seq).toBeLessThan(5000);
    expect(exchanges.jumped).toBeGreaterThan(0xff_00);
    expect(exchanges.executed).toBeLessThan(100);
  });
});
