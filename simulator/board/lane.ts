// One dispensing lane as a thing: a motor, a stock and perhaps a drop sensor. It knows no board and no protocol.

export type LaneConfig = { readonly stock: number; readonly dropSensor: boolean };

export type Lane = { readonly config: LaneConfig; stock: number; jammed: boolean };

export type CycleOutcome = "delivered" | "unverified" | "jam" | "empty";

/** How long the motor turns for one cycle. */
export const cycleMs = 1200;

export function createLane(config: LaneConfig): Lane {
  return { config, stock: config.stock, jammed: false };
}

/** What one whole turn of the motor brought out. */
export function finishCycle(lane: Lane): CycleOutcome {
  if (lane.jammed) return "jam";
  if (lane.stock === 0) return "empty";
  lane.stock -= 1;
  return lane.config.dropSensor ? "delivered" : "unverified";
}
