// How somebody may try to get out of the page: by keyboard, mouse, finger, reader, and by a script that got into it. Attempts only;
// what none of them may change is judged in breakouts.test.ts.
import type { Page } from "playwright-core";
import type { WallClient } from "../../bin/tour/wall-client.ts";
import type { XDisplay } from "./x-display.ts";

type Spot = { readonly x: number; readonly y: number };

export type Rogue = {
  readonly page: Page;
  readonly display: XDisplay;
  readonly wall: WallClient;
  /** On the page's title: words, and no button. */
  readonly spot: Spot;
  /** A server on this machine that is not the controller: whoever reaches it has got out. */
  readonly elsewhere: string;
};
export type Attempt = readonly [what: string, act: (rogue: Rogue) => Promise<unknown>];

const press = (keys: string, why: string): Attempt => [
  `${keys}: ${why}`,
  ({ display }) => display.act("key", keys),
];
const mouse = (what: string, ...words: readonly string[]): Attempt => [
  what,
  ({ display, spot }) => display.act("mousemove", String(spot.x), String(spot.y), ...words),
];
const script = (what: string, code: string): Attempt => [
  what,
  ({ page, elsewhere }) => runIn(page, code.replaceAll("ELSEWHERE", elsewhere)),
];

/** As a script of the page's own would run, with a finger's permission; what it throws is its own affair. */
async function runIn(page: Page, expression: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const wrapped = `(async () => { ${expression} })().then(() => undefined, () => undefined)`;
  const limitedMs = `Promise.race([${wrapped}, new Promise((late) => setTimeout(late, 400))])`;
  await session.send("Runtime.evaluate", {
    expression: limitedMs,
    awaitPromise: true,
    userGesture: true,
    allowUnsafeEvalBlockedByCSP: false,
  });
  await session.detach();
}

const byKeyboard: readonly Attempt[] = [
  press("ctrl+n", "a new window"),
  press("ctrl+shift+n", "a private window"),
  press("ctrl+t", "a new tab"),
  press("ctrl+shift+t", "the tab that was closed"),
  press("ctrl+w", "close the tab"),
  press("ctrl+F4", "close the tab"),
  press("ctrl+shift+w", "close the window"),
  press("alt+F4", "close the window"),
  press("ctrl+shift+q", "quit"),
  press("ctrl+q", "quit"),
  press("ctrl+l", "the address bar"),
  press("F6", "the address bar"),
  press("alt+d", "the address bar"),
  press("ctrl+k", "search"),
  press("ctrl+o", "open a file"),
  press("ctrl+s", "save the page"),
  press("ctrl+p", "print"),
  press("ctrl+u", "the source"),
  press("ctrl+j", "downloads"),
  press("ctrl+h", "history"),
  press("ctrl+d", "a bookmark"),
  press("ctrl+shift+o", "bookmarks"),
  press("ctrl+shift+Delete", "clear the data"),
  press("shift+Escape", "the task manager"),
  press("ctrl+shift+i", "developer tools"),
  press("ctrl+shift+j", "the console"),
  press("ctrl+shift+c", "inspect"),
  press("F12", "developer tools"),
  press("F11", "leave the full screen"),
  press("Escape", "leave the full screen"),
  press("F1", "help"),
  press("F3", "find"),
  press("ctrl+f", "find"),
  press("ctrl+g", "find again"),
  press("F5", "load again"),
  press("ctrl+r", "load again"),
  press("ctrl+shift+r", "load again, all of it"),
  press("F7", "a caret to select with"),
  press("F10", "the menu"),
  press("alt+f", "the menu"),
  press("alt+e", "the menu"),
  press("alt+Left", "back"),
  press("alt+Right", "forward"),
  press("alt+Home", "the start page"),
  press("XF86Back", "back, on a keyboard that has it"),
  press("XF86HomePage", "the start page, on a keyboard that has it"),
  press("XF86Search", "search, on a keyboard that has it"),
  press("XF86Mail", "mail, on a keyboard that has it"),
  press("ctrl+plus", "larger"),
  press("ctrl+minus", "smaller"),
  press("ctrl+0", "as large as it was"),
  press("ctrl+Tab", "the next tab"),
  press("ctrl+1", "the first tab"),
  press("alt+Tab", "the next program"),
  press("super", "the desktop"),
  press("ctrl+alt+Delete", "restart"),
  press("ctrl+alt+F2", "another console"),
  press("Menu", "the context menu"),
  press("shift+F10", "the context menu"),
  press("ctrl+a", "select all"),
  press("ctrl+c", "copy"),
  press("ctrl+v", "paste"),
  press("ctrl+x", "cut"),
  press("Print", "a picture of the screen"),
  press("space", "scroll"),
  press("Next", "scroll a page"),
  press("End", "scroll to the end"),
  [
    "an address, typed and entered",
    ({ display, elsewhere }) => display.act("type", "--delay", "5", `${elsewhere}\n`),
  ],
  [
    "a reader that types as a keyboard does, an address and control characters",
    ({ display }) =>
      display.act("type", "--delay", "2", "\u001bjavascript:alert(1)\nfile:///etc/passwd\n"),
  ],
  [
    "every key with Ctrl",
    ({ display }) => display.act("key", ...withCtrl("abcdefghijklmnopqrstuvwxyz")),
  ],
];

