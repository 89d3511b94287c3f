// OPEN and VEND: every fence a request must pass before a coil sees current, then the one pulse [LL-4.3 – LL-4.8].
import type { OperationResult, Reply, Request } from "#protocol/messages.ts";
import { cycleMs } from "./lane.ts";
import { acceptOperation, recordResult, type OperationVerb } from "./operations.ts";
import { pulseCoil } from "./physics.ts";
import { boardTimeMs, channelOf, report, type Channel, type Memory, type Pulse } from "./state.ts";

export type FiringRequest = Extract<Request, { kind: OperationVerb }>;

const defaultWaitMs = 3000;
const cooling = { pulses: 3, windowMs: 10_000 } as const;
const fittingOf = { open: "lock", vend: "lane" } as const;

/** Fires once or says why not. `note` hears of every pulse that really went out. */
export function fire(
  memory: Memory,
  request: FiringRequest,
  note: (pulse: Omit<Pulse, "board">) => void,
): Reply {
  const channel = channelOf(memory, request.channel);
  if (channel?.fitting.kind !== fittingOf[request.kind]) return { kind: "error", code: "CHAN" };
  const refusal = fenced(memory, request) ?? resting(memory, channel);
  if (refusal) return refusal;
  const { op } = request;
  acceptOperation(memory.operations, { op, verb: request.kind, channel: channel.number });
  const drive = pulse(memory, channel, request);
  note({ channel: channel.number, tMs: memory.nowMs, op, drive });
  return { kind: "accepted", op };
}

/** The fences against an old, repeated or delayed request: boot, operation, `by`. */
function fenced(memory: Memory, request: FiringRequest): Reply | undefined {
  if (request.boot !== memory.boot) return { kind: "error", code: "BOOT", boot: memory.boot };
  const known = memory.operations.known.get(request.op);
  if (known?.verb === request.kind && known.channel === request.channel) {
    return { kind: "duplicate", op: known.op, channel: known.channel, result: known.result };
  }
  const stale = request.op <= memory.operations.highest || hasPassed(memory, request.byMs);
  return stale ? { kind: "error", code: "STALE" } : undefined;
}

/** `by` is on a clock that wraps: what lies less than half a turn behind has passed [LL-4.8]. */
function hasPassed(memory: Memory, byMs: number): boolean {
  return ((boardTimeMs(memory) - byMs) | 0) > 0;
}

/** One coil at a time per board, and no coil more often than it can bear [LL-4.7]. */
function resting(memory: Memory, channel: Channel): Reply | undefined {
  if (memory.nowMs < memory.coilBusyUntilMs) return { kind: "error", code: "BUSY" };
  const oldest = channel.pulsesAtMs.at(-cooling.pulses);
  const left = oldest === undefined ? 0 : oldest + cooling.windowMs - memory.nowMs;
  return left > 0 ? { kind: "error", code: "COOL", leftMs: Math.ceil(left) } : undefined;
}

function pulse(memory: Memory, channel: Channel, request: FiringRequest): Pulse["drive"] {
  endWatch(memory, channel);
  channel.pulsesAtMs = [...channel.pulsesAtMs, memory.nowMs].slice(-cooling.pulses);
  return request.kind === "vend"
    ? turnMotor(memory, channel, request.op)
    : pull(memory, channel, request);
}

function pull(
  memory: Memory,
  channel: Channel,
  request: Extract<FiringRequest, { kind: "open" }>,
): Pulse["drive"] {
  const { fitting, door } = channel;
  const { op, pulseMs, waitMs = defaultWaitMs } = request;
  const drive = fitting.kind === "lock" ? pulseCoil(fitting.compartment, memory.nowMs) : "ok";
  memory.coilBusyUntilMs = memory.nowMs + pulseMs;
  channel.faulty = drive !== "ok";
  report(memory, { kind: "drive", channel: channel.number, state: drive, op });
  if (drive !== "ok") recordResult(memory.operations, op, "fault");
  else if (!door || door.reported) recordResult(memory.operations, op, "driven");
  else channel.watch = { op, untilMs: memory.coilBusyUntilMs + waitMs };
  return drive;
}

function turnMotor(memory: Memory, channel: Channel, op: number): Pulse["drive"] {
  memory.coilBusyUntilMs = memory.nowMs + cycleMs;
  channel.watch = { op, untilMs: memory.coilBusyUntilMs };
  report(memory, { kind: "drive", channel: channel.number, state: "ok", op });
  return "ok";
}

/** Nothing was seen of the watched operation: that is its outcome. A new pulse on the door ends the watch as time does. */
export function endWatch(memory: Memory, channel: Channel): void {
  if (!channel.watch) return;
  const { op } = channel.watch;
  channel.watch = undefined;
  recordResult(memory.operations, op, "not-opened" satisfies OperationResult);
  report(memory, { kind: "opfail", channel: channel.number, reason: "not-opened", op });
}
