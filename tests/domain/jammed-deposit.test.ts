// A deposit whose first door jams goes behind another one. What a clerk then finds behind the first is not that document.
import { describe, expect, test } from "vitest";
import {
  boardAccepts,
  boardsUp,
  doorCloses,
  doorJams,
  itemAppears,
  opens,
} from "../support/domain-boards.ts";
import { announces, chooses, scansLabel, secondsPass, signsIn } from "../support/domain-people.ts";
import { door, extract } from "../support/domain-site.ts";
import { behind, given, ledgerOf } from "../support/domain-story.ts";
import { inOrder } from "../support/domain-terminal.ts";

const closes = (number: number) => inOrder(doorCloses(number), secondsPass(2));
const putElsewhere = inOrder(
  boardsUp,
  announces(extract),
  signsIn(),
  scansLabel(extract),
  boardAccepts,
  doorJams,
  secondsPass(1),
  chooses("again"),
  opens(2),
  itemAppears(2),
  closes(2),
);
const looksIntoFirst = inOrder(
  chooses("deposit-done"),
  chooses("inspect"),
  chooses("inspect-door", 1),
  opens(1),
  closes(1),
);

describe("behind the door that jammed", () => {
  test("nothing was found: the document waits where it was put", () => {
    const story = given(putElsewhere, looksIntoFirst)
      .when(chooses("found-empty"))
      .expect({ facts: ["compartment-inspected"], screen: "clerk-finished" });
    expect(ledgerOf(story, extract)).toMatchObject({
      phase: "waiting",
      compartment: door(2),
    });
    expect(behind(story, 1)).toMatchObject({ holds: undefined, doubt: undefined });
  });

  test("a document was found: it is nobody's, and has to come out before the door serves again", () => {
    const story = given(putElsewhere, looksIntoFirst)
      .when(chooses("found-document"))
      .expect({ facts: [], screen: "clerk-inspect-check" })
      .when(chooses("found-empty"))
      .expect({ facts: ["compartment-inspected"], screen: "clerk-finished" });
    expect(ledgerOf(story, extract)).toMatchObject({
      phase: "waiting",
      compartment: door(2),
    });
  });
});
