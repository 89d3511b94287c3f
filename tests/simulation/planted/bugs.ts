// Every planted bug, by name.
import { bugsAtTheDoor } from "./at-the-door.ts";
import { bugsInTheLedger } from "./in-the-ledger.ts";
import { bugsOfBoards } from "./of-boards.ts";
import { bugsOfCodes } from "./of-codes.ts";
import { bugsOfGroups } from "./of-groups.ts";
import { bugsOfLostCodes } from "./of-lost-codes.ts";
import { bugsOfStaff } from "./of-staff.ts";
import type { PlantedBug } from "./planted-bug.ts";

export const plantedBugs: readonly PlantedBug[] = [
  ...bugsAtTheDoor,
  ...bugsOfBoards,
  ...bugsOfCodes,
  ...bugsOfGroups,
  ...bugsOfLostCodes,
  ...bugsInTheLedger,
  ...bugsOfStaff,
];

export function bugNamed(name: string): PlantedBug {
  const bug = plantedBugs.find((each) => each.name === name);
  if (bug === undefined) throw new Error(`there is no planted bug named "${name}"`);
  return bug;
}
