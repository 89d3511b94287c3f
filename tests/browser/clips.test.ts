// Every message in every language has its clip, and each of them can be heard: decoded by the browser that will play it.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clipFile } from "../../terminal-ui/app/speech/clip.ts";
import { catalogues } from "../../terminal-ui/app/texts.ts";
import { everyClip } from "../../terminal-ui/sounds/clip-list.ts";
import { repositoryRoot } from "../tidy/repository-files.ts";
import { type OwnChromium, openChromium } from "./chromium.ts";
import { type ServedPage, servePage } from "./served-page.ts";
import { type Sounding, decodeClips } from "./sounding.ts";

/** Root of the mean square; the quietest clip of the default set has 0.045. */
const AUDIBLE = 0.02;
/** Seconds that a letter takes at least and at most, and what any clip may take besides. */
const LETTER = { least: 0.03, most: 0.2 } as const;
const BESIDES_S = 0.9;
/** A browser holds what it decodes in memory. */
const AT_ONCE = 40;

let chromium: OwnChromium;
let served: ServedPage;
let page: Page;

beforeAll(async () => {
  chromium = await openChromium();
  served = await servePage({});
  page = await chromium.context.newPage();
  await page.goto(served.url);
});
afterAll(async () => {
  await chromium.close();
  await served.close();
});

const languages = Object.values(catalogues).map(({ language }) => language);

test.each(languages)(
  "each clip in %s is there, can be heard, and is as long as its text",
  async (language) => {
    const clips = new Map(
      everyClip()
        .filter((clip) => clip.language === language)
        .map((clip) => [`clips/${clipFile(clip)}`, clip.text]),
    );
    const files = [...clips.keys()];
    const heard: Sounding[] = [];
    for (let from = 0; from < files.length; from += AT_ONCE)
      heard.push(...(await page.evaluate(decodeClips, files.slice(from, from + AT_ONCE))));
    const isBad = ({ file, seconds, loudness }: Sounding): boolean => {
      // A number is said in more letters than it is written.
      const letters = Math.max(3, (clips.get(file) ?? "").length);
      const isNumber = /numbers\./.test(file);
      const longest = isNumber ? 3 : letters * LETTER.most + BESIDES_S;
      return loudness < AUDIBLE || seconds < letters * LETTER.least || seconds > longest;
    };
    expect(heard).toHaveLength(clips.size);
    expect(heard.filter(isBad)).toEqual([]);
  },
);

test("no clip of an older text is left", () => {
  const wanted = new Set(everyClip().map(clipFile));
  const kept = languages.flatMap((language) =>
    readdirSync(join(repositoryRoot, "terminal-ui/clips", language)).map(
      (name) => `${language}/${name}`,
    ),
  );
  expect(kept.filter((file) => !wanted.has(file))).toEqual([]);
});
