// One code after the other on a real controller over a real line, each with the moments from its being right to its OPEN.
// What they come to as figures is door-latency.ts.
import { setTimeout as sleep } from "node:timers/promises";
import type { LedgerRow } from "#runtime/ports.ts";
import { type WallSize, benchSite, locatorOf, pickupIdOf } from "./bench-site.ts";
import { type Heard, lineMs, startFarEnd } from "./far-end.ts";
import { announced, deposited } from "./past.ts";
import { type RawLedger, openRawLedger } from "./raw-ledger.ts";
import { type RealTerminal, startRealTerminal } from "./real-terminal.ts";
import { nowMs, timed } from "./samples.ts";

const IDLE_POLL_MS = 250;
/** Every board is greeted and its events are read by then, also 32 of them. */
const READY_WITHIN_MS = 20_000;
const ANSWER_WITHIN_MS = 5000;

export type Method = "qr" | "typed";
/** One code of somebody, from its being right to its OPEN. Moments in ms of the machine's clock. */
type Try = {
  readonly method: Method;
  readonly op: number;
  /** The scan was fed into the loop; of a typed code, its last key. */
  readonly fedAtMs: number;
  readonly checkedAtMs: number;
  readonly firedAtMs: number;
  readonly commitMs: number;
  readonly rawCommitMs: number;
};

/** What one try came to. */
export type Sample = {
  readonly method: Method;
  readonly fromScanMs: number;
  readonly fromCheckMs: number;
  /** Of it: an exchange was on the half-duplex line, and had to end. */
  readonly lineBusyMs: number;
  readonly commitMs: number;
  readonly floorMs: number;
  readonly frameMs: number;
};

/** `pickups`: how many are remembered; as many as there are doors have their document behind one. */
export async function samplesOf(
  wall: WallSize & { readonly pickups: number },
  count: number,
  folder: string,
): Promise<readonly Sample[]> {
  const { boards, doorsPerBoard } = wall;
  const farEnd = await startFarEnd({ kind: "lockerline", boards, doors: doorsPerBoard });
  const stage = createStage(folder);
  const doors = Math.min(boards * doorsPerBoard, wall.pickups);
  const terminal = await startRealTerminal(
    {
      site: benchSite(wall),
      folder,
      path: farEnd.path,
      idlePollMs: IDLE_POLL_MS,
      past: Array.from({ length: wall.pickups }, (_, number) =>
        number < doors ? deposited({ number, doorsPerBoard, doors }) : announced(number),
      ).flat(),
    },
    stage.moments,
  );
  await everyDoorKnown(terminal, boards);
  await farEnd.take();
  const tries: (Try | undefined)[] = [];
  for (let index = 0; index < count; index += 1) {
    const number = (index * 7) % doors;
    tries.push(await stage.attempt(terminal, index % 2 === 0 ? "qr" : "typed", number));
    // Any phase of the idle polls is as likely as another.
    await sleep(10 + Math.random() * 60);
  }
  const heard = await farEnd.take();
  await terminal.stop();
  await farEnd.stop();
  stage.close();
  return tries.map((one) => one && sampleOf(one, heard)).filter((sample) => sample !== undefined);
}

async function everyDoorKnown({ state }: RealTerminal, boards: number): Promise<void> {
  const isReady = (): boolean => {
    const { durable, live } = state();
    return (
      Object.keys(live.boards).length === boards &&
      Object.entries(live.boards).every(
        ([id, { doorsKnown, newestEvent }]) =>
          doorsKnown &&
          Object.entries(durable.boards).some(([name, { n }]) => name === id && n >= newestEvent),
      )
    );
  };
  const untilMs = nowMs() + READY_WITHIN_MS;
  while (!isReady()) {
    if (nowMs() > untilMs) throw new Error("the boards of the benchmark do not answer");
    await sleep(50);
  }
}

