// The entry of Electron's main process: hands its parts to the shell. Nothing is decided here.
import { join } from "node:path";
import * as electron from "electron";
import { readSettings } from "./settings.ts";
import { startShell } from "./shell.ts";

const answersOk = async (url: string): Promise<boolean> =>
  (await fetch(url, { signal: AbortSignal.timeout(3000) }).catch(() => null))?.ok === true;
const nowMs = (): number => performance.now();
const settings = readSettings(process.argv.slice(1));
if (typeof settings === "string") {
  process.stderr.write(`loket24: ${settings}\n`);
  // EX_CONFIG, as docs/exit-codes.md says.
  electron.app.exit(78);
} else {
  const preload = join(import.meta.dirname, "preload.cjs");
  startShell(electron, { answersOk, nowMs, after: setTimeout, preload }, settings);
}
