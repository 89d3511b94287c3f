// How long it takes to ask every board once, against the time the same bytes need on the line; beside it modbus-serial, a widely
// used master, reading the same number of inputs over the same kind of line.
import { default as modbus } from "modbus-serial";
import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "#adapters/clock/system-clock.ts";
import { systemRandom } from "#adapters/random/system-random.ts";
import { createSerialBus } from "#adapters/serial/serial-bus.ts";
import type { Bench, BenchWorld, Figure, Findings } from "./bench.ts";
import { BAUD, type FarEnd, type Heard, lineMs, startFarEnd } from "./far-end.ts";
import { formatMs, median, quantile, sum } from "./samples.ts";

/** Modbus over serial line V1.02, 2.5.1.1: above 19200 baud, 1.75 ms in place of 3.5 characters. */
const SILENCE_MS = 1.75;
const DOORS = 32;
const BOARDS = 8;
/** Greeting, snapshots and the boards' first events are over by then. */
const WARM_UP_MS = 600;
const TURNS_MAX = 100;

/** A CommonJS package: its default export is a property of what Node takes for the default. */
const ModbusMaster = modbus.default;
type Master = InstanceType<typeof ModbusMaster>;

type Round = { readonly tookMs: number; readonly onLineMs: number };
type Contestant = {
  readonly run: (forMs: number) => Promise<readonly Round[]>;
  readonly stop: () => Promise<void>;
};

/** From one request to the next to the same board; only rounds that ask every board once, and nothing else of any. */
export function roundsOf(heard: readonly Heard[], boards: number): readonly Round[] {
  const rounds: Round[] = [];
  for (let at = 0; at + boards < heard.length; at += 1) {
    const round = heard.slice(at, at + boards);
    const [first] = round;
    const next = heard[at + boards];
    const addresses = new Set(round.map(({ address }) => address));
    const isWhole = round.every(({ verb }) => isRead(verb)) && addresses.size === boards;
    if (!isWhole || first === undefined || next?.address !== first.address) continue;
    rounds.push({
      tookMs: next.atMs - first.atMs - sum(round.map(({ lateMs }) => lateMs)),
      onLineMs: sum(round.map(({ requestBytes, replyBytes }) => lineMs(requestBytes + replyBytes))),
    });
    at += boards - 1;
  }
  return rounds;
}

const isRead = (verb: string): boolean => verb === "POLL" || verb === "FC02";

/** Polls are due as soon as the round is over, so that it starts again at once. */
async function ourBus(boards: number): Promise<Contestant> {
  const farEnd = await startFarEnd({ kind: "lockerline", boards, doors: DOORS });
  return {
    stop: farEnd.stop,
    async run(forMs) {
      const bus = createSerialBus(
        {
          id: "a",
          path: farEnd.path,
          baud: BAUD,
          boards: Array.from({ length: boards }, (_, at) => ({ addr: at + 1 })),
          idlePollMs: 1,
          watchPollMs: 1,
        },
        {
          clock: systemClock,
          random: systemRandom,
          log: { step: () => undefined, warn: () => undefined, alarm: () => undefined },
          listener(input) {
            if (input.kind === "board-event-read")
              bus.acknowledge(input.board, input.boot, input.n);
          },
        },
      );
      await bus.start(new Map());
      await sleep(WARM_UP_MS);
      await farEnd.take();
      const rounds = await collect(farEnd, boards, () => sleep(forMs));
      await bus.stop();
      return rounds;
    },
  };
}

/** On a busy machine a turn may pass without one whole round: then it takes another. */
async function collect(
  farEnd: FarEnd,
  boards: number,
  turn: () => Promise<void>,
): Promise<readonly Round[]> {
  const heard: Heard[] = [];
  let rounds: readonly Round[] = [];
  for (let turns = 0; rounds.length === 0 && turns < TURNS_MAX; turns += 1) {
    await turn();
    heard.push(...(await farEnd.take()));
    rounds = roundsOf(heard, boards);
  }
  return rounds;
}

async function theirMaster(silenceMs: number): Promise<Contestant> {
  const farEnd = await startFarEnd({ kind: "modbus", boards: BOARDS, doors: DOORS, silenceMs });
  const master = new ModbusMaster();
  await master.connectRTUBuffered(farEnd.path, { baudRate: BAUD });
  master.setTimeout(1000);
  return {
    run: (forMs) => collect(farEnd, BOARDS, () => readFor(master, forMs)),
    async stop() {
      await new Promise((resolve) => {
        master.close(resolve);
      });
      await farEnd.stop();
    },
  };
}

async function readFor(master: Master, forMs: number): Promise<void> {
  const untilMs = performance.now() + forMs;
  while (performance.now() < untilMs) {
    for (let slave = 1; slave <= BOARDS; slave += 1) {
      master.setID(slave);
      // One that is not answered in time spoils its round, which then does not count; ours polls on as well.
      await master.readDiscreteInputs(0, DOORS).catch(() => undefined);
    }
  }
}

type Measured = {
  readonly tookMs: readonly number[];
  readonly onLineMs: number;
  readonly overheadMs: number;
};

