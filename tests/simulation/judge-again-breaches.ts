// What the judges must not let pass when somebody asks for a code again. Sequences made by hand, each with its complaint.
import type { Fact } from "#domain/facts.ts";
import { parseLocator, parsePickupId, parseProductId } from "#domain/ids.ts";
import { must } from "../support/virtual-must.ts";
import type { Breach } from "./judge-breaches.ts";
import type { Rig } from "./judge-rig.ts";
import { TELEPHONE, announced, clerk, door, pickup, visitEnded } from "./judge-stories.ts";
import { createCodeAgainJudge } from "./judges/code-again.ts";
import type { CreateJudge } from "./watch.ts";

const BORN = "01021990";
const HOUR_MS = 3_600_000;
const licence = must(parsePickupId("c".repeat(32)));

const toldOf = (id: typeof pickup): Fact => ({
  kind: "message-queued",
  message: `m-${id}`,
  pickup: id,
  template: "document-ready",
});

/** A driving licence that waits behind another door, under the number of the first document. */
function licenceWaits(rig: Rig): void {
  const announcement: Fact = {
    kind: "pickup-announced",
    pickup: licence,
    product: must(parseProductId("rijbewijs")),
    locator: must(parseLocator("4209")),
    language: "nl",
    lowCompartment: false,
    untilMs: Date.UTC(2027, 1, 1),
  };
  rig.tell({
    kind: "document-printed",
    document: "C",
    pickup: licence,
    birthDate: BORN,
    telephone: TELEPHONE,
  });
  rig.append([announcement]);
  rig.append([deposit(licence), toldOf(licence)], clerk);
}

const deposit = (id: typeof pickup): Fact => ({
  kind: "pickup-deposited",
  pickup: id,
  compartment: door(2),
  untilMs: Date.UTC(2027, 1, 1),
});

/** Somebody types a number and a date, and this is what comes of it. */
function asks(
  rig: Rig,
  sent: readonly (typeof pickup)[],
  {
    wrong = [],
    telephone = TELEPHONE,
    birthDate = "19900201",
  }: {
    readonly wrong?: readonly (typeof pickup)[];
    readonly telephone?: string;
    readonly birthDate?: string;
  } = {},
): void {
  const telephones = [telephone];
  rig.judge.performed?.({ kind: "find-holder", ask: 1, pickups: sent, telephones, birthDate });
  rig.append([{ kind: "code-asked-again", sent, wrong }]);
}

const repeats = (rig: Rig): void =>
  void rig.append([
    { kind: "message-queued", message: "again", pickup, template: "code-repeated" },
  ]);
const isTold = (rig: Rig): void => void rig.append([toldOf(pickup)]);

const cases: readonly Breach[] = [
  [
    "a code that goes to a number which nobody typed",
    (rig) => {
      isTold(rig);
      asks(rig, [pickup], { telephone: "+32470000009" });
    },
    /^sending: .* not registered under the number/u,
  ],
  ["a message that nobody asked for", repeats, /^sending: .* nobody asked for/u],
  [
    "a second message for one asking",
    (rig) => {
      isTold(rig);
      asks(rig, [pickup]);
      repeats(rig);
      repeats(rig);
    },
    /^sending: .* nobody asked for/u,
  ],
  [
    "a code of a document that was withdrawn",
    (rig) => {
      isTold(rig);
      rig.append([{ kind: "pickup-withdrawn", pickup, reason: "a test" }]);
      asks(rig, [pickup]);
    },
    /^sending: .* opens nothing/u,
  ],
  [
    "a code of a document that has not come",
    (rig) => {
      rig.append([announced(licence, "4210")]);
      asks(rig, [licence]);
    },
    /^sending: .* opens nothing/u,
  ],
  [
    "a document that its holder has not heard of",
    (rig) => asks(rig, [pickup]),
    /^sending: .* before its deposit can no longer be undone/u,
  ],
  [
    "a licence on a date that is nobody's",
    (rig) => {
      licenceWaits(rig);
      asks(rig, [licence], { birthDate: "19900202" });
    },
    /^sending: .* birth date of nobody among them/u,
  ],
  [
    "an eleventh asking in an hour",
    (rig) => {
      for (let time = 0; time < 11; time += 1) asks(rig, []);
    },
    /^I8: .* asked 11 times in an hour/u,
  ],
  [
    "a forty-first asking in a day",
    (rig) => {
      for (let time = 0; time < 41; time += 1) {
        if (time % 10 === 0) rig.wait(HOUR_MS);
        asks(rig, []);
      }
    },
    /^I8: .* 41 times in a day/u,
  ],
  [
    "a code that is sent a fourth time",
    (rig) => {
      isTold(rig);
      for (let time = 0; time < 4; time += 1) {
        asks(rig, [pickup]);
        repeats(rig);
      }
    },
    /^I8: .* sent again 4 times/u,
  ],
  [
    "a code that was to be sent again, and was not",
    (rig) => {
      isTold(rig);
      asks(rig, [pickup]);
      rig.append([visitEnded]);
    },
    /^sending: .* was not sent again/u,
  ],
  [
    "wrong dates, where the date is another's under that number",
    (rig) => {
      licenceWaits(rig);
      asks(rig, [], { wrong: [pickup] });
    },
    /^I8: .* the date is one of that number/u,
  ],
  [
    "a code that is sent after three wrong dates",
    (rig) => {
      licenceWaits(rig);
      for (let time = 0; time < 3; time += 1)
        asks(rig, [], { wrong: [licence], birthDate: "19900202" });
      asks(rig, [licence]);
    },
    /^I8: .* after too many wrong dates/u,
  ],
  [
    "a wrong date that was the right one",
    (rig) => {
      licenceWaits(rig);
      asks(rig, [], { wrong: [licence] });
    },
    /^I8: .* a wrong date that nobody gave for it/u,
  ],
  [
    "a new code in place of the one that was lost",
    (rig) => {
      isTold(rig);
      asks(rig, [pickup]);
      rig.append([{ kind: "code-reissued", pickup, which: "pin", counter: 1 }]);
    },
    /^I7: .* changed the code/u,
  ],
];

export const againBreaches: Readonly<Record<string, readonly [CreateJudge, readonly Breach[]]>> = {
  "code again": [createCodeAgainJudge, cases],
};

/** As it should be: a certificate under its number, a licence with its date, and what waits with it. */
export function asksWell(rig: Rig): void {
  licenceWaits(rig);
  isTold(rig);
  asks(rig, [pickup]);
  repeats(rig);
  // The first one waits for its gateway.
  asks(rig, [pickup]);
  asks(rig, [], { wrong: [licence], birthDate: "19900202" });
  asks(rig, [], { telephone: "+32470000009" });
}
