// Debian's Chromium exactly as deploy/kiosk starts it: its script, its flags, its policy, on a display of its own; or the shell in the
// Electron that ELECTRON_BIN names. Added is only what lets a test look on: a debugging port, and the two keys of the policy against it.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, type Page, chromium } from "playwright-core";
import { repositoryFile, repositoryRoot } from "../tidy/repository-files.ts";
import { buildShell } from "./built-shell.ts";
import { electronBin, rootSwitches, shellMain } from "./electron.ts";
import type { Glass } from "./glasses.ts";
import { type XDisplay, openDisplay } from "./x-display.ts";

export type Kiosk = {
  readonly page: Page;
  readonly display: XDisplay;
  /** Whether Chromium has the policy. */
  readonly hasPolicy: boolean;
  /** Every page, window and worker that the browser has: kind and address. */
  readonly targets: () => Promise<readonly string[]>;
  /** After an attempt that led somewhere: only the page, loaded afresh. */
  readonly restore: () => Promise<void>;
  /** The page of the Chromium that the script starts after this one. */
  readonly nextPage: () => Promise<Page>;
  readonly close: () => Promise<void>;
};

const POLICY = "deploy/kiosk/chromium-policy.json";
/** Where the unit keeps the profile, and the packed page beside it. */
const RUNTIME_FOLDER = "/run/loket24-screen";
export const PHONE = "056 00 00 00";
const STARTS_WITHIN_MS = 30_000;
const LOOK_MS = 100;
const ATTACH_MS = 12_000;
const ATTACH_TRIES = 5;
const isRoot = process.getuid?.() === 0;

export type Policy = Readonly<Record<string, unknown>>;

/** The kiosk's policy for the controller on `origin`, in a test's hands. */
export function watchedPolicy(origin: string): Policy {
  const text = repositoryFile(POLICY).text.replaceAll("127.0.0.1:2424", new URL(origin).host);
  return { ...JSON.parse(text), DeveloperToolsAvailability: 1, RemoteDebuggingAllowed: true };
}

type Place = {
  readonly origin: string;
  readonly folder: string;
  readonly profile: string;
  readonly size: Glass;
};
type Start = { readonly hasPolicy: boolean; readonly command: readonly string[] };

const environmentOf = ({ origin, folder, profile }: Place) => ({
  LOKET24_CONTROLLER: origin,
  LOKET24_PROFILE: profile,
  LOKET24_CHROMIUM: join(folder, "chromium"),
  LOKET24_PHONE: PHONE,
  LOKET24_LANGUAGES: "nl,en",
  HOME: folder,
});

function chromiumKiosk({ folder, size }: Place, policy: Policy): Start {
  mkdirSync(join(folder, "etc/policies/managed"), { recursive: true });
  const here = JSON.stringify(policy).replaceAll(RUNTIME_FOLDER, folder);
  writeFileSync(join(folder, "etc/policies/managed/loket24.json"), here);
  writeFileSync(join(folder, "chromium"), watchableChromium(size), { mode: 0o755 });
  const view = viewWith(join(folder, "etc"));
  const script = join(repositoryRoot, "deploy/kiosk/loket24-screen");
  return { hasPolicy: view !== undefined, command: [...(view ?? []), script] };
}

/** The shell in Electron; policies are Chromium's. */
async function electronShell({ origin, profile }: Place, binary: string): Promise<Start> {
  await buildShell();
  const watched = ["--remote-debugging-port=0", `--user-data-dir=${profile}`, ...rootSwitches];
  const told = [`--controller=${origin}`, `--phone=${PHONE}`, "--languages=nl"];
  return { hasPolicy: false, command: [binary, shellMain, ...watched, ...told] };
}

/** Undefined where the machine lets nobody have such a view, as some containers do: flags and page then stand without the policy. */
function viewWith(folder: string): readonly string[] | undefined {
  const unshare = ["unshare", "--mount", ...(isRoot ? [] : ["--map-root-user"])];
  const view = [...unshare, "sh", "-c", IN_VIEW, folder];
  return spawnSync("/usr/bin/env", [...view, "true"]).status === 0 ? view : undefined;
}

