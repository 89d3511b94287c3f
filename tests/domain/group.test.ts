// Documents that were announced together: one right proof, one visit, door after door; each under its own policy, its own grant and
// its own last word (ADR 0031).
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import { doorCloses, itemGoes, opens } from "../support/domain-boards.ts";
import {
  announces,
  chooses,
  deposited,
  deposits,
  givesCode,
  minutesPass,
  scansQr,
  scansWrongQr,
  secondsPass,
  showsLicence,
  signsIn,
  signsOut,
  typesBirthDate,
  typesWrongBirthDate,
} from "../support/domain-people.ts";
import {
  type Dossier,
  childLicence,
  extract,
  licence,
  otherExtract,
  secondLicence,
  together,
} from "../support/domain-site.ts";
import { type Story, given, ledgerOf } from "../support/domain-story.ts";
import { type Act, inOrder, times } from "../support/domain-terminal.ts";

const household = (...dossiers: readonly Dossier[]): Act => deposited(...dossiers.map(together));
const takenFrom = (number: number): Act =>
  inOrder(opens(number), itemGoes(number), doorCloses(number), secondsPass(2));
const openNext = chooses("open-next");
const valuesOf = ({ terminal }: Story) => terminal.screen().values;

// The extracts lie in doors 1 and 2.
const two = household(extract, otherExtract);
const firstTaken = inOrder(two, scansQr(extract), takenFrom(1));

describe("a right code of one document", () => {
  test("opens its own door first, and says how many there are", () => {
    const story = given(two)
      .when(scansQr(extract))
      .expect({ facts: ["proof-given", "door-granted"], screen: "citizen-door-opening" });
    expect(valuesOf(story)).toMatchObject({ documents: 2, nth: 1, of: 2 });
  });

  test("offers the next door once its own is closed, and opens nothing by itself", () => {
    const story = given(two, scansQr(extract)).when(takenFrom(1));
    story.expect({
      facts: ["code-used", "grant-ended", "pickup-collected", "message-queued"],
      screen: "citizen-next-door",
    });
    expect(story.terminal.screen().door).toMatchObject({ compartment: 2, state: "closed" });
  });

  test("opens the next one under a grant of its own, at a touch", () => {
    const opened = given(firstTaken)
      .when(openNext)
      .expect({
        facts: [
          {
            kind: "group-proof-given",
            pickup: otherExtract.pickup,
            by: extract.pickup,
            method: "qr",
          },
          { kind: "door-granted", attempt: 1 },
        ],
        screen: "citizen-door-opening",
      });
    expect(valuesOf(opened)).toMatchObject({ nth: 2, of: 2 });
    expect(valuesOf(opened)).not.toHaveProperty("documents");
    opened.when(takenFrom(2)).expect({
      facts: [
        { kind: "code-used", pickup: otherExtract.pickup },
        "grant-ended",
        { kind: "pickup-collected", pickup: otherExtract.pickup },
        "message-queued",
      ],
      screen: "citizen-done",
    });
    expect(valuesOf(opened)).toMatchObject({ count: 2 });
    expect(valuesOf(opened)).not.toHaveProperty("waiting");
  });

  test("is as short as ever where nothing else of its group lies there", () => {
    const alone = given(household(extract), announces(together(otherExtract)), scansQr(extract));
    expect(valuesOf(alone)).not.toHaveProperty("of");
    alone.when(takenFrom(1)).expect({ screen: "citizen-done" });
  });

  test("opens nothing of another group, and nothing that has none", () => {
    given(deposited(together(extract), otherExtract), scansQr(extract))
      .when(takenFrom(1))
      .expect({ screen: "citizen-done" });
    given(deposited(extract, otherExtract), scansQr(extract))
      .when(takenFrom(1))
      .expect({ screen: "citizen-done" });
  });

  test("that is right for an ended document opens nothing of its group", () => {
    given(firstTaken, chooses("not-now"), minutesPass(5))
      .when(scansQr(extract))
      .expect({ facts: [], screen: "citizen-not-here" });
  });

  test("that reopens its own door within its grace opens no other", () => {
    given(firstTaken, chooses("not-now"), secondsPass(16), scansQr(extract))
      .when(opens(1), doorCloses(1), secondsPass(2))
      .expect({ facts: ["grant-ended"], screen: "citizen-done" });
  });
});

describe("a wrong code", () => {
  test("hears nothing of any group", () => {
    const story = given(two, scansWrongQr(extract));
    expect(story.terminal.screen()).toMatchObject({ name: "citizen-wrong", values: { tries: 3 } });
  });
});

// The licence lies in door 1, the extract in door 2.
const mixed = household(licence, extract);
const extractTaken = inOrder(mixed, scansQr(extract), takenFrom(2));

