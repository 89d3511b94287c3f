// A technician looks at a night again, in Chromium: steps to the alarm, sees the door as it was, and is told what nobody knew.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runReplay } from "#simulator/replay-command.ts";
import type { Frame, Summary } from "#simulator/replay/replay-view.ts";
import { type RecordedNight, recordNight } from "../support/recorded-night.ts";
import { listenTo } from "./at-screen.ts";
import { type OwnChromium, openChromium } from "./chromium.ts";
import { takePicture } from "./pictures.ts";

let folder: string;
let night: RecordedNight;
let chromium: OwnChromium;
let page: Page;
let complaints: readonly string[];
let url: string;
let stop: () => Promise<void>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "loket24-replay-"));
  night = await recordNight(folder);
  ({ url, stop } = await replay(night.ledgerFile, night.configFile));
  chromium = await openChromium();
  page = await chromium.context.newPage();
  ({ complaints } = listenTo(page, url));
  await page.setViewportSize({ width: 1280, height: 880 });
  await page.goto(url);
  await page.waitForSelector(".door");
});
afterAll(async () => {
  await chromium.close();
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

/** On a free port, and the address that it prints. */
async function replay(file: string, config: string | undefined) {
  const printed: string[] = [];
  const { log } = console;
  console.log = (line: string) => void printed.push(line);
  const running = await runReplay({ file, config, port: 0 });
  console.log = log;
  if ("objection" in running) throw new Error(running.objection);
  return { url: (printed[0] ?? "").replace("Replay: ", ""), stop: running.stop };
}

// The API's own types, given by the very code that answers.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const ask = async <T>(path: string): Promise<T> =>
  (await (await fetch(`${url}${path}`)).json()) as T;
const now = (): Promise<string> => page.innerText("#now");
const seeNow = (words: string): Promise<void> => page.locator("#now", { hasText: words }).waitFor();
const door = (number: number) => page.locator(`.door[data-number="${number}"]`);
/** Is this inside what the list shows of itself? */
async function isInSight(inner: string, list: string): Promise<boolean> {
  const [item, frame] = await Promise.all(
    [inner, list].map((one) => page.locator(one).boundingBox()),
  );
  return !!item && !!frame && item.y >= frame.y && item.y + item.height <= frame.y + frame.height;
}
const positionOf = (number: number): Promise<string | null> =>
  door(number).getAttribute("data-door");

describe("a technician", () => {
  test("is told what the recording holds, and sees a wall of which nothing is known yet", async () => {
    expect(await page.innerText("#file")).toMatch(
      /^night\.jsonl, an exported ledger: \d+ events in 5 h 2\d min, 2 alarms$/,
    );
    expect(await page.locator(".door").count()).toBe(8);
    expect(await page.locator('.door[data-door="unknown"]').count()).toBe(8);
    expect(await page.locator("#marks i").count()).toBe(2);
  });

  test("jumps to the alarm by keyboard, and sees which door stands open and since when", async () => {
    await page.keyboard.press("a");
    await seeNow("Alarm");
    expect(await now()).toMatch(
      /^Alarm: Door 3 opened, and nobody was allowed to open it \(number \d+\)$/,
    );
    expect(await positionOf(night.forced)).toBe("open");
    expect(await door(night.forced).innerText()).toMatch(/open for 0 s, .*opened without grant/s);
    expect(await door(night.forced).getAttribute("data-flagged")).toBe("true");
    expect(await positionOf(4)).toBe("closed");
    expect(await page.locator("#events [aria-current]").innerText()).toContain("Door 3");
    const [time = ""] = new Date(night.forcedAtMs).toTimeString().split(" ");
    expect(await page.innerText("#clock")).toContain(time);
    expect(await isInSight("#events [aria-current]", "#events")).toBe(true);
    await takePicture(page, "replay", 0.7);
  });

  test("steps back to the moment before, and the door is closed; forth, and it is open again", async () => {
    await page.keyboard.press("ArrowLeft");
    await seeNow("Door 3 opened");
    expect(await positionOf(night.forced)).toBe("open");
    await page.keyboard.press("ArrowLeft");
    await page.waitForSelector(`.door[data-number="${night.forced}"][data-door="closed"]`);
    await page.click("#next");
    await page.waitForSelector(`.door[data-number="${night.forced}"][data-door="open"]`);
  });

  test("finds the doors unknown where nobody can have known them, with what was known before", async () => {
    await page.keyboard.press("End");
    await page.waitForSelector('.door[data-number="7"][data-door="unknown"]');
    expect(await door(7).innerText()).toMatch(/unknown, was closed .* ago/);
    expect(await door(7).getAttribute("title")).toContain("its board does not answer");
    expect(await positionOf(night.forced)).toBe("closed");
    expect(await page.locator("#boards").innerText()).toMatch(
      /a:02\s+doors not known, its board does not answer/,
    );
  });

  test("plays: quiet hours are skipped and said, and playing stops at the alarm by itself", async () => {
    await page.keyboard.press("Home");
    await seeNow("The ledger of terminal hal begins");
    await page.selectOption("#speed", "1000");
    await page.click("#play");
    await page.locator("#quiet", { hasText: "Nothing happened for 5 h" }).waitFor();
    await seeNow("Alarm: Door 3 opened");
    expect(await page.innerText("#play")).toBe("Play");
    expect(await positionOf(night.forced)).toBe("open");
  });

  test("jumps to any event of the list, and moves the slider", async () => {
    await page.keyboard.press("Home");
    await seeNow("The ledger of terminal hal begins");
    await page.locator("#events button", { hasText: "Door 2 is found closed" }).click();
    await seeNow("Door 2 is found closed");
    expect(await positionOf(2)).toBe("closed");
    expect(await positionOf(3)).toBe("unknown");
    await page.locator("#slider").fill("1000");
    await page.waitForSelector('.door[data-number="7"][data-door="unknown"]');
  });

  test("asked nobody but the replay itself, and the page had nothing to complain of", () => {
    expect(complaints).toEqual([]);
  });
});

test("of a bus capture shows the lines of the wire beside the wall, also as hex", async () => {
  const file = join(folder, "bus.jsonl");
  const line = {
    tMs: 5,
    at: "2026-11-04T02:13:00.005Z",
    bus: "a",
    dir: ">",
    line: ">01 0003 STAT*9AFC",
  };
  writeFileSync(
    file,
    `${JSON.stringify({ ...line, dir: "port", line: "opened" })}\n${JSON.stringify(line)}\n`,
  );
  const second = await replay(file, night.configFile);
  const other = await chromium.context.newPage();
  await other.goto(second.url);
  await other.locator("#lines li", { hasText: ">01 0003 STAT*9AFC" }).waitFor();
  expect(await other.locator('.door[data-door="unknown"]').count()).toBe(8);
  await other.check("#hex");
  await other
    .locator("#lines li", { hasText: "3E 30 31 20 30 30 30 33 20 53 54 41 54 2A 39 41 46 43 0A" })
    .waitFor();
  await other.close();
  await second.stop();
});

describe("the replay's own API", () => {
  test("answers the same for an event whichever way one came to it", async () => {
    const { fromN, events, toTMs } = await ask<Summary>("api/replay");
    const last = fromN + events - 1;
    const forth: Frame[] = [];
    for (let n = fromN; n <= last; n += 7) forth.push(await ask(`api/replay/frame?n=${n}`));
    for (const frame of forth.toReversed())
      expect(await ask(`api/replay/frame?n=${frame.n}`)).toEqual(frame);
    expect((await ask<Frame>(`api/replay/frame?tMs=${toTMs * 2}`)).n).toBe(last);
  });

  test.each(["", "?tMs=x", "?n=-1", "?n=1.5", "?tMs=Infinity"])(
    "refuses frame%s with one sentence",
    async (query) => {
      const answer = await fetch(`${url}api/replay/frame${query}`);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toEqual({ error: expect.stringMatching(/^give either tMs/) });
    },
  );
});
