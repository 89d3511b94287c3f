// The life of a pickup at its desk and on its calendar: announced, deadlines, extension, withdrawal, erasure, its locator's rest.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import type { PickupId } from "#domain/ids.ts";
import type { State } from "#domain/state.ts";
import { boardsUp, doorCloses, itemGoes, opens } from "../support/domain-boards.ts";
import {
  announces,
  asksDesk,
  chooses,
  clockIsTrusted,
  daysPass,
  deposited,
  disables,
  enables,
  extendsBy,
  givesCode,
  minutesPass,
  msPass,
  powerIsCut,
  releases,
  reissues,
  scansQr,
  secondsPass,
  wallClockSteps,
  withdraws,
} from "../support/domain-people.ts";
import { boardA, extract, licence, nobodysPickup, otherExtract } from "../support/domain-site.ts";
import { given, ledgerOf } from "../support/domain-story.ts";
import { inOrder, takeStep } from "../support/domain-terminal.ts";

const DAY_MS = 86_400_000;
const refusal = { facts: [], effects: ["refuse-desk"] } as const;
const collected = inOrder(
  deposited(extract),
  scansQr(extract),
  opens(1),
  itemGoes(1),
  doorCloses(1),
  secondsPass(10),
);

/** What 2000 announced pickups leave in the ledger, written without a story for each. */
function fullTerminal(): State {
  const { terminal } = given(announces(extract));
  const { site, durable, live } = terminal.state();
  const [one] = [...durable.pickups.values()];
  if (one === undefined) throw new Error("nothing was announced");
  const pickups = new Map(
    Array.from({ length: 2000 }, (_, index) => {
      const id = index.toString(16).padStart(32, "0") as PickupId;
      return [id, { ...one, id }] as const;
    }),
  );
  return { site, durable: { ...durable, pickups }, live };
}

describe("announcing", () => {
  test("is refused where the terminal keeps 2000 pickups already", () => {
    const { label: _label, birthDate: _date, ...dossier } = licence;
    const input = { kind: "desk", input: { kind: "pickup-announced", ...dossier } } as const;
    const state = fullTerminal();
    const at = { wallMs: Date.UTC(2026, 10, 3, 10), monoMs: 5000 };
    const why = "the terminal keeps at most 2000 pickups; end some first";
    expect(takeStep(state, input, at)).toMatchObject({
      facts: [],
      effects: [{ kind: "refuse-desk", why }],
    });
    const pickups = new Map([...state.durable.pickups].slice(1));
    const room = { ...state, durable: { ...state.durable, pickups } };
    expect(takeStep(room, input, at).facts).toMatchObject([{ fact: { kind: "pickup-announced" } }]);
  });

  test("makes a pickup that waits for its document", () => {
    const story = given()
      .when(announces(extract))
      .expect({ facts: [{ kind: "pickup-announced", locator: extract.locator }], effects: [] });
    expect(ledgerOf(story, extract).phase).toBe("announced");
  });

  test.each([
    ["again", [announces(extract)], extract],
    [
      "with a locator that is taken",
      [announces(extract)],
      { ...licence, locator: extract.locator },
    ],
    ["for a product without a policy", [], { ...extract, product: "visa" as never }],
  ])("is refused %s", (_why, before, dossier) => {
    given(...before)
      .when(announces(dossier))
      .expect(refusal);
  });

  test("opens nothing before the document lies in a compartment", () => {
    given(boardsUp, announces(extract))
      .when(scansQr(extract))
      .expect({ facts: [], screen: "citizen-not-here" });
  });
});

describe("the last day", () => {
  test("passes: the right code only hears that it is no longer here", () => {
    given(deposited(extract), daysPass(6), minutesPass(23 * 60))
      .when(daysPass(1))
      .expect({ facts: ["pickup-expired"] })
      .when(scansQr(extract))
      .expect({ facts: [], screen: "citizen-not-here" });
  });

  test("can be moved by the desk, before and after it passed", () => {
    const story = given(deposited(extract), daysPass(8))
      .when(extendsBy(extract, 3))
      .expect({ facts: ["pickup-extended"] });
    story.when(scansQr(extract)).expect({ facts: ["proof-given", "door-granted"] });
    given(deposited(extract), extendsBy(extract, 30)).when(daysPass(20)).expect({ facts: [] });
  });

  test("never passes by a clock that is not trusted", () => {
    const story = given(deposited(extract), clockIsTrusted(false))
      .when(wallClockSteps(400 * DAY_MS), daysPass(30))
      .expect({ facts: ["clock-stepped"] });
    expect(ledgerOf(story, extract).dead).toBeUndefined();
  });

  test("passes by a trusted clock that steps over it", () => {
    given(deposited(extract))
      .when(wallClockSteps(8 * DAY_MS), msPass(10))
      .expect({ facts: [{ kind: "clock-stepped", trusted: true }, "pickup-expired"] });
  });

  test("waits for a door that stands open just then", () => {
    given(deposited(extract), daysPass(7), wallClockSteps(-DAY_MS))
      .when(minutesPass(1))
      .expect({ facts: [] });
    const nearly = inOrder(deposited(extract), daysPass(6), minutesPass(24 * 60 - 1));
    given(nearly, scansQr(extract), opens(1), itemGoes(1))
      .when(secondsPass(62))
      .expect({ facts: [{ kind: "alarm-raised", alarm: "door-left-open" }] })
      .when(doorCloses(1), secondsPass(2))
      .expect({ facts: ["grant-ended", "pickup-collected", "message-queued"] });
  });

  test("passes while the terminal was off", () => {
    given(deposited(extract), powerIsCut(8 * DAY_MS))
      .when(msPass(10))
      .expect({ facts: ["pickup-expired"] });
  });

  test("must lie in the future, within ten years", () => {
    for (const days of [-1, 4000])
      given(deposited(extract)).when(extendsBy(extract, days)).expect(refusal);
  });
});

