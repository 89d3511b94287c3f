// Faults of the computer: power, disk, clock, process, screen, network, and the disk image of another day.
import { cutPower, resetBoard } from "#simulator/board/board.ts";
import type { Chance } from "#simulator/world/chance.ts";
import type { LedgerRow } from "#runtime/ports.ts";
import { DAY, HOUR, MINUTE, SECOND, type Fault, type Stage } from "./fault.ts";

/** The whole terminal: computer and boards. */
export function powerFails({
  computer,
  cables,
  queue,
}: Pick<Stage, "computer" | "cables" | "queue">): void {
  computer.powerOff();
  for (const { bus } of cables) for (const board of bus.boards) cutPower(board, queue.nowMs());
}

export function powerReturns({
  computer,
  cables,
  queue,
}: Pick<Stage, "computer" | "cables" | "queue">): void {
  computer.powerOn();
  for (const { bus } of cables)
    for (const board of bus.boards)
      if (board.life === undefined) resetBoard(board, "power", queue.nowMs());
}

const powerCut = (
  name: string,
  row: number,
  arm: (stage: Stage, chance: Chance, cut: () => void) => () => void,
): Fault => ({
  name,
  row,
  lastsMs: [SECOND, HOUR],
  weight: 1,
  strike(stage, chance) {
    const forget = arm(stage, chance, () => {
      stage.struck("the whole terminal");
      powerFails(stage);
    });
    return () => {
      forget();
      powerReturns(stage);
    };
  },
});

const lineWith = (verb: string) => (sign: { readonly kind: string; readonly line?: string }) =>
  sign.kind === "line" && sign.line?.slice(9).startsWith(verb) === true;

