// Planted faults, so that a screen without complaints means something.
import { expect, test } from "vitest";
import type { Block, Control, Measured } from "./measure.ts";
import { UPRIGHT, faultsOf } from "./page-faults.ts";

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
const faultless: Measured = {
  width: UPRIGHT.width,
  height: UPRIGHT.height,
  scrolls: false,
  resting: false,
  words: "a title\nGa terug",
  blocks: [block, control],
  controls: [control],
};
const withBlock = (change: Partial<Block>) => ({ blocks: [control, { ...block, ...change }] });
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
  ["not filled: {phone}", { words: "Bel {phone}" }],
  ["not filled: undefined", { words: "Deur undefined" }],
])("finds a planted fault: %s", (sentence, change) => {
  expect(faultsOf({ ...faultless, ...change }, UPRIGHT)).toEqual([sentence]);
});

test("lets a warning lie over the page, and asks no ring of what lies under it", () => {
  const over = withBlock({ bottom: 510, layer: "warning" });
  const under = withControl({ inert: true, focusRingPx: 0 });
  expect(faultsOf({ ...faultless, ...over, ...under }, UPRIGHT)).toEqual([]);
});
