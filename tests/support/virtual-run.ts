// One run of the controller, from its start to its death: the real loop, recovery, codes, outbox and bus, put together as the
// program does, over a world that is virtual. When the run dies nothing of it acts any more; the world goes on.
import { hash } from "node:crypto";
import { type LineBus, createLineBus } from "#adapters/bus/line-bus.ts";
import type { Timers } from "#adapters/bus/timers.ts";
import type { PickupCodes } from "#adapters/codes/pickup-codes.ts";
import type { Effect } from "#domain/effects.ts";
import type { Input } from "#domain/inputs.ts";
import type { Moment } from "#domain/moment.ts";
import type { Site } from "#domain/site.ts";
import type { State } from "#domain/state.ts";
import { saveSnapshot } from "#runtime/ledger.ts";
import { type Loop, createLoop } from "#runtime/loop.ts";
import { type Outbox, createOutbox } from "#runtime/outbox.ts";
import { type World, eraseLeftovers, perform } from "#runtime/perform.ts";
import type {
  Clock,
  Digest,
  LedgerFault,
  LedgerStore,
  Log,
  MessageGateway,
  Random,
  StaffBook,
  Vault,
} from "#runtime/ports.ts";
import {
  type Recovered,
  durableFold,
  foundLedger,
  recover,
  resumePoints,
  stateOf,
} from "#runtime/recover.ts";
import { must } from "./virtual-must.ts";
import { type StoreWatch, watchedStore } from "./virtual-store.ts";
import type { VirtualTime } from "./virtual-time.ts";
import type { VirtualWire } from "./virtual-wire.ts";
import { quietWorkshop } from "./quiet-workshop.ts";

/** What outlives a run: disks, wires, people's memory. */
export type RunWorld = {
  readonly site: Site;
  readonly time: VirtualTime;
  readonly wallMs: () => number;
  readonly isClockTrusted: () => boolean;
  readonly store: LedgerStore;
  readonly codes: PickupCodes;
  readonly vault: Vault;
  readonly staff: StaffBook;
  readonly gateway: MessageGateway;
  readonly wire: VirtualWire;
  readonly random: Random;
  readonly log: Log;
  readonly snapshotEvery: number;
};

/** Whoever looks on. */
export type RunWatch = Pick<StoreWatch, "cutPoint" | "written"> & {
  readonly performed: (effect: Effect) => void;
  readonly stepped: (state: State, now: Moment) => void;
  readonly faulted: (fault: LedgerFault) => void;
  readonly crashed: (error: unknown) => void;
};

export type VirtualRun = {
  readonly isAlive: () => boolean;
  readonly now: () => Moment;
  readonly state: () => State;
  /** What the step wanted of the world; `undefined` if it was not taken, or the power went. */
  readonly feed: (input: Input) => readonly Effect[] | undefined;
  /** As if the plug was pulled. */
  readonly die: () => void;
};

export const sha256: Digest = (text) => hash("sha256", text, "hex");

type Life = { alive: boolean; readonly clock: Clock; readonly timers: Timers };

function startLife({ time, wallMs }: RunWorld): Life {
  const bornMs = time.nowMs();
  const life: Life = {
    alive: true,
    clock: { now: () => ({ wallMs: wallMs(), monoMs: time.nowMs() - bornMs }) },
    timers: {
      after: (delayMs, act) =>
        time.after(delayMs, () => {
          if (life.alive) act();
        }),
    },
  };
  return life;
}

/** Resolves when the run serves; it may die before. */
export async function startRun(world: RunWorld, watch: RunWatch): Promise<VirtualRun> {
  const life = startLife(world);
  const die = (): void => {
    life.alive = false;
  };
  const store = watchedStore(world.store, { ...watch, isAlive: () => life.alive, die });
  const recovered = openRun(world, store, life.clock);
  const feed: Loop["feed"] = (input) => (life.alive ? loop.feed(input) : undefined);
  const bus = createLineBus(
    {
      id: "a",
      boards: [{ addr: 1 }, { addr: 2 }],
      idlePollMs: 250,
      watchPollMs: 50,
      carrier: "serial",
      baud: 115_200,
      keyedOnly: false,
    },
    world.wire.carrierOf(() => life.alive),
    { ...world, ...life, listener: (input) => void feed({ kind: "board", input }) },
  );
  const outbox = outboxOf(world, watch, { life, feed, state: () => loop.state() });
  const effects = effectsOf(world, watch, { bus, outbox, feed });
  const loop = createLoop({
    ledger: recovered.ledger,
    state: stateOf(world.site, recovered.durable),
    clock: life.clock,
    isClockTrusted: world.isClockTrusted,
    log: world.log,
    perform(effect) {
      if (!life.alive) return;
      watch.performed(effect);
      perform(effects, effect);
    },
    wakeAt: alarmClock(life, () => feed({ kind: "time-passed" })),
    onStep: stepWatcher(world, recovered, (state) => watch.stepped(state, life.clock.now())),
    crash: watch.crashed,
    onFault: watch.faulted,
  });
  eraseLeftovers(effects, (id) => recovered.durable.pickups.get(id)?.erased === false);
  feed({ kind: "started", version: "test", clockTrusted: world.isClockTrusted() });
  await bus.start(resumePoints(loop.state().durable));
  return { isAlive: () => life.alive, now: life.clock.now, state: () => loop.state(), feed, die };
}

function openRun(world: RunWorld, store: LedgerStore, clock: Clock): Recovered {
  const recovered = must(recover(store, sha256));
  if (recovered.durable.seq > 0) return recovered;
  const identity = { terminal: world.site.terminal, keyId: world.codes.keyId };
  return must(foundLedger(recovered, identity, { clock, clockTrusted: world.isClockTrusted() }));
}

type Running = { readonly feed: Loop["feed"] };

function outboxOf(
  world: RunWorld,
  watch: RunWatch,
  running: Running & { readonly life: Life; readonly state: () => State },
): Outbox {
  const { life, feed, state } = running;
  const gateway: MessageGateway = {
    send: (message) => (life.alive ? world.gateway.send(message) : new Promise(() => undefined)),
  };
  return createOutbox({
    ...world,
    gateway,
    place: { name: "Stadhuis", address: "Markt 1" },
    pickup: (id) => state().durable.pickups.get(id),
    after: life.timers.after,
    answer: (input) => void feed({ kind: "answer", input }),
    crash: watch.crashed,
  });
}

function effectsOf(
  world: RunWorld,
  watch: RunWatch,
  { bus, outbox, feed }: Running & { readonly bus: LineBus; readonly outbox: Outbox },
): World {
  return {
    ...world,
    buses: [bus],
    workshop: quietWorkshop,
    busOf: () => bus,
    outbox,
    answer: (input) => void feed({ kind: "answer", input }),
    crash: watch.crashed,
  };
}

function alarmClock({ clock, timers }: Life, ring: () => void): (monoMs: number) => void {
  let cancel: (() => void) | undefined;
  return (monoMs) => {
    cancel?.();
    cancel = timers.after(Math.max(1, monoMs - clock.now().monoMs), ring);
  };
}

function stepWatcher(
  { snapshotEvery }: RunWorld,
  { ledger, durable }: Recovered,
  stepped: (state: State) => void,
): (state: State) => void {
  let snapshotSeq = durable.seq;
  return (state) => {
    stepped(state);
    if (state.durable.seq - snapshotSeq < snapshotEvery) return;
    snapshotSeq = state.durable.seq;
    must(saveSnapshot(ledger, durableFold, state.durable));
  };
}
