// Debian's Chromium with a profile of its own, and nothing that talks to anybody but the page under test. Where ELECTRON_BIN names an
// Electron, the same tests run on that one's windows instead, beside the shell.
import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { repositoryFile } from "../tidy/repository-files.ts";
import { electronBin, openElectron } from "./electron.ts";

export type OwnChromium = {
  readonly context: BrowserContext;
  readonly close: () => Promise<void>;
};

const isRoot = process.getuid?.() === 0;

/** The features that the kiosk's Chromium is started without. */
export const kioskFeatures = repositoryFile("deploy/kiosk/chromium-flags")
  .text.split("\n")
  .filter((line) => line.startsWith("--disable-features="));

/** @param switches more than the usual, for Chromium */
export async function openChromium(switches: readonly string[] = []): Promise<OwnChromium> {
  if (electronBin !== undefined) return openElectron(electronBin);
  // The profile is a fresh folder, gone with the browser.
  const browser: Browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    chromiumSandbox: !isRoot,
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...switches,
    ],
  });
  const context = await browser.newContext({ hasTouch: true, reducedMotion: "reduce" });
  return { context, close: () => browser.close() };
}
