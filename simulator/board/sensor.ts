// A switch read by a board: an edge counts once the reading has been stable for 30 ms [LL-5.2].

const stableMs = 30;

export type Sensor = {
  /** What the board believes and reports. */
  reported: boolean;
  raw: boolean;
  rawSinceMs: number;
};

/** At power-on the first reading is believed at once: it is a state, not an edge. */
export function createSensor(raw: boolean, nowMs: number): Sensor {
  return { reported: raw, raw, rawSinceMs: nowMs };
}

export function sample(sensor: Sensor, raw: boolean, nowMs: number): void {
  if (sensor.raw === raw) return;
  sensor.raw = raw;
  sensor.rawSinceMs = nowMs;
}

/** When the reading will have been stable long enough to be an edge; Infinity: nothing is pending. */
export function settlesAtMs(sensor: Sensor): number {
  return sensor.raw === sensor.reported ? Infinity : sensor.rawSinceMs + stableMs;
}

/** Takes over a reading that has settled; true: that was an edge. */
export function settle(sensor: Sensor, nowMs: number): boolean {
  if (nowMs < settlesAtMs(sensor)) return false;
  sensor.reported = sensor.raw;
  return true;
}
