// What the reference judge must not let pass of an old document that comes first: sequences made by hand, each with its complaint.
import type { Fact } from "#domain/facts.ts";
import { parsePickupId } from "#domain/ids.ts";
import { must } from "../support/virtual-must.ts";
import type { Breach } from "./judge-breaches.ts";
import type { Rig } from "./judge-rig.ts";
import type { CreateJudge } from "./watch.ts";
import { createReferenceJudge } from "./judges/reference.ts";
import { announced, door, doorMoved, ended, granted, putIn } from "./judge-stories.ts";

/** Waits behind door 1; its policy asks for the old card first. */
const card = must(parsePickupId("c".repeat(32)));
const handInOf = { kind: "hand-in", pickup: card } as const;
const proof: Fact = { kind: "proof-given", method: "qr", pickup: card };
const there = { compartment: door(2), channel: 2 };
const handedIn = (by: "item-sensor" | "holder-confirmed" = "holder-confirmed"): Fact => ({
  kind: "old-document-handed-in",
  pickup: card,
  compartment: door(2),
  proof: by,
});

/** Behind door 1 the first document has been taken back. */
const cardWaits = (rig: Rig): void => putIn(rig, announced(card, "4207", "kaart"), 2, 11);

const freeDoor = { compartment: door(3), channel: 3 };
const atFreeDoor = (rig: Rig): number => {
  rig.append([{ kind: "door-read", compartment: door(3), state: "closed" }, proof]);
  return rig.append([granted(rig, handInOf, freeDoor)]);
};
const passes = (rig: Rig): void =>
  void rig.append([doorMoved(13, "open", 3), doorMoved(14, "closed", 3)]);
const inDoor3 = (fact: Fact): Fact => ({ ...fact, compartment: door(3) }) as Fact;

const cases: readonly Breach[] = [
  [
    "a new document that is given before the old one",
    (rig) => {
      cardWaits(rig);
      rig.append([proof]);
      rig.append([granted(rig, { kind: "collection", pickup: card }, there)]);
    },
    /^I1: .* the old document was not handed in/u,
  ],
  [
    "an old document that is let in without a proof",
    (rig) => {
      cardWaits(rig);
      rig.append([granted(rig, handInOf, freeDoor)]);
    },
    /^I1: .* no proof was given/u,
  ],
  [
    "an old document that is let in where another lies",
    (rig) => {
      cardWaits(rig);
      rig.append([proof]);
      rig.append([granted(rig, handInOf)]);
    },
    /^I6: .* the compartment holds/u,
  ],
  [
    "an old document that is let in twice",
    (rig) => {
      cardWaits(rig);
      const op = atFreeDoor(rig);
      passes(rig);
      rig.append([ended(op), inDoor3(handedIn())]);
      rig.append([proof]);
      rig.append([granted(rig, handInOf, freeDoor)]);
    },
    /^I1: .* no old document is owed/u,
  ],
  [
    "an old document that came through no door",
    (rig) => {
      cardWaits(rig);
      const op = atFreeDoor(rig);
      rig.append([ended(op, "not-opened"), inDoor3(handedIn())]);
    },
    /^I5: .* its door was not seen to open/u,
  ],
  [
    "an old document that no sensor sees",
    (rig) => {
      cardWaits(rig);
      const op = atFreeDoor(rig);
      passes(rig);
      rig.append([ended(op), inDoor3(handedIn("item-sensor"))]);
    },
    /^I5: .* its sensor sees nothing/u,
  ],
];

export const handInBreaches: Readonly<Record<string, readonly [CreateJudge, readonly Breach[]]>> = {
  reference: [createReferenceJudge, cases],
};
