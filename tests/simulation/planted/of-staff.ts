// Bugs planted where two of the staff are asked for: controller/domain/visit and pickup.
import { type PlantedBug, plant, withoutAsserts } from "./planted-bug.ts";

const clumsyClerk = { clerkErrs: 0.25 };

export const bugsOfStaff: readonly PlantedBug[] = [
  plant("a clerk may be their own witness", {
    breaks: "I1",
    patches: [
      {
        file: "controller/domain/visit/witness.ts",
        find: "if (staff === who.staff) return",
        replace: "if (staff === undefined && who.staff === staff) return",
      },
      withoutAsserts,
    ],
    life: { days: 3, documentsPerDay: 12, manners: clumsyClerk },
  }),
  plant("four eyes are asked for the deposit only", {
    breaks: "I1",
    patches: [
      {
        file: "controller/domain/pickup/four-eyes.ts",
        find: "return isForFourEyes(known, authority.pickup);",
        replace: 'return authority.kind === "deposit" && isForFourEyes(known, authority.pickup);',
      },
    ],
    life: { days: 10, documentsPerDay: 6, manners: { staysAway: 0.5 } },
  }),
];
