// Numbers out of many measurements, and the order in which they are taken. No input, no output.

/** Milliseconds of the machine's monotonic clock, the same in every process of it, to the nanosecond. */
export const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6;

/** The value that `share` (0 … 1) of the samples do not exceed. NaN without samples. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

export const sum = (samples: readonly number[]): number =>
  samples.reduce((total, sample) => total + sample, 0);

/** How long one call takes. */
export function timed(act: () => void): number {
  const fromMs = nowMs();
  act();
  return nowMs() - fromMs;
}

/**
 * Takes the contestants in turns, the first one changing from round to round, so that whatever else the machine does hits all
 * of them alike. Answers the samples of each, in the order of the contestants.
 */
export function takeTurns(
  rounds: number,
  contestants: readonly ((round: number) => number)[],
): readonly (readonly number[])[] {
  const samples: number[][] = contestants.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (let step = 0; step < contestants.length; step += 1) {
      const at = (round + step) % contestants.length;
      const sample = contestants[at]?.(round);
      if (sample !== undefined) samples[at]?.push(sample);
    }
  }
  return samples;
}

export const formatMs = (ms: number): string => {
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`;
  return ms >= 1 ? `${ms.toFixed(2)} ms` : `${(ms * 1000).toFixed(0)} µs`;
};

export const formatRate = (perSecond: number): string =>
  `${Math.round(perSecond).toLocaleString("en")}/s`;

export const formatMb = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
