// Bugs planted where codes are checked and failures counted: controller/domain/codes and visit, controller/runtime/perform.ts.
import { type PlantedBug, plant, withoutAsserts } from "./planted-bug.ts";

const PROOF = "controller/domain/visit/citizen-proof.ts";
const RULES = "controller/domain/visit/holder-rules.ts";
const DOOR = "controller/domain/visit/citizen-door.ts";

const forgetful = {
  holderErrs: 0.3,
  clerkErrs: 0,
  types: 0.3,
  comesAgain: 1,
  staysAway: 0,
  pushesIn: 0,
};
const typing = { ...forgetful, types: 1 };
const thieves = { faults: ["thief"], faultsPerDay: 12, manners: typing } as const;

export const bugsOfCodes: readonly PlantedBug[] = [
  plant("a used code opens its compartment again", {
    breaks: "I7",
    patches: [
      {
        file: RULES,
        find: 'if (phase !== "waiting" || dead',
        replace:
          'if (codeUsed && compartment !== undefined) return undefined;\n  if (phase !== "waiting" || dead',
      },
      withoutAsserts,
    ],
    life: { documentsPerDay: 12, manners: forgetful },
  }),
  plant("a code that rests opens its door", {
    breaks: "I7",
    patches: [
      {
        file: RULES,
        find: "return rests || doubtful !== undefined || disabled !== undefined ?",
        replace: "return rests && !codeUsed && disabled !== undefined ?",
      },
      withoutAsserts,
    ],
    life: { documentsPerDay: 12, manners: forgetful },
  }),
  plant("an expired code opens its door", {
    breaks: "I7",
    patches: [
      {
        file: RULES,
        find: '|| dead !== undefined || compartment === undefined) return "not-here"',
        replace: '|| compartment === undefined) return "not-here"',
      },
      withoutAsserts,
    ],
    life: { documentsPerDay: 12, faults: ["clock-steps"], faultsPerDay: 8 },
  }),
  plant("the QR before the present one is taken too", {
    breaks: "I7",
    patches: [
      {
        file: "controller/runtime/perform.ts",
        find: "const right = codes.checkQr(pickup, effect.counter, effect.code);",
        replace: `const before = Math.max(0, effect.counter - 1);
    const right = [effect.counter, before].some((counter) => codes.checkQr(pickup, counter, effect.code));`,
      },
    ],
    life: { days: 3, documentsPerDay: 12, manners: { ...forgetful, types: 0, holderErrs: 0.5 } },
  }),
  plant("the PIN before the present one is taken too", {
    breaks: "I7",
    patches: [
      {
        file: "controller/runtime/perform.ts",
        find: ".checkPin(pickup, effect.counter, effect.code)",
        replace: `.checkPin(pickup, effect.counter, effect.code)
    .then((right) => right || codes.checkPin(pickup, Math.max(0, effect.counter - 1), effect.code))`,
      },
    ],
    life: { days: 3, documentsPerDay: 12, manners: { ...typing, holderErrs: 0.5 } },
    seeds: [9, 10, 11, 12],
  }),
  plant("a re-issue does not raise the counter", {
    breaks: "I7",
    patches: [
      {
        file: "controller/domain/visit/inspection.ts",
        find: 'which: "qr", counter: pickup.qrCounter + 1',
        replace: 'which: "qr", counter: pickup.qrCounter',
      },
    ],
    life: { documentsPerDay: 12, manners: forgetful },
  }),
  plant("a wrong PIN opens", {
    breaks: "I7",
    patches: [{ file: PROOF, find: "if (!answer.right || dateWrong", replace: "if (dateWrong" }],
    life: thieves,
  }),
  plant("no birth date is asked", {
    breaks: "I7",
    patches: [
      {
        file: PROOF,
        find: "policyOf(draft, pickup)?.proof.birthDate === true && !pickup.erased",
        replace: "policyOf(draft, pickup)?.proof.birthDate === undefined",
      },
    ],
    life: { manners: { ...forgetful, types: 0 } },
  }),
  plant("one code is enough where two are asked", {
    breaks: "I7",
    patches: [
      { file: PROOF, find: '=== "qr+pin" && !proof.pin)', replace: '=== "qr+pin" && !proof.qr)' },
    ],
    life: { documentsPerDay: 10 },
  }),
  plant("grace opens another compartment", {
    breaks: "I7",
    patches: [
      {
        file: DOOR,
        find: "compartment: placeOf(draft, pickup) }, 1);",
        replace: `compartment:
    (kind === "grace-reopen"
      ? [...draft.site.compartments.keys()].find((each) => each !== placeOf(draft, pickup))
      : undefined) ?? placeOf(draft, pickup) }, 1);`,
      },
    ],
    life: { documentsPerDay: 12, manners: forgetful },
  }),
  plant("grace has no end", {
    breaks: "I7",
    patches: [
      {
        file: PROOF,
        find: "return untouched && draft.at.monoMs - graceFromMonoMs <= graceMs;",
        replace: "return untouched && draft.at.monoMs + graceMs > graceFromMonoMs;",
      },
    ],
    life: { documentsPerDay: 3, manners: forgetful },
  }),
  plant("failures of a pickup are forgotten at the start", {
    breaks: "I8",
    patches: [
      {
        file: "controller/domain/terminal/apply.ts",
        find: "if (trusted) return ungraced;",
        replace: "if (trusted) return { ...ungraced, failuresTotal: 0, failuresInRow: 0 };",
      },
      withoutAsserts,
    ],
    life: {
      documentsPerDay: 8,
      faults: ["thief", "updated", "controller-killed"],
      faultsPerDay: 20,
      manners: typing,
    },
  }),
  plant("a power cycle refills the terminal's budget", {
    breaks: "I8",
    patches: [
      {
        file: "controller/domain/terminal/apply.ts",
        find: "failuresAtMonoMs: typing.failuresAtMonoMs.map(move)",
        replace: "failuresAtMonoMs: []",
      },
    ],
    life: { documentsPerDay: 8, faults: ["thief", "power-cut"], faultsPerDay: 20, manners: typing },
  }),
  plant("a wrong clock ages failures at the start", {
    breaks: "I8",
    patches: [
      {
        file: "controller/domain/terminal/apply.ts",
        find: "sameClock ? Math.max(0, record.atMs - durable.clock.wallMs) : 0;",
        replace: "Math.max(0, record.atMs - durable.clock.wallMs) + (sameClock ? 0 : 3_600_000);",
      },
    ],
    life: {
      documentsPerDay: 8,
      faults: ["thief", "clock-forgotten"],
      faultsPerDay: 20,
      manners: typing,
    },
  }),
  plant("a wrong birth date is not counted", {
    breaks: "I8",
    patches: [
      {
        file: "controller/domain/codes/apply.ts",
        find: "pickup.wrongBirthDates + (fact.birthDateWrong ? 1 : 0)",
        replace: "pickup.wrongBirthDates",
      },
    ],
    life: { documentsPerDay: 12, manners: { ...forgetful, types: 0 } },
  }),
  plant("typing never ends for a pickup", {
    breaks: "I8",
    patches: [
      {
        file: "controller/domain/codes/budget.ts",
        find: "pickup.failuresInRow >= FAILURES_IN_ROW_MAX || pickup.failuresTotal >= FAILURES_TOTAL_MAX;",
        replace:
          "pickup.failuresInRow < FAILURES_IN_ROW_MAX && pickup.failuresTotal > FAILURES_TOTAL_MAX;",
      },
    ],
    life: { ...thieves, documentsPerDay: 10, faultsPerDay: 20 },
  }),
  plant("the terminal's day has no end of tries", {
    breaks: "I8",
    patches: [
      {
        file: "controller/domain/codes/budget.ts",
        find: "blocking === undefined ? 0 : blocking + DAY_MS",
        replace: "blocking === undefined ? 0 : blocking",
      },
    ],
    life: { ...thieves, documentsPerDay: 8, faultsPerDay: 40 },
  }),
  plant("typing is not locked while it is locked", {
    breaks: "I8",
    patches: [
      {
        file: PROOF,
        find: "typingOpensAtMonoMs(draft.durable, draft.at.monoMs) > draft.at.monoMs",
        replace:
          "typingOpensAtMonoMs(draft.durable, draft.at.monoMs) > draft.at.monoMs + 3_600_000",
      },
    ],
    life: { ...thieves, documentsPerDay: 8, faultsPerDay: 40 },
  }),
  plant("what was typed stands in the ledger", {
    breaks: "secrets",
    patches: [
      {
        file: PROOF,
        find: 'const ask = nextAsk(draft);\n  perform(draft, {\n    kind: "check-code",\n    ask,\n    method: "pin"',
        replace: `const ask = nextAsk(draft);
  record(draft, { kind: "alarm-raised", alarm: "tamper", reference: typed.code });
  perform(draft, {\n    kind: "check-code",\n    ask,\n    method: "pin"`,
      },
    ],
    life: { manners: typing },
  }),
];