describe("withdrawing", () => {
  test("happens by itself after 90 days to a document that nobody has put in", () => {
    given(boardsUp, announces(extract), daysPass(89))
      .when(daysPass(1))
      .expect({ facts: [{ kind: "pickup-withdrawn", reason: "never-deposited" }] });
  });

  test("ends a pickup that has no document here yet", () => {
    const story = given(announces(extract)).when(withdraws(extract));
    expect(ledgerOf(story, extract)).toMatchObject({ phase: "ended", end: "withdrawn" });
  });

  test("kills the codes of a document that lies here until a clerk takes it back, extension or not", () => {
    const story = given(deposited(extract), withdraws(extract), extendsBy(extract, 30));
    expect(ledgerOf(story, extract)).toMatchObject({ phase: "waiting", dead: "withdrawn" });
    story.when(scansQr(extract)).expect({ facts: [], screen: "citizen-wrong" });
    story
      .when(chooses("stop"), givesCode(extract))
      .expect({ facts: ["visit-ended", "proof-failed"], screen: "citizen-wrong" });
  });
});

describe("the desk", () => {
  test.each([
    ["withdraw", withdraws],
    ["release", releases],
    ["extend", (dossier: typeof extract) => extendsBy(dossier, 3)],
    ["re-issue", (dossier: typeof extract) => reissues(dossier, "pin")],
    ["send again", ({ pickup }: typeof extract) => asksDesk({ kind: "resend-asked", pickup })],
  ])("can not %s what it does not know or what has ended", (_what, verb) => {
    given(boardsUp)
      .when(verb({ ...extract, pickup: nobodysPickup }))
      .expect(refusal);
    given(collected).when(verb(extract)).expect(refusal);
  });

  test("sends the current code again, and changes nothing", () => {
    const story = given(deposited(extract))
      .when(asksDesk({ kind: "resend-asked", pickup: extract.pickup }))
      .expect({ facts: [{ kind: "message-queued", template: "document-ready" }] });
    expect(ledgerOf(story, extract)).toMatchObject({ pinCounter: 0, qrCounter: 0 });
  });

  test("has nothing to send again for a code that opens nothing now", () => {
    for (const act of [withdraws(extract), daysPass(8)])
      given(deposited(extract), act)
        .when(asksDesk({ kind: "resend-asked", pickup: extract.pickup }))
        .expect(refusal);
  });

  test("disables a compartment and enables it again", () => {
    given(boardsUp)
      .when(disables(1), enables(1))
      .expect({ facts: ["compartment-disabled", "compartment-enabled"] });
    given(boardsUp)
      .when(enables(1), disables(9))
      .expect({ facts: [], effects: ["refuse-desk", "refuse-desk"] });
  });

  test("has nothing to resume on a bank that is not stopped", () => {
    given(boardsUp)
      .when(asksDesk({ kind: "bank-resume-asked", board: boardA }))
      .expect(refusal);
  });
});

describe("what is left of a pickup that has ended", () => {
  test("personal data is erased after a day", () => {
    given(collected, minutesPass(23 * 60))
      .when(minutesPass(60))
      .expect({ facts: ["personal-data-erased"], effects: ["erase-personal-data"] })
      .when(daysPass(10))
      .expect({ facts: [], effects: [] });
  });

  test("the locator rests 30 days and still answers for the old one, then it may be drawn again", () => {
    const story = given(collected, daysPass(29));
    story.when(announces({ ...otherExtract, locator: extract.locator })).expect(refusal);
    story.when(scansQr(extract)).expect({ screen: "citizen-not-here" });
    story
      .when(daysPass(1), announces({ ...otherExtract, locator: extract.locator }))
      .expect({ facts: ["visit-ended", "pickup-forgotten", "pickup-announced"] });
  });

  test("nothing is erased or forgotten by a clock that is not trusted", () => {
    given(collected, clockIsTrusted(false)).when(daysPass(60)).expect({ facts: [], effects: [] });
  });

  test("what fell due while the terminal was off is done at once", () => {
    given(collected, powerIsCut(40 * DAY_MS))
      .when(secondsPass(1))
      .expect({ facts: ["personal-data-erased", "pickup-forgotten"] });
  });
});
