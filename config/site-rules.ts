// What must agree within a site file, as one table. Each rule stands with its subject; policies have theirs in policy.ts.
import {
  missingKeys,
  repeatedAddresses,
  repeatedBusIds,
  repeatedEndpoints,
  urlPasswords,
} from "./buses.ts";
import { backwardHours } from "./desk-hours.ts";
import { exposedMessages } from "./messages.ts";
import { roundsLate, roundsTooLong } from "./polling.ts";
import type { Finding } from "./problem.ts";
import { scannerOnBus } from "./scanner.ts";
import type { SiteFile } from "./schema.ts";
import { screenTooHigh, screenTooSmall } from "./screen.ts";
import { repeatedCodes } from "./speech.ts";
import { repeatedLanguages } from "./terminal.ts";
import { repeatedChannels, repeatedNumbers, repeatedPlaces, unknownWires } from "./wall.ts";

type SiteRule = (site: SiteFile) => readonly Finding[];

/** A site that breaks one of these is not served. */
export const siteRules: readonly SiteRule[] = [
  (site) => repeatedLanguages(site.terminal),
  (site) => backwardHours(site.terminal.deskHours ?? []),
  (site) => screenTooSmall(site.screen),
  (site) => repeatedBusIds(site.buses),
  (site) => repeatedEndpoints(site.buses),
  (site) => repeatedAddresses(site.buses),
  (site) => missingKeys(site.buses),
  (site) => urlPasswords(site.buses),
  (site) => roundsTooLong(site.buses),
  (site) => repeatedNumbers(site.compartments),
  (site) => unknownWires(site.compartments, site.buses),
  (site) => repeatedChannels(site.compartments),
  (site) => repeatedPlaces(site.compartments),
  (site) => repeatedCodes(site.speech),
  (site) => scannerOnBus(site.scanner, site.buses),
  (site) => exposedMessages(site.messages),
];

/** A site that breaks one of these is served, and says so. */
export const siteWarnings: readonly SiteRule[] = [
  (site) => roundsLate(site.buses, site.polling),
  (site) => screenTooHigh(site.screen),
];
