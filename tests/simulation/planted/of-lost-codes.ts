// Bugs planted where a code is sent again to whoever asks at the screen: controller/domain/visit/code-again.ts, controller/runtime/perform.ts.
import { type PlantedBug, plant } from "./planted-bug.ts";

const AGAIN = "controller/domain/visit/code-again.ts";

const forgetful = {
  holderErrs: 0.2,
  clerkErrs: 0,
  types: 0.5,
  losesCode: 0.6,
  comesAgain: 0.3,
  staysAway: 0,
  pushesIn: 0,
};
const life = { documentsPerDay: 12, manners: forgetful };

export const bugsOfLostCodes: readonly PlantedBug[] = [
  plant("a code is sent again whatever birth date was typed", {
    breaks: "sending",
    patches: [
      {
        file: AGAIN,
        find: "const isRight = dated.length === 0 ||",
        replace: "const isRight = dated.length >= 0 ||",
      },
    ],
    life,
  }),
  plant("a code is sent again whatever number was typed", {
    breaks: "sending",
    patches: [
      {
        file: "controller/runtime/perform.ts",
        find: 'channel === "sms" && telephones.includes(to)',
        replace: 'channel === "sms" && telephones.length > 0',
      },
    ],
    life,
  }),
  plant("a code is sent again that opens nothing", {
    breaks: "sending",
    patches: [
      {
        file: AGAIN,
        find: "if (compartment === undefined || !liesWell(durable, pickup) || codeUsed) return false;",
        replace: "if (compartment === undefined) return false;",
      },
    ],
    life: { days: 12, documentsPerDay: 12, manners: { ...forgetful, holderErrs: 0.4 } },
  }),
  plant("a wrong date under a right number is not counted", {
    breaks: "I8",
    patches: [
      {
        file: "controller/domain/codes/apply.ts",
        find: "wrongBirthDates: wrongBirthDates + 1,",
        replace: "wrongBirthDates,",
      },
    ],
    life,
  }),
];
