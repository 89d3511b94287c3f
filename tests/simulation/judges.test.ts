// Each judge before sequences made by hand: what is legal brings no complaint, and each kind of breach brings its own.
import { describe, expect, test } from "vitest";
import { initialDurable } from "#domain/state.ts";
import { breaches as older, mails, scans } from "./judge-breaches.ts";
import { boardBreaches, debtBreaches } from "./judge-board-breaches.ts";
import { undoBreaches } from "./judge-undo-breaches.ts";
import { againBreaches, asksWell } from "./judge-again-breaches.ts";
import { groupBreaches, householdCollects } from "./judge-group-breaches.ts";
import { handInBreaches } from "./judge-hand-in-breaches.ts";
import { witnessBreaches, witnessedWell } from "./judge-witness-breaches.ts";
import { type Rig, createRig } from "./judge-rig.ts";
import {
  TELEPHONE,
  announced,
  asks,
  begin,
  clerk,
  collected,
  depositOf,
  deposits,
  door,
  doorMoved,
  ended,
  fills,
  granted,
  passesDoor,
  pickup,
  started,
  visitEnded,
} from "./judge-stories.ts";
import { judges } from "./judges/judges.ts";
import { createPlacesJudge } from "./judges/places.ts";
import { createRightDocumentJudge } from "./judges/right-document.ts";

const breaches = { ...older, ...boardBreaches, ...againBreaches };

describe.each(
  [breaches, debtBreaches, undoBreaches, handInBreaches, witnessBreaches, groupBreaches].flatMap(
    (each) => Object.entries(each),
  ),
)("the judge of %s", (_name, [create, cases]) => {
  test.each(cases)("complains about %s", (_title, act, complaint) => {
    const rig = createRig(create);
    fills(rig);
    expect(rig.complaints).toEqual([]);
    act(rig);
    expect(rig.complaints).toContainEqual(expect.stringMatching(complaint));
  });
});

test.each(Object.entries(groupBreaches))(
  "the judge of %s has nothing against a household that collects",
  (_name, [create]) => {
    const rig = createRig(create);
    fills(rig);
    householdCollects(rig);
    expect(rig.complaints).toEqual([]);
  },
);

test("the judge of codes that are sent again has nothing against askings as they should be", () => {
  const [create] = againBreaches["code again"] ?? [];
  if (create === undefined) throw new Error("it is not there");
  const rig = createRig(create);
  fills(rig);
  asksWell(rig);
  expect(rig.complaints).toEqual([]);
});

test("a document that a clerk was to take out and let lie unread is still another than anybody knows", () => {
  const rig = createRig(createPlacesJudge);
  begin(rig);
  rig.append([announced()]);
  deposits(rig, "B");
  const op = rig.append([granted(rig, { kind: "retrieval", pickup })], clerk);
  rig.open(1, op);
  rig.pulse(1, op);
  rig.tell({ kind: "door-moved", door: 1, open: true });
  rig.append([doorMoved(4, "open")]);
  rig.tell({ kind: "door-moved", door: 1, open: false });
  rig.append([doorMoved(5, "closed"), ended(op)]);
  rig.append([{ kind: "compartment-inspected", compartment: door(1), found: "document" }], clerk);
  rig.append([visitEnded]);
  rig.step();
  expect(rig.complaints).toEqual([]);
});

describe("every judge", () => {
  test.each(judges.map((create) => [createRig(create).judge.name, create] as const))(
    "%s has nothing against a document that is put in and collected",
    (_name, create) => {
      const rig = createRig(create);
      fills(rig);
      mails(rig);
      scans(rig);
      const op = asks(rig);
      passesDoor(rig, op);
      rig.append([ended(op), collected(), visitEnded]);
      rig.judge.opened?.([...rig.rows, ...rig.seal([started])], durableOf(rig));
      expect(rig.complaints.filter((text) => !/disagrees/u.test(text))).toEqual([]);
    },
  );

  test("is named once", () => {
    const names = judges.map((create) => createRig(create).judge.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.toSorted()).toEqual(Object.keys(breaches).toSorted());
  });
});

test("two of the staff who both proved to be there may open a document for four eyes", () => {
  const [create, act] = witnessedWell();
  const rig = createRig(create);
  fills(rig);
  act(rig);
  expect(rig.complaints).toEqual([]);
});

describe("an untruth of the clerk", () => {
  test("explains a compartment that is believed free, until somebody has looked again", () => {
    const rig = createRig(createPlacesJudge);
    begin(rig);
    rig.tell({
      kind: "document-printed",
      document: "A",
      pickup,
      birthDate: "01021990",
      telephone: TELEPHONE,
    });
    rig.append([announced()]);
    const op = rig.append([granted(rig, depositOf)], clerk);
    rig.append([doorMoved(1, "open")]);
    rig.put("A", 1);
    rig.append([doorMoved(2, "closed"), ended(op)]);
    rig.tell({ kind: "untruth", door: 1, what: "said-not-in", by: "clerk" });
    const inspected = {
      kind: "compartment-inspected",
      compartment: door(1),
      found: "empty",
    } as const;
    rig.append([inspected, visitEnded], clerk);
    rig.step();
    expect(rig.complaints).toEqual([]);
    const again = rig.append([granted(rig, { kind: "inspection" })], clerk);
    rig.append([ended(again), inspected, visitEnded], clerk);
    rig.step();
    expect(rig.complaints).toEqual([expect.stringMatching(/^I5: .* counts as free/u)]);
  });

  test("about a wrong document explains what its holder is shown", () => {
    const rig = createRig(createRightDocumentJudge);
    begin(rig);
    rig.tell({
      kind: "document-printed",
      document: "A",
      pickup,
      birthDate: "01021990",
      telephone: TELEPHONE,
    });
    rig.append([announced()]);
    deposits(rig, "B");
    rig.pulse(1, asks(rig));
    expect(rig.complaints).toEqual([]);
  });

  test("of a holder explains no free compartment", () => {
    const rig = createRig(createPlacesJudge);
    fills(rig);
    passesDoor(rig, asks(rig), "nothing");
    rig.tell({ kind: "untruth", door: 1, what: "said-taken", by: "holder" });
    rig.append([ended(rig.nextSeq() - 6), collected("holder-confirmed"), visitEnded]);
    rig.step();
    expect(rig.complaints).toEqual([expect.stringMatching(/^I5: .* counts as free/u)]);
  });
});

/** Only judges that compare nothing look at it: the reference model has its own test. */
const durableOf = (rig: Rig) => ({ ...initialDurable, seq: rig.rows.length + 1 });
