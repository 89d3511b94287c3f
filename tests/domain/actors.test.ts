// Who did it, and under which rules: the actor and the policy of every row. What boards, clocks and deadlines do is nobody's deed.
import { describe, expect, test } from "vitest";
import type { Actor, Fact } from "#domain/facts.ts";
import { boardIsLost, boardsUp, doorCloses, itemGoes, opens } from "../support/domain-boards.ts";
import {
  chooses,
  daysPass,
  deposited,
  failsOnce,
  powerIsCut,
  reissues,
  scansQr,
  secondsPass,
  signsIn,
  withdraws,
} from "../support/domain-people.ts";
import { an, boardA, extract, licence, tom } from "../support/domain-site.ts";
import { given } from "../support/domain-story.ts";
import { type Act, inOrder, times } from "../support/domain-terminal.ts";

type Row = { readonly fact: Fact; readonly actor: Actor; readonly policy?: string };

const rowsOf = (acts: readonly Act[], kind: Fact["kind"]): readonly Row[] =>
  given(...acts).terminal.steps.flatMap(({ facts }) =>
    facts.filter(({ fact }) => fact.kind === kind),
  );
const lastOf = (acts: readonly Act[], kind: Fact["kind"]): Row | undefined =>
  rowsOf(acts, kind).at(-1);

const collects = inOrder(scansQr(extract), opens(1), itemGoes(1), doorCloses(1), secondsPass(2));
const citizen = { kind: "citizen" } as const;
const terminal = { kind: "terminal" } as const;
const desk = { kind: "desk" } as const;
const clerk = { kind: "staff", staff: an.staff } as const;
const technician = { kind: "staff", staff: tom.staff } as const;

describe("the deed", () => {
  test.each<[Fact["kind"], Actor, readonly Act[]]>([
    ["pickup-announced", desk, [deposited(extract)]],
    ["pickup-withdrawn", desk, [deposited(extract), withdraws(extract)]],
    ["code-reissued", desk, [deposited(extract), reissues(extract, "pin")]],
    ["pickup-deposited", clerk, [deposited(extract)]],
    ["staff-signed-in", clerk, [boardsUp, signsIn()]],
    ["staff-signed-out", clerk, [deposited(extract)]],
    ["staff-signed-in", technician, [boardsUp, signsIn(tom)]],
    ["proof-given", citizen, [deposited(extract), scansQr(extract)]],
    ["proof-failed", citizen, [deposited(extract), failsOnce(extract)]],
    ["door-granted", citizen, [deposited(extract), scansQr(extract)]],
    ["code-used", citizen, [deposited(extract), scansQr(extract), opens(1)]],
    ["pickup-collected", citizen, [deposited(extract), collects]],
    ["visit-ended", citizen, [deposited(extract), failsOnce(extract)]],
    ["terminal-started", terminal, [powerIsCut()]],
  ])("%s is that of %o", (kind, actor, acts) => {
    expect(lastOf(acts, kind)?.actor).toEqual(actor);
  });

  const guesses = times(10, failsOnce(licence));
  test.each<[Fact["kind"], readonly Act[]]>([
    ["board-event-recorded", [deposited(extract), scansQr(extract), opens(1)]],
    ["door-read", [deposited(extract), powerIsCut(), boardsUp]],
    ["grant-accepted", [deposited(extract), scansQr(extract), opens(1)]],
    ["grant-ended", [deposited(extract), collects]],
    ["message-sent", [deposited(extract)]],
    ["typing-locked", [deposited(extract), guesses]],
    ["pickup-expired", [deposited(extract), daysPass(9)]],
    ["personal-data-erased", [deposited(extract), collects, daysPass(2)]],
    ["pickup-forgotten", [deposited(extract), collects, daysPass(31)]],
    ["board-lost", [deposited(extract), scansQr(extract), boardIsLost(boardA)]],
    ["alarm-raised", [deposited(extract), scansQr(extract), boardIsLost(boardA)]],
    ["compartment-doubted", [deposited(extract), scansQr(extract), opens(1), secondsPass(120)]],
    ["pickup-suspended", [deposited(extract), scansQr(extract), opens(1), secondsPass(120)]],
  ])("%s is nobody's, whoever stands at the screen", (kind, acts) => {
    expect(lastOf(acts, kind)?.actor).toEqual(terminal);
  });

  test("of a badge that is not proven yet is nobody's", () => {
    const story = [boardsUp, signsIn(), chooses("sign-out"), secondsPass(30)];
    expect(lastOf(story, "visit-ended")?.actor).toEqual(clerk);
    const refused = given(boardsUp, (terminalUnderTest) => {
      signsIn({ ...an, badge: "L24B:nobody" })(terminalUnderTest);
    }).terminal.steps.flatMap(({ facts }) => facts);
    expect(refused.at(-1)).toMatchObject({
      fact: { kind: "staff-sign-in-failed" },
      actor: terminal,
    });
  });
});

describe("the policy", () => {
  test.each<[Fact["kind"], readonly Act[]]>([
    ["pickup-announced", [deposited(licence)]],
    ["pickup-deposited", [deposited(licence)]],
    ["message-queued", [deposited(licence)]],
    ["door-granted", [deposited(licence)]],
    ["pickup-withdrawn", [deposited(licence), withdraws(licence)]],
  ])("stands in %s, with its version", (kind, acts) => {
    expect(lastOf(acts, kind)?.policy).toBe("licence@1");
  });

  test("stands in no row that is about no product: an inspection is about a door", () => {
    const looks = inOrder(boardsUp, signsIn(), chooses("inspect"), chooses("inspect-door", 5));
    const story = [deposited(licence), (each: Parameters<Act>[0]) => each.restore(), looks];
    expect(lastOf(story, "door-granted")).toMatchObject({ fact: { compartment: 5 } });
    expect(lastOf(story, "door-granted")).not.toHaveProperty("policy");
    expect(lastOf(story, "terminal-started")).not.toHaveProperty("policy");
  });
});
