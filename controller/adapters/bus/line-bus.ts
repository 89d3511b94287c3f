// A bus of lock boards as the controller knows it, over any carrier that brings lines.
// It translates: calls become asks of the link, reports become inputs of the domain, faults of the wire become sentences.
import { assert } from "#domain/assert.ts";
import { type BoardId, parseBoardId } from "#domain/ids.ts";
import type { BoardDetails } from "#domain/technician/panel.ts";
import type { BusReport, HostAsk, HostLinkConfig } from "#protocol/host-link-types.ts";
import { hexOf } from "#protocol/line.ts";
import type { BusListener, Clock, LockBus, Log, Random } from "#runtime/ports.ts";
import { createBoardDetails } from "./board-details.ts";
import { boardInputOf } from "./board-inputs.ts";
import { type BusCapture, capturedCarrier } from "./captured-carrier.ts";
import type { Carrier } from "./carrier.ts";
import { LinkDriver } from "./link-driver.ts";
import { createRepeatedWarning } from "./repeated-warning.ts";
import { type Timers, nodeTimers } from "./timers.ts";

/** What a site says of any bus, whatever carries it. Polls in ms. */
export type BusOptions = {
  readonly id: string;
  /** `key`: the 32 bytes shared with this board; without one its session is not keyed [LL-6]. */
  readonly boards: readonly { readonly addr: number; readonly key?: Uint8Array }[];
  readonly idlePollMs: number;
  readonly watchPollMs: number;
};
export type LineBusOptions = BusOptions & Pick<HostLinkConfig, "carrier" | "baud" | "keyedOnly">;

export type BusWorld = {
  /** The same one that stamps `byMonoMs`. */
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly listener: BusListener;
  readonly timers?: Timers;
  /** Hears every line, if the site wants a capture. */
  readonly capture?: BusCapture | undefined;
};

export type LineBus = LockBus & {
  /** A technician has looked for the second host: pulses may go out again [LL-2.4]. */
  readonly clearSecondHost: () => void;
  /** What its boards told of themselves so far. */
  readonly details: () => readonly BoardDetails[];
};

/** What runs the link machine of one bus: over a port, or in a simulated world. */
export type Driver = {
  readonly ask: (ask: HostAsk) => void;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export function createLineBus(options: LineBusOptions, carrier: Carrier, world: BusWorld): LineBus {
  const { id, ...link } = options;
  const { timers = nodeTimers, capture } = world;
  return createDrivenBus(options, world, (report) => {
    const captured = capture === undefined ? carrier : capturedCarrier(carrier, id, capture);
    return new LinkDriver({ bus: id, link, carrier: captured, report }, { ...world, timers });
  });
}

/** The translation alone, over a driver that tells its reports to the function it is given. */
export function createDrivenBus(
  options: LineBusOptions,
  world: Pick<BusWorld, "listener" | "log" | "clock">,
  drive: (report: (report: BusReport) => void) => Driver,
): LineBus {
  const { id } = options;
  const boards = boardNames(options);
  const details = createBoardDetails(boards);
  const tell = reporter(options, boards, world);
  const driver = drive((report) => {
    details.note(report);
    tell(report);
  });
  const addrOf = (board: BoardId): number => {
    const [addr] = [...boards].find(([, name]) => name === board) ?? [];
    assert(addr !== undefined, `board ${board} is on bus ${id}`);
    return addr;
  };
  return {
    id,
    open({ board, byMonoMs, ...pulse }) {
      driver.ask({ kind: "open", addr: addrOf(board), byHostMs: byMonoMs, ...pulse });
    },
    askResult: (board, op) => driver.ask({ kind: "result", addr: addrOf(board), op }),
    acknowledge: (board, boot, n) => driver.ask({ kind: "ack", addr: addrOf(board), boot, n }),
    readBoard: (board) => driver.ask({ kind: "stat", addr: addrOf(board) }),
    watch: (board) =>
      driver.ask({ kind: "watch", addr: board === undefined ? undefined : addrOf(board) }),
    setLight: (board, channel, pattern) =>
      driver.ask({ kind: "led", addr: addrOf(board), channel, pattern }),
    details: details.all,
    clearSecondHost: () => driver.ask({ kind: "clear-second-host" }),
    async start(resume) {
      for (const [addr, board] of boards) {
        const durable = resume.get(board);
        if (durable !== undefined) driver.ask({ kind: "resume", addr, ...durable });
      }
      await driver.start();
    },
    stop: () => driver.stop(),
  };
}

function boardNames({ id, boards }: BusOptions): ReadonlyMap<number, BoardId> {
  return new Map(
    boards.map(({ addr }) => {
      const name = parseBoardId(`${id}:${hexOf(addr, 2)}`);
      assert(name.ok, `bus ${id} has proper boards`);
      return [addr, name.value];
    }),
  );
}

function reporter(
  { id }: BusOptions,
  boards: ReadonlyMap<number, BoardId>,
  { listener, log, clock }: Pick<BusWorld, "listener" | "log" | "clock">,
): (report: BusReport) => void {
  const refused = createRepeatedWarning(log, clock);
  return (report) => {
    if ("addr" in report) {
      const board = boards.get(report.addr);
      assert(board !== undefined, `bus ${id} reports only its own boards`);
      listener(boardInputOf(board, report));
      return;
    }
    switch (report.kind) {
      case "echo-heard":
        log.warn(`Bus ${id} hears its own lines: switch the local echo of its adapter off.`);
        return;
      case "line-refused":
        refused(`Bus ${id}: ${report.why}`);
        return;
      case "second-host-heard":
        // Whose doors it moved cannot be known: every board of the bus is concerned.
        for (const board of boards.values()) listener({ kind: "second-host-heard", board });
        return;
    }
  };
}
