// The look of a city: its colours, each with one task, and how round its corners are. A theme that somebody could not read is
// refused like any other wrong file.
import type { z } from "zod";

import { contrastOf } from "./colour.ts";
import type { Finding } from "./problem.ts";
import { keys, pattern, text, whole } from "./scalars.ts";

const colour = pattern(/^#[0-9a-f]{6}$/, 'a colour in quotes, for example "#0d3b4f"');

const coloursSchema = keys({
  /** The ground, and what lies on it: keys, buttons, fields. */
  paper: colour,
  surface: colour,
  ink: colour,
  inkSoft: colour,
  /** The city's own: the bar, the first button of a screen. */
  civic: colour,
  civicPressed: colour,
  onCivic: colour,
  /** The door to go to. Used for nothing else. */
  accent: colour,
  onAccent: colour,
  /** The keypad's two keys, as on every payment terminal. */
  erase: colour,
  onErase: colour,
  enter: colour,
  onEnter: colour,
  /** Beside the sign that says the same. */
  good: colour,
  trouble: colour,
  edge: colour,
  focus: colour,
  /** The map of the wall. */
  cabinet: colour,
  otherDoor: colour,
});

export const themeSchema = keys({
  name: text("the name of the theme", 100),
  colours: coloursSchema,
  cornerMm: whole("how round corners are in millimetres", 0, 10),
});

export type Theme = z.output<typeof themeSchema>;
export type Colours = Theme["colours"];
type Pair = readonly [sign: keyof Colours, ground: keyof Colours];

/** WCAG 2.2, 1.4.6: text that somebody with low vision reads. */
const TEXT_RATIO = 7;
/** WCAG 2.2, 1.4.11: edges and signs. */
const SIGN_RATIO = 3;

export const textPairs: readonly Pair[] = [
  ["ink", "paper"],
  ["ink", "surface"],
  ["inkSoft", "paper"],
  ["inkSoft", "surface"],
  ["inkSoft", "otherDoor"],
  ["civic", "surface"],
  ["onCivic", "civic"],
  ["onCivic", "civicPressed"],
  ["onAccent", "accent"],
  ["onErase", "erase"],
  ["onEnter", "enter"],
];

export const signPairs: readonly Pair[] = [
  ["edge", "paper"],
  ["edge", "surface"],
  ["civic", "paper"],
  ["focus", "paper"],
  ["focus", "surface"],
  ["onCivic", "good"],
  ["onCivic", "trouble"],
  ["good", "paper"],
  ["trouble", "paper"],
  ["cabinet", "paper"],
];

/** Every pair of colours that is too weak to read or to see. */
export const contrastFindings = (colours: Colours): Finding[] => [
  ...tooWeak(colours, textPairs, TEXT_RATIO),
  ...tooWeak(colours, signPairs, SIGN_RATIO),
];

function tooWeak(colours: Colours, pairs: readonly Pair[], least: number): Finding[] {
  return pairs.flatMap(([sign, ground]) => {
    const ratio = contrastOf(colours[sign], colours[ground]);
    if (ratio >= least) return [];
    const shown = Math.floor(ratio * 10) / 10;
    return [
      {
        path: ["colours", sign],
        sentence: `is ${shown}:1 on ${ground}: make it at least ${least}:1`,
      },
    ];
  });
}
