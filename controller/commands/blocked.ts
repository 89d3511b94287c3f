// A terminal that may not serve: no ledger, no bus, no scanner is open. Its screen and its health say why, until it is stopped.
import { createApi } from "#api/server.ts";
import type { LoadedConfig } from "#config/load-config.ts";
import { failed } from "#domain/result.ts";
import type { Screen } from "#domain/screen.ts";
import type { Site } from "#domain/site.ts";
import { usualDisplay } from "#domain/visit/visit.ts";
import type { Log } from "#runtime/ports.ts";
import { randomBytes } from "node:crypto";
import { type Exit, done, exitCode, exitWith } from "./exit.ts";
import { faceOf } from "./face.ts";
import { wallView } from "./views.ts";

export type BlockedSetup = {
  readonly config: LoadedConfig;
  readonly site: Site;
  readonly log: Log;
  readonly version: string;
  readonly staticDir: string;
  /** Where spoken clips are looked for, in order. */
  readonly clipFolders: readonly string[];
  readonly stopAsked: Promise<void>;
};

export async function serveBlocked(setup: BlockedSetup, sentence: string): Promise<Exit> {
  const { config, site, log, version, staticDir } = setup;
  log.alarm("the terminal is blocked", { why: sentence });
  const screen: Screen = {
    name: "out-of-service",
    language: config.terminal.languages[0],
    display: usualDisplay,
    values: {
      why: "blocked",
      phone: config.terminal.phone,
      terminal: config.terminal.name,
      staff: sentence,
    },
    choices: [],
  };
  const no = async () => failed(sentence);
  const api = await createApi({
    currentScreen: () => screen,
    onScreenChange: () => () => undefined,
    sendScreenInput: () => undefined,
    wall: () => wallView(site),
    ...faceOf(config),
    announce: no,
    withdraw: no,
    extend: no,
    release: no,
    reissue: no,
    resend: no,
    resumeBank: no,
    disable: no,
    enable: no,
    pickups: () => [],
    compartments: () => [],
    health: () => ({ serving: false, why: sentence, version, ledgerSeq: 0, boards: [] }),
    // Nobody knows this one: a blocked terminal takes no orders.
    apiToken: randomBytes(32).toString("hex"),
    staticDir,
    clipFolders: setup.clipFolders,
    log,
  });
  if (!api.ok) return exitWith(exitCode.unavailable, api.error);
  await setup.stopAsked;
  await api.value.close();
  return done;
}
