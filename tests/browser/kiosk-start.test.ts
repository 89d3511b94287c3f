// The kiosk's Chromium, with its flags and its policy, on a terminal whose controller is away when the screen comes up: it says so and whom to
// call, and gives way to the terminal by itself. What the script does step by step is in tests/kiosk/screen-script.test.ts.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWall } from "../../bin/tour/wall-client.ts";
import { attempts } from "./breakouts.ts";
import { UPRIGHT } from "./glasses.ts";
import { type Kiosk, PHONE, openKiosk, watchedPolicy } from "./kiosk.ts";
import { type ServedPage, servePage } from "./served-page.ts";

let origin: string;
let kiosk: Kiosk;
let served: ServedPage | undefined;
const raised: (() => Promise<unknown>)[] = [];

/** Where nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

beforeAll(async () => {
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  kiosk = await openKiosk(origin, watchedPolicy(origin), UPRIGHT);
  raised.unshift(() => kiosk.close());
});
afterAll(async () => {
  for (const lower of raised) await lower();
});

test("without a controller it shows the packed page, with the number to call, and nothing else", async () => {
  const { page } = kiosk;
  await page.waitForSelector("section[lang]");
  expect(page.url()).toMatch(/^file:\/\/\/.*\/out-of-service\.html$/u);
  const words = await page.innerText("body");
  for (const language of ["Deze automaat werkt nu niet", "This machine does not work now"])
    expect(words).toContain(language);
  expect(words.replaceAll("\u00a0", " ").split(PHONE)).toHaveLength(3);
  const look = `({
    fits: document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth,
    ground: getComputedStyle(document.documentElement).backgroundColor,
  })`;
  expect(await page.evaluate(look)).toEqual({ fits: true, ground: "rgb(13, 59, 79)" });
  expect(await kiosk.targets()).toEqual([`page ${page.url()}`]);
});

test("no key and no mouse leads out of it", async () => {
  const { page, display } = kiosk;
  const spot = { x: 300, y: 300 };
  await display.act("mousemove", "300", "300", "click", "1");
  const windows = await display.windows();
  const rogue = { page, display, spot, elsewhere: origin, wall: openWall(origin) };
  for (const [, attempt] of [...attempts.byKeyboard, ...attempts.byMouse]) await attempt(rogue);
  // What would have opened is there by then.
  await page.waitForTimeout(500);
  expect(await kiosk.targets()).toEqual([`page ${page.url()}`]);
  expect(await display.windows()).toEqual(windows);
  expect(await page.evaluate("[innerWidth, innerHeight, String(getSelection())]")).toEqual(
    await page.evaluate("[outerWidth, outerHeight, '']"),
  );
});

test("when the controller answers, the terminal comes by itself", async () => {
  served = await servePage({ port: Number(new URL(origin).port) });
  raised.push(served.close);
  const page = await kiosk.nextPage();
  await page.waitForSelector('[data-screen="citizen-home"]');
  expect(page.url()).toBe(`${origin}/terminal/`);
  expect(await kiosk.targets()).toEqual([`page ${origin}/terminal/`]);
});