describe("a document whose policy asks a birth date", () => {
  test("is opened by its own date, without another touch", () => {
    given(extractTaken)
      .when(typesBirthDate(licence))
      .expect({
        facts: [{ kind: "group-proof-given", pickup: licence.pickup }, "door-granted"],
        screen: "citizen-door-opening",
      });
  });

  test("comes after those that ask nothing more", () => {
    const three = household(licence, extract, otherExtract);
    given(three, scansQr(extract))
      .when(takenFrom(2))
      .expect({ screen: "citizen-next-door" })
      .when(openNext, opens(3), doorCloses(3), secondsPass(2), chooses("door-taken"))
      .expect({ screen: "citizen-group-date" });
  });

  test("counts a wrong date as its own failure, and asks again without another code", () => {
    const wrong = given(extractTaken)
      .when(typesWrongBirthDate)
      .expect({
        facts: [
          {
            kind: "proof-failed",
            method: "qr",
            pickup: licence.pickup,
            birthDateWrong: true,
          },
        ],
        screen: "citizen-wrong",
      });
    expect(valuesOf(wrong)).toMatchObject({ tries: 2 });
    expect(ledgerOf(wrong, licence)).toMatchObject({ wrongBirthDates: 1, failuresTotal: 1 });
    wrong.when(chooses("try-again")).expect({ screen: "citizen-group-date" });
  });

  test("counts a wrong date after a typed code as typed", () => {
    given(mixed, givesCode(extract), takenFrom(2))
      .when(typesWrongBirthDate)
      .expect({ facts: [{ kind: "proof-failed", method: "pin", pickup: licence.pickup }] });
  });

  test("is asked no more than three times in a visit", () => {
    const twice = times(2, inOrder(typesWrongBirthDate, chooses("try-again")));
    const story = given(extractTaken, twice, typesWrongBirthDate);
    expect(valuesOf(story)).toMatchObject({ last: 1 });
    story.when(chooses("try-again")).expect({ facts: [], screen: "citizen-wrong" });
  });

  test("is left to staff after five wrong ones, as after its own code", () => {
    const three = times(3, inOrder(typesWrongBirthDate, chooses("try-again")));
    const twice = times(2, inOrder(scansQr(licence), typesWrongBirthDate));
    const worn = inOrder(mixed, scansQr(extract), takenFrom(2), three, chooses("back"), twice);
    const other = inOrder(worn, chooses("stop"));
    expect(ledgerOf(given(other), licence).wrongBirthDates).toBe(5);
    given(other).when(scansQr(licence)).expect({ facts: [], screen: "citizen-needs-staff" });
  });

  test("is not asked twice where the first code brought the same date", () => {
    given(household(licence, secondLicence), showsLicence(licence))
      .when(takenFrom(1))
      .expect({ screen: "citizen-next-door" })
      .when(openNext)
      .expect({ facts: ["group-proof-given", "door-granted"] });
  });

  test("is asked where the first code brought another date", () => {
    given(household(licence, childLicence), showsLicence(licence))
      .when(takenFrom(1))
      .expect({ screen: "citizen-group-date" });
  });

  test("is asked once for all who share it, and is that of any who are left", () => {
    const family = inOrder(
      household(extract, licence, childLicence),
      announces(together(secondLicence)),
      signsIn(),
      deposits(secondLicence, 5),
      signsOut,
    );
    given(family, scansQr(extract), takenFrom(1))
      .when(typesBirthDate(childLicence))
      .expect({
        facts: [{ kind: "group-proof-given", pickup: childLicence.pickup }, "door-granted"],
      })
      .when(opens(3), doorCloses(3), secondsPass(2), chooses("door-taken"))
      .expect({ screen: "citizen-group-date" })
      .when(typesBirthDate(licence), takenFrom(2))
      .expect({ screen: "citizen-next-door" })
      .when(openNext, takenFrom(5))
      .expect({ screen: "citizen-done" });
  });

  test("counts a date that is nobody's for each that it was tried on", () => {
    const family = given(household(extract, licence, childLicence), scansQr(extract), takenFrom(1));
    family.when(typesWrongBirthDate).expect({ facts: ["proof-failed", "proof-failed"] });
    expect(ledgerOf(family, licence).wrongBirthDates).toBe(1);
    expect(ledgerOf(family, childLicence).wrongBirthDates).toBe(1);
  });

  test("stays with its code where nobody knows the date", () => {
    given(extractTaken)
      .when(chooses("not-now"))
      .expect({ facts: [], screen: "citizen-done" })
      .when(secondsPass(15), showsLicence(licence))
      .expect({ facts: ["visit-ended", "proof-given", "door-granted"] });
  });
});
