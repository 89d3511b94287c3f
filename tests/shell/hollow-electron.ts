// An Electron without Electron: a folder that can be packed, and a module that the built shell can be run against.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where the fuses stand in every Electron binary (build/fuses of its source). */
const SENTINEL = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
const FUSES = [
  "runAsNode",
  "enableCookieEncryption",
  "enableNodeOptionsEnvironmentVariable",
  "enableNodeCliInspectArguments",
  "enableEmbeddedAsarIntegrityValidation",
  "onlyLoadAppFromAsar",
  "loadBrowserProcessSpecificV8Snapshot",
  "grantFileProtocolExtraPrivileges",
] as const;
/** As Electron ships them. */
const DEFAULTS = "10110001";
const ON = "1";

export function makeHollowDist(folder: string): void {
  mkdirSync(join(folder, "resources"), { recursive: true });
  const header = Buffer.from([1, DEFAULTS.length]);
  const binary = Buffer.concat([Buffer.from(`…${SENTINEL}`), header, Buffer.from(`${DEFAULTS}…`)]);
  writeFileSync(join(folder, "electron"), binary, { mode: 0o755 });
  for (const name of ["LICENSE", "LICENSES.chromium.html", "version"]) {
    writeFileSync(join(folder, name), name);
  }
}

/** Each fuse of that binary, on or off. */
export function readFuses(binary: string): Readonly<Record<string, boolean>> {
  const bytes = readFileSync(binary);
  const at = bytes.indexOf(SENTINEL) + SENTINEL.length + 2;
  const wire = bytes.toString("latin1", at, at + FUSES.length);
  return Object.fromEntries(FUSES.map((name, index) => [name, wire[index] === ON]));
}

/** Says on stdout what it is asked, and ends at the first page that is loaded. */
const MODULE = `
const { EventEmitter } = require("node:events");
const say = (words) => process.stdout.write(words + "\\n");
const app = new EventEmitter();
app.requestSingleInstanceLock = () => true;
app.enableSandbox = () => say("sandbox");
app.exit = (code) => process.exit(code);
const webContents = Object.assign(new EventEmitter(), { ipc: new EventEmitter(), mainFrame: {}, setWindowOpenHandler() {} });
class BrowserWindow extends EventEmitter {
  webContents = webContents;
  constructor(options) { super(); say("preload " + require("node:path").basename(options.webPreferences.preload)); app.emit("web-contents-created", {}, webContents); }
  loadURL(url) { say("loads " + url); process.exit(0); }
}
const quiet = () => undefined;
const session = Object.assign(new EventEmitter(), {
  setPermissionRequestHandler: quiet, setPermissionCheckHandler: quiet, setDevicePermissionHandler: quiet, setCertificateVerifyProc: quiet,
  webRequest: { onBeforeRequest: quiet }, protocol: { handle: quiet },
});
module.exports = {
  app, BrowserWindow, Menu: { setApplicationMenu: quiet }, powerSaveBlocker: { start: quiet },
  protocol: { registerSchemesAsPrivileged: quiet }, session: { fromPartition: () => session },
  ipcRenderer: { send: (channel) => { say("sends " + channel); process.exit(0); } },
};
setImmediate(() => app.emit("ready"));
`;

/** A place from which `require("electron")` finds this module instead of the package that would fetch the binary. */
export function makeHollowModule(folder: string): void {
  const place = join(folder, "node_modules/electron");
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, "index.js"), MODULE);
}
