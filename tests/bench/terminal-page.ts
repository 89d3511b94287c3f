// The screen's page on a slow machine: what it weighs, when the home screen is painted, when a key that was touched shows it and when
// its digit stands there. And how long a scan waits for its door. Real Chromium, its processor slowed down six times; behind it are a real controller and its simulated wall.
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { UPRIGHT } from "../browser/glasses.ts";
import { repositoryRoot } from "../tidy/repository-files.ts";
import type { Bench, BenchWorld, Figure, Findings } from "./bench.ts";
import { samplesOf } from "./door-tries.ts";
import { type Hall, openHall } from "./hall.ts";
import { formatMs, median, quantile } from "./samples.ts";

const SLOWER = 6;
const BUNDLE_BYTES_MAX = 60 * 1024;
const FIRST_PAINT_MS_MAX = 1000;
const KEY_MS_MAX = 50;
const DECISION_MS_MAX = 150;
/** Nearer together, the same key is taken for a trembling finger. */
const BETWEEN_KEYS_MS = 200;
/** As long as a finger rests on a key. What a browser holds back until it lifts is part of the wait. */
const RESTS_MS = 80;
const HALL = { boards: 2, doorsPerBoard: 12, pickups: 24 };

function bundleBytes(): number {
  const dist = join(repositoryRoot, "terminal-ui/dist");
  const assets = readdirSync(join(dist, "assets"))
    .filter((name) => /\.(?:js|css|svg)$/u.test(name))
    .map((name) => join(dist, "assets", name));
  return [join(dist, "index.html"), ...assets].reduce(
    (bytes, path) => bytes + gzipSync(readFileSync(path)).length,
    0,
  );
}

/** A fresh page beside the hall's own, on a processor that is slow. */
async function slowPage(hall: Hall): Promise<Page> {
  const page = await hall.page.context().newPage();
  await page.setViewportSize(UPRIGHT);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  return page;
}

/** Since the page was asked for until the frame after the home screen was drawn, font and all. */
const HOME_PAINTED = `new Promise((painted) => {
  const look = () =>
    document.querySelector('[data-screen="citizen-home"]') !== null && document.fonts.status === "loaded"
      ? requestAnimationFrame(() => setTimeout(() => painted(performance.now()), 0))
      : setTimeout(look, 5);
  look();
})`;

/** Since the finger came down: until the frame after its key looked pressed, and until the one after the next digit stood in its place. */
const WATCH_KEYS = `
  globalThis.painted = { keys: [], digits: [] };
  const whenPainted = (list, event, isSeen) =>
    requestAnimationFrame(() => {
      if (!isSeen()) return;
      setTimeout(() => list.push(performance.now() - event.timeStamp), 0);
    });
  addEventListener("pointerdown", (event) => {
    const key = event.target.closest("button");
    const field = document.querySelector(".field");
    const watch = new MutationObserver(() => {
      watch.disconnect();
      whenPainted(painted.digits, event, () => true);
    });
    if (key === null || field === null) return;
    whenPainted(painted.keys, event, () => key.dataset.pressed !== undefined);
    watch.observe(field, { subtree: true, childList: true, characterData: true, attributes: true });
  }, true);`;

/** Nothing but a button that turns black when it is touched: what the browser itself takes on this machine, slowed down alike. */
const BARE = `
  document.body.innerHTML = '<button style="width:300px;height:120px">5</button>';
  globalThis.bare = [];
  document.querySelector("button").addEventListener("pointerdown", (event) => {
    event.target.style.background = "black";
    requestAnimationFrame(() => setTimeout(() => bare.push(performance.now() - event.timeStamp), 0));
    setTimeout(() => (event.target.style.background = ""), 120);
  });`;

type Spot = { readonly x: number; readonly y: number };

const spotOf = (page: Page, selector: string): Promise<Spot> =>
  page.evaluate<Spot>(
    `(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 }))(document.querySelector('${selector}').getBoundingClientRect())`,
  );

/** Puts a finger on one spot after the other. Nothing else is asked of the page meanwhile: it would wait for that too. */
async function touchAll(page: Page, spots: readonly Spot[]): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const finger = (type: "touchStart" | "touchEnd", touchPoints: readonly Spot[]) =>
    devtools.send("Input.dispatchTouchEvent", { type, touchPoints: [...touchPoints] });
  for (const spot of spots) {
    await finger("touchStart", [spot]);
    await page.waitForTimeout(RESTS_MS);
    await finger("touchEnd", []);
    await page.waitForTimeout(BETWEEN_KEYS_MS);
  }
}

async function barePaints(hall: Hall, keys: number): Promise<readonly number[]> {
  const page = await slowPage(hall);
  await page.evaluate(BARE);
  const spot = await spotOf(page, "button");
  await touchAll(
    page,
    Array.from({ length: keys }, () => spot),
  );
  const bare = await page.evaluate<readonly number[]>("bare");
  await page.close();
  return bare;
}

