// One running terminal: the loop with its world around it. Starts in the order ledger, loop, screen, buses; stops in the other.
import type { LineBus } from "#adapters/bus/line-bus.ts";
import { bothCaptures, createTraceRing } from "#adapters/bus/trace-ring.ts";
import { createAlarmClock } from "#adapters/clock/alarm-clock.ts";
import { isClockTrusted, systemClock } from "#adapters/clock/system-clock.ts";
import { drawQrPicture } from "#adapters/codes/qr-picture.ts";
import { createHttpGateway } from "#adapters/messages/http-gateway.ts";
import { systemRandom } from "#adapters/random/system-random.ts";
import { openStaffFile } from "#adapters/staff/staff-file.ts";
import { createNotifier } from "#adapters/systemd/notify.ts";
import { type Api, createApi } from "#api/server.ts";
import { assert } from "#domain/assert.ts";
import type { BoardId } from "#domain/ids.ts";
import type { State } from "#domain/state.ts";
import { screenOf } from "#domain/visit/screen-of.ts";
import { saveSnapshot } from "#runtime/ledger.ts";
import { type Loop, createLoop } from "#runtime/loop.ts";
import { type Outbox, createOutbox } from "#runtime/outbox.ts";
import { type World, eraseLeftovers, perform } from "#runtime/perform.ts";
import type { BusListener, LedgerFault, Scanner, Watchdog } from "#runtime/ports.ts";
import type { Result } from "#domain/result.ts";
import { durableFold, resumePoints, stateOf } from "#runtime/recover.ts";
import { startBackupRounds } from "./backup-rounds.ts";
import { auditWhileServing } from "./audit-pace.ts";
import type { BlockedSetup } from "./blocked.ts";
import { createDesk } from "./desk.ts";
import { faceOf } from "./face.ts";
import { type Exit, type OrExit, done, exitCode, exitWith } from "./exit.ts";
import { buildBuses, buildScanner, headersOf, openCapture } from "./hardware.ts";
import { backupPlan, staffFile } from "./data-folder.ts";
import { type LogRing, createLogRing } from "./log-ring.ts";
import type { Installation } from "./installation.ts";
import { type ScreenFeed, createScreenFeed } from "./screen-feed.ts";
import { healthView, wallView } from "./views.ts";
import { createWorkshop } from "./workshop.ts";

export type TerminalSetup = BlockedSetup & {
  readonly installation: Installation;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where every line of the buses is kept, if anywhere. */
  readonly captureFile: string | undefined;
};

/** A start from the newest snapshot folds at most this many rows. */
const SNAPSHOT_EVERY = 1000;
const BEAT_MS = 1000;

/** Runs until it is asked to stop (all well) or its ledger fails: then the process must end and open it afresh [I9]. */
export async function runTerminal(setup: TerminalSetup): Promise<Exit> {
  const { promise: faulted, resolve: fault } = Promise.withResolvers<Exit>();
  const parts = assemble(setup, fault);
  if (!parts.ok) {
    setup.installation.close();
    return parts.exit;
  }
  const { config, installation, log } = setup;
  const backups = startBackupRounds(backupPlan(installation.folder, config.backup), log);
  const exit = await serve(setup, parts.value, faulted);
  backups.stop();
  await stopAll(setup, parts.value);
  // What a ledger that failed holds is for `ledger verify` to say, not for a backup to keep.
  if (exit.code === exitCode.ok) await backups.last();
  return exit;
}

type Parts = {
  readonly loop: Loop;
  readonly buses: readonly LineBus[];
  readonly scanner: Scanner;
  readonly outbox: Outbox;
  readonly screens: ScreenFeed;
  readonly watchdog: Watchdog;
  readonly world: World;
  readonly sleepNoMore: () => void;
  readonly stopAudit: () => void;
};

/** Everything that runs, wired through closures: the loop calls the world, and the world feeds the loop. */
function assemble(setup: TerminalSetup, fault: (exit: Exit) => void): OrExit<Parts> {
  const { config, installation, site } = setup;
  const log = createLogRing(setup.log, systemClock);
  const feed: Loop["feed"] = (input) => loop.feed(input);
  const built = buildWorld({ ...setup, log }, feed, () => loop.state());
  if (!built.ok) return built;
  const screens = createScreenFeed(() => screenOf(loop.state(), systemClock.now()));
  const fail = ({ detail }: LedgerFault): void => {
    log.alarm("the ledger failed", { detail });
    fault(exitWith(exitCode.inputOutput, detail));
  };
  const alarmClock = createAlarmClock(() => feed({ kind: "time-passed" }));
  const loop = createLoop({
    ledger: installation.ledger,
    state: stateOf(site, installation.durable),
    clock: systemClock,
    isClockTrusted,
    log,
    perform: (effect) => perform(built.value.world, effect),
    wakeAt: alarmClock.wakeAt,
    onStep: stepWatcher(setup, screens, fail),
    crash,
    onFault: fail,
  });
  const scanner = buildScanner(config, installation.folder, {
    clock: systemClock,
    log,
    listener: (text) => void feed({ kind: "screen", input: { kind: "code-scanned", text } }),
  });
  const watchdog = watchdogOf(setup);
  const stopAudit = auditWhileServing(installation.ledger, fail);
  const sleepNoMore = alarmClock.stop;
  return {
    ok: true,
    value: { ...built.value, loop, scanner, screens, watchdog, sleepNoMore, stopAudit },
  };
}

type Outside = Pick<Parts, "world" | "buses" | "outbox">;

