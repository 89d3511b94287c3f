// Randomness from the operating system's generator; the only source of it outside tests and the simulation.
import { randomBytes, randomInt } from "node:crypto";
import type { Random } from "#runtime/ports.ts";

export const systemRandom: Random = {
  bytes: (count) => randomBytes(count),
  below: (bound) => randomInt(bound),
};
