// Whoever asks for larger text gets it: what is said grows by half wherever its screen has the room, and nothing gets smaller, no letter,
// no key and no button. Measured on what was drawn, on both screens and in every language.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Screen } from "#domain/screen.ts";
import { usualDisplay } from "#domain/visit/visit.ts";
import { wallView } from "../../controller/commands/views.ts";
import { demoSite, everyScreen } from "../ui/every-screen.ts";
import { type OwnChromium, openChromium } from "./chromium.ts";
import { LYING, UPRIGHT, told } from "./glasses.ts";
import { type LookThrough, lookThrough } from "./look-through.ts";
import type { Measured } from "./measure.ts";
import { type ServedPage, servePage } from "./served-page.ts";

const glasses = { upright: UPRIGHT, lying: LYING } as const;
type Lay = keyof typeof glasses;
const { languages, phone } = demoSite;
const ways = (["upright", "lying"] as const).flatMap((lay) =>
  languages.map((language) => ({ lay, language })),
);
const shown: readonly Screen[] = [
  ...new Map(everyScreen.map((screen) => [screen.name, screen])).values(),
];

let chromium: OwnChromium;
const served: ServedPage[] = [];
const looks = new Map<Lay, LookThrough>();

beforeAll(async () => {
  chromium = await openChromium();
  const wall = wallView(demoSite);
  for (const lay of ["upright", "lying"] as const) {
    const glass = glasses[lay];
    const page = await servePage({ wall: () => wall, languages, phone, glass: told(glass) });
    served.push(page);
    looks.set(lay, await lookThrough(chromium.context, page.url, wall, glass));
  }
});
afterAll(async () => {
  await chromium.close();
  await Promise.all(served.map((page) => page.close()));
});

type Way = (typeof ways)[number];
type Pair = { readonly name: string; readonly usual: Measured; readonly large: Measured };

async function pairsOf({ lay, language }: Way): Promise<readonly Pair[]> {
  const look = looks.get(lay);
  if (look === undefined) throw new Error(`nobody stands before the screen that is ${lay}`);
  const as = (text: "normal" | "large") =>
    look.measured(
      shown.map((screen) => ({ ...screen, language, display: { ...usualDisplay, text } })),
    );
  const [usual, large] = [await as("normal"), await as("large")];
  return shown.flatMap(({ name }, at) => {
    const [before, after] = [usual[at], large[at]];
    return before === undefined || after === undefined
      ? []
      : [{ name, usual: before, large: after }];
  });
}

/** Of each text that is said: how much higher its capitals became. */
function growthOf({ usual, large }: Pair): readonly number[] {
  return usual.texts.flatMap(({ where, capitalPx }, at) =>
    where === "said" ? [(large.texts[at]?.capitalPx ?? 0) / capitalPx] : [],
  );
}

const sizesOf = ({ controls }: Measured): readonly number[] =>
  controls.flatMap(({ left, top, right, bottom }) => [right - left, bottom - top]);

const lettersOf = ({ texts }: Measured): readonly number[] =>
  texts.map(({ capitalPx }) => capitalPx);

/** Half a pixel of rounding is nobody's fault. */
const SLACK_PX = 1;

const anySmaller = (before: readonly number[], after: readonly number[]): boolean =>
  before.length !== after.length || before.some((size, at) => (after[at] ?? 0) < size - SLACK_PX);

/** With the room for all of it, in every language and on both screens. */
const ROOMY: ReadonlySet<string> = new Set([
  "citizen-also-qr",
  "citizen-done",
  "citizen-not-here",
  "citizen-taken",
  "citizen-wrong",
]);
/** Text by half, titles by 1.29: they are large already. Capitals are measured in whole pixels. */
const WHOLE_GROWTH = 1.25;
const SOME_GROWTH = 1.01;
/** Keypads and maps fill some screens at the usual size already: few of them. */
const FULL_SHARE = 0.2;

test.each(ways)(
  "$lay, in $language: what is said grows where there is room, and nothing gets smaller",
  async (way) => {
    const pairs = await pairsOf(way);
    const smaller = pairs.filter(
      ({ usual, large }) =>
        anySmaller(sizesOf(usual), sizesOf(large)) ||
        anySmaller(lettersOf(usual), lettersOf(large)),
    );
    expect(smaller.map(({ name }) => name)).toEqual([]);
    const least = pairs
      .filter(({ name }) => name.startsWith("citizen-"))
      .map((pair) => ({ name: pair.name, least: Math.min(...growthOf(pair)) }));
    expect(least.length).toBeGreaterThan(15);
    const full = least.filter((one) => one.least < SOME_GROWTH);
    expect(full.length).toBeLessThanOrEqual(least.length * FULL_SHARE);
    const held = least.filter((one) => ROOMY.has(one.name) && one.least < WHOLE_GROWTH);
    expect(held).toEqual([]);
  },
);
