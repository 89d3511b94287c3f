// The screen in the wall as the page must know it: how large its picture is, and what a seated person reaches of it.
import { computed } from "@preact/signals";
import type { Glass } from "#api/terminal-messages.ts";
import { surroundings } from "./display-state.ts";

/** Until the controller has spoken: 15.6 inch, upright. */
const usualGlass: Glass = { widthMm: 194, heightMm: 345, bottomEdgeMm: 900 };

export const glass = computed<Glass>(() => surroundings.value?.glass ?? usualGlass);
export const isLying = computed(() => glass.value.widthMm > glass.value.heightMm);

/** Above this nothing is touched in low mode (EN 301 549, draft V4). */
const REACH_MM = 1100;

/** From the top of the picture, as a part of its height: below this line a seated person reaches everything. */
export function reachLine({ heightMm, bottomEdgeMm }: Glass): number {
  const topMm = bottomEdgeMm + heightMm;
  return Math.max(0, topMm - REACH_MM) / heightMm;
}
