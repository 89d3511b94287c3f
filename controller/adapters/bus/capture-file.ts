// A bus capture on disk: one JSON line per line of the wire, in two files that together keep the newest.
// Nobody ever waits for it: what the disk cannot take is counted and left out, and an error ends the capture, never the bus.
// It holds what the wire says and nothing else: addresses, channels, operations, never a person [LL-4].
import { appendFile, rename, stat } from "node:fs/promises";
import type { Clock, Log } from "#runtime/ports.ts";
import type { BusCapture } from "./captured-carrier.ts";
import type { Timers } from "./timers.ts";

export type CaptureFileOptions = {
  readonly path: string;
  /** At this size the file becomes `<path>.1`, in place of the one before it. */
  readonly fileBytesMax?: number;
};
export type CaptureWorld = { readonly clock: Clock; readonly log: Log; readonly timers: Timers };

/** Twice this is a night of eight boards that are asked four times a second. */
const FILE_BYTES_MAX = 128 * 2 ** 20;
/** A disk that does not write for longer than this much loses lines. */
const WAITING_BYTES_MAX = 4 * 2 ** 20;
const WRITE_EVERY_MS = 200;
/** Capture lines tell where which door is and how it is driven. */
const OWNER_ONLY = 0o600;

export function createCaptureFile(options: CaptureFileOptions, world: CaptureWorld): BusCapture {
  const writer = createWriter(options);
  let waiting: string[] = [];
  let waitingBytes = 0;
  let leftOut = 0;
  let writing: Promise<void> | undefined;
  let broken = false;
  const soon = (): Promise<void> =>
    new Promise((resolve) => world.timers.after(WRITE_EVERY_MS, resolve));

  function note(bus: string, dir: string, line: string): void {
    if (broken) return;
    const { wallMs, monoMs } = world.clock.now();
    const text = `${JSON.stringify({ tMs: monoMs, at: isoTime(wallMs), bus, dir, line })}\n`;
    if (waitingBytes + text.length > WAITING_BYTES_MAX) {
      leftOut += 1;
      return;
    }
    waiting.push(text);
    waitingBytes += text.length;
    writing ??= soon().then(write);
  }

  async function write(): Promise<void> {
    const text = waiting.join("");
    const missed = leftOut;
    waiting = [];
    waitingBytes = 0;
    leftOut = 0;
    const problem = await writer.write(text);
    writing = undefined;
    if (problem !== undefined) giveUp(problem);
    else if (missed > 0) note("", "port", `${missed} lines left out: the disk was too slow`);
    if (waiting.length > 0) writing ??= soon().then(write);
  }

  function giveUp(problem: string): void {
    broken = true;
    waiting = [];
    world.log.warn(
      `The bus capture ${options.path} ended (${problem}): make room or correct its path, then restart. Doors are not concerned.`,
    );
  }

  async function flush(): Promise<void> {
    if (writing === undefined) return;
    await writing;
    await flush();
  }

  note("", "port", "capture started");
  return { note, flush };
}

/** A clock can be so wrong that its stamp is no date. */
function isoTime(wallMs: number): string {
  const time = new Date(wallMs);
  return Number.isNaN(time.getTime()) ? "" : time.toISOString();
}

type Writer = {
  /** One at a time. Gives what went wrong, short, for a bracket in a sentence. */
  readonly write: (text: string) => Promise<string | undefined>;
};

/** Goes on with the file of the run before: the night that a restart ended must not be lost by it. */
function createWriter({ path, fileBytesMax = FILE_BYTES_MAX }: CaptureFileOptions): Writer {
  let bytes: number | undefined;

  async function append(text: string): Promise<void> {
    const first = bytes === undefined;
    bytes ??= await sizeOf(path);
    // A run that lost its power may have left half a line: it must not swallow the first of this one.
    const whole = first && bytes > 0 ? `\n${text}` : text;
    await appendFile(path, whole, { mode: OWNER_ONLY });
    bytes += Buffer.byteLength(whole);
    if (bytes < fileBytesMax) return;
    await rename(path, `${path}.1`);
    bytes = 0;
  }

  return {
    write: (text) =>
      append(text).then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      ),
  };
}

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    // Not there yet; what else is wrong with it, the writing will tell.
    () => 0,
  );
