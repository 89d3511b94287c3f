// The shell as a whole on Electron's parts without Electron: what it opens, what it loads, and how it comes back.
import { setImmediate as breath } from "node:timers/promises";
import { beforeEach, describe, expect, test } from "vitest";
import { startShell } from "../../terminal-ui/shell/shell.ts";
import { type FakeContents, fakeElectron, refusable } from "./fake-electron.ts";

const ORIGIN = "http://127.0.0.1:2424";
const TERMINAL = `${ORIGIN}/terminal/`;
const PACKED = "loket24://packed/";
const SETTINGS = { origin: ORIGIN, phone: "056 00 00 00", languages: ["nl"], windowed: false };

let electron: ReturnType<typeof fakeElectron>;
let asked: string[];
let isUp: boolean;
let nowMs: number;
/** The shell's only timer: its next round. */
let rounds: (() => void)[];

function start(settings = SETTINGS, { isFirst = true } = {}): void {
  electron = fakeElectron({ isFirst });
  const machine = {
    answersOk: (url: string) => {
      asked.push(url);
      return Promise.resolve(isUp);
    },
    nowMs: () => nowMs,
    after: (run: () => void, ms: number) => {
      expect(ms).toBe(1000);
      rounds.push(run);
    },
    preload: "/app/preload.cjs",
  };
  startShell(electron.parts, machine, settings);
}

beforeEach(() => {
  asked = [];
  rounds = [];
  isUp = true;
  nowMs = 0;
});

async function becomeReady(settings = SETTINGS): Promise<void> {
  start(settings);
  electron.app.emit("ready");
  await breath();
}

async function secondsPass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    nowMs += 1000;
    for (const run of rounds.splice(0)) run();
    await breath();
  }
}

function theWindow() {
  const [window, ...others] = electron.windows;
  if (window === undefined || others.length > 0) throw new Error("not exactly one window");
  return window;
}
const contents = (): FakeContents => theWindow().webContents;
const loads = (): readonly string[] => theWindow().loaded.splice(0);

describe("at the start", () => {
  test("a second instance ends and touches nothing", () => {
    start(SETTINGS, { isFirst: false });
    electron.app.emit("ready");
    expect(electron.app.calls).toEqual(["quit"]);
    expect(electron.windows).toEqual([]);
    expect(electron.told.menus).toEqual([]);
  });

  test("every process is in the sandbox, and there is no menu", () => {
    start();
    expect(electron.app.calls).toEqual(["enableSandbox"]);
    expect(electron.told.menus).toEqual([null]);
    const privileges = { standard: true, secure: true };
    expect(electron.told.schemes).toEqual([[{ scheme: "loket24", privileges }]]);
    expect(electron.windows).toEqual([]);
  });

  test("one locked window fills the screen, and the display stays on", async () => {
    await becomeReady();
    const { kiosk, webPreferences } = theWindow().options;
    expect(kiosk).toBe(true);
    expect(webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      preload: "/app/preload.cjs",
      session: electron.session,
    });
    expect(contents().windowOpen).toBeDefined();
    expect(electron.told.blockers).toEqual(["prevent-display-sleep"]);
    expect(electron.told.partitions).toEqual(["terminal"]);
    expect(electron.session.isCancelled("https://evil.example/")).toBe(true);
  });

  test("a developer's window does not fill the screen", async () => {
    await becomeReady({ ...SETTINGS, windowed: true });
    expect(theWindow().options.kiosk).toBe(false);
  });
});

describe("on the screen", () => {
  test("stands the controller's page", async () => {
    await becomeReady();
    await secondsPass(3);
    expect(loads()).toEqual([TERMINAL]);
    expect(new Set(asked)).toEqual(new Set([`${ORIGIN}/api/health`]));
  });

  test("stands the packed page with the phone number while there is no controller, and then the other", async () => {
    isUp = false;
    await becomeReady();
    expect(loads()).toEqual([PACKED]);
    const answer = electron.session.schemes.get("loket24")?.();
    expect(await answer?.text()).toContain("056\u00a000\u00a000\u00a000");
    expect(answer?.headers.get("content-security-policy")).toContain("default-src 'none'");
    isUp = true;
    await secondsPass(1);
    expect(loads()).toEqual([TERMINAL]);
  });

  test.each<[string, () => void]>([
    ["crashes", () => contents().emit("render-process-gone", {}, { reason: "crashed" })],
    ["hangs", () => contents().emit("unresponsive")],
    [
      "cannot be loaded",
      () => contents().emit("did-fail-load", {}, -102, "REFUSED", TERMINAL, true),
    ],
    ["is answered with an error", () => contents().emit("did-navigate", {}, TERMINAL, 503)],
  ])(
    "a page that %s is loaded again, and makes way for the packed one if that goes on",
    async (_what, fall) => {
      await becomeReady();
      fall();
      await secondsPass(1);
      fall();
      await secondsPass(1);
      expect(loads()).toEqual([TERMINAL, TERMINAL, PACKED]);
      await secondsPass(1);
      expect(loads()).toEqual([TERMINAL]);
    },
  );

  test("a hanging page is ended, not asked", async () => {
    await becomeReady();
    contents().emit("unresponsive");
    expect(contents().ended).toBe(1);
  });

  test.each<[string, () => void]>([
    [
      "a load that another one replaced",
      () => contents().emit("did-fail-load", {}, -3, "", "", true),
    ],
    ["a frame that failed", () => contents().emit("did-fail-load", {}, -102, "", "", false)],
    ["a page that came", () => contents().emit("did-navigate", {}, TERMINAL, 200)],
  ])("%s changes nothing", async (_what, happen) => {
    await becomeReady();
    happen();
    await secondsPass(2);
    expect(loads()).toEqual([TERMINAL]);
  });

  test("a load that fails is no crash of the shell", async () => {
    await becomeReady();
    theWindow().failsToLoad = true;
    contents().emit("render-process-gone");
    await secondsPass(2);
    expect(loads()).toEqual([TERMINAL, TERMINAL]);
  });
});

const say = (senderFrame: object | null): void =>
  void contents().ipc.emit("loket24-lives", { senderFrame });

describe("signs of life", () => {
  test("a page that gives them is left alone; one that stops is loaded again", async () => {
    await becomeReady();
    for (let second = 0; second < 60; second += 1) {
      say(contents().mainFrame);
      await secondsPass(1);
    }
    expect(loads()).toEqual([TERMINAL]);
    await secondsPass(21);
    expect(loads()).toEqual([TERMINAL]);
  });

  test.each<[string, () => object | null]>([
    ["another frame", () => ({ origin: ORIGIN })],
    ["a frame that is gone", () => null],
    ["another page", () => Object.assign(contents().mainFrame, { origin: "https://evil.example" })],
  ])("count only from the terminal's own page: %s", async (_what, sender) => {
    await becomeReady();
    for (let second = 0; second < 21; second += 1) {
      say(sender());
      await secondsPass(1);
    }
    expect(loads()).toEqual([TERMINAL, TERMINAL]);
  });
});

test("the window closes only when the shell is being stopped", async () => {
  await becomeReady();
  const pressed = refusable({});
  theWindow().emit("close", pressed);
  expect(pressed.refused).toBe(true);
  electron.app.emit("before-quit");
  const stopped = refusable({});
  theWindow().emit("close", stopped);
  expect(stopped.refused).toBe(false);
});
