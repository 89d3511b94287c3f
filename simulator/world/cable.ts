// One simulated line between the controller and its boards, byte by byte: how long each byte takes, what the line does to it,
// and when the port is there at all. What a line means is for its two ends.
import { parseLine } from "#protocol/line.ts";
import { resetBoard } from "../board/board.ts";
import { type Bus, hearLine } from "../bus.ts";
import { createTroubles, type Passage, type Trouble } from "./cable-troubles.ts";
import type { Chance } from "./chance.ts";
import type { BusPlan } from "./hall-plan.ts";
import type { Queue } from "./queue.ts";
import { createWay } from "./way.ts";

/** Whoever holds the controller's end of the port. */
export type CableEnd = {
  readonly line: (line: string) => void;
  /** The port broke by itself. */
  readonly closed: (why: string) => void;
};

export type Cable = {
  readonly plan: BusPlan;
  readonly bus: Bus;
  /** A port has one holder; a sentence says why it cannot be opened. */
  readonly open: (end: CableEnd) => string | undefined;
  readonly close: (end: CableEnd) => void;
  readonly send: (end: CableEnd, line: string) => void;
  /** The adapter leaves the machine, or comes back. */
  readonly unplug: () => void;
  readonly plugIn: () => void;
  /** Strikes as often as it says, the next passages first. */
  readonly suffer: (trouble: Trouble) => void;
  /** Nothing strikes any more. */
  readonly heal: () => void;
  /** Somebody else puts these bytes on the line: boards and controller hear them. */
  readonly strangerSays: (line: string) => void;
  /** Nothing is on its way, nothing waits to strike an idle bus: what happens next can be reckoned. */
  readonly isQuiet: () => boolean;
  /** How long a line of so many characters and its LF takes to the other end, if no trouble strikes; whole ms. */
  readonly lineMs: (length: number) => number;
};

export type CableNeeds = {
  readonly queue: Queue;
  readonly chance: Chance;
  /** What stood on the line before anything befell it. */
  readonly overhear: (line: string) => void;
  readonly struck: (trouble: Trouble) => void;
};

/** What an idle bus is asked [LL-3]. */
const IDLE_VERBS = ["POLL", "STAT"] as const;
const BAUD = 115_200;
const BITS_PER_BYTE = 10;
/** A board's turn-around, or one way through a network. */
const LATENCY_MS = { serial: 1, tcp: 2, mqtt: 3 } as const;

export function createCable(plan: BusPlan, bus: Bus, needs: CableNeeds): Cable {
  const { queue, chance } = needs;
  const troubles = createTroubles(chance, needs.struck);
  const lineMs = timing(plan);
  let end: CableEnd | undefined;
  let plugged = true;
  const isWhole = (): boolean => plugged;
  const up = createWay(queue, troubles, (line) => end?.line(line), isWhole);
  const down = createWay(queue, troubles, (line, passage) => arrives(line, passage), isWhole);

  const arrives = (line: string, { isEcho, reset }: Passage): void => {
    if (isEcho === true) {
      end?.line(line);
      return;
    }
    for (const { text, afterMs } of boardsHear(bus, line, { reset, queue, chance })) {
      needs.overhear(text.trimEnd());
      up.carry({ ...passageOf("up", text), afterMs: afterMs + lineMs(text.length - 1) });
    }
  };
  const speak = (line: string): void => {
    const passage = passageOf("down", `${line}\n`);
    down.carry({ ...passage, verb: verbOf(line), afterMs: lineMs(line.length) });
  };

  return {
    plan,
    bus,
    isQuiet: () => plugged && troubles.spares(IDLE_VERBS) && up.onTheWay() + down.onTheWay() === 0,
    lineMs,
    open(opening) {
      if (!plugged) return "no such device";
      end = opening;
      up.forgetHalf();
      return undefined;
    },
    close(closing) {
      if (end === closing) end = undefined;
    },
    send(sender, line) {
      if (end !== sender || !plugged) return;
      needs.overhear(line);
      speak(line);
    },
    unplug() {
      plugged = false;
      down.forgetHalf();
      const holder = end;
      end = undefined;
      holder?.closed("unplugged");
    },
    plugIn() {
      plugged = true;
    },
    suffer: troubles.add,
    heal: troubles.heal,
    strangerSays(line) {
      speak(line);
      end?.line(line);
    },
  };
}

const passageOf = (direction: Passage["direction"], text: string): Passage => ({
  direction,
  bytes: Buffer.from(text, "latin1"),
  afterMs: 0,
  verb: undefined,
});

const timing =
  ({ carrier }: BusPlan) =>
  (length: number): number =>
    carrier === "serial"
      ? LATENCY_MS.serial + Math.ceil(((length + 1) * BITS_PER_BYTE * 1000) / BAUD)
      : LATENCY_MS[carrier];

/** What the boards answer; the one that is asked may reset before it hears, or after it obeyed. */
function boardsHear(
  bus: Bus,
  line: string,
  {
    reset,
    queue,
    chance,
  }: { readonly reset: Passage["reset"] } & Pick<CableNeeds, "queue" | "chance">,
): ReturnType<typeof hearLine> {
  if (reset === "before") {
    resetTarget(bus, line, queue.nowMs());
    return [];
  }
  const sendings = hearLine(bus, line, queue.nowMs(), chance.next);
  if (reset === "after") resetTarget(bus, line, queue.nowMs());
  return sendings;
}

function resetTarget(bus: Bus, line: string, nowMs: number): void {
  const parsed = parseLine(line);
  const target = parsed.ok && bus.boards.find(({ address }) => address === parsed.value.addr);
  if (target && target.life !== undefined) resetBoard(target, "brownout", nowMs);
}

/** The verb of a `>` or `<` line. */
const verbOf = (line: string): string => /^.{9}([A-Z]+)/.exec(line)?.[1] ?? "";
