// Bugs planted where the proof of one document opens another that was announced with it: controller/domain/visit/group.ts and beside.
import { type PlantedBug, plant, withoutAsserts } from "./planted-bug.ts";

const GROUP = "controller/domain/visit/group.ts";
const GROUP_DOOR = "controller/domain/visit/group-door.ts";

const sociable = {
  holderErrs: 0.2,
  clerkErrs: 0,
  types: 0.3,
  comesAgain: 0.3,
  staysAway: 0,
  pushesIn: 0,
};
const life = { documentsPerDay: 12, manners: sociable };

export const bugsOfGroups: readonly PlantedBug[] = [
  plant("a code opens the documents of every group", {
    breaks: "I1",
    patches: [
      {
        file: GROUP,
        find: 'each.group === group && each.id !== id && each.phase === "waiting"',
        replace: 'each.id !== id && each.phase === "waiting"',
      },
      withoutAsserts,
    ],
    life,
  }),
  plant("the birth date of another one of the group is not asked", {
    breaks: "I7",
    patches: [
      {
        file: GROUP,
        find: "const asksDate = policy.proof.birthDate && !dated.includes(pickup.id);",
        replace: "const asksDate = policy.proof.birthDate && dated.includes(pickup.id);",
      },
    ],
    life,
  }),
  plant("a birth date of nobody in the group opens", {
    breaks: "I7",
    patches: [
      {
        file: "controller/runtime/perform.ts",
        find: "pickups.filter((pickup) => codes.sameBirthDate(birthDateMac(world, pickup), mac));",
        replace: "pickups.filter((pickup) => birthDateMac(world, pickup) !== mac);",
      },
    ],
    life,
  }),
  plant("another one of the group is fetched though it asks both codes", {
    breaks: "I1",
    patches: [
      {
        file: GROUP,
        find: 'if (policy?.proof.kind !== "code" || owesOldDocument(policy, pickup)) return undefined;',
        replace: "if (policy === undefined) return undefined;",
      },
      withoutAsserts,
    ],
    life,
  }),
  plant("a code that rests opens when another of its group is proven", {
    breaks: "I7",
    patches: [
      {
        file: GROUP,
        find: "|| holderRefusal(state, pickup) !== undefined) return undefined;",
        replace: "|| pickup.dead !== undefined) return undefined;",
      },
      withoutAsserts,
    ],
    life: { days: 6, documentsPerDay: 16, manners: { ...sociable, holderErrs: 0.35 } },
    seeds: [1, 16, 40],
  }),
  plant("the next door of a group opens without a word in the ledger", {
    breaks: "I1",
    patches: [
      {
        file: GROUP_DOOR,
        find: 'record(draft, {\n    kind: "group-proof-given",',
        replace: 'void ({\n    kind: "group-proof-given",',
      },
      withoutAsserts,
    ],
    life,
  }),
];
