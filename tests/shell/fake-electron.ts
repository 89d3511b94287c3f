// Electron's parts as far as the shell touches them: each remembers what it was told, and events are sent by hand. No binary.
import { EventEmitter } from "node:events";
import type * as Electron from "electron";
import type { Parts } from "../../terminal-ui/shell/shell.ts";

/** An event that can be refused. */
export function refusable<Details extends object>(details: Details) {
  const event = {
    ...details,
    refused: false,
    preventDefault: () => {
      event.refused = true;
    },
  };
  return event;
}

type WindowOpenHandler = Parameters<Electron.WebContents["setWindowOpenHandler"]>[0];

export class FakeContents extends EventEmitter {
  readonly ipc = new EventEmitter();
  readonly mainFrame = { origin: "http://127.0.0.1:2424" };
  windowOpen: WindowOpenHandler | undefined;
  zoomLimits: readonly number[] = [];
  ended = 0;
  setWindowOpenHandler = (handler: WindowOpenHandler): void => {
    this.windowOpen = handler;
  };
  setVisualZoomLevelLimits = (...limits: readonly number[]): Promise<void> => {
    this.zoomLimits = limits;
    return Promise.resolve();
  };
  forcefullyCrashRenderer = (): void => {
    this.ended += 1;
    this.emit("render-process-gone", {}, { reason: "killed" });
  };
  /** Sends an event that can be refused, and says whether it was. */
  isRefused(name: string, details: object = {}): boolean {
    const event = refusable({});
    this.emit(name, event, details);
    return event.refused;
  }
}

type BeforeRequest = (
  details: { readonly url: string },
  answer: (response: { readonly cancel?: boolean }) => void,
) => void;

/** Handlers under the names of their setters. */
export class FakeSession extends EventEmitter {
  readonly handlers = new Map<string, (...given: never[]) => unknown>();
  readonly schemes = new Map<string, () => Response>();
  beforeRequest: BeforeRequest = () => undefined;
  readonly setPermissionRequestHandler = this.setter("permission-request");
  readonly setPermissionCheckHandler = this.setter("permission-check");
  readonly setDevicePermissionHandler = this.setter("device-permission");
  readonly setCertificateVerifyProc = this.setter("certificate");
  readonly protocol = {
    handle: (scheme: string, answer: () => Response) => void this.schemes.set(scheme, answer),
  };
  readonly webRequest = {
    onBeforeRequest: (handler: BeforeRequest) => {
      this.beforeRequest = handler;
    },
  };
  private setter(name: string) {
    return (handler: (...given: never[]) => unknown) => void this.handlers.set(name, handler);
  }
  isCancelled(url: string): boolean | undefined {
    let cancelled: boolean | undefined;
    this.beforeRequest({ url }, ({ cancel }) => {
      cancelled = cancel;
    });
    return cancelled;
  }
}

class FakeWindow extends EventEmitter {
  readonly webContents = new FakeContents();
  readonly loaded: string[] = [];
  readonly options: Electron.BrowserWindowConstructorOptions;
  failsToLoad = false;
  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    this.options = options;
  }
  loadURL(url: string): Promise<void> {
    this.loaded.push(url);
    return this.failsToLoad ? Promise.reject(new Error("ERR_FAILED")) : Promise.resolve();
  }
}

export function fakeElectron({ isFirst = true } = {}) {
  const app = Object.assign(new EventEmitter(), {
    calls: [] as string[],
    requestSingleInstanceLock: () => isFirst,
    quit: () => void app.calls.push("quit"),
    enableSandbox: () => void app.calls.push("enableSandbox"),
  });
  const session = new FakeSession();
  const windows: FakeWindow[] = [];
  const told = {
    partitions: [] as string[],
    menus: [] as unknown[],
    schemes: [] as unknown[],
    blockers: [] as string[],
  };
  class BrowserWindow extends FakeWindow {
    constructor(options: Electron.BrowserWindowConstructorOptions) {
      super(options);
      windows.push(this);
      app.emit("web-contents-created", {}, this.webContents);
    }
  }
  const parts = {
    app,
    BrowserWindow,
    Menu: { setApplicationMenu: (menu: unknown) => void told.menus.push(menu) },
    powerSaveBlocker: { start: (kind: string) => told.blockers.push(kind) },
    protocol: {
      registerSchemesAsPrivileged: (schemes: unknown) => void told.schemes.push(schemes),
    },
    session: {
      fromPartition: (name: string) => {
        told.partitions.push(name);
        return session;
      },
    },
  } as unknown as Parts;
  return { parts, app, session, windows, told };
}
