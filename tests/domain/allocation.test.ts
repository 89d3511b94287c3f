// Behind which door the next document goes: what makes a compartment free, what does not, and which of the free ones it is.
import { describe, expect, test } from "vitest";
import type { CompartmentSite, Site } from "#domain/site.ts";
import {
  boardIsSuspected,
  boardUp,
  boardsUp,
  doorCloses,
  doorOpens,
  itemAppears,
  itemGoes,
  opens,
  secondHostIsHeard,
  snapshot,
} from "../support/domain-boards.ts";
import {
  announces,
  chooses,
  deposited,
  deposits,
  disables,
  msPass,
  scansLabel,
  scansQr,
  secondsPass,
  signsIn,
} from "../support/domain-people.ts";
import {
  type Dossier,
  boardA,
  boardB,
  extract,
  lowExtract,
  otherExtract,
  site,
} from "../support/domain-site.ts";
import { givenAt } from "../support/domain-story.ts";
import { type Act, createTerminal, inOrder } from "../support/domain-terminal.ts";

/** The door that opens for the next deposit, or why none does. */
function doorFor(dossier: Dossier, acts: readonly Act[], at: Site = site): unknown {
  const { terminal } = givenAt(createTerminal(at), announces(dossier), ...acts, signsIn()).when(
    scansLabel(dossier),
  );
  return terminal.state().durable.grant?.compartment ?? terminal.screen().values["why"];
}

const only = (change: Partial<CompartmentSite>): Site => ({
  ...site,
  compartments: new Map(
    [...site.compartments]
      .filter(([number]) => number === 1)
      .map(([number, compartment]) => [number, { ...compartment, ...change }]),
  ),
});

describe("a document goes behind", () => {
  test.each<[string, readonly Act[], unknown]>([
    ["the first door that is free", [boardsUp], 1],
    ["no door that is out of use", [boardsUp, disables(1)], 2],
    ["no door that stands open", [boardsUp, doorOpens(1), doorCloses(5)], 5],
    ["no door that nobody can see", [boardUp(boardB), snapshot(boardA)], 5],
    ["no door whose sensor cannot tell", [boardsUp, snapshot(boardA, { unknownDoors: [1] })], 2],
    ["no door behind which something lies", [boardsUp, itemAppears(1)], 2],
    ["no door of a silent board", [boardsUp, boardIsSuspected(boardA)], 5],
    ["no door of a stopped bank", [boardsUp, secondHostIsHeard(boardA)], 5],
    [
      "no door at all where all are out of use",
      [boardsUp, disables(1, 2, 3, 4, 5, 6, 7, 8)],
      "full",
    ],
  ])("%s", (_what, acts, number) => {
    expect(doorFor(extract, acts)).toBe(number);
  });

  test("no door that holds a document, seen or not", () => {
    expect(doorFor(extract, [deposited(otherExtract)])).toBe(2);
    const unseen = [boardsUp, announces(otherExtract), disables(1, 2), signsIn()] as const;
    const held = [...unseen, deposits(otherExtract, 3), chooses("sign-out")];
    expect(doorFor(extract, held)).toBe(5);
  });

  test("no door that its last holder may still come back to", () => {
    const collected = [
      deposited(otherExtract),
      scansQr(otherExtract),
      opens(1),
      itemGoes(1),
      doorCloses(1),
      secondsPass(2),
      secondsPass(6),
    ];
    // The grace began two seconds after the door closed; staff take half a minute to sign in.
    expect(doorFor(extract, [...collected, msPass(24_000)])).toBe(2);
    expect(doorFor(extract, [...collected, msPass(24_001)])).toBe(1);
  });
});

describe("who cannot reach high", () => {
  test.each([
    [399, "full"],
    [400, 1],
    [1100, 1],
    [1101, "full"],
  ])("is given a door of %i mm, or none: %s", (heightMm, number) => {
    expect(doorFor(lowExtract, [boardUp(boardA)], only({ heightMm }))).toBe(number);
  });

  test("is kept the low doors as long as there are others", () => {
    expect(doorFor(lowExtract, [boardsUp])).toBe(4);
    expect(doorFor(extract, [boardsUp, disables(1, 2, 3)])).toBe(5);
    expect(doorFor(extract, [boardsUp, disables(1, 2, 3, 5, 6, 7)])).toBe(4);
    expect(doorFor(lowExtract, [boardsUp, disables(4)])).toBe(8);
  });

  // The wall has two low doors, 4 and 8.
  const allHigh = disables(1, 2, 3, 5, 6, 7);
  test.each([
    [0, allHigh, 4],
    [0, inOrder(allHigh, disables(4)), 8],
    [20, allHigh, 4],
    [20, inOrder(allHigh, disables(4)), "only-low"],
    [50, allHigh, 4],
    [51, allHigh, "only-low"],
    [100, allHigh, "only-low"],
    [20, inOrder(allHigh, disables(4, 8)), "full"],
  ])("finds %i % of them free, whatever else is full", (lowKeptPercent, taken, number) => {
    expect(doorFor(extract, [boardsUp, taken], { ...site, lowKeptPercent })).toBe(number);
  });

  test("gets the last of them, and hears nothing of what is kept", () => {
    expect(doorFor(lowExtract, [boardsUp, disables(4)])).toBe(8);
    expect(doorFor(lowExtract, [boardsUp, disables(4, 8)])).toBe("full");
  });
});
