// Every screen that the controller can show, in Chromium, from the terminal's own server: in every language and every way in which
// it can be shown. Measured on what was drawn, in millimetres of the screens that the site files describe.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ServerMessage } from "#api/terminal-messages.ts";
import type { Display, Screen } from "#domain/screen.ts";
import { usualDisplay } from "#domain/visit/visit.ts";
import { wallView } from "../../controller/commands/views.ts";
import { loadedFrom } from "../config/sandbox.ts";
import { demoSite, everyScreen } from "../ui/every-screen.ts";
import { type OwnChromium, openChromium } from "./chromium.ts";
import { type LookThrough, lookThrough } from "./look-through.ts";
import { faultsOf } from "./page-faults.ts";
import { LYING, type Glass, UPRIGHT, told } from "./glasses.ts";
import { type ServedPage, servePage } from "./served-page.ts";

const demo = loadedFrom("config/demo.yaml");
const { languages, phone } = demoSite;
const glasses = { upright: UPRIGHT, lying: LYING } as const;
type Lay = keyof typeof glasses;
const lays = ["upright", "lying"] as const satisfies readonly Lay[];

/** As many as a site may give, with the longest words. */
const MOST_HOURS: NonNullable<ServerMessage["deskHours"]> = [
  { first: "mon", last: "tue", from: "09:30", until: "12:30" },
  { first: "thu", last: "fri", from: "17:30", until: "19:30" },
  { first: "sat", last: "sun", from: "09:30", until: "11:30" },
];

const modes: Readonly<Record<string, Display>> = {
  normal: usualDisplay,
  large: { ...usualDisplay, text: "large" },
  contrast: { ...usualDisplay, text: "contrast" },
  low: { ...usualDisplay, low: true, speaking: true },
  "low and large": { ...usualDisplay, text: "large", low: true },
};
const everyMode = Object.entries(modes).map(([mode, display]) => ({ mode, display }));
const everyWay = everyMode.flatMap((one) =>
  lays.flatMap((lay) => languages.map((language) => ({ ...one, lay, language }))),
);
const everyTongue = everyMode.flatMap(({ mode, display }) =>
  languages.map((language) => ({ mode, display, language })),
);

let chromium: OwnChromium;
const served: ServedPage[] = [];
const looks = new Map<Lay, LookThrough>();

async function lookAt(glass: Glass): Promise<LookThrough> {
  const page = await servePage({
    wall: () => wallView(demoSite),
    languages,
    phone,
    house: demo.terminal.name,
    deskHours: MOST_HOURS,
    glass: told(glass),
  });
  served.push(page);
  return lookThrough(chromium.context, page.url, wallView(demoSite), glass);
}

beforeAll(async () => {
  chromium = await openChromium();
  for (const lay of lays) looks.set(lay, await lookAt(glasses[lay]));
});
afterAll(async () => {
  await chromium.close();
  await Promise.all(served.map((page) => page.close()));
});

function at(lay: Lay): LookThrough {
  const look = looks.get(lay);
  if (look === undefined) throw new Error(`nobody stands before the screen that is ${lay}`);
  return look;
}

/** A warning lies over the screen that was there before: the one with the most on it. */
const typing = everyScreen.find(
  ({ name, field }) => name === "citizen-code" && field !== undefined,
);
const shown: readonly Screen[] = everyScreen.flatMap((screen) =>
  screen.name === "more-time" && typing !== undefined ? [typing, screen] : [screen],
);
/** One of each name: what axe judges does not hang on the values. */
const named = [...new Map(shown.map((screen) => [screen.name, screen])).values()];

test.each(everyWay)(
  "$mode, $lay, in $language: every screen fits, can be read and can be reached",
  async (way) => {
    const { display, lay, language } = way;
    const screens = shown.map((screen) => ({ ...screen, display, language }));
    const measured = await at(lay).measured(screens);
    const faults = measured.flatMap((one, index) =>
      faultsOf(one, glasses[lay], { low: display.low, awake: false }).map(
        (fault) => `${screens[index]?.name}, ${index}: ${fault}`,
      ),
    );
    expect(measured).toHaveLength(shown.length);
    expect(faults).toEqual([]);
    expect(at(lay).complaints()).toEqual([]);
  },
);

test.each(everyTongue)(
  "$mode, in $language: axe finds nothing on any screen",
  async ({ display, language }) => {
    const found = await at("upright").judged(
      named.map((screen) => ({ ...screen, display, language })),
    );
    const faults = found.flatMap((of, index) =>
      of.map((fault) => `${named[index]?.name}: ${fault}`),
    );
    expect(found).toHaveLength(named.length);
    expect(faults).toEqual([]);
  },
);