const withCtrl = (letters: string): readonly string[] =>
  letters.split("").flatMap((letter) => [`ctrl+${letter}`, `ctrl+shift+${letter}`]);

const byMouse: readonly Attempt[] = [
  mouse("a right click: the context menu", "click", "3"),
  mouse("a middle click: open elsewhere, or paste", "click", "2"),
  mouse("the mouse's key Back", "click", "8"),
  mouse("the mouse's key Forward", "click", "9"),
  mouse("the wheel", "click", "--repeat", "10", "5"),
  mouse(
    "the wheel with Ctrl: larger",
    "keydown",
    "ctrl",
    "click",
    "--repeat",
    "5",
    "4",
    "keyup",
    "ctrl",
  ),
  mouse("the wheel to the side: back", "click", "--repeat", "10", "6"),
  mouse("two clicks: select a word", "click", "--repeat", "2", "1"),
  mouse("three clicks: select a line", "click", "--repeat", "3", "1"),
  [
    "text and picture dragged to the edge",
    async ({ display }) => {
      await display.act("mousemove", "200", "300", "mousedown", "1");
      await display.act("mousemove", "--sync", "600", "700");
      await display.act("mousemove", "--sync", "1079", "1919", "mouseup", "1");
    },
  ],
  mouse("a click with Ctrl: a new tab", "keydown", "ctrl", "click", "1", "keyup", "ctrl"),
  mouse("a click with Shift: a new window", "keydown", "shift", "click", "1", "keyup", "shift"),
];

type Send = (method: string, parameters: object) => Promise<unknown>;
const byProtocol = (what: string, act: (send: Send, rogue: Rogue) => Promise<unknown>): Attempt => [
  what,
  async (rogue) => {
    const session = await rogue.page.context().newCDPSession(rogue.page);
    // The protocol's own names; a wrong one is answered with an error, which fails the attempt.
    await act(
      (method, parameters) =>
        session.send(method as "Input.dispatchDragEvent", parameters as never),
      rogue,
    );
    await session.detach();
  },
];

const drop = (what: string, data: (rogue: Rogue) => object): Attempt =>
  byProtocol(what, async (send, rogue) => {
    const dragged = { items: [], files: [], dragOperationsMask: 1, ...data(rogue) };
    for (const type of ["dragEnter", "dragOver", "drop"]) {
      await send("Input.dispatchDragEvent", { type, ...rogue.spot, data: dragged });
    }
  });

async function holdFingers(send: Send, points: readonly object[], ms: number): Promise<void> {
  await send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: points });
  await new Promise((over) => setTimeout(over, ms));
  await send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}

