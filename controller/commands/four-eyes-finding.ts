// Four eyes are two people: whether as many have an account where a policy asks it. Never a reason to refuse a start, since documents
// that wait can still be collected; only staff stand before a door that does not open.
import { listStaff } from "#adapters/staff/staff-roll.ts";
import type { LoadedConfig } from "#config/load-config.ts";
import { staffFile } from "./data-folder.ts";

const NEEDED = 2;

type Configured = Pick<LoadedConfig, "policies">;

const askedBy = ({ policies }: Configured): readonly string[] =>
  policies.filter(({ fourEyes }) => fourEyes).map(({ id, version }) => `${id}@${version}`);

/** Of a configuration alone, which knows no accounts. `undefined`: nobody asks. */
export function fourEyesNeed(config: Configured): string | undefined {
  const asked = askedBy(config);
  return asked.length === 0
    ? undefined
    : `Four eyes are asked by ${asked.join(", ")}: staff open the doors of such documents only two together, so at least ${NEEDED} of them need an account.`;
}

/** `undefined`: nobody asks, enough have an account, or the staff file cannot be read, which has a sentence of its own. */
export function tooFewForFourEyes(config: Configured, folder: string): string | undefined {
  const asked = askedBy(config);
  const path = staffFile(folder);
  const staff = listStaff(path);
  if (asked.length === 0 || !staff.ok || staff.value.length >= NEEDED) return undefined;
  const who = staff.value.length === 0 ? "nobody" : "only one";
  return `Four eyes are asked by ${asked.join(", ")}, and ${who} of the staff can sign in (${path}): such documents can be collected, but staff open no door of theirs; run "loket24 staff add --data ${folder} --id NAME" until ${NEEDED} can.`;
}
