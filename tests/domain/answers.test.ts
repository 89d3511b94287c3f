// Adapters answer when they can: an answer to an older question, or to nobody, says nothing any more. And what is asked has a
// number of its own, what is sent a name of its own.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import type { Effect } from "#domain/effects.ts";
import type { AnswerInput } from "#domain/inputs.ts";
import { boardsUp, opens } from "../support/domain-boards.ts";
import {
  chooses,
  deposited,
  entered,
  powerIsCut,
  scansLabel,
  scansQr,
  scansWrongQr,
  scans,
  secondsPass,
  showsBadge,
  signsIn,
  types,
  typesTotp,
} from "../support/domain-people.ts";
import { an, extract, licence } from "../support/domain-site.ts";
import { given } from "../support/domain-story.ts";
import { type Act, type Knobs, inOrder, times } from "../support/domain-terminal.ts";

const slowly: Act = (terminal) => {
  terminal.knobs.adapters = "slow";
};
const answers =
  (input: AnswerInput): Act =>
  (terminal) =>
    terminal.feed({ kind: "answer", input });
const allAbout = (ask: number): readonly AnswerInput[] => [
  { kind: "code-checked", ask, right: true, birthDateRight: true },
  { kind: "code-checked", ask, right: false, birthDateRight: undefined },
  { kind: "document-looked-up", ask, pickup: licence.pickup },
  { kind: "badge-read", ask, staff: an.staff, role: "clerk" },
  { kind: "totp-checked", ask, valid: true, timeStep: 1 },
  { kind: "totp-checked", ask, valid: false, timeStep: 1 },
];

const places: readonly (readonly [string, readonly Act[]])[] = [
  ["nobody stands there", [deposited(extract)]],
  ["somebody reads the help", [deposited(extract), chooses("no-code")]],
  ["a code is being checked", [deposited(extract), slowly, scansQr(extract)]],
  ["a door is open", [deposited(extract), scansQr(extract), opens(1)]],
  ["a badge is being read", [boardsUp, slowly, showsBadge(an)]],
  ["a one-time code is typed", [boardsUp, showsBadge(an), types("12")]],
  ["a one-time code is being checked", [boardsUp, showsBadge(an), slowly, entered("123456")]],
  ["a clerk reads the menu", [boardsUp, signsIn()]],
  ["a label is being looked up", [boardsUp, signsIn(), slowly, scansLabel(licence)]],
];

describe("an answer", () => {
  test.each(places)("to another question says nothing where %s", (_where, acts) => {
    for (const change of [-1, 1, 50]) {
      const story = given(...acts);
      const { nextAsk } = story.terminal.state().live;
      const before = story.terminal.screen();
      story.when(...allAbout(nextAsk - 1 + change).map(answers)).expect({ facts: [], effects: [] });
      expect(story.terminal.screen()).toEqual(before);
    }
  });

  const kinds: Readonly<Record<string, AnswerInput["kind"]>> = {
    "a code is being checked": "code-checked",
    "a badge is being read": "badge-read",
    "a one-time code is being checked": "totp-checked",
    "a label is being looked up": "document-looked-up",
  };
  test.each(places)("of another kind says nothing where %s", (where, acts) => {
    const story = given(...acts);
    const before = story.terminal.screen();
    const own = story.terminal.state().live.nextAsk - 1;
    const others = allAbout(own).filter(({ kind }) => kind !== kinds[where]);
    story.when(...others.map(answers)).expect({ facts: [], effects: [] });
    expect(story.terminal.screen()).toEqual(before);
  });

  test("to a message that is not in the outbox any more is not written", () => {
    for (const input of [
      { kind: "message-accepted", message: "t1-0-1" },
      { kind: "message-refused", message: "t1-0-1", why: "no such address" },
    ] as const)
      given(deposited(extract)).when(answers(input)).expect({ facts: [] });
  });
});

const asksOf = (...acts: readonly Act[]): readonly number[] =>
  given(...acts).terminal.steps.flatMap(({ effects }) =>
    effects.flatMap((effect) => ("ask" in effect ? effect.ask : [])),
  );

describe("what is asked", () => {
  test("is numbered upwards from one, whoever asks", () => {
    const asks = asksOf(deposited(licence), scansQr(licence), entered("2306 1981"));
    expect(asks).toEqual(asks.map((_ask, index) => index + 1));
    expect(asks.length).toBeGreaterThan(4);
  });
});

const sent = (...acts: readonly Act[]): readonly Effect[] =>
  given(...acts).terminal.steps.flatMap(({ effects }) =>
    effects.filter(({ kind }) => kind === "send-message"),
  );

const gatewayIs =
  (gateway: Knobs["gateway"]): Act =>
  (terminal) => {
    terminal.knobs.gateway = gateway;
  };

describe("a message", () => {
  test("is named by terminal, restore epoch and its own row", () => {
    const { terminal } = given(deposited(extract));
    const row = terminal.records.find(({ fact }) => fact.kind === "message-queued");
    expect(row?.fact).toMatchObject({ message: `t1-0-${row?.seq}`, template: "document-ready" });
  });

  test("that the gateway has not taken is offered again at a start, under its old name", () => {
    const [first, again, ...others] = sent(gatewayIs("silent"), deposited(extract), powerIsCut());
    expect(others).toEqual([]);
    expect(again).toEqual(first);
    expect(first).toMatchObject({ pickup: extract.pickup, template: "document-ready" });
  });

  test("that the gateway has taken or refused is not offered again", () => {
    expect(sent(deposited(extract), powerIsCut())).toHaveLength(1);
    expect(sent(gatewayIs("refusing"), deposited(extract), powerIsCut())).toHaveLength(1);
  });
});

describe("a visit", () => {
  test("is written with its length and how it ended", () => {
    given(boardsUp, chooses("no-code"), secondsPass(7))
      .when(chooses("back"))
      .expect({ facts: [{ kind: "visit-ended", lengthMs: 7000, outcome: "stopped" }] });
    given(boardsUp, chooses("no-code"))
      .when(secondsPass(60))
      .expect({ facts: [{ kind: "visit-ended", lengthMs: 60_000, outcome: "timed-out" }] });
  });

  test("starts its tries again with every QR, right or wrong, ours or not", () => {
    const wrong = inOrder(
      chooses("type-code"),
      entered("9999 1234 5678"),
      entered("0101 2000"),
      chooses("try-again"),
    );
    for (const scan of [scansWrongQr(extract), scans("https://x")]) {
      const story = given(deposited(extract), wrong, entered("9999 1234 5678")).when(
        entered("0101 2000"),
      );
      expect(story.terminal.screen().values["tries"]).toBe(1);
      story.when(scan);
      expect(story.terminal.screen()).toMatchObject({
        name: "citizen-wrong",
        values: { tries: 3 },
      });
    }
  });
});

test("a one-time code is asked about once, however often its key is pressed", () => {
  const story = given(boardsUp, secondsPass(30), showsBadge(an), slowly, typesTotp(an));
  story.when(times(3, entered("1"))).expect({ facts: [], effects: [], screen: "staff-checking" });
});
