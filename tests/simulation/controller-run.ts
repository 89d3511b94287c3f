// One run of the real controller, from its start to its death: loop, recovery, codes, outbox and buses put together as the
// program does, over a simulated world, on one thread. When the run dies nothing of it acts any more; the world goes on.
import { createDrivenBus, type LineBus } from "#adapters/bus/line-bus.ts";
import type { PickupCodes } from "#adapters/codes/pickup-codes.ts";
import type { Effect } from "#domain/effects.ts";
import type { Input } from "#domain/inputs.ts";
import type { Moment } from "#domain/moment.ts";
import type { Site } from "#domain/site.ts";
import type { State } from "#domain/state.ts";
import { saveSnapshot } from "#runtime/ledger.ts";
import { createLoop, type Loop } from "#runtime/loop.ts";
import { createOutbox } from "#runtime/outbox.ts";
import { eraseLeftovers, perform, type World } from "#runtime/perform.ts";
import type {
  BusListener,
  Clock,
  LedgerFault,
  LedgerRow,
  LedgerStore,
  Log,
  MessageGateway,
  Random,
  StaffBook,
  Vault,
} from "#runtime/ports.ts";
import {
  durableFold,
  foundLedger,
  recover,
  type Recovered,
  resumePoints,
  stateOf,
} from "#runtime/recover.ts";
import { type Result, ok } from "#domain/result.ts";
import type { Cable } from "#simulator/world/cable.ts";
import type { Chance } from "#simulator/world/chance.ts";
import { PowerCut } from "#simulator/world/disk.ts";
import type { Queue } from "#simulator/world/queue.ts";
import { must } from "../support/virtual-must.ts";
import { sha256 } from "../support/virtual-run.ts";
import type { WorldClock } from "./clock.ts";
import { isCalm, nextMoveOn } from "./idle-jump.ts";
import { type Exchanges, LinkOnCable } from "./link-on-cable.ts";
import { quietWorkshop } from "../support/quiet-workshop.ts";

/** What outlives a run. */
export type RunWorld = {
  readonly site: Site;
  readonly queue: Queue;
  readonly chance: Chance;
  readonly clock: WorldClock;
  readonly cables: readonly Cable[];
  readonly store: LedgerStore;
  readonly codes: PickupCodes;
  readonly vault: Vault;
  readonly staff: StaffBook;
  readonly gateway: MessageGateway;
  readonly log: Log;
  readonly random: Random;
  readonly exchanges: Exchanges;
  readonly mayJump: boolean;
  /** Promises of a port are on their way: they must settle before the next happening. */
  readonly promised: () => void;
};

export type RunWatch = {
  readonly acknowledged: (rows: readonly LedgerRow[]) => void;
  readonly opened: (recovered: Recovered) => void;
  readonly performed: (effect: Effect) => void;
  readonly stepped: (state: State, now: Moment) => void;
  readonly faulted: (fault: LedgerFault) => void;
  readonly crashed: (error: unknown) => void;
};

export type ControllerRun = {
  readonly now: () => Moment;
  readonly state: () => State;
  readonly feed: (input: Input) => readonly Effect[] | undefined;
  /** As if the plug was pulled, or the process killed. */
  readonly die: () => void;
  /** A snapshot is kept first, as at a proper stop. */
  readonly stop: () => void;
};

/** More often than the program's 1,000: a life has some 2,800 rows, and starts that fold from all of them as well as from few. */
const SNAPSHOT_EVERY = 250;

type Life = {
  alive: boolean;
  readonly bootedMs: number;
  readonly clock: Clock;
  /** The changes of the wall clock that the loop has noticed. */
  seenChanges: number;
};

/** Runs until it dies; a fault means that this ledger may not be served. */
export function startController(
  world: RunWorld,
  watch: RunWatch,
): Result<ControllerRun, LedgerFault> {
  const { queue, clock: wall } = world;
  const bootedMs = queue.nowMs();
  const clock: Clock = {
    now: () => ({ wallMs: wall.wallMs(), monoMs: queue.nowMs() - bootedMs }),
  };
  const life: Life = { alive: true, bootedMs, clock, seenChanges: wall.changes() };
  const store = acknowledging(world.store, watch, life);
  const recovered = openLedger(world, store, { clock, watch });
  if (!recovered.ok) return recovered;
  const run = assemble({ ...world, store }, watch, { life, recovered: recovered.value });
  return ok(run);
}

function openLedger(
  world: RunWorld,
  store: LedgerStore,
  { clock, watch }: { readonly clock: Clock; readonly watch: RunWatch },
): Result<Recovered, LedgerFault> {
  const recovered = recover(store, sha256);
  if (!recovered.ok) return recovered;
  watch.opened(recovered.value);
  if (recovered.value.durable.seq > 0) return recovered;
  const identity = { terminal: world.site.terminal, keyId: world.codes.keyId };
  return foundLedger(recovered.value, identity, { clock, clockTrusted: world.clock.isTrusted() });
}

/** Tells what was acknowledged; a run that died in here gets nothing more written. */
function acknowledging(store: LedgerStore, watch: RunWatch, life: Life): LedgerStore {
  return {
    ...store,
    append(rows) {
      if (!life.alive) throw new PowerCut("the run is dead");
      const appended = store.append(rows);
      if (appended.ok) watch.acknowledged(rows);
      return appended;
    },
  };
}

type Born = { readonly life: Life; readonly recovered: Recovered };