/** What effects reach: buses, vault, staff and messages. */
function buildWorld(
  setup: TerminalSetup & { readonly log: LogRing },
  feed: Loop["feed"],
  state: () => State,
): OrExit<Outside> {
  const { config, installation, log, site } = setup;
  const { folder, codes, vault } = installation;
  const listener: BusListener = (input) => void feed({ kind: "board", input });
  const trace = createTraceRing(systemClock);
  const buses = buildBuses(config, folder, {
    clock: systemClock,
    random: systemRandom,
    log,
    listener,
    capture: bothCaptures(
      trace,
      openCapture(setup.captureFile, { clock: systemClock, log: setup.log }),
    ),
  });
  if (!buses.ok) return buses;
  const headers = headersOf(config, folder);
  if (!headers.ok) return headers;
  const answer: World["answer"] = (input) => void feed({ kind: "answer", input });
  const gateway = createHttpGateway({
    url: config.messages.url,
    headers: headers.value,
    drawQr: drawQrPicture,
  });
  const place = config.terminal;
  const outbox = createOutbox({
    site,
    place,
    gateway,
    vault,
    codes,
    log,
    pickup: (id) => state().durable.pickups.get(id),
    after,
    answer,
    crash,
  });
  const world: World = {
    codes,
    vault,
    outbox,
    workshop: createWorkshop({ ...installation, ...setup, buses: buses.value, trace, state }),
    log,
    answer,
    crash,
    buses: buses.value,
    busOf: busFinder(buses.value),
    staff: openStaffFile({ path: staffFile(folder), log }),
    wallMs: () => systemClock.now().wallMs,
  };
  return { ok: true, value: { world, buses: buses.value, outbox } };
}

async function serve(setup: TerminalSetup, parts: Parts, faulted: Promise<Exit>): Promise<Exit> {
  const { loop, buses, scanner, watchdog, world } = parts;
  const { durable } = setup.installation;
  eraseLeftovers(world, (id) => durable.pickups.get(id)?.erased === false);
  loop.feed({ kind: "started", version: setup.version, clockTrusted: isClockTrusted() });
  const api = await startApi(setup, parts);
  if (!api.ok) return exitWith(exitCode.unavailable, api.error);
  const resume = resumePoints(loop.state().durable);
  await Promise.all(buses.map((bus) => bus.start(resume)));
  await scanner.start();
  watchdog.ready();
  const beat = setInterval(() => {
    if (setup.installation.ledger.fault === undefined) watchdog.beat();
  }, BEAT_MS);
  const exit = await Promise.race([faulted, setup.stopAsked.then(() => done)]);
  clearInterval(beat);
  await api.value.close();
  return exit;
}

async function stopAll({ installation, log }: TerminalSetup, parts: Parts): Promise<void> {
  parts.watchdog.stopping();
  parts.sleepNoMore();
  parts.stopAudit();
  parts.screens.stop();
  parts.outbox.stop();
  await Promise.all([parts.scanner.stop(), ...parts.buses.map((bus) => bus.stop())]);
  const saved = saveSnapshot(installation.ledger, durableFold, parts.loop.state().durable);
  if (!saved.ok)
    log.warn("no snapshot was kept; the next start folds more rows", {
      detail: saved.error.detail,
    });
  installation.close();
}

function startApi(setup: TerminalSetup, { loop, screens }: Parts): Promise<Result<Api, string>> {
  const { config, installation, log, site, staticDir, version } = setup;
  const { vault, codes, apiToken } = installation;
  return createApi({
    ...createDesk({ config, loop, vault, codes, random: systemRandom, clock: systemClock }),
    currentScreen: () => screenOf(loop.state(), systemClock.now()),
    onScreenChange: screens.onScreenChange,
    sendScreenInput: (input) => void loop.feed({ kind: "screen", input }),
    wall: () => wallView(site),
    ...faceOf(config),
    health: () => healthView(loop.state(), version),
    apiToken,
    staticDir,
    clipFolders: setup.clipFolders,
    log,
  });
}

function busFinder(buses: readonly LineBus[]): World["busOf"] {
  return (board: BoardId) => {
    const bus = buses.find(({ id }) => board.startsWith(`${id}:`));
    assert(bus !== undefined, `board ${board} hangs on a bus of the configuration`);
    return bus;
  };
}

/** After each step: the screens, and a snapshot now and then; one that fails is a fault of the ledger like any other. */
function stepWatcher(
  { installation }: TerminalSetup,
  screens: ScreenFeed,
  fail: (fault: LedgerFault) => void,
): (state: State) => void {
  let snapshotSeq = installation.durable.seq;
  return ({ durable }) => {
    screens.changed();
    if (durable.seq - snapshotSeq < SNAPSHOT_EVERY) return;
    snapshotSeq = durable.seq;
    const saved = saveSnapshot(installation.ledger, durableFold, durable);
    if (!saved.ok) fail(saved.error);
  };
}

function watchdogOf({ env, log }: TerminalSetup): Watchdog {
  const intervalUs = Number(env["WATCHDOG_USEC"]);
  const intervalMs = Number.isFinite(intervalUs) ? intervalUs / 1000 : undefined;
  return createNotifier({ socket: env["NOTIFY_SOCKET"], intervalMs, clock: systemClock, log });
}

function after(delayMs: number, act: () => void): () => void {
  const timer = setTimeout(act, delayMs);
  return () => clearTimeout(timer);
}

/** A fault of the program: no state can be trusted, so the process ends and the ledger is folded anew. */
function crash(error: unknown): void {
  setImmediate(() => {
    throw error instanceof Error ? error : new Error(String(error));
  });
}
