// What happens on a board while nobody speaks to it: doors move, edges settle, watches end, a silent host is lost.
// Everything happens at its own time and in order, however late the caller comes to ask.
import { endWatch } from "./firing.ts";
import { finishCycle } from "./lane.ts";
import { recordResult } from "./operations.ts";
import { advanceCompartment, doorReading, itemReading } from "./physics.ts";
import { sample, settle, settlesAtMs } from "./sensor.ts";
import { report, type Channel, type Fitting, type Memory } from "./state.ts";

/** [LL-7.1] */
const hostLostMs = 10_000;

/** When the next thing happens by itself; Infinity: nothing will. Asked before every line, so it makes no garbage. */
export function nextDueMs(memory: Memory): number {
  const lostAtMs = memory.hostLost ? Infinity : memory.lastHeardMs + hostLostMs;
  return Math.min(lostAtMs, nextMoveMs(memory));
}

/** When a door, a sensor or a watch does something by itself, whoever is heard; Infinity: nothing will. */
export function nextMoveMs(memory: Memory): number {
  let dueMs = Infinity;
  for (const channel of memory.channels) dueMs = Math.min(dueMs, channelDueMs(channel));
  return dueMs;
}

/** Springs and hands need no power: doors move on a dead board too. */
export function advanceFittings(fittings: readonly Fitting[], nowMs: number): void {
  const moving = fittings.filter((fitting) => fittingDueMs(fitting) <= nowMs);
  for (const fitting of moving) {
    if (fitting.kind === "lock") advanceCompartment(fitting.compartment, nowMs);
  }
  if (moving.length > 0) advanceFittings(fittings, nowMs);
}

/** When a fitting moves by itself, board powered or not. */
function fittingDueMs(fitting: Fitting): number {
  return fitting.kind === "lock" ? (fitting.compartment.movesAtMs ?? Infinity) : Infinity;
}

/** Lets everything happen that is due up to and including `nowMs`. */
export function advanceMemory(memory: Memory, nowMs: number): void {
  for (let dueMs = nextDueMs(memory); dueMs <= nowMs; dueMs = nextDueMs(memory)) {
    memory.nowMs = Math.max(memory.nowMs, dueMs);
    for (const channel of memory.channels) step(memory, channel);
    if (!memory.hostLost && memory.nowMs >= memory.lastHeardMs + hostLostMs) loseHost(memory);
  }
  memory.nowMs = Math.max(memory.nowMs, nowMs);
}

/** Sensors see at once what a hand has just done; the edge settles later. */
export function readSensors(channel: Channel, nowMs: number): void {
  if (channel.fitting.kind !== "lock") return;
  const { compartment } = channel.fitting;
  if (channel.door) sample(channel.door, doorReading(compartment), nowMs);
  if (channel.item) sample(channel.item, itemReading(compartment), nowMs);
}

function channelDueMs({ fitting, door, item, watch }: Channel): number {
  return Math.min(
    fittingDueMs(fitting),
    door ? settlesAtMs(door) : Infinity,
    item ? settlesAtMs(item) : Infinity,
    watch?.untilMs ?? Infinity,
  );
}

/** Motion first, then edges, then ends of watches: an edge in the last millisecond still counts. */
function step(memory: Memory, channel: Channel): void {
  const { fitting, door, item, number } = channel;
  if (fitting.kind === "lock") advanceCompartment(fitting.compartment, memory.nowMs);
  readSensors(channel, memory.nowMs);
  if (door && settle(door, memory.nowMs)) seeDoor(memory, channel, door.reported);
  if (item && settle(item, memory.nowMs)) {
    report(memory, { kind: "item", channel: number, state: item.reported ? "present" : "absent" });
  }
  if (channel.watch && memory.nowMs >= channel.watch.untilMs) finishWatch(memory, channel);
}

function seeDoor(memory: Memory, channel: Channel, open: boolean): void {
  if (open) seeOpening(memory, channel);
  else seeClosing(memory, channel);
}

function seeOpening(memory: Memory, channel: Channel): void {
  const op = channel.watch?.op;
  const edge = { kind: "door", channel: channel.number, state: "open" } as const;
  report(memory, op === undefined ? edge : { ...edge, op });
  if (op === undefined) return;
  channel.watch = undefined;
  channel.openedBy = op;
  recordResult(memory.operations, op, "opened");
}

/** The closing edge carries no `op` [LL-5.2], but the operation remembers it [LL-4.5]. */
function seeClosing(memory: Memory, channel: Channel): void {
  report(memory, { kind: "door", channel: channel.number, state: "closed" });
  if (channel.openedBy !== undefined) recordResult(memory.operations, channel.openedBy, "closed");
  channel.openedBy = undefined;
}

function finishWatch(memory: Memory, channel: Channel): void {
  const { fitting, watch, number } = channel;
  if (fitting.kind === "lock") return endWatch(memory, channel);
  if (!watch) return;
  const state = finishCycle(fitting.lane);
  channel.watch = undefined;
  recordResult(memory.operations, watch.op, state);
  report(memory, { kind: "vend", channel: number, state, op: watch.op });
}

/** Outputs off, and it is said once per silence. */
function loseHost(memory: Memory): void {
  memory.hostLost = true;
  for (const channel of memory.channels) channel.led = "off";
  report(memory, { kind: "hostlost" });
}