type Paints = { readonly keys: readonly number[]; readonly digits: readonly number[] };
type Visit = Paints & { readonly homeMs: number; readonly bare: readonly number[] };

async function visitOf(hall: Hall, url: string, keys: number): Promise<Visit> {
  const page = await slowPage(hall);
  await page.goto(url);
  const homeMs = await page.evaluate<number>(HOME_PAINTED);
  await page.tap('[data-choice="type-code"]:not([disabled])');
  await page.waitForSelector('[data-screen="citizen-code"]:not(:has(button[disabled]))');
  await page.evaluate(WATCH_KEYS);
  const spots: Spot[] = [];
  for (let key = 0; key < keys; key += 1)
    spots.push(await spotOf(page, `[data-key="${key % 10}"]`));
  await touchAll(page, spots);
  await page.waitForSelector(`[aria-label^="${keys} van"]`);
  const paints = await page.evaluate<Paints>("painted");
  await page.tap('[data-choice="stop"]:not([disabled])');
  await page.waitForSelector('[data-screen="citizen-home"]');
  await page.close();
  return { homeMs, ...paints, bare: await barePaints(hall, keys) };
}

async function visitsOf(folder: string, count: number, keys: number): Promise<readonly Visit[]> {
  const place = join(folder, "page");
  mkdirSync(place);
  const hall = await openHall(place);
  try {
    await hall.see("citizen-home");
    const url = hall.page.url();
    // A terminal has one screen: a second page would draw along.
    await hall.page.goto("about:blank");
    const visits: Visit[] = [];
    for (let visit = 0; visit < count; visit += 1) visits.push(await visitOf(hall, url, keys));
    return visits;
  } finally {
    await hall.leave();
  }
}

const within = (what: string, ms: number, mostMs: number, floorMs?: number): Figure => ({
  what,
  measured: formatMs(ms),
  floor: floorMs === undefined ? "" : `${formatMs(floorMs)} bare button`,
  ratio: floorMs === undefined ? undefined : ms / floorMs,
  goal: `≤ ${mostMs} ms`,
  met: ms <= mostMs,
});

/** At the middle and near the end, each beside what a bare button took there. */
const keyFigures = (
  what: string,
  ms: readonly number[],
  bareMs: readonly number[],
): readonly Figure[] =>
  [0.5, 0.95].map((share) =>
    within(
      `Key touched → ${what}, ${SLOWER}× slower, p${share * 100}`,
      quantile(ms, share),
      KEY_MS_MAX,
      quantile(bareMs, share),
    ),
  );

async function run({ scale, folder, say }: BenchWorld): Promise<Findings> {
  const isFull = scale === "full";
  say(`the page on a processor ${SLOWER} times slower`);
  const pages = await visitsOf(folder, isFull ? 9 : 1, isFull ? 12 : 2);
  say("the page: scans and their doors");
  const place = join(folder, "doors");
  mkdirSync(place);
  const scans = (await samplesOf(HALL, isFull ? 200 : 4, place)).filter(
    ({ method }) => method === "qr",
  );
  const keysMs = pages.flatMap(({ keys }) => keys);
  const digitsMs = pages.flatMap(({ digits }) => digits);
  const bareMs = pages.flatMap(({ bare }) => bare);
  const bytes = bundleBytes();
  return {
    figures: [
      {
        what: "The page, packed, without font and clips",
        measured: `${(bytes / 1024).toFixed(1)} KB`,
        floor: "",
        ratio: undefined,
        goal: `≤ ${BUNDLE_BYTES_MAX / 1024} KB`,
        met: bytes <= BUNDLE_BYTES_MAX,
      },
      within(
        `Page asked for → home screen painted, ${SLOWER}× slower, p50`,
        median(pages.map(({ homeMs }) => homeMs)),
        FIRST_PAINT_MS_MAX,
      ),
      ...keyFigures("its own press painted", keysMs, bareMs),
      ...keyFigures("its digit painted", digitsMs, bareMs),
      within(
        "QR scanned → door decided, granted and asked to open, p99",
        quantile(
          scans.map(({ fromScanMs }) => fromScanMs),
          0.99,
        ),
        DECISION_MS_MAX,
      ),
    ],
    tables: [],
    remarks: [
      `${pages.length} visits of a fresh page without a cache, ${keysMs.length} keys that showed it, ${digitsMs.length} digits, ${scans.length} scans.`,
    ],
  };
}

export const terminalPage: Bench = {
  title: "The screen's page",
  how: "A fresh page of a real controller with its simulated wall, in Debian's Chromium without the features that the kiosk's is started without, its processor slowed down six times by the browser itself. *Painted* is the frame after what is meant was in the page, the font loaded. A key answers twice: it looks pressed by itself, which only says that the touch was felt; its digit goes the whole way of finger, socket, controller, socket, digit. A scan is timed as under *door latency*, on 24 doors of two boards: code checked, decided, durable, first byte of OPEN. The goals are what a person notices. Beside a key stands a floor: a bare button on an empty page that turns black, touched in the same run by the same finger, which rests 80 ms on each as a finger does.",
  run,
};
