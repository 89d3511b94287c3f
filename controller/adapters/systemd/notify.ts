// Tells systemd that the controller serves, lives and stops, through the program that systemd brings for it.
// Node has no Unix datagram sockets. The message comes from a child, so the unit needs `NotifyAccess=all`.
import { execFile } from "node:child_process";
import type { Clock, Log, Watchdog } from "#runtime/ports.ts";

const PROGRAM = "systemd-notify";
const RUN_MS_MAX = 5000;
/** systemd restarts after one interval without a beat: three tries fit in it. */
const BEATS_PER_INTERVAL = 3;

export type NotifierOptions = {
  /** Value of NOTIFY_SOCKET; `undefined`: not started by systemd, nobody is told anything. */
  readonly socket: string | undefined;
  /** WATCHDOG_USEC in ms; `undefined`: the unit asks for no beats. */
  readonly intervalMs: number | undefined;
  /** Where systemd-notify is, if not on the PATH. */
  readonly program?: string;
  readonly clock: Clock;
  readonly log: Log;
};

/** `beat` may be called as often as the loop turns: at most three in an interval start a program. */
export function createNotifier(options: NotifierOptions): Watchdog {
  const { socket, intervalMs, clock } = options;
  if (socket === undefined) return { ready: nothing, beat: nothing, stopping: nothing };
  const tell = teller(socket, options);
  let nextBeatMs = 0;
  function beat(): void {
    const { monoMs } = clock.now();
    if (intervalMs === undefined || monoMs < nextBeatMs) return;
    nextBeatMs = monoMs + intervalMs / BEATS_PER_INTERVAL;
    tell("WATCHDOG=1");
  }
  return { ready: () => tell("READY=1"), beat, stopping: () => tell("STOPPING=1") };
}

function nothing(): void {
  // Outside systemd there is nobody to tell.
}

function teller(socket: string, options: NotifierOptions): (message: string) => void {
  const program = options.program ?? PROGRAM;
  let complained = false;
  function ended(error: Error | null): void {
    if (error === null || complained) return;
    complained = true;
    options.log.warn(
      `systemd cannot be told that the controller lives (${program}: ${error.message}): install systemd-notify or remove WatchdogSec from the unit.`,
    );
  }
  return (message) => {
    const settings = { env: { NOTIFY_SOCKET: socket }, timeout: RUN_MS_MAX };
    execFile(program, [message], settings, ended);
  };
}
