// A process of its own (`--expose-gc`): a controller that hands over one document after the other and says what it weighs.
// Real: loop, domain, SQLite ledger with snapshots, vault, codes, outbox. In place of the lock bus: boards that answer at once.
import { openSqliteLedger } from "#adapters/ledger/sqlite-ledger-store.ts";
import { createPickupCodes } from "#adapters/codes/pickup-codes.ts";
import { systemRandom } from "#adapters/random/system-random.ts";
import { openVault } from "#adapters/vault/sqlite-vault.ts";
import type { Input, Key } from "#domain/inputs.ts";
import { parseStaffId } from "#domain/ids.ts";
import { ok } from "#domain/result.ts";
import { saveSnapshot } from "#runtime/ledger.ts";
import { createLoop } from "#runtime/loop.ts";
import { createOutbox } from "#runtime/outbox.ts";
import { type World, perform } from "#runtime/perform.ts";
import type { Clock, Log } from "#runtime/ports.ts";
import { durableFold, foundLedger, recover, stateOf } from "#runtime/recover.ts";
import { must } from "../support/virtual-must.ts";
import { sha256 } from "../support/virtual-run.ts";
import { benchSite, locatorOf, pickupIdOf, product } from "./bench-site.ts";
import { InstantBoards } from "./instant-boards.ts";
import { quietWorkshop } from "../support/quiet-workshop.ts";

export type Weight = {
  readonly pickups: number;
  /** In the state: not yet forgotten. */
  readonly remembered: number;
  readonly heapBytes: number;
  readonly residentBytes: number;
  /** Of the processor, for one document from announcement to goodbye; the mean since the weighing before. */
  readonly cpuMsEach: number;
};

const DAY_MS = 86_400_000;
const PICKUPS_A_DAY = 33;
const SNAPSHOT_EVERY = 1000;
const QUIET: Log = { step: () => undefined, warn: () => undefined, alarm: () => undefined };

const [folder = "", doorsText = "8", ...weighAfter] = process.argv.slice(2);
const doors = Number(doorsText);
const doorsPerBoard = Math.min(32, doors);
const site = benchSite({ boards: doors / doorsPerBoard, doorsPerBoard });
const time = { wallMs: Date.UTC(2026, 0, 5, 9), monoMs: 0 };
const clock: Clock = { now: () => ({ ...time }) };
const codes = createPickupCodes({
  terminalSecret: systemRandom.bytes(32),
  personalSecret: systemRandom.bytes(32),
  pinDigits: 8,
  random: systemRandom,
});
const vault = must(openVault({ folder, referenceMac: codes.referenceMac }));
const clerk = must(parseStaffId("an"));
const { ledger, durable } = must(
  foundLedger(
    must(recover(must(openSqliteLedger(folder)), sha256)),
    { terminal: "bench", keyId: "bench" },
    { clock, clockTrusted: true },
  ),
);
const boards = new InstantBoards(site, (input) => feed({ kind: "board", input }));
const outbox = createOutbox({
  site,
  vault,
  codes,
  log: QUIET,
  place: { name: "Stadhuis", address: "Markt 1" },
  gateway: { send: () => Promise.resolve(ok(undefined)) },
  pickup: (id) => loop.state().durable.pickups.get(id),
  after: () => () => undefined,
  answer: (input) => feed({ kind: "answer", input }),
  crash,
});
const world: World = {
  busOf: () => boards.bus,
  buses: [boards.bus],
  codes,
  vault,
  outbox,
  staff: {
    findByBadge: () => ({ staff: clerk, role: "clerk" }),
    checkTotp: (_staff, _token, { wallMs }) =>
      Promise.resolve({ valid: true, timeStep: Math.floor(wallMs / 30_000) }),
  },
  workshop: quietWorkshop,
  wallMs: () => time.wallMs,
  log: QUIET,
  answer: (input) => feed({ kind: "answer", input }),
  crash,
};
let snapshotSeq = 0;
const loop = createLoop({
  ledger,
  state: stateOf(site, durable),
  clock,
  isClockTrusted: () => true,
  log: QUIET,
  perform: (effect) => perform(world, effect),
  wakeAt: () => undefined,
  onStep(state) {
    if (state.durable.seq - snapshotSeq < SNAPSHOT_EVERY) return;
    snapshotSeq = state.durable.seq;
    must(saveSnapshot(ledger, durableFold, state.durable));
  },
  crash,
  onFault: crash,
});

function feed(input: Input): void {
  loop.feed(input);
  boards.settle();
}

function pass(ms: number): void {
  time.wallMs += ms;
  time.monoMs += ms;
  feed({ kind: "time-passed" });
}

const choose = (choice: string): void =>
  feed({ kind: "screen", input: { kind: "choice-made", choice } });
const scan = (text: string): void =>
  feed({ kind: "screen", input: { kind: "code-scanned", text } });
const press = (...keys: readonly Key[]): void => {
  for (const key of keys) feed({ kind: "screen", input: { kind: "key-pressed", key } });
};
/** Promises of codes and messages settle. */
const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

async function handOver(number: number): Promise<void> {
  const pickup = pickupIdOf(number);
  const reference = `BE-${number}`;
  must(
    vault.seal(pickup, {
      reference,
      contacts: [{ channel: "email", to: `holder-${number}@example.org` }],
      language: "nl",
      birthDateMac: undefined,
    }),
  );
  const locator = locatorOf(number);
  feed({
    kind: "desk",
    input: {
      kind: "pickup-announced",
      pickup,
      product,
      locator,
      language: "nl",
      lowCompartment: false,
    },
  });
  scan("L24B:an");
  press("1", "2", "3", "4", "5", "6", "enter");
  await settle();
  choose("deposit");
  scan(reference);
  boards.use("present");
  pass(3000);
  choose("deposit-done");
  choose("sign-out");
  await settle();
  scan(`L24:${locator}${codes.qr(pickup, 0)}`);
  boards.use("absent");
  pass(3000);
  pass(10_000);
  await settle();
  pass(Math.floor(DAY_MS / PICKUPS_A_DAY) - 16_000);
  const { phase } = loop.state().durable.pickups.get(pickup) ?? {};
  if (phase !== "ended") throw new Error(`document ${number} was not handed over: ${phase}`);
}

function crash(error: unknown): never {
  throw error instanceof Error ? error : new Error(JSON.stringify(error));
}

feed({ kind: "started", version: "bench", clockTrusted: true });
boards.greet();
const weights: Weight[] = [];
let number = 0;
for (const pickups of weighAfter.map(Number)) {
  const since = { number, cpu: process.cpuUsage() };
  for (; number < pickups; number += 1) await handOver(number);
  const { user, system } = process.cpuUsage(since.cpu);
  const cpuMsEach = (user + system) / 1000 / (number - since.number);
  globalThis.gc?.();
  await settle();
  globalThis.gc?.();
  const { heapUsed: heapBytes, rss: residentBytes } = process.memoryUsage();
  const remembered = loop.state().durable.pickups.size;
  weights.push({ pickups, remembered, heapBytes, residentBytes, cpuMsEach });
}
process.send?.(weights);
process.disconnect?.();
