// What a board is made of: the fittings on its channels, which outlive a reset, and its memory, which does not.
// Only shapes and their making; what changes them is in firing.ts, progress.ts and device.ts.
import type { Boot, Capability, LedPattern } from "#protocol/messages.ts";
import {
  createCompartment,
  doorReading,
  itemReading,
  type Compartment,
  type CompartmentConfig,
} from "./physics.ts";
import { createEventRing, type EventBody, type EventRing, appendEvent } from "./event-ring.ts";
import { createLane, type Lane, type LaneConfig } from "./lane.ts";
import { createOperations, type Operations } from "./operations.ts";
import { createSensor, type Sensor } from "./sensor.ts";

export type ResetReason = "power" | "brownout" | "watchdog" | "soft";

export type FittingConfig =
  | (CompartmentConfig & {
      readonly kind: "lock";
      readonly doorSensor: boolean;
      readonly itemSensor: boolean;
    })
  | (LaneConfig & { readonly kind: "lane" });

/** The thing that hangs on a channel. */
export type Fitting =
  | {
      readonly kind: "lock";
      readonly compartment: Compartment;
      readonly doorSensor: boolean;
      readonly itemSensor: boolean;
    }
  | { readonly kind: "lane"; readonly lane: Lane };

export type BoardConfig = {
  /** 1–126; 0: no address yet [LL-2.5]. */
  readonly address: number;
  /** At address 0 a board answers only while somebody holds its button [LL-2.5]. */
  readonly installButtonHeld?: boolean;
  /** 1–48 fittings, channel 1 first [LL-4.1]. */
  readonly fittings: readonly FittingConfig[];
  /** 32 bytes: the board speaks only in keyed sessions [LL-6]. */
  readonly key?: Uint8Array | undefined;
  /** The event log survives a reset and its numbers never start again [LL-5.1]. */
  readonly nvlog?: boolean;
  readonly eventCapacity?: number;
  readonly operationCapacity?: number;
};

/** One current pulse through a coil or motor, as a test counts it. `tMs` is the caller's clock, not the board's. */
export type Pulse = {
  readonly board: number;
  readonly channel: number;
  readonly tMs: number;
  readonly op: number;
  readonly drive: "ok" | "open-circuit" | "short";
};

export type Channel = {
  readonly number: number;
  readonly fitting: Fitting;
  readonly door: Sensor | undefined;
  readonly item: Sensor | undefined;
  /** Starts of the latest pulses, for the cool-down [LL-4.7]. */
  pulsesAtMs: number[];
  faulty: boolean;
  led: LedPattern;
  /** The operation whose outcome is still awaited, and until when. */
  watch: { readonly op: number; readonly untilMs: number } | undefined;
  /** The operation that opened this door, until the door is closed again. */
  openedBy: number | undefined;
};

/** What a reset wipes out, all but the ring of a board with `nvlog`. */
export type Memory = {
  readonly boot: Boot;
  readonly bootedAtMs: number;
  /** The time up to which everything has happened. */
  nowMs: number;
  readonly ring: EventRing;
  readonly operations: Operations;
  readonly channels: readonly Channel[];
  coilBusyUntilMs: number;
  lastHeardMs: number;
  hostLost: boolean;
  identifyUntilMs: number;
  lidOpen: boolean;
};

export function createFittings(configs: readonly FittingConfig[]): readonly Fitting[] {
  return configs.map((config) =>
    config.kind === "lane"
      ? { kind: "lane", lane: createLane(config) }
      : {
          kind: "lock",
          compartment: createCompartment(config),
          doorSensor: config.doorSensor,
          itemSensor: config.itemSensor,
        },
  );
}

/** A board's memory right after a reset; its first event says why there was one [LL-5.2]. */
export function createMemory(
  config: BoardConfig,
  fittings: readonly Fitting[],
  start: {
    readonly boot: Boot;
    readonly reason: ResetReason;
    readonly nowMs: number;
    readonly keptRing: EventRing | undefined;
    readonly lidOpen: boolean;
  },
): Memory {
  const { nowMs, boot } = start;
  const memory: Memory = {
    boot,
    bootedAtMs: nowMs,
    nowMs,
    ring: start.keptRing ?? createEventRing(config.eventCapacity ?? 64),
    operations: createOperations(config.operationCapacity ?? 32),
    channels: fittings.map((fitting, index) => createChannel(index + 1, fitting, nowMs)),
    coilBusyUntilMs: -Infinity,
    lastHeardMs: nowMs,
    hostLost: false,
    identifyUntilMs: -Infinity,
    lidOpen: start.lidOpen,
  };
  report(memory, { kind: "boot", reason: start.reason });
  return memory;
}

/** The board's own `t`: ms since boot modulo 2^32 [LL-4.8, LL-5.1]. */
export function boardTimeMs(memory: Memory): number {
  return Math.floor(memory.nowMs - memory.bootedAtMs) % 2 ** 32;
}

export function report(memory: Memory, body: EventBody): void {
  appendEvent(memory.ring, boardTimeMs(memory), body);
}

export function channelOf(memory: Memory, number: number): Channel | undefined {
  return memory.channels[number - 1];
}

/** What the fittings let the board say of itself in HELLO [LL-4.1]. */
export function capabilitiesOf(config: BoardConfig): readonly Capability[] {
  const locks = config.fittings.filter((fitting) => fitting.kind === "lock");
  const has: readonly (readonly [Capability, boolean])[] = [
    ["door", locks.some((lock) => lock.doorSensor)],
    ["item", locks.some((lock) => lock.itemSensor)],
    ["led", true],
    ["vend", locks.length < config.fittings.length],
    ["vin", true],
    ["tamper", true],
    ["nvlog", config.nvlog ?? false],
    ["key", config.key !== undefined],
  ];
  return has.filter(([, present]) => present).map(([capability]) => capability);
}

function createChannel(number: number, fitting: Fitting, nowMs: number): Channel {
  const lock = fitting.kind === "lock" ? fitting : undefined;
  return {
    number,
    fitting,
    door: lock?.doorSensor ? createSensor(doorReading(lock.compartment), nowMs) : undefined,
    item: lock?.itemSensor ? createSensor(itemReading(lock.compartment), nowMs) : undefined,
    pulsesAtMs: [],
    faulty: false,
    led: "off",
    watch: undefined,
    openedBy: undefined,
  };
}
