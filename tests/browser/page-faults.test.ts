// Planted faults, so that a screen without complaints means something.
import { expect, test } from "vitest";
import type { Block, Control, Measured, Words } from "./measure.ts";
import { USUAL, faultsOf } from "./page-faults.ts";
import { UPRIGHT } from "./glasses.ts";

const block: Block = {
  left: 100,
  top: 100,
  right: 400,
  bottom: 300,
  what: "a title",
  layer: "page",
  clipped: false,
};
const control: Control = {
  ...block,
  top: 500,
  bottom: 700,
  what: "Ga terug",
  name: "Ga terug",
  choice: "back",
  inert: false,
  focusRingPx: 5,
};
const words: Words = {
  what: "Ga terug",
  where: "choice",
  capitalPx: 42,
  family: "Atkinson Hyperlegible",
  ink: "rgb(20, 33, 43)",
  ground: "rgb(255, 255, 255)",
};
const faultless: Measured = {
  width: UPRIGHT.width,
  height: UPRIGHT.height,
  scrolls: false,
  resting: false,
  words: "a title\nGa terug",
  blocks: [block, control],
  controls: [control],
  texts: [words],
};
const withBlock = (change: Partial<Block>) => ({ blocks: [control, { ...block, ...change }] });
const withText = (change: Partial<Words>) => ({ texts: [{ ...words, ...change }] });
const withControl = (change: Partial<Control>) => ({ controls: [{ ...control, ...change }] });

test("a screen without a fault has none", () => {
  expect(faultsOf(faultless, UPRIGHT)).toEqual([]);
});

test.each<[string, Partial<Measured>]>([
  ["the page scrolls", { scrolls: true }],
  ["the buttons never wake", { resting: true }],
  ["off screen: a title", withBlock({ left: -20 })],
  ["off screen: a title", withBlock({ bottom: 2000, top: 1800 })],
  ["more than fits in: a title", withBlock({ clipped: true })],
  ['"Ga terug" and "a title" cover each other', withBlock({ bottom: 510 })],
  ["a button without a name: back", withControl({ name: "" })],
  ["a bare id: back", withControl({ name: "back" })],
  ["a bare id: type-code", withControl({ name: "type-code" })],
  ["Ga terug: 18.0 mm", withControl({ bottom: 600 })],
  ["Ga terug: no focus ring", withControl({ focusRingPx: 1 })],
  ["letters of 7.2 mm: Ga terug", withText({ capitalPx: 40 })],
  ["contrast 5.3: Ga terug", withText({ ink: "rgb(107, 107, 107)" })],
  ["contrast 1.0: Ga terug", withText({ ground: "rgb(20, 33, 43)" })],
  ["not filled: {phone}", { words: "Bel {phone}" }],
  ["not filled: undefined", { words: "Deur undefined" }],
])("finds a planted fault: %s", (sentence, change) => {
  expect(faultsOf({ ...faultless, ...change }, UPRIGHT)).toEqual([sentence]);
});

test("lets the numbers on the map be smaller than what is read", () => {
  const map = withText({ capitalPx: 20, where: "picture" });
  expect(faultsOf({ ...faultless, ...map }, UPRIGHT)).toEqual([]);
});

test("wants everything in low mode within reach, and nothing else there", () => {
  const high = { ...faultless, ...withControl({ top: 700, bottom: 900 }) };
  expect(faultsOf(high, UPRIGHT)).toEqual([]);
  expect(faultsOf(high, UPRIGHT, { ...USUAL, low: true })).toEqual([
    "Ga terug: out of reach, at 1119 mm",
  ]);
});

test("asks no ring of a page that was not given the time to wake", () => {
  const asleep = { ...faultless, ...withControl({ focusRingPx: 0 }), resting: true };
  expect(faultsOf(asleep, UPRIGHT, { ...USUAL, awake: false })).toEqual([]);
});

test("lets a warning lie over the page, and asks no ring of what lies under it", () => {
  const over = withBlock({ bottom: 510, layer: "warning" });
  const under = withControl({ inert: true, focusRingPx: 0 });
  expect(faultsOf({ ...faultless, ...over, ...under }, UPRIGHT)).toEqual([]);
});
