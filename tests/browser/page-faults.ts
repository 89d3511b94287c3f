// What may never be on a screen, whatever it shows: judged from what was measured. Pure.
import type { Block, Control, Measured } from "./measure.ts";

export type Size = {
  readonly width: number;
  readonly height: number;
  /** Millimetres of a pixel on the screen that has this size. */
  readonly pitchMm: number;
};

/** 15.6 inch, upright: 194 × 345 mm. */
export const UPRIGHT: Size = { width: 1080, height: 1920, pitchMm: 0.1799 };
/** 12.1 inch, lying: 261 × 163 mm. */
export const LYING: Size = { width: 1280, height: 800, pitchMm: 0.2036 };

/** Whoever stands before it gains nothing above 20 mm, and loses below (Colle & Hiszem 2004). */
const CONTROL_MM = 20;
const FOCUS_RING_PX = 4;
/** Half a pixel of rounding is nobody's fault. */
const SLACK_PX = 1;

/** One sentence for each fault; none: everything is as it should be. */
export function faultsOf(measured: Measured, { pitchMm }: Size): readonly string[] {
  const { blocks, controls, words } = measured;
  return [
    ...(measured.resting ? ["the buttons never wake"] : []),
    ...(measured.scrolls ? ["the page scrolls"] : []),
    ...blocks.filter((block) => leaves(block, measured)).map(({ what }) => `off screen: ${what}`),
    ...blocks.filter(({ clipped }) => clipped).map(({ what }) => `more than fits in: ${what}`),
    ...overlaps(blocks),
    ...controls.flatMap((control) => controlFaults(control, pitchMm)),
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

function overlaps(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((a, index) =>
    blocks
      .slice(index + 1)
      .filter((b) => a.layer === b.layer && covers(a, b))
      .map((b) => `"${a.what}" and "${b.what}" cover each other`),
  );
}

const covers = (a: Block, b: Block): boolean =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > SLACK_PX &&
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > SLACK_PX;

function controlFaults(control: Control, pitchMm: number): readonly string[] {
  const { name, choice, inert, focusRingPx, left, top, right, bottom } = control;
  const smallestMm = Math.min(right - left, bottom - top) * pitchMm;
  return [
    ...(name === "" ? [`a button without a name: ${choice ?? "?"}`] : []),
    ...(name === choice || /^[a-z]+(?:-[a-z]+)+$/u.test(name) ? [`a bare id: ${name}`] : []),
    ...(smallestMm < CONTROL_MM ? [`${name}: ${smallestMm.toFixed(1)} mm`] : []),
    ...(!inert && focusRingPx < FOCUS_RING_PX ? [`${name}: no focus ring`] : []),
  ];
}
