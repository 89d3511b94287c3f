// A document of which a clerk found nothing, and that turns up later: its label is enough to put it in again, under new codes.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import { doorCloses, itemGoes, opens } from "../support/domain-boards.ts";
import {
  chooses,
  daysPass,
  deposited,
  deposits,
  failsOnce,
  minutesPass,
  scansLabel,
  scansOldQr,
  scansQr,
  secondsPass,
  signsIn,
  signsOut,
} from "../support/domain-people.ts";
import { bea, door, extract, identity } from "../support/domain-site.ts";
import { given, ledgerOf } from "../support/domain-story.ts";
import { type Act, inOrder } from "../support/domain-terminal.ts";
import { cardInside, isJoinedBy } from "../support/domain-witness-stands.ts";

const closes = (number: number): Act => inOrder(doorCloses(number), secondsPass(2));
/** Its holder opened the door and found nothing; a clerk looked and found nothing either. */
const lostAfter = (stocked: Act): Act =>
  inOrder(
    stocked,
    scansQr(extract),
    opens(1),
    closes(1),
    chooses("door-nothing"),
    chooses("back"),
    signsIn(),
    chooses("inspect"),
    chooses("inspect-door", 1),
    opens(1),
    itemGoes(1),
    closes(1),
    chooses("found-empty"),
  );
const missing = lostAfter(deposited(extract));

describe("a document that turns up", () => {
  test("is announced again by a scan of its label, under new codes, and its door opens", () => {
    const story = given(missing);
    expect(ledgerOf(story, extract)).toMatchObject({ phase: "ended", end: "not-found" });
    story.when(scansLabel(extract)).expect({
      facts: [
        { kind: "pickup-found-again", pickup: extract.pickup },
        { kind: "code-reissued", which: "pin", counter: 1 },
        { kind: "code-reissued", which: "qr", counter: 1 },
        {
          kind: "door-granted",
          compartment: door(1),
          authority: { kind: "deposit", pickup: extract.pickup },
        },
      ],
      screen: "clerk-door-opening",
    });
    expect(ledgerOf(story, extract)).toMatchObject({ phase: "announced", end: undefined });
  });

  test("is told of with the new code; the old one stays dead", () => {
    const back = [missing, deposits(extract, 1), signsOut] as const;
    const messages = given(missing)
      .when(deposits(extract, 1))
      .facts.filter(({ kind }) => kind === "message-queued");
    expect(messages).toMatchObject([{ template: "document-ready" }]);
    given(...back)
      .when(scansOldQr(extract))
      .expect({ screen: "citizen-wrong" });
    given(...back)
      .when(scansQr(extract))
      .expect({ facts: ["proof-given", "door-granted"] });
  });

  test("keeps what was counted against it", () => {
    const failed = inOrder(deposited(extract), failsOnce(extract));
    const story = given(lostAfter(failed), scansLabel(extract));
    expect(ledgerOf(story, extract)).toMatchObject({ phase: "announced", failuresTotal: 1 });
  });

  test("is withdrawn after ninety days if nobody puts it in", () => {
    given(missing, scansLabel(extract), opens(1), closes(1), chooses("deposit-empty"), signsOut)
      .when(minutesPass(90 * 24 * 60))
      .expect({ facts: ["pickup-withdrawn"] });
  });

  test("asks four eyes where its policy does", () => {
    const lost = inOrder(cardInside, minutesPass(6), scansQr(identity), opens(1), closes(1));
    const notFound = inOrder(
      chooses("door-nothing"),
      chooses("back"),
      signsIn(),
      chooses("inspect"),
      chooses("inspect-door", 1),
      isJoinedBy(bea),
      opens(1),
      itemGoes(1),
      closes(1),
      chooses("found-empty"),
      signsOut,
      signsIn(),
    );
    given(lost, notFound)
      .when(scansLabel(identity))
      .expect({
        facts: ["pickup-found-again", "code-reissued", "code-reissued"],
        screen: "clerk-witness",
      })
      .when(isJoinedBy(bea))
      .expect({ facts: ["staff-witnessed", "door-granted"] });
  });
});

describe("it stays ended", () => {
  test("once what is personal about it was erased: the desk announces it again", () => {
    given(missing, signsOut, daysPass(1), signsIn())
      .when(scansLabel(extract))
      .expect({ facts: [], screen: "clerk-scan-refused" });
  });

  test("where it was collected, taken back or withdrawn", () => {
    const back = [
      deposited(extract),
      signsIn(),
      chooses("take-back"),
      chooses("take-back-door", 1),
      chooses("reason-mistake"),
      opens(1),
      itemGoes(1),
      closes(1),
    ] as const;
    given(...back)
      .when(scansLabel(extract))
      .expect({ facts: [], screen: "clerk-scan-refused" });
    given(deposited(extract), scansQr(extract), opens(1), itemGoes(1), closes(1), minutesPass(2))
      .when(signsIn(), scansLabel(extract))
      .expect({ screen: "clerk-scan-refused" });
  });
});
