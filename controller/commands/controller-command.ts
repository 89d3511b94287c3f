// `controller --config F --data D`: opens what one terminal has and runs it until a signal or a fault of its ledger.
import { createPinoLog } from "#adapters/log/pino-log.ts";
import { serveBlocked } from "./blocked.ts";
import { readConfig } from "./config-command.ts";
import { inData } from "./data-folder.ts";
import { type Exit, exitCode } from "./exit.ts";
import { tooFewForFourEyes } from "./four-eyes-finding.ts";
import { openInstallation } from "./installation.ts";
import { siteOf } from "./site-of.ts";
import { runTerminal } from "./terminal.ts";

export type ControllerOptions = {
  readonly configFile: string;
  readonly dataFolder: string;
  /** Where every line of the buses is kept, if anywhere. */
  readonly captureFile: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  /** The built page of the screen. */
  readonly staticDir: string;
  /** The default set of spoken clips. */
  readonly clipsDir: string;
  /** Settles when the process is asked to end. */
  readonly stopAsked: Promise<void>;
};

/** Whatever refused the start, or ended the service: who reads the sentence at night also reads what to run next. */
export async function controllerCommand(options: ControllerOptions): Promise<Exit> {
  const exit = await openAndRun(options);
  return exit.code === exitCode.ok ? exit : { ...exit, sentence: advised(exit, options) };
}

const advised = ({ sentence = "It ended." }: Exit, options: ControllerOptions): string =>
  `${sentence}\nWhat refuses the start, and what to do: run loket24 doctor --config ${options.configFile} --data ${options.dataFolder}`;

async function openAndRun(options: ControllerOptions): Promise<Exit> {
  const config = readConfig(options.configFile);
  if (!config.ok) return config.exit;
  const log = createPinoLog({ fd: 1 });
  const site = siteOf(config.value);
  const installation = openInstallation(
    options.dataFolder,
    site,
    options.env["CREDENTIALS_DIRECTORY"],
  );
  const tooFew = installation.ok ? tooFewForFourEyes(config.value, options.dataFolder) : undefined;
  if (tooFew !== undefined) log.warn(tooFew);
  const ownVoice = inData(options.dataFolder, config.value.speech.clips);
  const clipFolders = [ownVoice, options.clipsDir];
  const setup = { ...options, config: config.value, site, log, clipFolders };
  const exit = installation.ok
    ? await runTerminal({ ...setup, installation: installation.value })
    : await withoutInstallation(setup, installation.exit, options);
  await log.flush();
  return exit;
}

/** A wrong or missing secret is no reason for a black screen: nothing is served, and the screen says why. */
async function withoutInstallation(
  setup: Parameters<typeof serveBlocked>[0],
  exit: Exit,
  options: ControllerOptions,
): Promise<Exit> {
  if (exit.code !== exitCode.config) return exit;
  return serveBlocked(setup, advised(exit, options));
}
