// What the judges must not let pass of documents that were announced together: the proof of one opens another, and only where it
// may. Sequences made by hand, each with its complaint.
import type { Fact } from "#domain/facts.ts";
import { parseGroupId, parsePickupId } from "#domain/ids.ts";
import { must } from "../support/virtual-must.ts";
import { type Breach, scans } from "./judge-breaches.ts";
import type { Rig } from "./judge-rig.ts";
import { TELEPHONE, announced, door, granted, putIn, visitEnded } from "./judge-stories.ts";
import { createCodesJudge } from "./judges/codes.ts";
import { createReferenceJudge } from "./judges/reference.ts";
import type { CreateJudge } from "./watch.ts";

const household = must(parseGroupId("e".repeat(32)));
const strangers = must(parseGroupId("d".repeat(32)));
/** The household's: its own code is given. */
const first = must(parsePickupId("c".repeat(32)));
const second = must(parsePickupId("d".repeat(32)));

type Product = "attest" | "rijbewijs" | "kaart";

/** Behind its door, put in by a clerk. */
function waits(
  rig: Rig,
  id: typeof first,
  number: number,
  about: { readonly group?: typeof household; readonly product?: Product } = {},
): void {
  const { group, product } = about;
  const announcement = announced(id, id === first ? "4207" : "4208", product);
  putIn(
    rig,
    { ...announcement, ...(group === undefined ? {} : { group }) },
    number,
    20 + 2 * number,
  );
}

const ownProof: Fact = { kind: "proof-given", method: "qr", pickup: first };
const groupProof: Fact = { kind: "group-proof-given", method: "qr", pickup: second, by: first };
const opensSecond = (rig: Rig): void =>
  void rig.append([
    granted(
      rig,
      { kind: "collection", pickup: second },
      { compartment: door(3), channel: 3, op: rig.nextSeq() },
    ),
  ]);

const bothWait = (rig: Rig, other: Parameters<typeof waits>[3] = { group: household }): void => {
  waits(rig, first, 2, { group: household });
  waits(rig, second, 3, other);
};
const onGroup = (rig: Rig): void => {
  rig.append([groupProof]);
  opensSecond(rig);
};

const cases: readonly Breach[] = [
  [
    "a door that opens on the proof of another group",
    (rig) => {
      bothWait(rig, { group: strangers });
      rig.append([ownProof]);
      onGroup(rig);
    },
    /^I1: .* no proof was given/u,
  ],
  [
    "a door that opens on the proof of somebody it has nothing to do with",
    (rig) => {
      waits(rig, first, 2);
      waits(rig, second, 3);
      rig.append([ownProof]);
      onGroup(rig);
    },
    /^I1: .* no proof was given/u,
  ],
  [
    "a door that opens on a proof that nobody gave",
    (rig) => {
      bothWait(rig);
      onGroup(rig);
    },
    /^I1: .* no proof was given/u,
  ],
  [
    "a door that opens on a proof of the visit before",
    (rig) => {
      bothWait(rig);
      rig.append([ownProof, visitEnded]);
      onGroup(rig);
    },
    /^I1: .* no proof was given/u,
  ],
  [
    "an old document that is let in on another's proof",
    (rig) => {
      bothWait(rig, { group: household, product: "kaart" });
      rig.append([ownProof, groupProof]);
      rig.append([
        granted(rig, { kind: "hand-in", pickup: second }, { compartment: door(4), channel: 4 }),
      ]);
    },
    /^I1: .* no proof was given/u,
  ],
  [
    "a member whose own code was used",
    (rig) => {
      bothWait(rig);
      rig.append([ownProof, { kind: "code-used", pickup: second }]);
      onGroup(rig);
    },
    /^I7: .* its code was used/u,
  ],
  [
    "a member that has expired",
    (rig) => {
      bothWait(rig);
      rig.append([ownProof, { kind: "pickup-expired", pickup: second }]);
      onGroup(rig);
    },
    /^I7: .* its code is dead/u,
  ],
];

const QR = `L24:4207ABCDEFGHIJKLMNOPQRSTUVWXYZ`;
const mailed = (rig: Rig): void =>
  rig.judge.delivered?.({
    to: "holder@example.org",
    template: "document-ready",
    typed: undefined,
    qr: QR,
  });
const printed = (rig: Rig): void =>
  rig.tell({
    kind: "document-printed",
    document: "C",
    pickup: second,
    birthDate: "01021990",
    telephone: TELEPHONE,
  });
const matches = (rig: Rig, birthDate: string): void =>
  rig.judge.performed?.({
    kind: "match-birth-dates",
    ask: 1,
    pickups: [second],
    by: { kind: "typed", birthDate },
  });

const codeCases: readonly Breach[] = [
  [
    "another's door that opens for a code that nobody gave",
    (rig) => {
      bothWait(rig);
      mailed(rig);
      rig.append([ownProof]);
      onGroup(rig);
    },
    /^I7: .* nobody gave a qr/u,
  ],
  [
    "another's door that opens though its birth date was not given",
    (rig) => {
      bothWait(rig, { group: household, product: "rijbewijs" });
      mailed(rig);
      printed(rig);
      scans(rig, QR);
      rig.append([ownProof]);
      matches(rig, "19900202");
      onGroup(rig);
    },
    /^I7: .* its birth date was not given/u,
  ],
  [
    "another's door that opens by the date of somebody whose own nobody gave",
    (rig) => {
      bothWait(rig, { group: household, product: "rijbewijs" });
      mailed(rig);
      printed(rig);
      scans(rig, QR);
      rig.append([ownProof]);
      const by = { kind: "same-as", pickup: first } as const;
      rig.judge.performed?.({ kind: "match-birth-dates", ask: 1, pickups: [second], by });
      onGroup(rig);
    },
    /^I7: .* its birth date was not given/u,
  ],
];

/** What is right, and must bring no complaint of either judge. */
export function householdCollects(rig: Rig): void {
  bothWait(rig, { group: household, product: "rijbewijs" });
  mailed(rig);
  printed(rig);
  scans(rig, QR);
  rig.append([ownProof]);
  matches(rig, "19900201");
  onGroup(rig);
}

export const groupBreaches: Readonly<Record<string, readonly [CreateJudge, readonly Breach[]]>> = {
  "what one proof opens": [createReferenceJudge, cases],
  "what one code opens": [createCodesJudge, codeCases],
};
