// The whole of a site file: which keys it has and what each holds. What must agree between them is in site-rules.ts.
import { z } from "zod";

import { busSchema } from "./buses.ts";
import { messagesSchema } from "./messages.ts";
import { choice, filePath, keys, list, text, whole } from "./scalars.ts";
import { scannerSchema } from "./scanner.ts";
import { screenSchema } from "./screen.ts";
import { terminalSchema } from "./terminal.ts";
import { speechSchema } from "./speech.ts";
import { compartmentSchema } from "./wall.ts";

/** The one layout of site files that this release reads. */
const configVersion = 1;

const defaultLowDoors = { keptPercent: 20 };
const defaultLock = { pulseMs: 400, openWaitMs: 3000 };
const defaultPolling = { idleMs: 250, watchMs: 50 };
const defaultBackup = { folder: "backups", keep: 24 };

export const siteSchema = keys({
  configVersion: z.literal(configVersion, {
    error: `${configVersion}, the layout that this release reads, or install the release the file was written for`,
  }),
  terminal: terminalSchema,
  screen: screenSchema,
  buses: list("buses", busSchema, 16),
  compartments: list("compartments", compartmentSchema, 1000),
  scanner: scannerSchema,
  speech: speechSchema,
  messages: messagesSchema,
  /** A bare name is a policy that is shipped; a path is a file beside this one. */
  policies: list(
    "policies that are on, for example [attest]",
    text("a policy's name or the path of its file", 200),
    40,
  ),
  /** Doors between 400 and 1100 mm: so many of them stay free for holders who asked for a low one. */
  lowDoors: keys({
    keptPercent: whole("a part of the low doors in percent", 0, 100).default(
      defaultLowDoors.keptPercent,
    ),
  }).default(defaultLowDoors),
  lock: keys({
    /** One lock pulse [LL-4]. */
    pulseMs: whole("the pulse in milliseconds", 50, 1500).default(defaultLock.pulseMs),
    /** How long the board watches for the door to open [LL-4.5]. */
    openWaitMs: whole("the wait in milliseconds", 500, 10_000).default(defaultLock.openWaitMs),
  }).default(defaultLock),
  polling: keys({
    idleMs: whole("the poll time in milliseconds", 50, 250).default(defaultPolling.idleMs),
    watchMs: whole("the poll time in milliseconds", 10, 50).default(defaultPolling.watchMs),
  }).default(defaultPolling),
  /** A technician walks every door before the terminal serves, and again each one whose wiring changes (ADR 0030). */
  commissioning: choice(["required", "not-required"]).default("required"),
  /** Verified copies, one an hour. A second medium is better: the disk that breaks takes what lies on it along. */
  backup: keys({
    folder: filePath.default(defaultBackup.folder),
    /** The newest ones; besides, one a day for seven days. */
    keep: whole("how many backups to keep", 1, 168).default(defaultBackup.keep),
  }).default(defaultBackup),
});

/** A site file whose shape is right; its rules may still be broken. */
export type SiteFile = z.output<typeof siteSchema>;
