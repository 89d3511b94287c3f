// Faults that people bring: the ones who force, guess and flood. How often a clerk or a holder errs is their manners'.
import { type Fault } from "./fault.ts";

export const peopleFaults: readonly Fault[] = [
  {
    name: "vandal",
    row: 5,
    lastsMs: [0, 0],
    weight: 1,
    strike(stage) {
      stage.struck("at the wall");
      stage.people.vandal();
      return undefined;
    },
  },
  {
    name: "thief",
    row: 18,
    lastsMs: [0, 0],
    weight: 1,
    strike(stage, chance) {
      stage.struck("guesses codes");
      stage.people.thief(chance.happens(0.5));
      return undefined;
    },
  },
  {
    name: "scanner-flood",
    row: 18,
    lastsMs: [0, 0],
    weight: 1,
    strike(stage) {
      stage.struck("scans");
      stage.people.flood();
      return undefined;
    },
  },
];
