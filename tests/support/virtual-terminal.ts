// A whole terminal that a test can run, kill and start again: one disk, one wall, one wire, one clock, many runs.
// People act on it through bench-people.ts; what it did is told to whoever watches.
import { type PickupCodes, createPickupCodes } from "#adapters/codes/pickup-codes.ts";
import { openStaffFile } from "#adapters/staff/staff-file.ts";
import { type NewStaff, addStaff } from "#adapters/staff/staff-roll.ts";
import { join } from "node:path";
import type { Effect } from "#domain/effects.ts";
import type { Input } from "#domain/inputs.ts";
import type { Screen } from "#domain/screen.ts";
import type { State } from "#domain/state.ts";
import { screenOf } from "#domain/visit/screen-of.ts";
import { appendFacts } from "#runtime/ledger.ts";
import type {
  LedgerFault,
  LedgerRow,
  LedgerStore,
  Log,
  OutgoingMessage,
  Vault,
} from "#runtime/ports.ts";
import { recover } from "#runtime/recover.ts";
import {
  type MemoryDisk,
  createMemoryDisk,
  createMemoryLedgerStore,
} from "./memory-ledger-store.ts";
import { type VirtualGateway, createVirtualGateway } from "./virtual-gateway.ts";
import { must } from "./virtual-must.ts";
import { createVirtualRandom } from "./virtual-random.ts";
import { type RunWorld, type VirtualRun, sha256, startRun } from "./virtual-run.ts";
import { virtualSite } from "./virtual-site.ts";
import { type CutPoint, PowerCut } from "./virtual-store.ts";
import { type VirtualTime, createVirtualTime } from "./virtual-time.ts";
import { type VaultDisk, createVaultDisk, createVirtualVault } from "./virtual-vault.ts";
import { type VirtualWall, createVirtualWall } from "./virtual-wall.ts";
import { type VirtualWire, createVirtualWire } from "./virtual-wire.ts";

/** Everything that can be seen from outside; each is silent unless a test asks. */
export type TerminalWatch = {
  readonly screen: (screen: Screen) => void;
  readonly rows: (rows: readonly LedgerRow[]) => void;
  readonly effect: (effect: Effect) => void;
  readonly pulse: (door: number, op: number) => void;
  readonly message: (message: OutgoingMessage) => void;
  readonly fault: (fault: LedgerFault) => void;
};

export type TerminalOptions = {
  /** A folder that the test throws away. */
  readonly folder: string;
  readonly watch?: Partial<TerminalWatch>;
  readonly log?: Log;
  /** In place of memory. */
  readonly store?: LedgerStore;
  readonly vault?: (codes: PickupCodes) => Vault;
  readonly snapshotEvery?: number;
};

export type VirtualTerminal = {
  readonly time: VirtualTime;
  readonly wall: VirtualWall;
  readonly wire: VirtualWire;
  readonly gateway: VirtualGateway;
  readonly disk: MemoryDisk;
  readonly vaultDisk: VaultDisk;
  readonly clerk: NewStaff;
  /** Where the power will go next. */
  cutPoint: CutPoint;
  /** What the wall clock is ahead of the time since the test began. */
  wallAheadMs: number;
  clockTrusted: boolean;
  readonly wallMs: () => number;
  readonly codes: () => PickupCodes;
  readonly vault: () => Vault;
  readonly isRunning: () => boolean;
  readonly state: () => State;
  readonly screen: () => Screen;
  readonly feed: (input: Input) => readonly Effect[] | undefined;
  readonly start: () => Promise<void>;
  readonly kill: () => void;
  /** Lets time pass; fails if anything crashed in it. */
  readonly pass: (ms: number) => Promise<void>;
  /** The command `ledger restore`, on these rows in place of the present ones. */
  readonly restore: (rows: readonly LedgerRow[]) => void;
};

/** The test begins on a Tuesday morning. */
const START_MS = Date.UTC(2026, 10, 3, 9, 0);
const QUIET_LOG: Log = { step: () => undefined, warn: () => undefined, alarm: () => undefined };

