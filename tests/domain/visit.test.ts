// One person at the screen: time-outs and their warning, touches that mean nothing, service that is not there, and messages.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import {
  boardIsLost,
  boardReturns,
  boardsUp,
  doorCloses,
  doorOpens,
  itemGoes,
  opens,
} from "../support/domain-boards.ts";
import {
  asksDesk,
  chooses,
  choosesLanguage,
  deposited,
  disables,
  entered,
  powerIsCut,
  presses,
  scansQr,
  secondsPass,
  showsBadge,
  signsIn,
  signsOut,
  types,
  typesBirthDate,
  typesPin,
} from "../support/domain-people.ts";
import { an, boardA, boardB, extract, licence } from "../support/domain-site.ts";
import { given } from "../support/domain-story.ts";
import type { Act } from "../support/domain-terminal.ts";

const keypad = chooses("type-code");

describe("a visit that rests", () => {
  test("asks for more time 25 seconds before it ends, then ends", () => {
    given(boardsUp, keypad)
      .when(secondsPass(34))
      .expect({ facts: [], screen: "citizen-code" })
      .when(secondsPass(1))
      .expect({ facts: [], screen: "more-time" })
      .when(secondsPass(25))
      .expect({ facts: [{ kind: "visit-ended", outcome: "timed-out" }], screen: "citizen-home" });
  });

  test("counts down only in the warning", () => {
    const { terminal } = given(boardsUp, keypad, secondsPass(34));
    expect(terminal.screen().secondsLeft).toBeUndefined();
    terminal.passTime(11_000);
    expect(terminal.screen()).toMatchObject({ name: "more-time", secondsLeft: 15 });
  });

  test.each<[string, Act]>([
    ["`more time`", chooses("more-time")],
    ["a key, which types nothing", presses("7")],
    ["any other button", chooses("help")],
  ])("goes on from where it was after %s", (_touch, act) => {
    const { terminal } = given(boardsUp, keypad, types("1022"), secondsPass(40), act);
    expect(terminal.screen()).toMatchObject({ name: "citizen-code", field: { shown: "1022" } });
    terminal.passTime(34_000);
    expect(terminal.screen().name).toBe("citizen-code");
  });

  test("ends at once with `stop`", () => {
    given(boardsUp, keypad, secondsPass(40))
      .when(chooses("stop"))
      .expect({ facts: [{ kind: "visit-ended", outcome: "stopped" }], screen: "citizen-home" });
  });

  test("is never warned where it would lose nothing: the home screen just goes back to itself", () => {
    given(boardsUp, choosesLanguage("fr"))
      .when(secondsPass(59))
      .expect({ screen: "citizen-home" })
      .when(secondsPass(1))
      .expect({ facts: ["visit-ended"] });
  });

  test("says goodbye for six seconds", () => {
    given(deposited(extract), scansQr(extract), opens(1), itemGoes(1), doorCloses(1))
      .when(secondsPass(7))
      .expect({ screen: "citizen-done" })
      .when(secondsPass(1))
      .expect({ facts: [{ kind: "visit-ended", outcome: "done" }], screen: "citizen-home" });
  });

  test("of staff ends after three minutes, and signs them out", () => {
    given(boardsUp, signsIn())
      .when(secondsPass(180))
      .expect({ facts: [{ kind: "staff-signed-out", staff: an.staff }, "visit-ended"] });
  });

  test.each([
    ["at the menu", []],
    ["before a label", [chooses("deposit")]],
    ["at a list", [chooses("take-back")]],
  ])(
    "of staff is warned 25 seconds before, and goes on as long as they ask: %s",
    (_where, acts) => {
      const story = given(deposited(extract), signsIn(), ...acts);
      const { name } = story.terminal.screen();
      for (let time = 0; time < 12; time += 1)
        story
          .when(secondsPass(156))
          .expect({ facts: [], screen: "more-time" })
          .when(chooses("more-time"))
          .expect({ facts: [], screen: name });
    },
  );
});

describe("the screen of every step", () => {
  test("has a way back from help, and a way to help from the keypad", () => {
    given(boardsUp, keypad)
      .when(chooses("help"))
      .expect({ screen: "citizen-help" })
      .when(chooses("back"))
      .expect({ screen: "citizen-home" });
  });
});

