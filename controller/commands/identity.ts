// Whether a ledger, a secret and a configuration belong together. Asked by a start and by the doctor, so that both say the same.
import { join } from "node:path";
import { existsSync } from "node:fs";
import type { Site } from "#domain/site.ts";
import type { Durable } from "#domain/state.ts";
import { type Exit, exitCode, exitWith } from "./exit.ts";

/** A ledger belongs to one terminal and one secret: under another secret every code that is out there would be wrong. */
export function identityFault(durable: Durable, site: Site, keyId: string): Exit | undefined {
  if (durable.terminal !== site.terminal)
    return exitWith(
      exitCode.config,
      `The ledger belongs to terminal "${durable.terminal}", the configuration to "${site.terminal}": use the data folder of this terminal.`,
    );
  if (durable.keyId !== keyId)
    return exitWith(
      exitCode.config,
      `The key file is not the one this ledger hangs on (${keyId}, not ${durable.keyId}): put the right file back, or run "loket24 ledger restore".`,
    );
  const sent = sentUnderOtherLength(durable, site.pinDigits);
  return sent === 0
    ? undefined
    : exitWith(
        exitCode.config,
        `PINs of ${durable.pinDigits} digits were sent for ${sent} documents, and with these policies PINs have ${site.pinDigits}: put the policies back, or end those pickups first.`,
      );
}

/** One PIN length per terminal: policies that change it would make every code that is out there wrong. */
function sentUnderOtherLength({ pinDigits, pickups }: Durable, now: 6 | 8): number {
  if (pinDigits === undefined || pinDigits === now) return 0;
  return [...pickups.values()].filter(({ phase }) => phase === "waiting").length;
}

/**
 * A ledger that is missing or empty in a folder that has served: the vault is made only after the first row. Going on would begin
 * a new ledger over documents that lie behind doors.
 */
export const lostLedger = (folder: string, seq: number): Exit | undefined =>
  seq === 0 && existsSync(join(folder, "keys.db"))
    ? exitWith(
        exitCode.inputOutput,
        `The ledger in ${folder} is gone, though this folder has served: put ledger.db back, or run "loket24 ledger restore".`,
      )
    : undefined;
