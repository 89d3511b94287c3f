// Keeps a code reader open for as long as the controller runs, and passes on what it reads. Texts never go to the log.
import { setTimeout as sleep } from "node:timers/promises";
import type { Clock, Log, Scanner, ScannerListener } from "#runtime/ports.ts";
import { createScanGate } from "./scan-gate.ts";
import { type ScanSoFar, readScans } from "./scan-reader.ts";

const RETRY_MS = { first: 250, longest: 10_000 };
const DROPS_SAID_EVERY_MS = 60_000;

export type ScannerWorld = {
  readonly clock: Clock;
  readonly log: Log;
  readonly listener: ScannerListener;
};

export type ScanSource = {
  /** Names kind and place for sentences. */
  readonly where: string;
  /** Opens and reads once. Resolves when it is over, with a short why; soon after `signal` says so. */
  readonly read: (heard: (chunk: Uint8Array) => void, signal: AbortSignal) => Promise<string>;
};

/** `start` does not wait for the reader: it may be plugged in at any time, and again. */
export function createScanner(source: ScanSource, world: ScannerWorld): Scanner {
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  return {
    async start() {
      running = keepReading(source, world, stopping.signal);
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function keepReading(
  { where, read }: ScanSource,
  world: ScannerWorld,
  signal: AbortSignal,
): Promise<void> {
  const pass = passer(world);
  let failures = 0;
  let complaint: string | undefined;
  while (!signal.aborted) {
    let soFar: ScanSoFar = "";
    const why = await read((chunk) => {
      const scans = readScans(soFar, chunk);
      ({ soFar } = scans);
      [failures, complaint] = [0, undefined];
      pass(scans.texts, scans.dropped);
    }, signal);
    if (signal.aborted) return;
    if (why !== complaint) world.log.warn(sentenceOf(where, why));
    complaint = why;
    await sleep(retryMs(failures), undefined, { signal }).catch(() => undefined);
    failures += 1;
  }
}

const sentenceOf = (where: string, why: string): string =>
  `The scanner is gone at ${where} (${why}): check its cable and its place in the configuration. It is tried again until it works.`;

const retryMs = (failures: number): number =>
  Math.min(RETRY_MS.first * 2 ** failures, RETRY_MS.longest);

/** Says how many texts were dropped, once a minute at most, and never what was in them. */
function passer({
  clock,
  log,
  listener,
}: ScannerWorld): (texts: readonly string[], dropped: number) => void {
  const judge = createScanGate(clock);
  let unsaid = 0;
  let saidAtMs = Number.NEGATIVE_INFINITY;
  return (texts, dropped) => {
    unsaid += dropped;
    for (const text of texts) {
      const verdict = judge(text);
      if (verdict === "pass") listener(text);
      unsaid += verdict === "flood" ? 1 : 0;
    }
    const { monoMs } = clock.now();
    if (unsaid === 0 || monoMs - saidAtMs < DROPS_SAID_EVERY_MS) return;
    log.warn("The scanner read what cannot be a code of ours; it was dropped.", { times: unsaid });
    saidAtMs = monoMs;
    unsaid = 0;
  };
}
