// The next start finds another configuration: doors, boards or products have gone while documents still lie there. Nothing is
// lost and nothing guessed: whoever comes for such a document is sent to staff, and its grant ends as unknown.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import type { Site } from "#domain/site.ts";
import { boardsUp, opens, doorCloses, itemAppears } from "../support/domain-boards.ts";
import {
  announces,
  chooses,
  configuredAs,
  deposited,
  scansLabel,
  scansQr,
  secondsPass,
  signsIn,
} from "../support/domain-people.ts";
import { boardA, boardB, extract, licence, site } from "../support/domain-site.ts";
import { behind, given, ledgerOf } from "../support/domain-story.ts";

const withoutDoorOne: Site = {
  ...site,
  compartments: new Map([...site.compartments].filter(([number]) => number !== 1)),
};
const withoutBoardA: Site = {
  ...site,
  boards: [boardB],
  compartments: new Map([...site.compartments].filter(([, { board }]) => board !== boardA)),
};
const withoutExtracts: Site = {
  ...site,
  policies: new Map([...site.policies].filter(([product]) => product !== extract.product)),
};

describe("a document", () => {
  test("behind a door that is gone is a matter for staff; its code stays good", () => {
    const story = given(deposited(extract), configuredAs(withoutDoorOne), boardsUp);
    story.when(scansQr(extract)).expect({
      facts: ["proof-given"],
      screen: "citizen-needs-staff",
    });
    expect(ledgerOf(story, extract)).toMatchObject({ phase: "waiting", codeUsed: false });
  });

  test("whose product is gone is a matter for staff, and its rows cite no policy", () => {
    const story = given(deposited(extract), configuredAs(withoutExtracts), boardsUp);
    story.when(scansQr(extract)).expect({ facts: [], screen: "citizen-needs-staff" });
  });

  test("whose product goes before it was put in waits until the end of that day", () => {
    const story = given(boardsUp, announces(extract), configuredAs(withoutExtracts), boardsUp).when(
      signsIn(),
      scansLabel(extract),
      opens(1),
      itemAppears(1),
      doorCloses(1),
      secondsPass(2),
    );
    expect(new Date(ledgerOf(story, extract).untilMs ?? 0).toISOString()).toBe(
      "2026-11-03T23:00:00.000Z",
    );
    const cited = story.terminal.steps.flatMap(({ facts }) =>
      facts.filter(({ fact }) => fact.kind === "pickup-deposited"),
    );
    expect(cited.map(({ policy }) => policy)).toEqual([undefined]);
  });

  test("with a product in use cites its policy in every row that names it", () => {
    const { terminal } = given(deposited(licence), scansQr(licence));
    const cited = terminal.steps.flatMap(({ facts }) =>
      facts.flatMap(({ fact, policy }) => ("pickup" in fact || policy !== undefined ? policy : [])),
    );
    expect(new Set(cited)).toEqual(new Set(["licence@1"]));
  });
});

describe("the grant of a run before", () => {
  test("whose board is gone ends as unknown at once; its light is nobody's any more", () => {
    const story = given(deposited(extract), scansQr(extract))
      .when(configuredAs(withoutBoardA))
      .expect({
        facts: [
          "terminal-started",
          { kind: "grant-ended", outcome: "unknown" },
          { kind: "alarm-raised", alarm: "outcome-unknown" },
          { kind: "compartment-doubted", doubt: "outcome-unknown" },
          { kind: "pickup-suspended", doubt: "outcome-unknown" },
        ],
        effects: [{ kind: "watch-board", board: undefined }],
      });
    expect(story.terminal.steps.at(-1)?.effects.map(({ kind }) => kind)).toEqual(["watch-board"]);
    expect(behind(story, 1).doubt).toBe("outcome-unknown");
    story.when(chooses("type-code")).expect({ screen: "out-of-service" });
  });
});
