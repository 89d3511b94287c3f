// A controller as the program puts it together: the real loop, a SQLite ledger on the real disk, real codes, the real serial adapter.
// In place of people: whoever measures feeds its inputs, and is told of each moment that counts.
import { createPickupCodes, type PickupCodes } from "#adapters/codes/pickup-codes.ts";
import { createAlarmClock } from "#adapters/clock/alarm-clock.ts";
import { systemClock } from "#adapters/clock/system-clock.ts";
import { openSqliteLedger } from "#adapters/ledger/sqlite-ledger-store.ts";
import { systemRandom } from "#adapters/random/system-random.ts";
import { createSerialBus } from "#adapters/serial/serial-bus.ts";
import { openVault } from "#adapters/vault/sqlite-vault.ts";
import { apply } from "#domain/apply.ts";
import type { NewFact } from "#domain/facts.ts";
import type { Site } from "#domain/site.ts";
import { createLoop, type Loop } from "#runtime/loop.ts";
import { appendFacts } from "#runtime/ledger.ts";
import { type World, perform } from "#runtime/perform.ts";
import type { BusListener, LedgerRow, LedgerStore, LockBus, Log } from "#runtime/ports.ts";
import { type Recovered, foundLedger, recover, resumePoints, stateOf } from "#runtime/recover.ts";
import { must } from "../support/virtual-must.ts";
import { sha256 } from "../support/virtual-run.ts";
import { BAUD } from "./far-end.ts";
import { nowMs } from "./samples.ts";
import { quietWorkshop } from "../support/quiet-workshop.ts";

export type TerminalMoments = {
  /** A code was found right and is about to be fed into the loop. */
  readonly codeChecked: () => void;
  /** These rows are durable, and how long that took. */
  readonly appended: (rows: readonly LedgerRow[], tookMs: number) => void;
  /** An OPEN is handed to the bus. */
  readonly firing: (op: number) => void;
  /** What was said to it. */
  readonly openAnswered: (op: number) => void;
};

export type RealTerminal = {
  readonly codes: PickupCodes;
  readonly state: Loop["state"];
  readonly feed: Loop["feed"];
  readonly stop: () => Promise<void>;
};

export type TerminalPlace = {
  readonly site: Site;
  readonly folder: string;
  /** The far end's pseudo-terminal. */
  readonly path: string;
  readonly idlePollMs: number;
  /** What the ledger holds before anybody comes. */
  readonly past: readonly NewFact[];
};

const QUIET: Log = { step: () => undefined, warn: () => undefined, alarm: () => undefined };

export async function startRealTerminal(
  place: TerminalPlace,
  moments: TerminalMoments,
): Promise<RealTerminal> {
  const { site, folder } = place;
  const codes = createPickupCodes({
    terminalSecret: systemRandom.bytes(32),
    personalSecret: systemRandom.bytes(32),
    pinDigits: site.pinDigits,
    random: systemRandom,
  });
  const store = must(openSqliteLedger(folder));
  const vault = must(openVault({ folder, referenceMac: codes.referenceMac }));
  const { ledger, durable } = withPast(must(recover(timedStore(store, moments), sha256)), place);
  const feed: Loop["feed"] = (input) => loop.feed(input);
  const bus = busOf(place, (input) => {
    feed({ kind: "board", input });
    if (input.kind === "open-answered") moments.openAnswered(input.op);
  });
  const world: World = {
    busOf: () => bus,
    buses: [bus],
    codes,
    vault,
    staff: {
      findByBadge: () => undefined,
      checkTotp: () => Promise.resolve({ valid: false, timeStep: 0 }),
    },
    outbox: { send: () => undefined, stop: () => undefined },
    workshop: quietWorkshop,
    wallMs: () => systemClock.now().wallMs,
    log: QUIET,
    answer(input) {
      if (input.kind === "code-checked") moments.codeChecked();
      feed({ kind: "answer", input });
    },
    crash,
  };
  const alarmClock = createAlarmClock(() => feed({ kind: "time-passed" }));
  const loop = createLoop({
    ledger,
    state: stateOf(site, durable),
    clock: systemClock,
    isClockTrusted: () => true,
    log: QUIET,
    perform(effect) {
      if (effect.kind === "fire-lock") moments.firing(effect.op);
      perform(world, effect);
    },
    wakeAt: alarmClock.wakeAt,
    onStep: () => undefined,
    crash,
    onFault: crash,
  });
  feed({ kind: "started", version: "bench", clockTrusted: true });
  await bus.start(resumePoints(loop.state().durable));
  return {
    codes,
    state: () => loop.state(),
    feed,
    async stop() {
      alarmClock.stop();
      await bus.stop();
      vault.close();
      store.close();
    },
  };
}

function withPast(recovered: Recovered, { past }: TerminalPlace): Recovered {
  const opened =
    recovered.durable.seq > 0
      ? recovered
      : must(
          foundLedger(
            recovered,
            { terminal: "bench", keyId: "bench" },
            { clock: systemClock, clockTrusted: true },
          ),
        );
  const { ledger, durable } = opened;
  const records = must(
    appendFacts(ledger, past, {
      moment: systemClock.now(),
      clockEpoch: durable.clock.epoch,
      clockTrusted: true,
    }),
  );
  return { ledger, durable: records.reduce(apply, durable) };
}

const timedStore = (store: LedgerStore, { appended }: TerminalMoments): LedgerStore => ({
  head: () => store.head(),
  read: (afterSeq, limit) => store.read(afterSeq, limit),
  saveSnapshot: (snapshot) => store.saveSnapshot(snapshot),
  loadSnapshot: () => store.loadSnapshot(),
  close: () => store.close(),
  append(rows) {
    const fromMs = nowMs();
    const result = store.append(rows);
    appended(rows, nowMs() - fromMs);
    return result;
  },
});

const busOf = ({ site, path, idlePollMs }: TerminalPlace, listener: BusListener): LockBus =>
  createSerialBus(
    {
      id: "a",
      path,
      baud: BAUD,
      boards: site.boards.map((board) => ({ addr: Number.parseInt(board.slice(2), 16) })),
      idlePollMs,
      watchPollMs: 50,
    },
    { clock: systemClock, random: systemRandom, log: QUIET, listener },
  );

function crash(error: unknown): never {
  throw error instanceof Error ? error : new Error(JSON.stringify(error));
}
