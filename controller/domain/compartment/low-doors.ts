// Which doors a seated person reaches, and how many of them stay free for who asks. Which door it becomes is decided in allocation.ts.
import type { CompartmentSite, Site } from "../site.ts";

/** Reachable from a wheelchair: EN 301 549 8.3, stricter by design: 400 to 1100 mm above the floor. */
export const isLow = ({ heightMm }: CompartmentSite): boolean =>
  heightMm >= 400 && heightMm <= 1100;

/** Low doors that must stay free when a document goes in whose holder did not ask for one: at least one, where any are kept. */
export function lowDoorsKept({ compartments, lowKeptPercent }: Site): number {
  const low = [...compartments.values()].filter(isLow).length;
  return Math.ceil((low * lowKeptPercent) / 100);
}