async function measure(
  contestants: readonly Contestant[],
  turns: number,
  forMs: number,
): Promise<readonly Measured[]> {
  const rounds: Round[][] = contestants.map(() => []);
  // Not counted: a controller runs for months, and the first seconds of any program are its compiler's.
  for (const contestant of contestants) await contestant.run(forMs);
  for (let turn = 0; turn < turns; turn += 1)
    for (const [at, contestant] of contestants.entries())
      rounds[at]?.push(...(await contestant.run(forMs)));
  await Promise.all(contestants.map(({ stop }) => stop()));
  return rounds.map((taken) => ({
    tookMs: taken.map(({ tookMs }) => tookMs),
    onLineMs: median(taken.map(({ onLineMs }) => onLineMs)),
    overheadMs: median(taken.map(({ tookMs, onLineMs }) => tookMs - onLineMs)),
  }));
}

const NOBODY: Measured = { tookMs: [], onLineMs: Number.NaN, overheadMs: Number.NaN };

async function run({ scale, say }: BenchWorld): Promise<Findings> {
  const [turns, forMs] = scale === "full" ? [6, 2500] : [1, 300];
  say("poll rounds: ours and two of modbus-serial in turns");
  const contestants = [await ourBus(BOARDS), await theirMaster(0), await theirMaster(SILENCE_MS)];
  const [ours = NOBODY, theirs = NOBODY, silent = NOBODY] = await measure(
    contestants,
    turns,
    forMs,
  );
  const silenceMs = 2 * SILENCE_MS * BOARDS;
  return {
    figures: [
      figureOf(ours),
      {
        what: "What a round takes above its own line time, against modbus-serial's",
        measured: formatMs(ours.overheadMs),
        floor: formatMs(theirs.overheadMs),
        ratio: ours.overheadMs / theirs.overheadMs,
        goal: "≤ 1",
        met: ours.overheadMs <= theirs.overheadMs,
      },
    ],
    tables: [
      {
        title: `A round over ${BOARDS} boards of ${DOORS} inputs at ${BAUD} baud`,
        columns: ["Master", "Median", "p99", "Line time", "Above line time", "Rounds"],
        rows: [
          rowOf("Loket24, POLL of LockerLine", ours),
          rowOf("modbus-serial, FC02, without silences", theirs),
          rowOf("modbus-serial, FC02, with the silences of the standard", {
            ...silent,
            onLineMs: silent.onLineMs + silenceMs,
            overheadMs: silent.overheadMs - silenceMs,
          }),
        ],
      },
      await growth(scale),
    ],
    remarks: [],
  };
}

function figureOf({ tookMs, onLineMs }: Measured): Figure {
  const ratio = median(tookMs) / onLineMs;
  return {
    what: `A round of POLLs over ${BOARDS} boards × ${DOORS} doors`,
    measured: formatMs(median(tookMs)),
    floor: `${formatMs(onLineMs)} line time`,
    ratio,
    goal: "≤ 1.2×",
    met: ratio <= 1.2,
  };
}

const rowOf = (name: string, { tookMs, onLineMs, overheadMs }: Measured): readonly string[] => [
  name,
  formatMs(median(tookMs)),
  formatMs(quantile(tookMs, 0.99)),
  formatMs(onLineMs),
  formatMs(overheadMs),
  String(tookMs.length),
];

/** Doors cost a round nothing, since an idle board answers IDLE whatever hangs on it; boards cost it their line time. */
async function growth(scale: BenchWorld["scale"]): Promise<Findings["tables"][number]> {
  const rows: (readonly string[])[] = [];
  for (const boards of scale === "full" ? [1, 8, 32] : [1]) {
    const [{ tookMs, onLineMs } = NOBODY] = await measure(
      [await ourBus(boards)],
      1,
      scale === "full" ? 3000 : 200,
    );
    const ratio = (median(tookMs) / onLineMs).toFixed(2);
    rows.push([String(boards), formatMs(median(tookMs)), formatMs(onLineMs), `${ratio}×`]);
  }
  return {
    title: "A round of POLLs grows with the boards",
    columns: ["Boards", "Median", "Line time", "Ratio"],
    rows,
  };
}

export const pollRound: Bench = {
  title: "Asking every board",
  how: [
    "The real serial adapter and link machine poll without a pause; a process of its own answers behind a pseudo-terminal. What is modelled: 8N1, ten bits",
    "a byte, half duplex. A request has passed when all its bytes have had their time since the far end read the first; the reply starts then, and is handed",
    "over in pieces of 8 bytes (the receive buffer of a 16550), each when its last bit would have come. Boards and slaves need no time to think: 0 ms, for both. Waking two",
    "processes is in the figures, for both. A round is from the first byte of the request to board 1 to the next such byte, as the far end sees them, less what the far end",
    "itself was late with a last byte, having been given no processor: no master can help that, and a longer reply gives more occasion. Its floor is the line time of its very bytes. `modbus-serial` reads 32 discrete inputs (FC02) of 8 slaves one after the other, 8N1 too; with silences, the line is kept",
    "quiet for 1.75 ms before each request and each reply, as the standard asks above 19200 baud. Modbus's frames are binary, without sequence or events, and a third as long as a",
    "LockerLine POLL (ASCII that a technician can read; IDLE says that nothing at all changed since, a reading of inputs says only how they are now).",
    "All three run in turns; the first turn of each is not counted, for a controller runs for months and the first seconds are the compiler's.",
  ].join("\n"),
  run,
};
