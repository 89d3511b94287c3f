// Faults of steel, springs and hands: jams, sensors that stick, coils, wires exchanged, doors that open by themselves.
import { crossCoils } from "#simulator/board/physics.ts";
import type { Chance } from "#simulator/world/chance.ts";
import { HOUR, MINUTE, DAY, SECOND, type Fault, type Stage } from "./fault.ts";

const anyDoor = ({ hall }: Stage, chance: Chance): number =>
  hall.doors[chance.below(hall.doors.length)] ?? 1;

export const doorFaults: readonly Fault[] = [
  {
    name: "door-jams",
    row: 1,
    lastsMs: [10 * MINUTE, DAY],
    weight: 3,
    strike(stage, chance) {
      const door = anyDoor(stage, chance);
      stage.hall.touch(door, "jam");
      stage.struck(`door ${door}`);
      return () => void stage.hall.touch(door, "free");
    },
  },
  {
    name: "jam-gives-way",
    row: 1,
    lastsMs: [0, 0],
    weight: 1,
    // Pressed and shaken it opens at last, seconds or minutes after the try.
    strike(stage, chance) {
      const door = anyDoor(stage, chance);
      stage.hall.touch(door, "jam");
      stage.struck(`door ${door}`);
      const freeLater = (): void =>
        void stage.queue.after(
          chance.waitMs(20 * SECOND),
          () => void stage.hall.touch(door, "free"),
        );
      const forget = stage.atNext((sign) => sign.kind === "pulsed", freeLater);
      return () => {
        forget();
        stage.hall.touch(door, "free");
      };
    },
  },
  {
    name: "door-sensor-stuck",
    row: 4,
    lastsMs: [HOUR, 2 * DAY],
    weight: 1,
    strike(stage, chance) {
      const door = anyDoor(stage, chance);
      stage.struck(`door ${door}`);
      stage.hall.touch(door, "stick-door-sensor");
      return () => void stage.hall.touch(door, "mend-sensors");
    },
  },
  {
    name: "item-sensor-stuck",
    row: 4,
    lastsMs: [HOUR, 2 * DAY],
    weight: 1,
    strike(stage, chance) {
      const door = anyDoor(stage, chance);
      stage.struck(`door ${door}`);
      stage.hall.touch(door, "stick-item-sensor");
      return () => void stage.hall.touch(door, "mend-sensors");
    },
  },
  {
    name: "sensor-flaps",
    row: 4,
    lastsMs: [10 * SECOND, 20 * SECOND],
    weight: 1,
    // A loose wire: open and closed many times within seconds, more than a ring holds.
    strike(stage, chance) {
      const door = anyDoor(stage, chance);
      const compartment = stage.hall.compartmentOf(door);
      stage.struck(`door ${door}`);
      for (let flap = 0; flap < 2 * (3 + chance.below(60)); flap += 1)
        stage.queue.after(flap * 40, () => {
          compartment.stuckDoor =
            compartment.stuckDoor === undefined ? !compartment.doorOpen : undefined;
          stage.hall.touch(door, "free");
        });
      return () => void stage.hall.touch(door, "mend-sensors");
    },
  },
  {
    name: "coil-burnt",
    row: 1,
    lastsMs: [HOUR, 2 * DAY],
    weight: 1,
    strike(stage, chance) {
      const door = anyDoor(stage, chance);
      stage.hall.touch(door, chance.happens(0.5) ? "cut-coil" : "short-coil");
      stage.struck(`door ${door}`);
      return () => void stage.hall.touch(door, "mend-coil");
    },
  },
  {
    name: "wrong-door",
    row: 5,
    lastsMs: [HOUR, DAY],
    weight: 1,
    // Somebody worked at the wall: the current for one lock goes through another's coil.
    strike(stage, chance) {
      const door = anyDoor(stage, chance);
      const board = stage.hall.boardOf(door);
      const others = stage.hall.doors.filter(
        (other) => other !== door && stage.hall.boardOf(other) === board,
      );
      const other = others[chance.below(others.length)];
      if (other === undefined) return undefined;
      const [one, two] = [stage.hall.compartmentOf(door), stage.hall.compartmentOf(other)];
      if (one.coilLeadsTo !== undefined || two.coilLeadsTo !== undefined) return undefined;
      crossCoils(one, two);
      stage.struck(`door ${door} and door ${other}`);
      return () => crossCoils(one, two);
    },
  },
  {
    name: "door-forced",
    row: 5,
    lastsMs: [0, 0],
    weight: 2,
    strike(stage, chance) {
      const door = anyDoor(stage, chance);
      if (stage.hall.isOpen(door)) return undefined;
      stage.struck(`door ${door}`);
      stage.hall.touch(door, "force");
      stage.queue.after(
        chance.betweenMs(SECOND, 20 * MINUTE),
        () => void stage.hall.touch(door, "close"),
      );
      return undefined;
    },
  },
];
