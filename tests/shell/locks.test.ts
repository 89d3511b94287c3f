// What the shell refuses, asked in each of the ways Electron can be asked.
import type { Session, WebContents } from "electron";
import { describe, expect, test } from "vitest";
import { LOCKED, isOwn, lockContents, lockSession } from "../../terminal-ui/shell/locks.ts";
import { FakeContents, FakeSession, refusable } from "./fake-electron.ts";

const ORIGIN = "http://127.0.0.1:2424";

function lockedSession(): FakeSession {
  const session = new FakeSession();
  lockSession(session as unknown as Session, ORIGIN);
  return session;
}

function lockedContents(): FakeContents {
  const contents = new FakeContents();
  lockContents(contents as unknown as WebContents);
  return contents;
}

test.each([
  `${ORIGIN}/terminal/`,
  `${ORIGIN}/api/health`,
  "ws://127.0.0.1:2424/api/terminal",
  "loket24://packed/",
])("lets the terminal's own requests through: %s", (url) => {
  expect(isOwn(url, ORIGIN)).toBe(true);
  expect(lockedSession().isCancelled(url)).toBe(false);
});

test.each([
  "https://127.0.0.1:2424/",
  "http://127.0.0.1:2425/",
  "http://127.0.0.1/",
  "http://localhost:2424/",
  "http://127.0.0.1:2424.evil.example/",
  "http://127.0.0.1:2424@evil.example/",
  "ws://evil.example/",
  "wss://127.0.0.1:2424/",
  "http://evil.example/?http://127.0.0.1:2424/",
  "file:///etc/passwd",
  "data:text/html,hello",
  "blob:http://127.0.0.1:2424/0a1b",
  "chrome://settings/",
  "devtools://devtools/bundled/inspector.html",
  "view-source:http://127.0.0.1:2424/",
  "javascript:alert(1)",
  "loket24://elsewhere/",
])("cancels every other request: %s", (url) => {
  expect(lockedSession().isCancelled(url)).toBe(true);
});

describe("a session", () => {
  test("grants no permission, asked or looked up, and no device", () => {
    const { handlers } = lockedSession();
    const answers: boolean[] = [];
    const ask = handlers.get("permission-request") as unknown as (
      contents: undefined,
      permission: string,
      answer: (granted: boolean) => void,
    ) => void;
    for (const permission of ["geolocation", "media", "notifications", "clipboard-read", "usb"]) {
      ask(undefined, permission, (granted) => answers.push(granted));
    }
    expect(answers).toEqual([false, false, false, false, false]);
    expect(handlers.get("permission-check")?.()).toBe(false);
    expect(handlers.get("device-permission")?.()).toBe(false);
  });

  test("trusts no certificate", () => {
    const verify = lockedSession().handlers.get("certificate") as unknown as (
      request: object,
      answer: (result: number) => void,
    ) => void;
    const results: number[] = [];
    verify({ hostname: "gemeente.example", errorCode: 0 }, (result) => results.push(result));
    expect(results).toEqual([-2]);
  });

  test("downloads nothing", () => {
    const event = refusable({});
    lockedSession().emit("will-download", event);
    expect(event.refused).toBe(true);
  });
});

describe("a page", () => {
  test("opens no window", () => {
    const answer = lockedContents().windowOpen?.({ url: `${ORIGIN}/terminal/` } as never);
    expect(answer).toEqual({ action: "deny" });
  });

  test.each(["will-frame-navigate", "will-redirect", "will-attach-webview", "will-prevent-unload"])(
    "is refused %s",
    (event) => {
      expect(lockedContents().isRefused(event)).toBe(true);
    },
  );

  test("cannot be zoomed by two fingers", () => {
    const contents = lockedContents();
    contents.emit("dom-ready");
    expect(contents.zoomLimits).toEqual([1, 1]);
  });

  const alone = { control: false, alt: false, meta: false };
  test.each(["1", "0", "Enter", "Backspace", "Tab", "ArrowUp", "F13", "F24", "Escape", "L"])(
    "hears the key %s",
    (key) => {
      expect(lockedContents().isRefused("before-input-event", { ...alone, key })).toBe(false);
    },
  );
  test.each([
    { ...alone, key: "F1" },
    { ...alone, key: "F5" },
    { ...alone, key: "F11" },
    { ...alone, key: "F12" },
    { ...alone, control: true, key: "r" },
    { ...alone, control: true, key: "+" },
    { ...alone, alt: true, key: "F4" },
    { ...alone, alt: true, key: "ArrowLeft" },
    { ...alone, meta: true, key: "Meta" },
  ])("never hears %o", (input) => {
    expect(lockedContents().isRefused("before-input-event", input)).toBe(true);
  });
});

test("each preference that keeps page and machine apart is written down", () => {
  expect(LOCKED).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    devTools: false,
    disableDialogs: true,
    navigateOnDragDrop: false,
    spellcheck: false,
  });
  expect(LOCKED).not.toHaveProperty("enableBlinkFeatures");
});
