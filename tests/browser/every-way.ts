// Every screen that the controller can show, in every way in which it can be shown, and who stands before it: the page from the terminal's
// own server in one Chromium, on the screens that the site files describe. What is looked for is in the tests.
import type { ServerMessage } from "#api/terminal-messages.ts";
import type { Display, Screen } from "#domain/screen.ts";
import { usualDisplay } from "#domain/visit/visit.ts";
import { wallView } from "../../controller/commands/views.ts";
import { loadedFrom } from "../config/sandbox.ts";
import { demoSite, everyScreen } from "../ui/every-screen.ts";
import { openChromium } from "./chromium.ts";
import { LYING, UPRIGHT, told } from "./glasses.ts";
import { type LookThrough, lookThrough } from "./look-through.ts";
import { servePage } from "./served-page.ts";

const demo = loadedFrom("config/demo.yaml");
const { languages, phone } = demoSite;
export const glasses = { upright: UPRIGHT, lying: LYING } as const;
export type Lay = keyof typeof glasses;
export const lays = ["upright", "lying"] as const satisfies readonly Lay[];

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
export const everyWay = everyMode.flatMap((one) =>
  lays.flatMap((lay) => languages.map((language) => ({ ...one, lay, language }))),
);
export const everyTongue = everyMode.flatMap(({ mode, display }) =>
  languages.map((language) => ({ mode, display, language })),
);

export type Onlooker = {
  readonly look: LookThrough;
  readonly leave: () => Promise<void>;
};

export async function standBeforeAll(lay: Lay): Promise<Onlooker> {
  const chromium = await openChromium();
  const glass = glasses[lay];
  const served = await servePage({
    wall: () => wallView(demoSite),
    languages,
    phone,
    house: demo.terminal.name,
    deskHours: MOST_HOURS,
    glass: told(glass),
  });
  const look = await lookThrough(chromium.context, served.url, wallView(demoSite), glass);
  return {
    look,
    async leave() {
      await chromium.close();
      await served.close();
    },
  };
}

/** A warning lies over the screen that was there before: the one with the most on it. */
const typing = everyScreen.find(
  ({ name, field }) => name === "citizen-code" && field !== undefined,
);
export const shown: readonly Screen[] = everyScreen.flatMap((screen) =>
  screen.name === "more-time" && typing !== undefined ? [typing, screen] : [screen],
);
/** One of each name: what axe judges does not hang on the values. */
export const named = [...new Map(shown.map((screen) => [screen.name, screen])).values()];
