// What each request does on a board [LL-4]: the device behind the protocol's board link.
// Sequence numbers, stored replies and keyed sessions are the link's; this answers as if every line came once.
import type { BoardDevice } from "#protocol/board-link-types.ts";
import { maskOf } from "#protocol/mask.ts";
import type { HelloReply, Nonce, Reply, Request, StatReply } from "#protocol/messages.ts";
import { forgetEvents, oldestEvent } from "./event-ring.ts";
import { fire } from "./firing.ts";
import {
  boardTimeMs,
  capabilitiesOf,
  channelOf,
  type BoardConfig,
  type Channel,
  type Memory,
  type Pulse,
} from "./state.ts";

const firmware = "1";
const model = "simulator";
const supplyMv = 24_000;
const identifyMs = 10_000;

export type DeviceNeeds = {
  readonly config: BoardConfig;
  readonly drawNonce: () => Nonce;
  readonly notePulse: (pulse: Omit<Pulse, "board">) => void;
  readonly takeAddress: (address: number) => void;
};

/** The device of one boot: a reset makes a new one over a new memory. */
export function createDevice(memory: Memory, needs: DeviceNeeds): BoardDevice {
  return {
    boot: () => memory.boot,
    hello: () => greet(memory, needs),
    execute: (request) => execute(memory, request, needs),
  };
}

function greet(
  memory: Memory,
  { config, drawNonce }: DeviceNeeds,
): ReturnType<BoardDevice["hello"]> {
  const reply: Omit<HelloReply, "kind" | "boot" | "nonce"> = {
    tMs: boardTimeMs(memory),
    channels: memory.channels.length,
    caps: capabilitiesOf(config),
    newestEvent: memory.ring.newest,
    highestOp: memory.operations.highest,
    firmware,
    model,
  };
  return config.key ? { ...reply, nonce: drawNonce() } : reply;
}

function execute(
  memory: Memory,
  request: Exclude<Request, { kind: "hello" }>,
  needs: DeviceNeeds,
): Reply {
  switch (request.kind) {
    case "stat":
      return snapshot(memory);
    case "poll":
      return nextEvent(memory, request.ack);
    case "open":
    case "vend":
      return fire(memory, request, needs.notePulse);
    case "result":
      return resultOf(memory, request.op);
    case "led":
      return setLight(channelOf(memory, request.channel), request.pattern);
    case "ident":
      memory.identifyUntilMs = memory.nowMs + identifyMs;
      return { kind: "ok" };
    case "address":
      needs.takeAddress(request.newAddr);
      return { kind: "ok" };
  }
}

function snapshot(memory: Memory): StatReply {
  const mask = (isSet: (channel: Channel) => boolean): string => {
    const numbers = memory.channels.filter(isSet).map((channel) => channel.number);
    return maskOf(numbers, memory.channels.length);
  };
  return {
    kind: "stat-reply",
    tMs: boardTimeMs(memory),
    doors: mask(({ door }) => door?.reported ?? false),
    unknownDoors: mask(({ door }) => door === undefined),
    items: mask(({ item }) => item?.reported ?? false),
    unknownItems: mask(({ item }) => item === undefined),
    faults: mask(({ faulty }) => faulty),
    newestEvent: memory.ring.newest,
    vinMv: supplyMv,
    tamper: memory.lidOpen,
  };
}

/** What the host acknowledges is forgotten at once, the strictest that [LL-4 POLL] allows. */
function nextEvent(memory: Memory, ack: number): Reply {
  if (ack > memory.ring.newest) return { kind: "error", code: "ARGS" };
  forgetEvents(memory.ring, ack);
  const next = oldestEvent(memory.ring);
  return next ? { kind: "event", ...next } : { kind: "idle" };
}

/** Without a record there is no channel either: 0 [LL-4.5]. */
function resultOf(memory: Memory, op: number): Reply {
  const known = memory.operations.known.get(op);
  return {
    kind: "result-reply",
    op,
    channel: known?.channel ?? 0,
    result: known?.result ?? "none",
  };
}

function setLight(channel: Channel | undefined, pattern: Channel["led"]): Reply {
  if (!channel) return { kind: "error", code: "CHAN" };
  channel.led = pattern;
  return { kind: "ok" };
}