const byFinger: readonly Attempt[] = [
  byProtocol("a long press", (send, { spot }) => holdFingers(send, [spot], 900)),
  byProtocol("three fingers", (send, { spot }) =>
    holdFingers(
      send,
      [-40, 0, 40].map((step, id) => ({ x: spot.x + step, y: spot.y, id })),
      100,
    ),
  ),
  byProtocol("two fingers apart: larger", (send, { spot }) =>
    send("Input.synthesizePinchGesture", { ...spot, scaleFactor: 3, relativeSpeed: 2000 }),
  ),
  byProtocol("two fingers together: smaller", (send, { spot }) =>
    send("Input.synthesizePinchGesture", { ...spot, scaleFactor: 0.3, relativeSpeed: 2000 }),
  ),
  byProtocol("a swipe from the left edge: back", (send) =>
    swipe(send, { x: 2, y: 900, xDistance: 900 }),
  ),
  byProtocol("a swipe from the top: load again", (send) =>
    swipe(send, { x: 540, y: 2, yDistance: 1500 }),
  ),
  byProtocol("a swipe from below: the desktop", (send) =>
    swipe(send, { x: 540, y: 1915, yDistance: -1500 }),
  ),
  drop("an address dropped on the page", ({ elsewhere }) => ({
    items: [{ mimeType: "text/uri-list", data: elsewhere }],
  })),
  drop("text dropped on the page", () => ({ items: [{ mimeType: "text/plain", data: "1234" }] })),
  drop("a file dropped on the page", () => ({ files: ["/etc/hostname"] })),
];

const swipe = (send: Send, way: object): Promise<unknown> =>
  send("Input.synthesizeScrollGesture", { ...way, speed: 8000, gestureSourceType: "touch" });

const link = (href: string, more = ""): string =>
  `const a = document.createElement("a"); a.href = "${href}"; ${more} document.body.append(a); a.click(); a.remove();`;
const element = (tag: string, set: string): string =>
  `const e = document.createElement("${tag}"); ${set}; document.body.append(e); await new Promise((r) => setTimeout(r, 150)); e.remove();`;