export const machineFaults: readonly Fault[] = [
  powerCut("power-cut", 6, (_stage, _chance, cut) => {
    cut();
    return () => undefined;
  }),
  powerCut("power-cut-at-open-door", 6, (stage, chance, cut) =>
    stage.atNext(
      (sign) => sign.kind === "door-moved" && sign.open,
      () => void stage.queue.after(chance.below(20_000), cut),
    ),
  ),
  powerCut("power-cut-at-open-line", 7, (stage, chance, cut) =>
    // Before the line leaves, on its way, at the pulse, before the outcome.
    stage.atNext(lineWith("OPEN"), () => void stage.queue.after(chance.below(1500), cut)),
  ),
  {
    name: "power-cut-at-write",
    row: 7,
    lastsMs: [SECOND, HOUR],
    weight: 2,
    strike(stage, chance) {
      const point = chance.pick(["before-write", "after-write", "after-sync"]);
      stage.disk.rows.cutAt(1 + chance.below(40), point);
      stage.struck(point);
      return () => {
        stage.disk.rows.mend();
        powerReturns(stage);
      };
    },
  },
  {
    name: "clock-steps",
    row: 10,
    lastsMs: [MINUTE, DAY],
    weight: 1,
    strike(stage, chance) {
      const far = chance.pick([2 * MINUTE, HOUR, 10 * DAY, 3650 * DAY]);
      stage.clock.step(chance.happens(0.5) ? far : -far);
      stage.struck(`${far} ms`);
      return stage.clock.correct;
    },
  },
  {
    name: "clock-forgotten",
    row: 10,
    lastsMs: [MINUTE, DAY],
    weight: 1,
    strike(stage, chance) {
      stage.struck("1970");
      powerFails(stage);
      stage.clock.forget();
      stage.queue.after(chance.betweenMs(SECOND, MINUTE), () => powerReturns(stage));
      return stage.clock.correct;
    },
  },
  {
    name: "disk-full",
    row: 11,
    lastsMs: [MINUTE, 6 * HOUR],
    weight: 1,
    strike(stage, chance) {
      stage.disk.rows.fail("full", chance.below(30));
      stage.struck("full");
      return stage.disk.rows.mend;
    },
  },
  {
    name: "disk-error",
    row: 13,
    lastsMs: [MINUTE, HOUR],
    weight: 1,
    strike(stage, chance) {
      stage.disk.rows.fail("io", chance.below(30));
      stage.struck("input/output error");
      return stage.disk.rows.mend;
    },
  },
  {
    name: "ledger-damaged",
    row: 12,
    lastsMs: [0, 0],
    weight: 0.3,
    // Found at the next start, which is soon: whoever runs has all in memory, and writes on.
    strike(stage, chance) {
      const rows = [...stage.disk.rows.kept()];
      // Without any backup there is nothing that could be restored: such a terminal is set up anew.
      if (!stage.backups.hasOne()) return undefined;
      const at = chance.below(rows.length);
      const row = rows[at];
      if (row === undefined) return undefined;
      stage.struck(`row ${row.seq}`);
      stage.computer.kill();
      stage.disk.rows.replace(rows.with(at, damaged(row, chance)));
      stage.disk.snapshots.replace([]);
      return undefined;
    },
  },
  {
    name: "old-image",
    row: 19,
    lastsMs: [0, 0],
    weight: 0.3,
    // The disk of another day is put back, chain and all: only boards that saw later operations know.
    strike(stage, chance) {
      const rows = stage.disk.rows.kept();
      const known = newestKnownToABoard(stage, rows);
      if (known === undefined) return undefined;
      const back = rows.length - known + 1 + chance.below(100);
      if (back >= rows.length) return undefined;
      stage.struck(`${back} rows`);
      stage.computer.kill();
      stage.disk.rows.replace(rows.slice(0, rows.length - back));
      stage.disk.snapshots.replace([]);
      return undefined;
    },
  },
  {
    name: "terminal-replaced",
    row: 20,
    lastsMs: [0, 0],
    weight: 0.2,
    // Stolen or burnt: a new computer with new boards stands there, and the newest backup is restored on it.
    strike(stage) {
      stage.struck("new computer and boards");
      powerFails(stage);
      powerReturns(stage);
      // Whatever was wrong with the old disk stays with it.
      stage.disk.rows.mend();
      stage.backups.restoreNewest();
      return undefined;
    },
  },
  {
    name: "screen-restarts",
    row: 14,
    lastsMs: [0, 0],
    weight: 1,
    strike(stage, chance) {
      stage.struck("the page");
      stage.computer.blindScreen(chance.betweenMs(SECOND, 5 * SECOND));
      return undefined;
    },
  },
  {
    name: "controller-hangs",
    row: 15,
    lastsMs: [0, 0],
    weight: 1,
    strike(stage, chance) {
      stage.struck("15 s");
      const now = chance.happens(0.5);
      if (now) stage.computer.hang();
      return now ? undefined : stage.atNext((sign) => sign.kind === "pulsed", stage.computer.hang);
    },
  },
  {
    name: "controller-killed",
    row: 7,
    lastsMs: [HOUR, 6 * HOUR],
    weight: 2,
    strike(stage, chance) {
      const kill = (): void => void stage.queue.after(chance.below(3000), stage.computer.kill);
      stage.struck("kill -9");
      if (chance.happens(0.3)) {
        kill();
        return undefined;
      }
      return stage.atNext(lineWith(chance.pick(["OPEN", "ACC", "EV", "RESULT"])), kill);
    },
  },
  {
    name: "updated",
    row: 24,
    lastsMs: [0, 0],
    weight: 1,
    strike(stage) {
      if (stage.computer.run() === undefined) return undefined;
      stage.struck("stopped and started");
      stage.computer.restart();
      return undefined;
    },
  },
  {
    name: "gateway-away",
    row: 21,
    lastsMs: [HOUR, 5 * DAY],
    weight: 1,
    strike(stage) {
      stage.struck("messages wait");
      stage.post.mood = "unreachable";
      return () => {
        stage.post.mood = "accepts";
      };
    },
  },
];

/** One bit of one field. */
function damaged(row: LedgerRow, chance: Chance): LedgerRow {
  const { body } = row;
  const at = chance.below(body.length);
  const flipped = String.fromCharCode(body.charCodeAt(at) ^ (1 << chance.below(7)));
  return { ...row, body: body.slice(0, at) + flipped + body.slice(at + 1) };
}

/** The newest grant that a board with the same boot has accepted: without one, nothing outside the disk knows of later rows. */
function newestKnownToABoard({ cables }: Stage, rows: readonly LedgerRow[]): number | undefined {
  const highest = cables.flatMap(({ bus }) =>
    bus.boards.map(({ life }) => life?.memory.operations.highest ?? 0),
  );
  const seq = Math.max(...highest) % OPS_PER_EPOCH;
  return seq > 0 && seq <= rows.length ? seq : undefined;
}

/** [LL-4.2]: `op` is the restore epoch × 10^12 + the row of its grant. */
const OPS_PER_EPOCH = 10 ** 12;