function assemble(world: RunWorld, watch: RunWatch, { life, recovered }: Born): ControllerRun {
  const { clock } = life;
  const feed: Loop["feed"] = (input) => {
    if (!life.alive) return undefined;
    life.seenChanges = world.clock.changes();
    return loop.feed(input);
  };
  const buses = busesOf(world, life, feed);
  const outside = outsideOf(world, watch, { life, buses, feed, state: () => loop.state() });
  const loop = createLoop({
    ledger: recovered.ledger,
    state: stateOf(world.site, recovered.durable),
    clock,
    isClockTrusted: world.clock.isTrusted,
    log: world.log,
    perform(effect) {
      if (!life.alive) return;
      watch.performed(effect);
      perform(outside, effect);
    },
    wakeAt: alarmClock(world, life, () => feed({ kind: "time-passed" })),
    onStep: stepWatcher(recovered, (state) => watch.stepped(state, clock.now())),
    crash: watch.crashed,
    onFault: watch.faulted,
  });
  const run: ControllerRun = {
    now: clock.now,
    state: () => loop.state(),
    feed,
    die() {
      life.alive = false;
    },
    stop() {
      must(saveSnapshot(recovered.ledger, durableFold, loop.state().durable));
      life.alive = false;
    },
  };
  eraseLeftovers(outside, (id) => recovered.durable.pickups.get(id)?.erased === false);
  feed({ kind: "started", version: "simulated", clockTrusted: world.clock.isTrusted() });
  const resume = resumePoints(loop.state().durable);
  // Nothing in a simulated start waits: each has done all it does when it comes back.
  for (const bus of buses) if (life.alive) bus.start(resume).catch(watch.crashed);
  return run;
}

function busesOf(world: RunWorld, life: Life, feed: Loop["feed"]): readonly LineBus[] {
  const links: LinkOnCable[] = [];
  const mayJump = (): ReturnType<typeof jumpLimit> => jumpLimit(world, life, links);
  const listener: BusListener = (input) => void feed({ kind: "board", input });
  return world.cables.map((cable) => {
    const { id, carrier, boards } = cable.plan;
    const options = {
      id,
      boards: boards.map(({ address: addr, key }) =>
        key === undefined ? { addr } : { addr, key },
      ),
      idlePollMs: 250,
      watchPollMs: 50,
      carrier,
      baud: 115_200,
      keyedOnly: carrier === "mqtt",
    };
    return createDrivenBus(options, { listener, log: world.log, clock: life.clock }, (report) => {
      const link = new LinkOnCable(options, {
        ...world,
        cable,
        report,
        mayJump,
        chance: world.chance.fork(`nonces ${id} ${life.bootedMs}`),
        bootedMs: life.bootedMs,
        isAlive: () => life.alive,
      });
      links.push(link);
      return link;
    });
  });
}

/** Nothing is jumped unless every bus is calm: what happens on one may make the controller speak on another. */
function jumpLimit(
  { mayJump, queue, cables, clock }: RunWorld,
  { seenChanges }: Life,
  links: readonly LinkOnCable[],
): { readonly untilMs: number; readonly mayRead: boolean } | undefined {
  const calm = links.every(({ link, cable }) => isCalm(link, cable));
  if (!mayJump || !calm) return undefined;
  const untilMs = Math.min(queue.nextWorldMs(), ...cables.map(nextMoveOn));
  // The loop compares its clocks at every report: one that was moved must be looked at when it would have been.
  return { untilMs, mayRead: seenChanges === clock.changes() };
}

type Outside = {
  readonly life: Life;
  readonly buses: readonly LineBus[];
  readonly feed: Loop["feed"];
  readonly state: () => State;
};

function outsideOf(world: RunWorld, watch: RunWatch, { life, buses, feed, state }: Outside): World {
  const { queue, promised, codes, staff } = world;
  const answer: World["answer"] = (input) => void feed({ kind: "answer", input });
  const after = (delayMs: number, act: () => void): (() => void) =>
    queue.after(delayMs, () => {
      if (!life.alive) return;
      promised();
      act();
    });
  const gateway: MessageGateway = {
    send: (message) => (life.alive ? world.gateway.send(message) : new Promise(() => undefined)),
  };
  const outbox = createOutbox({
    ...world,
    gateway,
    place: { name: "Stadhuis", address: "Markt 1" },
    pickup: (id) => state().durable.pickups.get(id),
    after,
    answer,
    crash: watch.crashed,
  });
  return {
    ...world,
    buses,
    workshop: quietWorkshop,
    busOf: (board) => busOf(buses, board),
    wallMs: world.clock.wallMs,
    answer,
    crash: watch.crashed,
    outbox: {
      ...outbox,
      send(message) {
        promised();
        outbox.send(message);
      },
    },
    codes: {
      ...codes,
      checkPin(pickup, counter, typed) {
        promised();
        return codes.checkPin(pickup, counter, typed);
      },
    },
    staff: {
      ...staff,
      checkTotp(who, token, at) {
        promised();
        return staff.checkTotp(who, token, at);
      },
    },
  };
}

function busOf(buses: readonly LineBus[], board: string): LineBus {
  const bus = buses.find(({ id }) => board.startsWith(`${id}:`));
  if (bus === undefined) throw new Error(`board ${board} hangs on no bus of this site`);
  return bus;
}

function alarmClock({ queue }: RunWorld, life: Life, ring: () => void): (monoMs: number) => void {
  let cancel: (() => void) | undefined;
  const rung = (): void => {
    if (life.alive) ring();
  };
  return (monoMs) => {
    cancel?.();
    cancel = queue.after(Math.max(1, monoMs - life.clock.now().monoMs), rung);
  };
}

function stepWatcher(
  { ledger, durable }: Recovered,
  stepped: (state: State) => void,
): (state: State) => void {
  let snapshotSeq = durable.seq;
  return (state) => {
    stepped(state);
    if (state.durable.seq - snapshotSeq < SNAPSHOT_EVERY) return;
    snapshotSeq = state.durable.seq;
    must(saveSnapshot(ledger, durableFold, state.durable));
  };
}
