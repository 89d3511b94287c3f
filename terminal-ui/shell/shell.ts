// Puts the shell together from Electron's parts: one locked window that shows the controller's page, or the packed one.
// Holds no authority: it opens no door, keeps no data, and gives the page nothing to call.
import type * as Electron from "electron";
import { createKeeper } from "./keeper.ts";
import { LOCKED, SCHEME, lockContents, lockSession } from "./locks.ts";
import { PAGE_HEADERS, outOfServicePage } from "./out-of-service.ts";
import type { Settings } from "./settings.ts";

type Used = "app" | "BrowserWindow" | "Menu" | "powerSaveBlocker" | "protocol" | "session";
export type Parts = Pick<typeof Electron, Used>;

export type Machine = {
  readonly answersOk: (url: string) => Promise<boolean>;
  readonly nowMs: () => number;
  readonly after: (run: () => void, ms: number) => void;
  readonly preload: string;
};

const TICK_MS = 1000;
/** Chromium's ERR_ABORTED: another page was asked for meanwhile. */
const SUPERSEDED = -3;

/** To be called before Electron is ready. */
export function startShell(parts: Parts, machine: Machine, settings: Settings): void {
  const { app, Menu, protocol } = parts;
  if (!app.requestSingleInstanceLock()) return app.quit();
  app.enableSandbox();
  const privileges = { standard: true, secure: true };
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }]);
  Menu.setApplicationMenu(null);
  app.on("web-contents-created", (_event, contents) => lockContents(contents));
  app.on("ready", () => showTerminal(parts, machine, settings));
}

function showTerminal(parts: Parts, machine: Machine, settings: Settings): void {
  const window = openWindow(parts, machine.preload, settings);
  const [{ origin }, { webContents }] = [settings, window];
  const addresses = { terminal: `${origin}/terminal/`, "out-of-service": `${SCHEME}://packed/` };
  const keeper = createKeeper({
    // What cannot be loaded is heard of by `did-fail-load`.
    load: (page) => void window.loadURL(addresses[page]).catch(() => undefined),
    controllerAnswers: () => machine.answersOk(`${origin}/api/health`),
    nowMs: machine.nowMs,
  });
  webContents.on("render-process-gone", keeper.fell);
  webContents.on("did-fail-load", (_event, code, ...[, , isMain]) => {
    if (isMain && code !== SUPERSEDED) keeper.fell();
  });
  webContents.on("did-navigate", (_event, _url, status) => status >= 400 && keeper.fell());
  // A page that hangs is ended, and falls by that.
  webContents.on("unresponsive", () => webContents.forcefullyCrashRenderer());
  webContents.ipc.on("loket24-lives", ({ senderFrame }) => {
    if (senderFrame === webContents.mainFrame && senderFrame.origin === origin) keeper.lives();
  });
  const round = (): void => void keeper.tick().then(() => machine.after(round, TICK_MS));
  round();
}

/** Only whoever started the shell ends it: the window itself does not close. */
function openWindow(parts: Parts, preload: string, settings: Settings): Electron.BrowserWindow {
  const { app, BrowserWindow, powerSaveBlocker } = parts;
  powerSaveBlocker.start("prevent-display-sleep");
  // In memory: nothing that a page keeps outlives the process.
  const session = parts.session.fromPartition("terminal");
  lockSession(session, settings.origin);
  const packed = outOfServicePage(settings.phone, settings.languages);
  session.protocol.handle(SCHEME, () => new Response(packed, { headers: PAGE_HEADERS }));
  const webPreferences = { ...LOCKED, preload, session };
  const kiosk = !settings.windowed;
  const window = new BrowserWindow({ kiosk, backgroundColor: "#0d3b4f", webPreferences });
  let mayClose = false;
  app.on("before-quit", () => (mayClose = true));
  window.on("close", (event) => mayClose || event.preventDefault());
  return window;
}
