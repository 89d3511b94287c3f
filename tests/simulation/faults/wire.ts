// Faults of lines: what noise, adapters, a second host, gateways and brokers do to bytes, and what boards do to themselves.
import { resetBoard, cutPower, type Board } from "#simulator/board/board.ts";
import type { Cable } from "#simulator/world/cable.ts";
import { type TroubleKind, troubleKinds } from "#simulator/world/cable-troubles.ts";
import type { Chance } from "#simulator/world/chance.ts";
import { replayOpen } from "#simulator/bus.ts";
import { encodeRequest } from "#protocol/request-codec.ts";
import { HOUR, MINUTE, SECOND, type Fault, type Stage } from "./fault.ts";

const anyCable = ({ cables }: Stage, chance: Chance): Cable => chance.pick(cables);
function anyBoard(cable: Cable, chance: Chance): Board | undefined {
  const { boards } = cable.bus;
  return boards[chance.below(boards.length)];
}

/** Every trouble of the line is a fault of its own: a few passages, all kinds or only one verb. */
const trouble = (kind: TroubleKind): Fault => ({
  name: `wire-${kind}`,
  row: 17,
  lastsMs: [10 * SECOND, 10 * MINUTE],
  weight: 1,
  strike(stage, chance) {
    const cable = anyCable(stage, chance);
    const verb = chance.pick([undefined, "OPEN", "RESULT", "POLL", "HELLO"]);
    const left = 1 + chance.below(chance.happens(0.2) ? 200 : 8);
    const odds = chance.pick([1, 0.5, 0.1]);
    cable.suffer({
      kind,
      left,
      odds,
      ...(verb !== undefined && verbMatters(kind) ? { verb } : {}),
    });
    stage.struck(`bus ${cable.plan.id}`);
    return cable.heal;
  },
});

/** Only requests have verbs that a line can be chosen by. */
const verbMatters = (kind: TroubleKind): boolean => kind !== "wrong-address";

export const wireFaults: readonly Fault[] = [
  ...troubleKinds.map(trouble),
  {
    name: "open-repeated",
    row: 8,
    lastsMs: [HOUR, 6 * HOUR],
    weight: 2,
    strike(stage, chance) {
      const cable = anyCable(stage, chance);
      stage.struck(`bus ${cable.plan.id}`);
      cable.suffer({ kind: "duplicate", left: 1, odds: 1, verb: "OPEN" });
      return cable.heal;
    },
  },
  {
    name: "open-comes-late",
    row: 9,
    lastsMs: [0, 0],
    weight: 2,
    // Whatever held it, a gateway or a broker: an OPEN of before comes once more, seconds to days later.
    strike(stage, chance) {
      const cable = anyCable(stage, chance);
      const { opens } = cable.bus;
      if (opens.length === 0) return undefined;
      stage.struck(`bus ${cable.plan.id}`);
      replayOpen(cable.bus, -1 - chance.below(Math.min(opens.length, 5)), stage.queue.nowMs());
      return undefined;
    },
  },
  {
    name: "open-held",
    row: 9,
    lastsMs: [HOUR, 6 * HOUR],
    weight: 2,
    strike(stage, chance) {
      const cable = anyCable(stage, chance);
      stage.struck(`bus ${cable.plan.id}`);
      const holdMs = chance.pick([500, 3 * SECOND, 30 * SECOND, HOUR]);
      cable.suffer({ kind: "clog", left: 1, odds: 1, verb: "OPEN", holdMs });
      return cable.heal;
    },
  },
  {
    name: "cable-unplugged",
    row: 16,
    lastsMs: [2 * SECOND, 20 * MINUTE],
    weight: 3,
    strike(stage, chance) {
      const cable = anyCable(stage, chance);
      stage.struck(`bus ${cable.plan.id}`);
      // Half of them in the midst of an opening.
      const forget = chance.happens(0.5) ? stage.atNext(isOpen, cable.unplug) : undefined;
      if (forget === undefined) cable.unplug();
      return () => {
        forget?.();
        cable.plugIn();
      };
    },
  },
  {
    name: "second-host",
    row: 17,
    lastsMs: [0, 0],
    weight: 0.5,
    strike(stage, chance) {
      const cable = anyCable(stage, chance);
      const board = anyBoard(cable, chance);
      if (board === undefined) return undefined;
      stage.struck(`bus ${cable.plan.id}`);
      const seq = chance.below(0xffff);
      cable.strangerSays(encodeRequest({ addr: board.address, seq, request: { kind: "stat" } }));
      return undefined;
    },
  },
  {
    name: "board-resets",
    row: "wire",
    lastsMs: [0, 0],
    weight: 2,
    strike(stage, chance) {
      const board = anyBoard(anyCable(stage, chance), chance);
      if (board?.life === undefined) return undefined;
      const reset = (): void => {
        if (board.life !== undefined)
          resetBoard(board, chance.pick(["brownout", "watchdog", "soft"]), stage.queue.nowMs());
      };
      stage.struck(`board ${board.address}`);
      if (chance.happens(0.5)) return stage.atNext((sign) => sign.kind === "pulsed", reset);
      reset();
      return undefined;
    },
  },
  {
    name: "board-loses-power",
    row: "wire",
    lastsMs: [SECOND, 10 * MINUTE],
    weight: 1,
    strike(stage, chance) {
      const board = anyBoard(anyCable(stage, chance), chance);
      if (board?.life === undefined) return undefined;
      stage.struck(`board ${board.address}`);
      cutPower(board, stage.queue.nowMs());
      return () => {
        if (board.life === undefined && stage.computer.hasPower())
          resetBoard(board, "power", stage.queue.nowMs());
      };
    },
  },
  {
    name: "ring-overflows",
    row: "wire",
    lastsMs: [MINUTE, 5 * MINUTE],
    weight: 0.5,
    // Nobody polls, and a door moves more often than the board can remember.
    strike(stage, chance) {
      const cable = anyCable(stage, chance);
      const board = anyBoard(cable, chance);
      const door = stage.hall.doors.find((each) => stage.hall.boardOf(each) === board);
      if (door === undefined) return undefined;
      stage.struck(`bus ${cable.plan.id}`);
      cable.unplug();
      for (let move = 0; move < 80; move += 1)
        stage.queue.after(
          1000 + move * 50,
          () => void stage.hall.touch(door, move % 2 === 0 ? "force" : "close"),
        );
      return cable.plugIn;
    },
  },
];

const isOpen = (sign: { readonly kind: string; readonly line?: string }): boolean =>
  sign.kind === "line" && sign.line?.startsWith(">") === true && sign.line.slice(9, 13) === "OPEN";
