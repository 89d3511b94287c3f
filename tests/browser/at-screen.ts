// Somebody in front of the terminal's screen: looks, touches, types. Every look also holds the screen to what may never be on it.
import type { BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";
import type { ScreenName } from "#domain/screen.ts";
import { measure } from "./measure.ts";
import { USUAL, faultsOf } from "./page-faults.ts";
import { type Glass, UPRIGHT } from "./glasses.ts";

export type AtScreen = {
  readonly page: Page;
  /** Waits for that screen and holds it to the rules. */
  readonly see: (name: ScreenName) => Promise<void>;
  /** Only waits: for a screen that goes by itself. */
  readonly passBy: (name: ScreenName) => Promise<void>;
  /** Holds what stands there to the rules. */
  readonly judge: (name: string) => Promise<void>;
  /** Everything that is written there now. */
  readonly read: () => Promise<string>;
  readonly touch: (choice: string) => Promise<void>;
  readonly touchLanguage: (language: string) => Promise<void>;
  /** Keys of the keypad, by finger. */
  readonly touchKeys: (keys: readonly string[]) => Promise<void>;
  /** By keyboard: Tab until that button has the focus. */
  readonly focus: (choice: string) => Promise<void>;
  readonly leave: () => Promise<void>;
  /** Has the page heard this of the controller? */
  readonly hasHeard: (words: string) => boolean;
  /** What the page complained of, and whom it asked that is not its own server. Empties the list. */
  readonly complaints: () => readonly string[];
};

const PATIENCE_MS = 15_000;
const LOOK_MS = 30;
const LOOKS_MAX = 100;
const TREMBLING_MS = 200;
/** Twice around the screen with the most buttons. */
const TABS_MAX = 40;

/** The page as it hangs in the wall: with the pixels and the size of the site's own screen. */
export async function standBefore(
  context: BrowserContext,
  url: string,
  glass: Glass = UPRIGHT,
): Promise<AtScreen> {
  const opened = await openScreen(context, url, glass);
  const { page } = opened;
  const passBy = async (name: ScreenName): Promise<void> => {
    await page.waitForSelector(`[data-screen="${name}"]`);
  };
  const judge = async (name: string): Promise<void> => {
    expect({ name, faults: await faultsOn(opened) }).toEqual({ name, faults: [] });
  };
  const touchedAtMs = new Map<string, number>();
  const tap = (selector: string): Promise<void> => page.tap(`${selector}:not([disabled])`);
  return {
    page,
    passBy,
    judge,
    async see(name) {
      await passBy(name);
      await judge(name);
    },
    read: () => page.innerText("body"),
    touch: (choice) => tap(`[data-choice="${choice}"]`),
    touchLanguage: (language) => tap(`.language[lang="${language}"]`),
    async touchKeys(keys) {
      for (const key of keys) {
        // Nearer together than this, the same key is taken for a trembling finger.
        const restMs = (touchedAtMs.get(key) ?? -TREMBLING_MS) + TREMBLING_MS - performance.now();
        if (restMs > 0) await page.waitForTimeout(restMs);
        await tap(`[data-key="${key}"]`);
        touchedAtMs.set(key, performance.now());
      }
    },
    async focus(choice) {
      const wanted = page.locator(`[data-choice="${choice}"]:focus`);
      for (let tabs = 0; (await wanted.count()) === 0; tabs += 1) {
        if (tabs === TABS_MAX) throw new Error(`Tab never reached ${choice}`);
        await page.keyboard.press("Tab");
      }
    },
    async leave() {
      await page.close();
    },
    hasHeard: (words) => opened.heard().includes(words),
    complaints: () => opened.complaints.splice(0),
  };
}

type OpenScreen = {
  readonly page: Page;
  readonly glass: Glass;
  readonly complaints: string[];
  readonly heard: () => string;
};

async function openScreen(context: BrowserContext, url: string, glass: Glass): Promise<OpenScreen> {
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const ears = listenTo(page, url);
  await page.setViewportSize({ width: glass.width, height: glass.height });
  await page.goto(url);
  return { page, glass, ...ears };
}

/** What a page complains of, whom it asks that is not the server it came from, and what that server last told it. */
export function listenTo(page: Page, url: string) {
  const complaints: string[] = [];
  let last = "";
  const { host } = new URL(url);
  const foreign = (address: string): void => {
    const asked = new URL(address);
    if (asked.host !== host && asked.protocol !== "data:") complaints.push(`asked ${address}`);
  };
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning")
      complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("request", (request) => foreign(request.url()));
  page.on("websocket", (socket) => {
    foreign(socket.url());
    socket.on("framereceived", ({ payload }) => (last = payload.toString()));
  });
  return { complaints, heard: () => last };
}

async function faultsOn({ page, glass }: OpenScreen): Promise<readonly string[]> {
  // A ring is drawn for whoever uses the keyboard.
  await page.keyboard.press("Tab");
  let measured = await page.evaluate(measure, true);
  // For a moment after a new screen came, nothing can be touched.
  for (let looks = 0; measured.resting && looks < LOOKS_MAX; looks += 1) {
    await page.waitForTimeout(LOOK_MS);
    measured = await page.evaluate(measure, true);
  }
  const isLow = (await page.locator(".page.low").count()) > 0;
  return faultsOf(measured, glass, { ...USUAL, low: isLow });
}
