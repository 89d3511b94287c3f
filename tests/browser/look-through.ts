// Shows a page one screen after the other on the line that it has to the controller, and measures each: hundreds in a few seconds.
// The messages are the server's own; only their screen is the test's.
import type { BrowserContext, Page } from "playwright-core";
import type { Screen } from "#domain/screen.ts";
import type { ServerMessage } from "#api/terminal-messages.ts";
import type { WallView } from "#api/views.ts";
import { listenTo } from "./at-screen.ts";
import { bringAxe } from "./axe.ts";
import { type Measured, measure } from "./measure.ts";
import type { Glass } from "./glasses.ts";

export type LookThrough = {
  readonly page: Page;
  /** What each of these screens measures, in their order. */
  readonly measured: (screens: readonly Screen[]) => Promise<readonly Measured[]>;
  /** What axe finds on each of them, in their order. */
  readonly judged: (screens: readonly Screen[]) => Promise<readonly (readonly string[])[]>;
  /** Shows one, and waits until it can be touched. */
  readonly show: (screen: Screen) => Promise<void>;
  readonly complaints: () => readonly string[];
};

/** What runs inside the page: its line, on which a message can be put, and a clock that has no patience. */
declare const window: {
  setTimeout: (act: () => void, delayMs: number) => number;
  WebSocket: new (url: string) => EventTarget;
  line: EventTarget;
  look: (() => Measured) | undefined;
  judge: (() => Promise<readonly string[]>) | undefined;
};
declare const document: { readonly querySelector: (selector: string) => unknown };
declare const MessageEvent: new (kind: "message", init: { readonly data: string }) => Event;

const LONGEST_MS = 300;

/** Before the page starts: remembers the line it opens, and shortens what only protects trembling fingers. */
function prepare(longestMs: number): void {
  const { WebSocket, setTimeout } = window;
  window.WebSocket = class extends WebSocket {
    constructor(url: string) {
      super(url);
      window.line = this;
      // The server repeats what it shows; from then on only the test speaks.
      this.addEventListener("message", (event) => {
        if (event.isTrusted && window.look !== undefined) event.stopImmediatePropagation();
      });
    }
  };
  window.setTimeout = (act, delayMs) => setTimeout(act, delayMs < longestMs ? 0 : delayMs);
}

export async function lookThrough(
  context: BrowserContext,
  url: string,
  wall: WallView,
  glass: Glass,
): Promise<LookThrough> {
  const page = await context.newPage();
  await page.setViewportSize({ width: glass.width, height: glass.height });
  await page.addInitScript(prepare, LONGEST_MS);
  const { complaints, heard } = listenTo(page, url);
  await page.goto(url);
  await page.waitForSelector("[data-screen]:not(:has(button[disabled]))");
  await page.evaluate("document.fonts.ready.then(() => undefined)");
  await page.evaluate(`window.look = ${measure.toString()}`);
  await bringAxe(page);
  const first: ServerMessage = JSON.parse(heard());
  const messageOf = (screen: Screen): string =>
    JSON.stringify({ ...first, screen, ...(screen.door === undefined ? {} : { wall }) });
  return {
    page,
    measured: (screens) => page.evaluate(showAndLook, screens.map(messageOf)),
    judged: (screens) => page.evaluate(showAndJudge, screens.map(messageOf)),
    async show(screen) {
      await page.evaluate(showAndLook, [messageOf(screen)]);
      await page.waitForSelector(`[data-screen="${screen.name}"]`);
      await page.waitForSelector(`[data-screen="${screen.name}"]:not(:has(button[disabled]))`);
    },
    complaints: () => complaints.splice(0),
  };
}

/** Each once its buttons have woken: axe does not look at what is disabled. */
async function showAndJudge(messages: readonly string[]): Promise<readonly (readonly string[])[]> {
  const found: (readonly string[])[] = [];
  for (const data of messages) {
    window.line.dispatchEvent(new MessageEvent("message", { data }));
    do
      // oxlint-disable-next-line no-await-in-loop -- one screen after the other
      await new Promise<void>((drawn) => {
        window.setTimeout(drawn, 0);
      });
    while (document.querySelector("button[disabled]") !== null);
    // oxlint-disable-next-line no-await-in-loop -- axe judges one page at a time
    if (window.judge !== undefined) found.push(await window.judge());
  }
  return found;
}

/** Everything the page does about a message it has done before the next task. */
async function showAndLook(messages: readonly string[]): Promise<readonly Measured[]> {
  const seen: Measured[] = [];
  for (const data of messages) {
    window.line.dispatchEvent(new MessageEvent("message", { data }));
    // oxlint-disable-next-line no-await-in-loop -- one screen after the other
    await new Promise<void>((drawn) => {
      window.setTimeout(drawn, 0);
    });
    if (window.look !== undefined) seen.push(window.look());
  }
  return seen;
}
