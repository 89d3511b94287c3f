// The computer in the wall of a simulated world: it has power or not, its controller runs, is starting, hangs, or was refused by
// its ledger until a technician restores a backup. People meet it through its screen.
import { createPickupCodes, type PickupCodes } from "#adapters/codes/pickup-codes.ts";
import type { Input, Key } from "#domain/inputs.ts";
import { screenOf } from "#domain/visit/screen-of.ts";
import { appendFacts } from "#runtime/ledger.ts";
import type { LedgerFault, LedgerRow } from "#runtime/ports.ts";
import { recover } from "#runtime/recover.ts";
import type { Front, Shown } from "#simulator/world/front.ts";
import { must } from "../support/virtual-must.ts";
import { sha256 } from "../support/virtual-run.ts";
import { createVaultDisk, createVirtualVault, type VaultDisk } from "../support/virtual-vault.ts";
import { PowerCut } from "#simulator/world/disk.ts";
import {
  type ControllerRun,
  type RunWatch,
  type RunWorld,
  startController,
} from "./controller-run.ts";
import { createLedgerOnDisk, type LedgerDisk } from "./ledger-on-disk.ts";

export type ComputerNeeds = Omit<RunWorld, "store" | "codes" | "vault"> & {
  readonly disk: LedgerDisk;
  readonly watch: RunWatch & {
    readonly restored: (rows: readonly LedgerRow[]) => void;
    readonly died: () => void;
  };
};

export type Computer = {
  readonly front: Front;
  readonly run: () => ControllerRun | undefined;
  readonly codes: () => PickupCodes;
  readonly vaultDisk: VaultDisk;
  readonly feed: (input: Input) => boolean;
  /** Why the last start was refused; only a restore helps. */
  readonly refused: () => LedgerFault | undefined;
  readonly hasPower: () => boolean;
  readonly powerOff: () => void;
  readonly powerOn: () => void;
  /** The process ends by itself or by `kill -9`; systemd starts it again. */
  readonly kill: () => void;
  /** Stopped properly, as for an update, and started again. */
  readonly restart: () => void;
  /** Nothing moves any more; the watchdog ends it. */
  readonly hang: () => void;
  /** The page is gone for so long: dark, and deaf. */
  readonly blindScreen: (forMs: number) => void;
  /** The command `ledger restore` on these rows; the controller is started afterwards. */
  readonly restore: (rows: readonly LedgerRow[]) => void;
};

const BOOT_MS = 25_000;
/** systemd waits longer from one failed start to the next. */
const RESTART_MS = { first: 2_000, longest: 5 * 60_000 };
/** A run that lived so long has not failed to start. */
const SERVED_MS = 60_000;
const WATCHDOG_MS = 15_000;
const UPDATE_MS = 20_000;

