// What the reference judge must not let pass where two of the staff are asked for: sequences made by hand, each with its complaint.
// The terminal is one whose driving licences ask four eyes.
import type { Fact } from "#domain/facts.ts";
import { parseStaffId } from "#domain/ids.ts";
import { must } from "../support/virtual-must.ts";
import type { Breach } from "./judge-breaches.ts";
import type { Rig } from "./judge-rig.ts";
import { createReferenceJudge } from "./judges/reference.ts";
import { announced, clerk, door, granted, otherPickup, visitEnded } from "./judge-stories.ts";
import type { CreateJudge } from "./watch.ts";

const an = must(parseStaffId("an"));
const bea = must(parseStaffId("bea"));
const signedIn: Fact = { kind: "staff-signed-in", staff: an, timeStep: 1 };
const joined = (staff = bea): Fact => ({ kind: "staff-witnessed", staff, timeStep: 1 });

const licence = announced(otherPickup, "4207", "rijbewijs");
const doubts = (doubt: "restored" | "interrupted"): Fact => ({
  kind: "compartment-doubted",
  compartment: door(1),
  doubt,
});

const judgeOf: CreateJudge = (bench) => {
  const policies = [...bench.site.policies].map(
    ([id, policy]) => [id, { ...policy, fourEyes: policy.product === "rijbewijs" }] as const,
  );
  return createReferenceJudge({ ...bench, site: { ...bench.site, policies: new Map(policies) } });
};

const isIn = (rig: Rig): void => void rig.append([licence, signedIn], clerk);
const putsIn = (rig: Rig, witness?: typeof an): Fact =>
  granted(
    rig,
    { kind: "deposit", pickup: otherPickup, ...(witness === undefined ? {} : { witness }) },
    { compartment: door(2), channel: 2 },
  );

const cases: readonly Breach[] = [
  [
    "a document for four eyes that one alone puts in",
    (rig) => {
      isIn(rig);
      rig.append([putsIn(rig)], clerk);
    },
    /^I1: .* one alone opens a document for four eyes/u,
  ],
  [
    "a clerk who is their own witness",
    (rig) => {
      isIn(rig);
      rig.append([joined(an)], clerk);
    },
    /^I1: .* nobody is their own witness/u,
  ],
  [
    "a grant that names the clerk twice",
    (rig) => {
      isIn(rig);
      rig.append([joined()], clerk);
      rig.append([putsIn(rig, an)], clerk);
    },
    /^I1: .* one alone opens a document for four eyes/u,
  ],
  [
    "a witness who never proved to be there",
    (rig) => {
      isIn(rig);
      rig.append([putsIn(rig, bea)], clerk);
    },
    /^I1: .* bea has not proven to be there/u,
  ],
  [
    "a witness of a session before",
    (rig) => {
      isIn(rig);
      rig.append([joined(), visitEnded, signedIn], clerk);
      rig.append([putsIn(rig, bea)], clerk);
    },
    /^I1: .* bea has not proven to be there/u,
  ],
  [
    "a witness while nobody is signed in",
    (rig) => void rig.append([joined()], clerk),
    /^I1: .* is not signed in/u,
  ],
  [
    "a restored door that one alone looks into",
    (rig) => {
      rig.append([signedIn, doubts("restored")], clerk);
      rig.append([granted(rig, { kind: "inspection" })], clerk);
    },
    /^I1: .* one alone opens a document for four eyes/u,
  ],
];

export const witnessBreaches: Readonly<Record<string, readonly [CreateJudge, readonly Breach[]]>> =
  { reference: [judgeOf, cases] };

/** Two who both proved to be there, and a door behind which no such document can lie. */
export function witnessedWell(): readonly [CreateJudge, (rig: Rig) => void] {
  return [
    judgeOf,
    (rig) => {
      isIn(rig);
      rig.append([joined()], clerk);
      const op = rig.append([putsIn(rig, bea)], clerk);
      rig.append([{ kind: "grant-ended", op, outcome: "not-fired" }, doubts("interrupted")], clerk);
      rig.append([granted(rig, { kind: "inspection" })], clerk);
    },
  ];
}
