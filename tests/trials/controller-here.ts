// The controller in this process, so that dozens can run at once: its own configuration reader, installation, SQLite ledger,
// loop, buses and desk, put together as the program does. Only API, scanner and gateway are missing: plays call behind them.
import type { LineBus } from "#adapters/bus/line-bus.ts";
import { systemRandom } from "#adapters/random/system-random.ts";
import { openStaffFile } from "#adapters/staff/staff-file.ts";
import type { Desk } from "#api/desk-requests.ts";
import type { BoardInput, Input } from "#domain/inputs.ts";
import { ok } from "#domain/result.ts";
import type { Site } from "#domain/site.ts";
import type { ScreenName } from "#domain/screen.ts";
import { type State, liveBoard } from "#domain/state.ts";
import { screenOf } from "#domain/visit/screen-of.ts";
import { type Loop, createLoop } from "#runtime/loop.ts";
import { type Outbox, createOutbox } from "#runtime/outbox.ts";
import { type World, perform } from "#runtime/perform.ts";
import type { Clock, Log, OutgoingMessage } from "#runtime/ports.ts";
import { resumePoints, stateOf } from "#runtime/recover.ts";
import { readConfig } from "../../controller/commands/config-command.ts";
import { createDesk } from "../../controller/commands/desk.ts";
import type { OrExit } from "../../controller/commands/exit.ts";
import { buildBuses } from "../../controller/commands/hardware.ts";
import { staffFile } from "../../controller/commands/data-folder.ts";
import { type Installation, openInstallation } from "../../controller/commands/installation.ts";
import { siteOf } from "../../controller/commands/site-of.ts";
import type { Controller } from "./controller.ts";
import type { Place } from "./place.ts";
import { quietWorkshop } from "../support/quiet-workshop.ts";

export type Surroundings = {
  /** May be put ahead by a play, as when a machine was suspended. */
  readonly clock: Clock;
  readonly delivered: (message: OutgoingMessage) => void;
  readonly shown: (screen: ScreenName) => void;
};

export type ControllerHere = Controller & {
  readonly desk: Desk;
  readonly feed: (input: Input) => void;
};

const quietLog: Log = { step: () => undefined, warn: () => undefined, alarm: () => undefined };

const started = <T>(value: OrExit<T>): T => {
  if (!value.ok) throw new Error(value.exit.sentence ?? "the controller did not start");
  return value.value;
};

/** Resolves when its bus has been tried once. */
export async function startHere(place: Place, around: Surroundings): Promise<ControllerHere> {
  const config = started(readConfig(place.configFile));
  const site = siteOf(config);
  const installation = started(openInstallation(place.folder, site, undefined));
  const life = startLife(around.clock);
  const feed = (input: Input): void => {
    if (life.alive) loop.feed(input);
  };
  const buses = started(
    buildBuses(config, place.folder, {
      clock: life.clock,
      random: systemRandom,
      log: quietLog,
      listener: (input: BoardInput) => feed({ kind: "board", input }),
    }),
  );
  const parts = { site, installation, life, feed, buses, state: (): State => loop.state() };
  const outbox = outboxOf(parts, config.terminal, around);
  const world = worldOf(parts, outbox);
  const loop: Loop = createLoop({
    ledger: installation.ledger,
    state: stateOf(site, installation.durable),
    clock: life.clock,
    isClockTrusted: () => true,
    log: quietLog,
    perform: (effect) => {
      if (life.alive) perform(world, effect);
    },
    wakeAt: (monoMs) => life.wakeAt(monoMs, () => feed({ kind: "time-passed" })),
    onStep: (state) => around.shown(screenOf(state, life.clock.now()).name),
    crash: (error) => life.trouble(String(error)),
    onFault: ({ detail }) => life.trouble(detail),
  });
  feed({ kind: "started", version: "trial", clockTrusted: true });
  await Promise.all(buses.map((bus) => bus.start(resumePoints(loop.state().durable))));
  const { vault, codes } = installation;
  const desk = createDesk({ config, loop, vault, codes, random: systemRandom, clock: life.clock });
  return { ...facesOf(parts, desk), feed, desk, cut: () => cut(parts, outbox) };
}

