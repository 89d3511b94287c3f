// Where people are timed: a whole terminal of 48 doors with sensors, its simulated wall, and its page in Chromium. It hurries nobody:
// what people do with their hands takes as long as whoever calls says.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { type Document, parseDocument } from "yaml";
import { inCheckout } from "../../bin/checkout.ts";
import { type Demo, startDemo } from "../../bin/demo.ts";
import type { DemoDocument } from "../../bin/demo-documents.ts";
import { registerDocuments } from "../../bin/demo-registration.ts";
import { type WallClient, openWall } from "../../bin/tour/wall-client.ts";
import { type OwnChromium, kioskFeatures, openChromium } from "../browser/chromium.ts";
import { UPRIGHT } from "../browser/glasses.ts";
import { nowMs } from "./samples.ts";

export type Hall = {
  readonly wall: WallClient;
  readonly page: Page;
  readonly announce: (documents: readonly DemoDocument[]) => Promise<void>;
  /** Finger on a button or a key, as soon as it may be pressed. */
  readonly touch: (selector: string) => Promise<void>;
  readonly see: (screen: string) => Promise<void>;
  /** The door that opens next, as the hall sees it. */
  readonly openDoor: () => Promise<number>;
  readonly leave: () => Promise<void>;
};

const BOARDS = 4;
const CHANNELS = 12;
const HEIGHTS_MM = [1500, 1340, 1180, 980, 720, 380];
const PATIENCE_MS = 60_000;
const LOOK_MS = 20;

export async function openHall(folder: string): Promise<Hall> {
  const site = join(folder, "site.yaml");
  await writeFile(site, largeWall(await readFile(inCheckout("config/demo.yaml"), "utf8")));
  const never = new Promise<void>(() => undefined);
  const options = { bus: "pty", port: 0, wallPort: 0, data: undefined, site } as const;
  const started = await startDemo(options, never);
  if ("objection" in started) throw new Error(started.objection);
  const demo = started.value;
  const chromium = await openChromium(kioskFeatures);
  const page = await chromium.context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.setViewportSize(UPRIGHT);
  await page.goto(`${demo.controllerUrl}/`);
  return inHall(demo, chromium, page);
}

function inHall(demo: Demo, chromium: OwnChromium, page: Page): Hall {
  const wall = openWall(demo.wallUrl);
  return {
    wall,
    page,
    async announce(documents) {
      const objection = await registerDocuments(demo.controllerUrl, demo.data, documents);
      if (objection !== undefined) throw new Error(objection.objection);
    },
    touch: (selector) => page.tap(`${selector}:not([disabled])`),
    async see(screen) {
      await page.waitForSelector(`[data-screen="${screen}"]`);
    },
    async openDoor() {
      for (const fromMs = nowMs(); nowMs() - fromMs < PATIENCE_MS; await sleep(LOOK_MS)) {
        const open = (await wall.doors()).find(({ door }) => door === "open");
        if (open !== undefined) return open.number;
      }
      throw new Error(
        `no door opened within ${PATIENCE_MS / 1000} s; the screen says: ${await page.innerText("body")}`,
      );
    },
    async leave() {
      await chromium.close();
      await demo.stop();
    },
  };
}

/** The demo's terminal with four boards, every door with its sensor. */
function largeWall(demo: string): string {
  const document: Document = parseDocument(demo);
  const addresses = Array.from({ length: BOARDS }, (_, index) => `0${index + 1}`);
  const boards = addresses.map((address) => ({ address, channels: CHANNELS }));
  document.setIn(["buses", 0, "boards"], document.createNode(boards));
  const compartments = Array.from({ length: BOARDS * CHANNELS }, (_, index) => ({
    number: index + 1,
    bus: "a",
    board: addresses[Math.floor(index / CHANNELS)],
    channel: (index % CHANNELS) + 1,
    column: Math.floor(index / HEIGHTS_MM.length) + 1,
    row: (index % HEIGHTS_MM.length) + 1,
    heightMm: HEIGHTS_MM[index % HEIGHTS_MM.length],
    size: "small",
    itemSensor: true,
  }));
  // Its people come one after the other, and none waits for a message.
  document.setIn(["terminal", "undoMinutes"], 0);
  document.set("compartments", document.createNode(compartments));
  return document.toString();
}
