// `loket24 kiosk`: the terminal's page on a developer's desk, in the Electron shell or in the kiosk's Chromium. Brings up the demo
// where no controller is named, and takes it down with the window.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { run } from "../bootstrap/run.mjs";
import { inCheckout, node24 } from "../checkout.ts";
import { type Demo, startDemo } from "../demo.ts";
import { type Objection, type Outcome, exitCode, unavailable } from "../outcome.ts";
import { findElectron } from "./electron-binary.ts";

export type KioskOptions = {
  /** Of a running controller; none: the demo's. */
  readonly controller?: string;
  readonly phone: string;
  readonly languages: string;
  readonly chromium: boolean;
  /** Folder to pack the shell into, for a terminal; nothing is shown. */
  readonly pack?: string;
  /** The whole screen, as in the wall, instead of a window. */
  readonly full: boolean;
  /** Value of ELECTRON_BIN. */
  readonly electronBin: string;
};

/** @returns the exit code of what was shown, or of what kept it from being shown */
export async function kioskCommand(options: KioskOptions): Promise<number> {
  const shown = options.chromium ? chromiumKiosk(options) : await electronShell(options);
  if ("objection" in shown) return complain(shown);
  if (options.pack !== undefined) return shown.value("");
  if (options.controller !== undefined) return shown.value(options.controller);
  console.log("Starting the demo …");
  const never = new Promise<void>(() => undefined);
  const started = await startDemo({ bus: "pty", port: 0, wallPort: 0, data: undefined }, never);
  if ("objection" in started) return complain(started);
  return besideDemo(started.value, shown.value);
}

/** Shows the page of a controller until its window is closed; answers the exit code. */
type Show = (controller: string) => Promise<number>;

async function besideDemo(demo: Demo, show: Show): Promise<number> {
  console.log(`Its wall, with scanner and phone: ${demo.wallUrl}/    Stop with Ctrl-C.`);
  try {
    return await show(demo.controllerUrl);
  } finally {
    await demo.stop();
  }
}

async function electronShell(options: KioskOptions): Promise<Outcome<Show>> {
  const found = await findElectron(inCheckout("node_modules/electron"), options.electronBin);
  if ("objection" in found) return found;
  const vite = [inCheckout("node_modules/vite/bin/vite.js"), "build", "--logLevel", "warn"];
  const config = ["--config", "terminal-ui/vite.shell.config.ts"];
  const built = await run(node24, [...vite, ...config], { cwd: inCheckout(".") });
  if (built !== exitCode.ok) {
    return unavailable("the shell could not be built: see the lines of Vite above.");
  }
  const { pack } = options;
  if (pack !== undefined) return { value: () => packShell(dirname(found.value), pack) };
  const shell = inCheckout("terminal-ui/dist-shell/main.cjs");
  const look = options.full ? [] : ["--windowed"];
  const told = [`--phone=${options.phone}`, `--languages=${options.languages}`];
  const show: Show = (controller) =>
    run(found.value, [shell, ...rootSwitch(), ...look, ...told, `--controller=${controller}`]);
  return { value: show };
}

/** @param electronDist the folder of Electron's binary */
const packShell = (electronDist: string, output: string): Promise<number> =>
  run(node24, [inCheckout("bin/kiosk/pack-shell.ts"), electronDist, resolve(output)]);

/** Chromium's sandbox does not work for root; on a desk that is the developer's choice. */
const rootSwitch = (): readonly string[] => (process.getuid?.() === 0 ? ["--no-sandbox"] : []);

function chromiumKiosk(options: KioskOptions): Outcome<Show> {
  if (process.getuid?.() === 0) {
    return unavailable(
      "the kiosk's Chromium keeps its sandbox and does not run as root: use another user.",
    );
  }
  return { value: (controller) => showInChromium(controller, options) };
}

async function showInChromium(
  controller: string,
  { phone, languages }: KioskOptions,
): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "loket24-kiosk-"));
  const env = {
    ...process.env,
    LOKET24_CONTROLLER: controller,
    LOKET24_PROFILE: join(folder, "profile"),
    LOKET24_PHONE: phone,
    LOKET24_LANGUAGES: languages,
  };
  try {
    return await run(inCheckout("deploy/kiosk/loket24-screen"), [], { env });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function complain({ objection, exitCode: code }: Objection): number {
  console.error(`loket24: ${objection}`);
  return code;
}
