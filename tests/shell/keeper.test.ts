// Which page stands on the screen through crashes, silences and a controller that comes and goes; on a clock of the test's own.
import { beforeEach, expect, test } from "vitest";
import { createKeeper } from "../../terminal-ui/shell/keeper.ts";

let nowMs: number;
let answers: boolean;
let loads: string[];
let keeper: ReturnType<typeof createKeeper>;

beforeEach(() => {
  nowMs = 1_000_000;
  answers = true;
  loads = [];
  keeper = createKeeper({
    load: (page) => loads.push(page),
    controllerAnswers: () => Promise.resolve(answers),
    nowMs: () => nowMs,
  });
});

/** Ticks once a second; a page that lives says so meanwhile. */
async function passSeconds(seconds: number, { silent = false } = {}): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    nowMs += 1000;
    if (!silent) keeper.lives();
    await keeper.tick();
  }
}

/** What was loaded since the last look. */
const looked = (): readonly string[] => loads.splice(0);

test("shows the terminal as soon as the controller answers, and loads it once", async () => {
  await keeper.tick();
  await passSeconds(120);
  expect(looked()).toEqual(["terminal"]);
});

test("shows the packed page until the controller is up", async () => {
  answers = false;
  await keeper.tick();
  await passSeconds(30);
  expect(looked()).toEqual(["out-of-service"]);
  answers = true;
  await passSeconds(1);
  expect(looked()).toEqual(["terminal"]);
});

test("lets a controller restart behind the page, and takes the packed one after five missed answers", async () => {
  await keeper.tick();
  looked();
  answers = false;
  await passSeconds(4);
  answers = true;
  await passSeconds(1);
  expect(looked()).toEqual([]);
  answers = false;
  await passSeconds(5);
  expect(looked()).toEqual(["out-of-service"]);
  answers = true;
  await passSeconds(1);
  expect(looked()).toEqual(["terminal"]);
});

test("reloads at once after a crash", async () => {
  await keeper.tick();
  await passSeconds(5);
  keeper.fell();
  await passSeconds(1);
  expect(looked()).toEqual(["terminal", "terminal"]);
});

test("shows the packed page between crashes that follow each other, longer each time, up to a minute", async () => {
  await keeper.tick();
  const waits: number[] = [];
  for (let falls = 0; falls < 9; falls += 1) {
    keeper.fell();
    looked();
    const fellAtMs = nowMs;
    while (!loads.includes("terminal")) await passSeconds(1);
    expect(loads).toEqual(falls === 0 ? ["terminal"] : ["out-of-service", "terminal"]);
    waits.push((nowMs - fellAtMs) / 1000);
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
});

test("forgets older crashes once the page has stood for a minute", async () => {
  await keeper.tick();
  for (let falls = 0; falls < 4; falls += 1) {
    keeper.fell();
    await passSeconds(20);
  }
  await passSeconds(61);
  looked();
  keeper.fell();
  await passSeconds(1);
  expect(looked()).toEqual(["terminal"]);
});

test("takes a page that draws nothing for 20 s for fallen", async () => {
  await keeper.tick();
  await passSeconds(20, { silent: true });
  expect(looked()).toEqual(["terminal"]);
  await passSeconds(1, { silent: true });
  expect(looked()).toEqual(["terminal"]);
});

test("brings the packed page back when that one crashes, and holds no wait against it", async () => {
  answers = false;
  await keeper.tick();
  keeper.fell();
  await passSeconds(1);
  expect(looked()).toEqual(["out-of-service", "out-of-service"]);
  answers = true;
  await passSeconds(1);
  expect(looked()).toEqual(["terminal"]);
});