/** `undefined`: its OPEN never left, since the machine was too busy to keep the fence of two seconds or to hear its boards. */
function sampleOf(one: Try, heard: readonly Heard[]): Sample | undefined {
  const at = heard.findIndex(({ op }) => op === one.op);
  const open = heard[at];
  if (open === undefined) return undefined;
  const frameMs = lineMs(open.requestBytes);
  return {
    method: one.method,
    fromScanMs: open.atMs - one.fedAtMs,
    fromCheckMs: open.atMs - one.checkedAtMs,
    lineBusyMs: Math.max(0, (heard[at - 1]?.endMs ?? 0) - one.firedAtMs),
    commitMs: one.commitMs,
    floorMs: one.rawCommitMs + frameMs,
    frameMs,
  };
}

/** Feeds codes to a terminal and notes the moments between; after each, the same rows go into a raw table beside it. */
function createStage(folder: string) {
  const raw: RawLedger = openRawLedger(folder);
  let checkedAtMs = Number.NaN;
  let firing = { op: 0, atMs: Number.NaN };
  let committed: { readonly rows: readonly LedgerRow[]; readonly tookMs: number } | undefined;
  let answered: ((op: number) => void) | undefined;
  return {
    close: () => raw.close(),
    moments: {
      codeChecked: () => {
        checkedAtMs = nowMs();
      },
      appended: (rows: readonly LedgerRow[], tookMs: number) => {
        if (rows.some(({ kind }) => kind === "door-granted")) committed = { rows, tookMs };
      },
      firing: (op: number) => {
        firing = { op, atMs: nowMs() };
      },
      openAnswered: (op: number) => answered?.(op),
    },
    /** `undefined`: no grant was given, as when the board was just too late to be believed. */
    async attempt(
      terminal: RealTerminal,
      method: Method,
      number: number,
    ): Promise<Try | undefined> {
      committed = undefined;
      const { promise, resolve } = Promise.withResolvers<number>();
      answered = resolve;
      const fedAtMs = await giveCode(terminal, method, number);
      const opened = await Promise.race([promise, sleep(ANSWER_WITHIN_MS, undefined)]);
      const { rows, tookMs } = committed ?? { rows: [], tookMs: Number.NaN };
      if (opened !== firing.op || rows.length === 0) return undefined;
      const rawCommitMs = timed(() => raw.commit(rows));
      // The visit ends, so that the next code finds the terminal at rest.
      terminal.feed({ kind: "screen", input: { kind: "choice-made", choice: "stop" } });
      const { op, atMs: firedAtMs } = firing;
      return { method, op, fedAtMs, checkedAtMs, firedAtMs, commitMs: tookMs, rawCommitMs };
    },
  };
}

/** Answers when the scan, or the key that ended the typed code, was fed. */
async function giveCode(
  { codes, feed, state }: RealTerminal,
  method: Method,
  number: number,
): Promise<number> {
  const pickup = pickupIdOf(number);
  const { pinCounter = 0, qrCounter = 0 } = state().durable.pickups.get(pickup) ?? {};
  if (method === "qr") {
    const text = `L24:${locatorOf(number)}${codes.qr(pickup, qrCounter)}`;
    const fedAtMs = nowMs();
    feed({ kind: "screen", input: { kind: "code-scanned", text } });
    return fedAtMs;
  }
  const typed = locatorOf(number) + (await codes.pin(pickup, pinCounter, 8));
  feed({ kind: "screen", input: { kind: "choice-made", choice: "type-code" } });
  for (const digit of typed)
    feed({ kind: "screen", input: { kind: "key-pressed", key: keyOf(digit) } });
  const fedAtMs = nowMs();
  feed({ kind: "screen", input: { kind: "key-pressed", key: "enter" } });
  return fedAtMs;
}

const KEYS = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;
const keyOf = (digit: string): (typeof KEYS)[number] => KEYS.find((key) => key === digit) ?? "0";
