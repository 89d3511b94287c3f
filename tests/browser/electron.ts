// Electron in Chromium's place, wherever ELECTRON_BIN names one. Not run where its binary cannot be fetched: docs/shells.md says on
// which of the two the tests were seen to pass.
import { join } from "node:path";
import {
  type BrowserContext,
  type ElectronApplication,
  type Page,
  _electron,
} from "playwright-core";
import { LOCKED } from "../../terminal-ui/shell/locks.ts";
import { repositoryRoot } from "../tidy/repository-files.ts";
import { buildShell } from "./built-shell.ts";

const given = process.env["ELECTRON_BIN"] ?? "";
/** Undefined: Debian's Chromium it is. */
export const electronBin: string | undefined = given === "" ? undefined : given;

export const shellMain = join(repositoryRoot, "terminal-ui/dist-shell/main.cjs");
const isRoot = process.getuid?.() === 0;
/** Root has no sandbox of Chromium's. */
export const rootSwitches: readonly string[] = isRoot ? ["--no-sandbox"] : [];

/** Nobody listens there: the shell's own window shows its packed page, and the tests have theirs beside it. */
const NOBODY = "--controller=http://127.0.0.1:9";

export async function openElectron(executablePath: string) {
  await buildShell();
  const args = [shellMain, ...rootSwitches, NOBODY, "--phone=056 00 00 00", "--windowed"];
  const app = await _electron.launch({ executablePath, args });
  const context = withWindows(app);
  return { context, close: () => app.close() };
}

/** A context whose pages are windows of that Electron, as locked as the shell's own. */
function withWindows(app: ElectronApplication): BrowserContext {
  const newPage = async (): Promise<Page> => {
    const opened = app.waitForEvent("window");
    await app.evaluate(({ BrowserWindow }, locked) => {
      const window = new BrowserWindow({ webPreferences: JSON.parse(locked) });
      return window.loadURL("about:blank");
    }, JSON.stringify(LOCKED));
    const page = await opened;
    await page.emulateMedia({ reducedMotion: "reduce" });
    // Electron's pages know no finger; a button of ours acts on any pointer.
    return Object.assign(page, { tap: page.click.bind(page) });
  };
  return Object.assign(app.context(), { newPage });
}