export function createComputer(needs: ComputerNeeds): Computer {
  const { queue, chance, disk, watch, site } = needs;
  const vaultDisk = createVaultDisk();
  const secrets = { personal: chance.fork("personal secret").bytes(32), restores: 0 };
  let codes = codesOf();
  let run: ControllerRun | undefined;
  let frozen: Shown | undefined;
  let refused: LedgerFault | undefined;
  let powered = true;
  let blindUntilMs = 0;
  let cancelStart = nothing;
  let startedMs = -Infinity;
  /** Counts the ends: a run that ends in the midst of its own start is over before anybody has it in hand. */
  let ends = 0;
  let restartMs = RESTART_MS.first;

  /** By itself or killed: how long systemd waits now. */
  const restartDelay = (): number => {
    const served = queue.nowMs() - startedMs > SERVED_MS;
    restartMs = served ? RESTART_MS.first : Math.min(restartMs * 2, RESTART_MS.longest);
    return restartMs;
  };
  const end = (startAfterMs: number): void => {
    ends += 1;
    run?.die();
    run = undefined;
    frozen = undefined;
    watch.died();
    cancelStart();
    if (powered) cancelStart = queue.after(startAfterMs, start);
  };
  const start = (): void => {
    startedMs = queue.nowMs();
    const endsBefore = ends;
    const store = createLedgerOnDisk(disk);
    const vault = createVirtualVault(vaultDisk, codes.referenceMac);
    const started = attempt(() => startController({ ...needs, store, codes, vault }, watching));
    if (ends > endsBefore && started?.ok === true) started.value.die();
    if (started === undefined || ends > endsBefore) return;
    refused = started.ok ? undefined : started.error;
    run = started.ok ? started.value : undefined;
    if (!started.ok && started.error.kind !== "corrupt") end(restartDelay());
  };
  const watching: RunWatch = {
    ...watch,
    crashed(error) {
      // The power may go in the middle of a step: that is no fault of the program.
      if (!(error instanceof PowerCut)) watch.crashed(error);
    },
    faulted(fault) {
      watch.faulted(fault);
      end(restartDelay());
    },
  };
  const shown = (): Shown | undefined => {
    if (queue.nowMs() < blindUntilMs) return undefined;
    if (run === undefined) return frozen;
    return screenOf(run.state(), run.now());
  };
  const feed = (input: Input): boolean => run?.feed(input) !== undefined;
  const touched = (input: Input): boolean => queue.nowMs() >= blindUntilMs && feed(input);

  const computer: Computer = {
    vaultDisk,
    feed,
    front: frontOf(shown, touched),
    run: () => run,
    codes: () => codes,
    refused: () => refused,
    hasPower: () => powered,
    powerOff() {
      if (!powered) return;
      powered = false;
      disk.rows.losePower();
      disk.snapshots.losePower();
      end(0);
    },
    powerOn() {
      if (powered) return;
      powered = true;
      cancelStart = queue.after(BOOT_MS, start);
    },
    kill: () => end(restartDelay()),
    restart() {
      if (run === undefined) return;
      run.stop();
      end(UPDATE_MS);
    },
    hang() {
      frozen = shown();
      run?.die();
      run = undefined;
      queue.after(WATCHDOG_MS, () => end(RESTART_MS.first));
    },
    blindScreen(forMs) {
      blindUntilMs = queue.nowMs() + forMs;
    },
    restore(rows) {
      run?.die();
      run = undefined;
      secrets.restores += 1;
      codes = codesOf();
      // Who restores has made room, or put in another disk: on one that fails the command refuses.
      disk.rows.mend();
      disk.rows.replace(rows);
      disk.snapshots.replace([]);
      watch.restored(rows);
      writeRestored(needs, codes);
      refused = undefined;
      end(restartDelay());
    },
  };
  cancelStart = queue.after(0, start);
  return computer;

  function codesOf(): PickupCodes {
    return createPickupCodes({
      terminalSecret: chance.fork(`terminal secret ${secrets.restores}`).bytes(32),
      personalSecret: secrets.personal,
      pinDigits: site.pinDigits,
      random: needs.random,
    });
  }
}

const nothing = (): void => undefined;

/** A power cut is thrown through whoever was writing; then there is nothing that could have started. */
function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof PowerCut) return undefined;
    throw error;
  }
}

function frontOf(shown: () => Shown | undefined, feed: (input: Input) => boolean): Front {
  return {
    shown,
    touch(choice, number) {
      const at = number === undefined ? {} : { number };
      feed({ kind: "screen", input: { kind: "choice-made", choice, ...at } });
    },
    press(key) {
      // The people's keys are the keypad's.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      feed({ kind: "screen", input: { kind: "key-pressed", key: key as Key } });
    },
    scan: (text) => void feed({ kind: "screen", input: { kind: "code-scanned", text } }),
  };
}

/** What the command writes: a higher epoch, the new secret, and the whole wall to be looked into. */
function writeRestored({ disk, site, clock, watch }: ComputerNeeds, codes: PickupCodes): void {
  const { ledger, durable } = must(recover(createLedgerOnDisk(disk), sha256));
  const compartments = [...site.compartments.keys()];
  const epoch = durable.restoreEpoch + 1;
  const { keyId } = codes;
  const fact = { kind: "ledger-restored", epoch, keyId, compartments } as const;
  must(
    appendFacts(ledger, [{ fact, actor: { kind: "terminal" } }], {
      moment: { wallMs: clock.wallMs(), monoMs: 0 },
      clockEpoch: durable.clock.epoch,
      clockTrusted: clock.isTrusted(),
    }),
  );
  watch.acknowledged(disk.rows.read().slice(-1));
}
