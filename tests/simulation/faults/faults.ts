// All faults that a simulated life may meet, by name.
import { doorFaults } from "./doors.ts";
import type { Fault } from "./fault.ts";
import { machineFaults } from "./machine.ts";
import { peopleFaults } from "./people.ts";
import { stagedFaults } from "./staged.ts";
import { wireFaults } from "./wire.ts";

export const faults: readonly Fault[] = [
  ...doorFaults,
  ...wireFaults,
  ...machineFaults,
  ...peopleFaults,
];

export function faultNamed(name: string): Fault {
  const fault = [...faults, ...stagedFaults].find((each) => each.name === name);
  if (fault === undefined) throw new Error(`there is no fault named ${name}`);
  return fault;
}
