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
  nextTask: (() => Promise<void>) | undefined;
  judge: (() => Promise<readonly string[]>) | undefined;
};
declare const document: { readonly querySelector: (selector: string) => unknown };
declare const MessageChannel: new () => {
  readonly port1: EventTarget & { readonly start: () => void };
  readonly port2: { readonly postMessage: (message: undefined) => void };
};
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
  // A timer in a row of timers waits 4 ms each time; a message does not.
  const { port1, port2 } = new MessageChannel();
  port1.start();
  window.nextTask = () =>
    new Promise((come) => {
      port1.addEventListener("message", () => come(), { once: true });
      port2.postMessage(undefined);
    });
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
  await page.evaluate(`window.measure = ${measure.toString()}; window.look = () => measure(false)`);
  await bringAxe(page);
  const first: ServerMessage = JSON.parse(heard());
  const messageOf = (screen: Screen): string =>
    JSON.stringify({ ...first, screen, ...(screen.door === undefined ? {} : { wall }) });
  return {
    page,
    async measured(screens) {
      const seen: readonly Measured[] = JSON.parse(
        await page.evaluate(showAndLook, screens.map(messageOf)),
      );
      return seen;
    },
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
      await window.nextTask?.();
    while (document.querySelector("button[disabled]") !== null);
    // oxlint-disable-next-line no-await-in-loop -- axe judges one page at a time
    if (window.judge !== undefined) found.push(await window.judge());
  }
  return found;
}

/** Everything the page does about a message it has done before the next task. As one text, which crosses sooner than its many parts. */
async function showAndLook(messages: readonly string[]): Promise<string> {
  const seen: Measured[] = [];
  for (const data of messages) {
    window.line.dispatchEvent(new MessageEvent("message", { data }));
    // oxlint-disable-next-line no-await-in-loop -- one screen after the other
    await window.nextTask?.();
    if (window.look !== undefined) seen.push(window.look());
  }
  return JSON.stringify(seen);
}