export function createVirtualTerminal(options: TerminalOptions): VirtualTerminal {
  const { folder, watch = {}, log = QUIET_LOG, snapshotEvery = 1000 } = options;
  const time = createVirtualTime();
  const random = createVirtualRandom("terminal");
  const wall = createVirtualWall(time, watch.pulse);
  const wire = createVirtualWire(wall.bus, time);
  const gateway = createVirtualGateway(watch.message);
  const disk = createMemoryDisk();
  const vaultDisk = createVaultDisk();
  const staffPath = join(folder, "staff.json");
  const clerk = must(addStaff(staffPath, { id: "an", role: "clerk", issuer: "hal" }, random));
  const crashes: unknown[] = [];
  /** Outlives a restore. */
  const personalSecret = random.bytes(32);
  let codes = codesOf(random.bytes(32));
  let vault = vaultOf(codes);
  let run: VirtualRun | undefined;

  const running = (): VirtualRun => {
    if (run === undefined) throw new Error("the terminal was never started");
    return run;
  };
  const terminal: VirtualTerminal = {
    time,
    wall,
    wire,
    gateway,
    disk,
    vaultDisk,
    clerk,
    cutPoint: () => undefined,
    wallAheadMs: START_MS,
    clockTrusted: true,
    wallMs: () => time.nowMs() + terminal.wallAheadMs,
    codes: () => codes,
    vault: () => vault,
    isRunning: () => run?.isAlive() === true,
    state: () => running().state(),
    screen: () => screenOf(running().state(), running().now()),
    feed: (input) => running().feed(input),
    kill: () => run?.die(),
    async start() {
      if (terminal.isRunning()) throw new Error("the terminal runs already");
      const world: RunWorld = {
        site: virtualSite,
        time,
        wallMs: terminal.wallMs,
        isClockTrusted: () => terminal.clockTrusted,
        store: options.store ?? createMemoryLedgerStore(disk),
        codes,
        vault,
        staff: openStaffFile({ path: staffPath, log }),
        gateway,
        wire,
        random,
        log,
        snapshotEvery,
      };
      run = await startRun(world, {
        cutPoint: (rows) => terminal.cutPoint(rows),
        written: (rows) => watch.rows?.(rows),
        performed: (effect) => watch.effect?.(effect),
        stepped: (state, now) => watch.screen?.(screenOf(state, now)),
        faulted: (fault) => watch.fault?.(fault),
        crashed(error) {
          // The power may go in the middle of a step: that is no fault of the program.
          if (!(error instanceof PowerCut)) crashes.push(error);
        },
      });
    },
    async pass(ms) {
      await time.pass(ms);
      if (crashes.length > 0) throw crashes[0];
    },
    restore(rows) {
      disk.rows = [...rows];
      disk.snapshots = [];
      codes = codesOf(random.bytes(32));
      vault = vaultOf(codes);
      restoreLedger(terminal);
    },
  };
  return terminal;

  function codesOf(terminalSecret: Uint8Array): PickupCodes {
    return createPickupCodes({
      terminalSecret,
      personalSecret,
      pinDigits: virtualSite.pinDigits,
      random,
    });
  }
  function vaultOf(terminalCodes: PickupCodes): Vault {
    return (
      options.vault?.(terminalCodes) ?? createVirtualVault(vaultDisk, terminalCodes.referenceMac)
    );
  }
}

/** What the command writes: a higher epoch, the new secret, and the whole wall to be looked into. */
function restoreLedger({ disk, codes, wallMs }: VirtualTerminal): void {
  const { ledger, durable } = must(recover(createMemoryLedgerStore(disk), sha256));
  const compartments = [...virtualSite.compartments.keys()];
  const epoch = durable.restoreEpoch + 1;
  const { keyId } = codes();
  must(
    appendFacts(
      ledger,
      [
        {
          fact: { kind: "ledger-restored", epoch, keyId, compartments },
          actor: { kind: "terminal" },
        },
      ],
      {
        moment: { wallMs: wallMs(), monoMs: 0 },
        clockEpoch: durable.clock.epoch,
        clockTrusted: true,
      },
    ),
  );
}