/** Runs what follows with `folder` in place of /etc/chromium, in a view of the disk of its own: nobody else sees that policy. */
const IN_VIEW = 'mount --bind "$0" /etc/chromium && exec "$@"';

export async function openKiosk(origin: string, policy: Policy, size: Glass): Promise<Kiosk> {
  const folder = mkdtempSync(join(tmpdir(), "loket24-kiosk-"));
  const display = await openDisplay(size);
  const profile = join(folder, "profile");
  const place = { origin, folder, profile, size };
  const { hasPolicy, command } =
    electronBin === undefined
      ? chromiumKiosk(place, policy)
      : await electronShell(place, electronBin);
  const started = spawn("/usr/bin/env", command, {
    env: { ...process.env, ...environmentOf(place), DISPLAY: display.name },
    stdio: ["ignore", "ignore", "ignore"],
  });
  // A kiosk that does not come up leaves neither a browser nor a display behind.
  let { port, browser, page } = await lookOn(profile, started).catch(async (error: unknown) => {
    started.kill();
    await display.close();
    throw error;
  });
  return {
    page,
    display,
    hasPolicy,
    targets: async () => (await targetsAt(port)).map(({ type, url }) => `${type} ${url}`),
    async nextPage() {
      ({ port, browser, page } = await lookOn(profile, started, port));
      return page;
    },
    async restore() {
      for (const { id, url } of await targetsAt(port)) {
        if (url !== `${origin}/terminal/`) await fetch(`http://127.0.0.1:${port}/json/close/${id}`);
      }
      await page.goto(`${origin}/terminal/`);
    },
    async close() {
      const ended = once(started, "exit");
      await endBrowser(browser);
      await ended;
      await display.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Root has no sandbox of Chromium's; no window manager makes the window as large as the screen. */
const watchableChromium = ({ width, height }: Glass): string =>
  `#!/bin/sh
exec /usr/bin/chromium "$@" --remote-debugging-port=0 ${rootSwitches.join(" ")} --disable-gpu --window-position=0,0 --window-size=${width},${height}
`;

/** Playwright at times waits for a target that came and went while Chromium started, and would for ever: then it is asked anew. */
async function attach(port: number): Promise<Browser> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: ATTACH_MS });
    } catch (error) {
      if (tries === ATTACH_TRIES) throw error;
    }
  }
}

/** @param before the port of a Chromium that is gone or going */
async function lookOn(profile: string, started: ChildProcess, before = 0) {
  const port = await debuggingPort(profile, started, before);
  const browser = await attach(port);
  return { port, browser, page: await firstPage(browser) };
}

async function debuggingPort(
  profile: string,
  started: ChildProcess,
  before: number,
): Promise<number> {
  for (let waitedMs = 0; waitedMs < STARTS_WITHIN_MS; waitedMs += LOOK_MS) {
    if (started.exitCode !== null) throw new Error(`the kiosk ended with ${started.exitCode}`);
    const port = portIn(join(profile, "DevToolsActivePort"));
    if (port > 0 && port !== before) return port;
    await sleep(LOOK_MS);
  }
  throw new Error(`the kiosk was not up within ${STARTS_WITHIN_MS / 1000} s`);
}

function portIn(file: string): number {
  try {
    return Number(readFileSync(file, "utf8").split("\n")[0]);
  } catch {
    return 0;
  }
}

async function firstPage(browser: Browser): Promise<Page> {
  for (let waitedMs = 0; waitedMs < STARTS_WITHIN_MS; waitedMs += LOOK_MS) {
    const page = browser.contexts()[0]?.pages()[0];
    if (page !== undefined) return page;
    await sleep(LOOK_MS);
  }
  throw new Error("the kiosk shows no page");
}

type Target = { readonly id: string; readonly type: string; readonly url: string };

async function targetsAt(port: number): Promise<readonly Target[]> {
  const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
  return (await answer.json()) as readonly Target[];
}

async function endBrowser(browser: Browser): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  await session.send("Browser.close");
}
