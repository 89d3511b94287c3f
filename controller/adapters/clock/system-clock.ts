// The machine's two clocks, and whether the wall clock was ever set by a time server in this run of the system.
// Steps between the two are found by the loop, not here.
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import type { Clock } from "#runtime/ports.ts";

/** Made by systemd-timesyncd at its first synchronisation after a boot. */
const SYNCHRONIZED_PATH = "/run/systemd/timesync/synchronized";

/** Whole milliseconds; `monoMs` counts from the start of this process and never goes back. */
export const systemClock: Clock = {
  now: () => ({ wallMs: Date.now(), monoMs: Math.floor(performance.now()) }),
};

/** A machine without systemd-timesyncd has its time from elsewhere (chrony, a virtual machine's host) and is trusted. */
export function isClockTrusted(synchronizedPath: string = SYNCHRONIZED_PATH): boolean {
  return !existsSync(dirname(synchronizedPath)) || existsSync(synchronizedPath);
}