const byScript: readonly Attempt[] = [
  script("window.open", 'window.open("ELSEWHERE")'),
  script("a link to elsewhere", link("ELSEWHERE")),
  script("a link into a new window", link("ELSEWHERE", 'a.target = "_blank";')),
  script("a javascript: link", link("javascript:document.body.remove()")),
  script("a mailto: link", link("mailto:a@example.org")),
  script("a tel: link", link("tel:+3256000000")),
  script("a link to another program", link("steam://run/1")),
  script("a download", link("/terminal/", 'a.download = "page.html";')),
  script("a data: page", link("data:text/html,hello")),
  script(
    "a blob: page",
    link("x", 'a.href = URL.createObjectURL(new Blob(["hello"], { type: "text/html" }));'),
  ),
  script("to a file", 'location.href = "file:///etc/passwd"'),
  script("to the source", 'location.href = "view-source:" + location.href'),
  script("to the settings", 'location.href = "chrome://settings"'),
  script("to another server", 'location.replace("ELSEWHERE")'),
  script("to another page of ours", 'location.href = "/api/openapi.json"'),
  script("load again", "location.reload()"),
  script("back", "history.back()"),
  script(
    "another entry in the history",
    'history.pushState({}, "", "/terminal/x"); history.back()',
  ),
  script("alert", 'alert("x")'),
  script("confirm", 'confirm("x")'),
  script("prompt", 'prompt("x")'),
  script("print", "print()"),
  script("close", "window.close()"),
  script("move and resize", "moveTo(50, 50); resizeTo(300, 300)"),
  script(
    "a question before leaving",
    'addEventListener("beforeunload", (e) => e.preventDefault(), { once: true }); location.reload()',
  ),
  script("fetch elsewhere", 'await fetch("ELSEWHERE", { mode: "no-cors" })'),
  script("a beacon", 'navigator.sendBeacon("ELSEWHERE", "x")'),
  script("a WebSocket elsewhere", 'new WebSocket("ELSEWHERE".replace("http", "ws"))'),
  script("an event stream elsewhere", 'new EventSource("ELSEWHERE")'),
  script("a picture from elsewhere", element("img", 'e.src = "ELSEWHERE/x.png"')),
  script("a script from elsewhere", element("script", 'e.src = "ELSEWHERE/x.js"')),
  script("a script in the page", element("script", 'e.textContent = "document.body.remove()"')),
  script(
    "a style from elsewhere",
    element("link", 'e.rel = "stylesheet"; e.href = "ELSEWHERE/x.css"'),
  ),
  script("a frame", element("iframe", 'e.src = "ELSEWHERE"')),
  script(
    "a frame with a page of its own",
    element("iframe", 'e.srcdoc = "hello"; e.style.display = "none"'),
  ),
  script("an object", element("object", 'e.data = "ELSEWHERE"; e.style.display = "none"')),
  script(
    "a form",
    element(
      "form",
      'e.action = "ELSEWHERE"; e.method = "post"; document.body.append(e); e.submit()',
    ),
  ),
  script(
    "a choice of files",
    element(
      "input",
      'e.type = "file"; e.style.display = "none"; document.body.append(e); e.click()',
    ),
  ),
  script(
    "a field that remembers",
    element(
      "input",
      'e.autocomplete = "name"; e.style.cssText = "position:fixed;top:-99px"; e.focus()',
    ),
  ),
  script("eval", 'eval("document.body.remove()")'),
  script("a worker", 'new Worker("ELSEWHERE/x.js")'),
  script("a service worker", 'await navigator.serviceWorker.register("/terminal/x.js")'),
  script(
    "full screen, and out of it",
    "await document.documentElement.requestFullscreen(); await document.exitFullscreen()",
  ),
  script("the pointer", "await document.body.requestPointerLock()"),
  script("the keyboard", "await navigator.keyboard.lock()"),
  script("notifications", "await Notification.requestPermission()"),
  script(
    "where it stands",
    "await new Promise((r) => navigator.geolocation.getCurrentPosition(r, r))",
  ),
  script(
    "camera and microphone",
    "await navigator.mediaDevices.getUserMedia({ audio: true, video: true })",
  ),
  script("the screen's picture", "await navigator.mediaDevices.getDisplayMedia()"),
  script("the clipboard, read", "await navigator.clipboard.readText()"),
  script("the clipboard, written", 'await navigator.clipboard.writeText("x")'),
  script("USB", "await navigator.usb.requestDevice({ filters: [] })"),
  script("a serial port", "await navigator.serial.requestPort()"),
  script("HID", "await navigator.hid.requestDevice({ filters: [] })"),
  script("Bluetooth", "await navigator.bluetooth.requestDevice({ acceptAllDevices: true })"),
  script("MIDI", "await navigator.requestMIDIAccess({ sysex: true })"),
  script("files", "await showOpenFilePicker()"),
  script(
    "a payment",
    'await new PaymentRequest([{ supportedMethods: "https://example.org" }], { total: { label: "x", amount: { currency: "EUR", value: "1" } } }).show()',
  ),
  script(
    "a password",
    'await navigator.credentials.get({ password: true, mediation: "required" })',
  ),
  script("the fonts", "await queryLocalFonts()"),
  script(
    "a protocol of its own",
    'navigator.registerProtocolHandler("web+x", location.origin + "/terminal/?%s")',
  ),
  script(
    "a page that can be edited",
    'document.designMode = "on"; document.execCommand("insertText", false, "x"); document.designMode = "off"',
  ),
  script(
    "select everything",
    'getSelection().selectAllChildren(document.body); document.execCommand("copy"); getSelection().empty()',
  ),
];

const scanned = (what: string, text: string): Attempt => [
  `scanned: ${what}`,
  ({ wall }) => wall.scan(text),
];

/** To the controller these are codes, and wrong ones. */
const byReader: readonly Attempt[] = [
  scanned("an address", "http://127.0.0.1:1/"),
  scanned("a script", "javascript:alert(1)"),
  scanned("control characters", "\u0003\u001b[2J\u0007\u0000"),
  scanned("a very long code", "L24:".padEnd(5000, "A")),
  scanned("another tongue's letters", "ПРИВЕТ-你好-🚪"),
];

/** Chromium refuses each by the policy, and says so in a bar over the page; nothing takes that bar away but the next load. */
const byFilePicker: readonly Attempt[] = [
  script(
    "a field that was never in the page",
    'Object.assign(document.createElement("input"), { type: "file" }).click()',
  ),
  script(
    "the picker of a field, by its name",
    element("input", 'e.type = "file"; document.body.append(e); e.showPicker()'),
  ),
  script(
    "a picker borrowed from a frame",
    element(
      "iframe",
      "document.body.append(e); const f = document.createElement('input'); f.type = 'file'; document.body.append(f); try { e.contentWindow.HTMLInputElement.prototype.showPicker.call(f); } finally { f.remove(); }",
    ),
  ),
];

export const attempts = { byKeyboard, byMouse, byFinger, byScript, byFilePicker, byReader };
