// Which backups may go: the newest are kept, and one a day for a week. Pure: what a backup holds and how it is removed is elsewhere.

const DAY_MS = 86_400_000;
/** The keys of personal data are in no older backup: what was erased must not be read again for ever. */
export const OLDEST_MS = 7 * DAY_MS;

type Dated = { readonly atMs: number };

/**
 * @param newestFirst in the order of their ledgers, not of their clocks
 * @param nowMs undefined while the clock is not trusted: then nothing is too old, and only the number is bounded
 * @returns those to remove; never the newest, however old
 */
export function surplusBackups<T extends Dated>(
  newestFirst: readonly T[],
  { keep, nowMs }: { readonly keep: number; readonly nowMs: number | undefined },
): readonly T[] {
  if (nowMs === undefined) return newestFirst.slice(keep + OLDEST_MS / DAY_MS);
  const daily = newestOfEachDay(newestFirst.filter(({ atMs }) => atMs <= nowMs));
  return newestFirst.filter((backup, place) => {
    if (place === 0) return false;
    return isTooOld(backup, nowMs) || (place >= keep && !daily.has(backup));
  });
}

export const isTooOld = ({ atMs }: Dated, nowMs: number): boolean => nowMs - atMs > OLDEST_MS;

function newestOfEachDay<T extends Dated>(newestFirst: readonly T[]): ReadonlySet<T> {
  const days = new Map<number, T>();
  for (const backup of newestFirst) {
    const day = Math.floor(backup.atMs / DAY_MS);
    if (!days.has(day)) days.set(day, backup);
  }
  return new Set(days.values());
}
