// An age in the words of a person: whole units, the largest that fits.

const UNITS: readonly (readonly [unit: string, ms: number])[] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
];

/** `3 hours`, `1 day`; nothing is younger than 0 seconds, whatever a clock says. */
export function agoText(ageMs: number): string {
  const [unit, ms] = UNITS.find(([, each]) => ageMs >= each) ?? ["second", 1000];
  const count = Math.max(0, Math.floor(ageMs / ms));
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
