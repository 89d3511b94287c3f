// Which words there are and when each is said. How plain they are is judged in plain-language.test.ts.
import { describe, expect, it } from "vitest";
import { families } from "../../terminal-ui/app/families.ts";
import { placeholdersOf } from "../../terminal-ui/app/placeholders.ts";
import { catalogues, choiceText, linesOf, textsIn } from "../../terminal-ui/app/texts.ts";
import { allTexts } from "./all-texts.ts";

/** What the controller puts in `values` or beside them; another placeholder would never be filled. */
const CITIZENS = "count documents door nth of phone reference seconds tries waiting".split(" ");
const STAFFS =
  "doubtful sent days extended taken faults free loaded number refused retrieved troubled".split(
    " ",
  );
/** What the page itself fills in. */
const OWN = "column columns digits first from last place typed until".split(" ");
/** Of one door, and of several. */
const DOORS = ["look", "shut", "extended", "two"].flatMap((name) => [
  `${name}Door`,
  `${name}Doors`,
]);
const TECHNICIANS = "failed length name other passed skipped unwalked".split(" ");
const VALUES = new Set([...CITIZENS, ...STAFFS, ...DOORS, ...TECHNICIANS, ...OWN]);

const languages = Object.values(catalogues);

describe.each(languages)("the texts in $ownName", (texts) => {
  it("are there for every screen", () => {
    expect(Object.keys(texts.screens).toSorted()).toEqual(Object.keys(families).toSorted());
    for (const { title } of Object.values(texts.screens)) expect(title).not.toBe("");
  });

  it("use only values that somebody gives", () => {
    const unknown = allTexts(texts).filter(([, text]) =>
      placeholdersOf(text).some((name) => !VALUES.has(name)),
    );
    expect(unknown).toEqual([]);
  });

  it("have titles that need no value, so that a screen always has one", () => {
    for (const { title } of Object.values(texts.screens)) expect(placeholdersOf(title)).toEqual([]);
  });

  it("name a screen in every special case", () => {
    for (const key of Object.keys(texts.cases)) {
      expect(key).toMatch(/^[a-z-]+ [a-z]+=[a-z0-9-]+$/);
      expect(Object.keys(families)).toContain(key.split(" ")[0]);
    }
  });
});

describe("the lines of a screen", () => {
  const nl = textsIn("nl");

  it("leave out a line whose value was not given", () => {
    expect(linesOf(nl, "citizen-wrong", {})).toEqual(["Kijk alles goed na."]);
    expect(linesOf(nl, "citizen-wrong", { tries: 2 })).toEqual([
      "Kijk alles goed na.",
      "Je kan nog 2 keer proberen.",
    ]);
  });

  it("begin with the special case that the values name", () => {
    expect(linesOf(nl, "clerk-door-open", { work: "deposit" })[0]).toBe(
      "Leg het document in het vak.",
    );
    expect(linesOf(nl, "clerk-door-open", { work: "something new" })).toHaveLength(1);
  });

  it("keep a value on one line, and break a list where one thing ends", () => {
    expect(linesOf(nl, "clerk-round-left", { lookDoors: "4, 9" })).toEqual([
      "Kijk de vakken 4, 9 nog na.",
    ]);
    expect(linesOf(nl, "citizen-needs-staff", { phone: "056 00 00" })[1]).toContain(
      "056\u00a000\u00a000",
    );
  });
});

describe("the words of a choice", () => {
  it("carry its number", () => {
    const choice = { choice: "inspect-door", primary: false, number: 17 };
    expect(choiceText(textsIn("nl"), choice)).toBe("Open vak 17");
  });

  it("are its id when nobody wrote any", () => {
    expect(choiceText(textsIn("nl"), { choice: "brand-new", primary: false })).toBe("brand-new");
  });
});