type Life = {
  alive: boolean;
  readonly clock: Clock;
  readonly troubles: string[];
  readonly trouble: (what: string) => void;
  readonly wakeAt: (monoMs: number, ring: () => void) => void;
  readonly end: () => void;
};

/** Its monotonic clock counts from its birth, as a process's does. */
function startLife({ now }: Clock): Life {
  const bornMs = now().monoMs;
  const troubles: string[] = [];
  let alarm: NodeJS.Timeout | undefined;
  const clock: Clock = {
    now: () => ({ wallMs: now().wallMs, monoMs: now().monoMs - bornMs }),
  };
  const life: Life = {
    alive: true,
    clock,
    troubles,
    trouble: (what) => void troubles.push(what),
    wakeAt(monoMs, ring) {
      clearTimeout(alarm);
      alarm = setTimeout(ring, Math.max(1, monoMs - clock.now().monoMs));
    },
    end() {
      life.alive = false;
      clearTimeout(alarm);
    },
  };
  return life;
}

type Parts = {
  readonly site: Site;
  readonly installation: Installation;
  readonly life: Life;
  readonly feed: (input: Input) => void;
  readonly buses: readonly LineBus[];
  readonly state: () => State;
};

function outboxOf(
  { site, installation, life, feed, state }: Parts,
  place: { readonly name: string; readonly address: string },
  { delivered }: Surroundings,
): Outbox {
  return createOutbox({
    site,
    place,
    gateway: {
      async send(message) {
        delivered(message);
        return ok(undefined);
      },
    },
    vault: installation.vault,
    codes: installation.codes,
    log: quietLog,
    pickup: (id) => state().durable.pickups.get(id),
    after(delayMs, act) {
      const timer = setTimeout(act, delayMs);
      return () => clearTimeout(timer);
    },
    answer: (input) => feed({ kind: "answer", input }),
    crash: (error) => life.trouble(String(error)),
  });
}

function worldOf({ installation, life, feed, buses }: Parts, outbox: Outbox): World {
  const [bus] = buses;
  if (bus === undefined) throw new Error("a trial's terminal has one bus");
  return {
    codes: installation.codes,
    vault: installation.vault,
    outbox,
    log: quietLog,
    buses,
    busOf: () => bus,
    staff: openStaffFile({ path: staffFile(installation.folder), log: quietLog }),
    workshop: quietWorkshop,
    wallMs: () => life.clock.now().wallMs,
    answer: (input) => feed({ kind: "answer", input }),
    crash: (error) => life.trouble(String(error)),
  };
}

function facesOf(parts: Parts, desk: Desk): Omit<Controller, "cut"> {
  const { life, feed, state } = parts;
  const screenInput = (input: Extract<Input, { kind: "screen" }>["input"]): void =>
    feed({ kind: "screen", input });
  return {
    screen: () => (life.alive ? screenOf(state(), life.clock.now()).name : undefined),
    scan: (text) => screenInput({ kind: "code-scanned", text }),
    choose: async (choice) => screenInput({ kind: "choice-made", choice }),
    async resumeBank() {
      const resumed = await desk.resumeBank("a:01");
      if (!resumed.ok) throw new Error(resumed.error);
    },
    wake: () => feed({ kind: "time-passed" }),
    knowsDoors: async () => life.alive && knowsAllDoors(state()),
    troubles: () => life.troubles,
  };
}

/** And nothing that a board saw waits to be read: until then no door is granted. */
function knowsAllDoors({ site, durable, live }: State): boolean {
  return site.boards.every((board) => {
    const { presence, doorsKnown, newestEvent } = liveBoard(live, board);
    return presence === "good" && doorsKnown && (durable.boards[board]?.n ?? 0) >= newestEvent;
  });
}

/** Nothing of it acts any more, and it leaves no snapshot. */
async function cut({ life, buses, installation }: Parts, outbox: Outbox): Promise<void> {
  if (!life.alive) return;
  life.end();
  outbox.stop();
  await Promise.all(buses.map((bus) => bus.stop()));
  installation.close();
}
