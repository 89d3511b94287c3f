// What may never be on a screen, whatever it shows: judged from what was measured, in millimetres of the site's own screen. Pure.
import { contrastOf } from "#config/colour.ts";
import type { Block, Control, Measured, Words } from "./measure.ts";
import type { Glass } from "./glasses.ts";

/** How a screen is looked at; what is asked of it hangs on that. */
export type Manner = {
  /** A seated person touches everything. */
  readonly low: boolean;
  /** The page was given the time to let itself be touched: also the rings of the focus are there. */
  readonly awake: boolean;
};
export const USUAL: Manner = { low: false, awake: true };

/** Whoever stands before it gains nothing above 20 mm, and loses below (Colle & Hiszem 2004). */
const CONTROL_MM = 20;
/** 0.7 degrees at 60 cm (EN 301 549, 5.1.4). */
const CAPITAL_MM = 7.3;
/** Of a technician's wall and list of events, read from near by (ADA 707.7.2). */
const STAFF_CAPITAL_MM = 4.8;
/** WCAG 2.2, 1.4.6. */
const TEXT_CONTRAST = 7;
/** EN 301 549, draft V4. */
const REACH_MM = 1100;
const FOCUS_RING_PX = 4;
/** Half a pixel of rounding is nobody's fault. */
const SLACK_PX = 1;
const SLACK_MM = 0.2;

/** One sentence for each fault; none: everything is as it should be. */
export function faultsOf(
  measured: Measured,
  glass: Glass,
  manner: Manner = USUAL,
): readonly string[] {
  const { blocks, controls, texts, words } = measured;
  return [
    ...(manner.awake && measured.resting ? ["the buttons never wake"] : []),
    ...(measured.scrolls ? ["the page scrolls"] : []),
    ...blocks.filter((block) => leaves(block, measured)).map(({ what }) => `off screen: ${what}`),
    ...blocks.filter(({ clipped }) => clipped).map(({ what }) => `more than fits in: ${what}`),
    ...overlaps(blocks),
    ...controls.flatMap((control) => controlFaults(control, glass, manner)),
    ...texts.flatMap((text) => textFaults(text, glass)),
    ...(words.match(/\{[a-z]+\}|\bundefined\b|\bNaN\b/gu) ?? []).map(
      (hole) => `not filled: ${hole}`,
    ),
  ];
}

const leaves = (block: Block, { width, height }: Measured): boolean =>
  block.left < -SLACK_PX ||
  block.top < -SLACK_PX ||
  block.right > width + SLACK_PX ||
  block.bottom > height + SLACK_PX;

/** A block may stand in another: what overlaps is what only one of them holds whole. */
function overlaps(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((a, index) =>
    blocks
      .slice(index + 1)
      .filter((b) => a.layer === b.layer && covers(a, b) && !holds(a, b))
      .map((b) => `"${a.what}" and "${b.what}" cover each other`),
  );
}

const covers = (a: Block, b: Block): boolean =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > SLACK_PX &&
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > SLACK_PX;

/** Only the help line holds blocks: its button and its sentences. */
const holds = (a: Block, b: Block): boolean =>
  a.what.length >= b.what.length &&
  a.left <= b.left &&
  a.right >= b.right &&
  a.top <= b.top &&
  a.bottom >= b.bottom;

function controlFaults(control: Control, glass: Glass, manner: Manner): readonly string[] {
  const { name, choice, inert, focusRingPx, left, top, right, bottom } = control;
  const smallestMm = Math.min(right - left, bottom - top) * glass.pitchMm;
  const topMm = glass.bottomEdgeMm + (glass.height - top) * glass.pitchMm;
  return [
    ...(name === "" ? [`a button without a name: ${choice ?? "?"}`] : []),
    ...(name === choice || /^[a-z]+(?:-[a-z]+)+$/u.test(name) ? [`a bare id: ${name}`] : []),
    ...(smallestMm < CONTROL_MM ? [`${name}: ${smallestMm.toFixed(1)} mm`] : []),
    ...(manner.low && !inert && topMm > REACH_MM + SLACK_MM
      ? [`${name}: out of reach, at ${Math.round(topMm)} mm`]
      : []),
    ...(manner.awake && !inert && focusRingPx < FOCUS_RING_PX ? [`${name}: no focus ring`] : []),
  ];
}

function textFaults(text: Words, { pitchMm }: Glass): readonly string[] {
  const { what, where, capitalPx, ink, ground } = text;
  const capitalMm = capitalPx * pitchMm;
  const contrast = contrastOf(hexOf(ink), hexOf(ground));
  return [
    // The numbers on the map stand in a drawing; the door's own is on its plate.
    ...(where !== "picture" && capitalMm < (where === "dense" ? STAFF_CAPITAL_MM : CAPITAL_MM)
      ? [`letters of ${capitalMm.toFixed(1)} mm: ${what}`]
      : []),
    ...(contrast < TEXT_CONTRAST ? [`contrast ${contrast.toFixed(1)}: ${what}`] : []),
  ];
}

/** `rgb(13, 59, 79)` as `#0d3b4f`. */
const hexOf = (rgb: string): string =>
  `#${[...rgb.matchAll(/\d+/gu)]
    .slice(0, 3)
    .map(([part]) => Number(part).toString(16).padStart(2, "0"))
    .join("")}`;