describe("a terminal that can promise no door", () => {
  test("says so before any code is asked", () => {
    given()
      .when(keypad, scansQr(extract), choosesLanguage("fr"), keypad)
      .expect({ facts: [], effects: [], screen: "out-of-service" });
  });

  test("says so to a visit that had not begun, and sees one through that had", () => {
    given(boardsUp, choosesLanguage("fr"), boardIsLost(boardA), boardIsLost(boardB))
      .when(keypad)
      .expect({ facts: [], screen: "out-of-service" });
    given(deposited(licence), keypad, typesPin(licence), boardIsLost(boardA), boardIsLost(boardB))
      .when(typesBirthDate(licence))
      .expect({ facts: ["proof-given"], screen: "citizen-needs-staff" });
  });

  test("does not ask for another code after a wrong one", () => {
    given(boardsUp, chooses("no-code"), boardIsLost(boardA), boardIsLost(boardB))
      .when(chooses("back"))
      .expect({ facts: ["visit-ended"], screen: "out-of-service" });
    given(deposited(licence), keypad, entered("1022"), boardIsLost(boardA), boardIsLost(boardB))
      .when(chooses("try-again"))
      .expect({ facts: [], screen: "out-of-service" });
  });

  test("serves again as soon as one board answers, and staff in between", () => {
    given(boardsUp, boardIsLost(boardA), boardIsLost(boardB))
      .when(showsBadge(an))
      .expect({ screen: "staff-totp" })
      .when(chooses("stop"), boardReturns(boardA), boardsUp)
      .expect({ screen: "citizen-home" });
  });

  test("still serves the other bank when one is away", () => {
    given(deposited(extract), boardIsLost(boardB))
      .when(scansQr(extract))
      .expect({ facts: ["proof-given", "door-granted"] });
  });
});

describe("a badge", () => {
  test("ends a citizen's visit and starts staff's", () => {
    given(boardsUp, keypad)
      .when(showsBadge(an))
      .expect({ facts: [{ kind: "visit-ended", outcome: "started-over" }], screen: "staff-totp" });
  });

  test("proves nothing by itself: what happens meanwhile is not its owner's deed", () => {
    const { terminal } = given(boardsUp, showsBadge(an)).when(entered("000000"));
    const failed = terminal.records.find(({ fact }) => fact.kind === "staff-sign-in-failed");
    expect(failed?.actor).toEqual({ kind: "terminal" });
  });

  test("leaves its owner's name on what they did, and on nothing that only happened meanwhile", () => {
    const { terminal } = given(deposited(extract)).when(
      signsIn(),
      doorOpens(2),
      asksDesk({ kind: "bank-resume-asked", board: boardA }),
      signsOut,
    );
    const byKind = new Map(terminal.records.map(({ fact, actor }) => [fact.kind, actor.kind]));
    expect(byKind.get("staff-signed-out")).toBe("staff");
    expect(byKind.get("bank-stopped")).toBe("terminal");
    expect(byKind.get("bank-resumed")).toBe("desk");
  });
});

const gatewayIs =
  (gateway: "silent" | "refusing"): Act =>
  (terminal) => {
    terminal.knobs.gateway = gateway;
  };

describe("a message", () => {
  test("is queued with the fact it tells of and leaves the outbox when the gateway has it", () => {
    const story = given(deposited(extract));
    expect(story.terminal.state().durable.outbox).toEqual({});
    expect(story.terminal.records.map(({ fact }) => fact.kind)).toContain("message-sent");
  });

  test("is offered again after a power cut, under the same id", () => {
    const story = given(gatewayIs("silent"), deposited(extract));
    const [waiting] = Object.keys(story.terminal.state().durable.outbox);
    story
      .when(powerIsCut())
      .expect({ effects: [{ kind: "send-message", message: waiting ?? "none" }] });
  });

  test("that the gateway will never take is written as refused, and not offered again", () => {
    const story = given(gatewayIs("refusing"), deposited(extract));
    expect(story.terminal.records.map(({ fact }) => fact.kind)).toContain("message-refused");
    story.when(powerIsCut()).expect({ effects: [] });
  });

  test("is written as sent once, however often the gateway says so", () => {
    const { terminal } = given(deposited(extract));
    const sent = terminal.records.find(({ fact }) => fact.kind === "message-sent")?.fact;
    const message = sent?.kind === "message-sent" ? sent.message : "";
    const rows = terminal.records.length;
    terminal.feed({ kind: "answer", input: { kind: "message-accepted", message } });
    terminal.feed({ kind: "answer", input: { kind: "message-refused", message, why: "late" } });
    expect(terminal.records).toHaveLength(rows);
  });
});

test("a technician's own grant waits its turn: staff touch no door while a citizen's is open", () => {
  given(deposited(extract), disables(8), scansQr(extract), opens(1))
    .when(showsBadge(an))
    .expect({ facts: [], effects: [], screen: "citizen-door-open" });
});
