// A data folder as a controller leaves it, made by the controller's own functions: ledger, secrets, vault with two people's data.
// What becomes of it is for the test.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { addStaff } from "#adapters/staff/staff-roll.ts";
import { systemRandom } from "#adapters/random/system-random.ts";
import { parseLocator, parsePickupId, parseProductId } from "#domain/ids.ts";
import type { NewFact } from "#domain/facts.ts";
import { appendFacts } from "#runtime/ledger.ts";
import { readConfig } from "../../controller/commands/config-command.ts";
import { staffFile } from "../../controller/commands/data-folder.ts";
import { type Installation, openInstallation } from "../../controller/commands/installation.ts";
import { siteOf } from "../../controller/commands/site-of.ts";
import { proven } from "./domain-site.ts";

export type RecoveryFolder = { readonly data: string; readonly configFile: string };

const WALL = `buses:
  - { id: a, kind: serial, path: dev/bus-a, boards: [{ address: "01", channels: 2 }] }
compartments:
  - { number: 1, bus: a, board: "01", channel: 1, column: 1, row: 1, heightMm: 1500, size: small }
  - { number: 2, bus: a, board: "01", channel: 2, column: 1, row: 2, heightMm: 1300, size: small }
scanner: { kind: serial, path: dev/scanner }
messages: { url: "http://127.0.0.1:9/" }
`;

/** Gone when the test is over. `more`: further lines of the configuration. */
export function recoveryFolder(port: number, more = ""): RecoveryFolder {
  const data = mkdtempSync(join(tmpdir(), "loket24-recovery-"));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const configFile = join(data, "config.yaml");
  writeConfig(
    { data, configFile },
    `screen: { port: ${port} }\npolicies: [attest]\n${WALL}${more}`,
  );
  return { data, configFile };
}

const writeConfig = ({ configFile }: RecoveryFolder, rest: string): void =>
  writeFileSync(
    configFile,
    `configVersion: 1
terminal: { id: test, name: Stadhuis, address: Markt 1, phone: "056", languages: [nl, en] }
${rest}`,
  );

/** Opened as a start opens it, or the sentence that refuses the start. */
export function openedIn({ data, configFile }: RecoveryFolder): Installation | string {
  const config = readConfig(configFile);
  if (!config.ok) return config.exit.sentence ?? "";
  const opened = openInstallation(data, siteOf(config.value), undefined);
  return opened.ok ? opened.value : (opened.exit.sentence ?? "");
}

export function installationIn(folder: RecoveryFolder): Installation {
  const opened = openedIn(folder);
  if (typeof opened === "string") throw new Error(opened);
  return opened;
}

export const pickupOf = (number: number) => proven(parsePickupId(String(number).padStart(32, "0")));

/** Sealed and announced, the way the desk does it. */
function announcement({ vault }: Installation, number: number): NewFact {
  const pickup = pickupOf(number);
  proven(
    vault.seal(pickup, {
      reference: `AT-${number}`,
      contacts: [{ channel: "email", to: `holder-${number}@example.org` }],
      language: "nl",
      birthDateMac: undefined,
    }),
  );
  const fact = {
    kind: "pickup-announced",
    pickup,
    product: proven(parseProductId("attest")),
    locator: proven(parseLocator(String(4000 + number))),
    language: "nl",
    lowCompartment: false,
    untilMs: Date.UTC(2100, 0, 1),
  } as const;
  return { fact, actor: { kind: "desk" } };
}

/** A run of a terminal: documents announced, and ended in order. */
export function serves(folder: RecoveryFolder, ...documents: readonly number[]): void {
  const installation = installationIn(folder);
  for (const number of documents)
    proven(
      appendFacts(installation.ledger, [announcement(installation, number)], {
        moment: { wallMs: Date.now(), monoMs: 1000 },
        clockEpoch: 1,
        clockTrusted: true,
      }),
    );
  installation.close();
}

/** Somebody who may sign in. */
export function hasStaff({ data }: RecoveryFolder, id = "an"): void {
  proven(addStaff(staffFile(data), { id, role: "clerk", issuer: "test" }, systemRandom));
}
