// Holds the words of every language to the rules of plain language, and the languages to each other.
import { describe, expect, it } from "vitest";
import { families } from "../../terminal-ui/app/families.ts";
import { placeholdersOf } from "../../terminal-ui/app/placeholders.ts";
import {
  type Texts,
  catalogues,
  choiceText,
  linesOf,
  textsIn,
} from "../../terminal-ui/app/texts.ts";

/** What the controller puts in `values` or beside them; another placeholder would never be filled. */
const TOLD = "count door doubtful free number phone reference seconds tries".split(" ");
/** What the page itself fills in. */
const OWN = "column columns digits place typed".split(" ");
const VALUES = new Set([...TOLD, ...OWN]);

/** Too hard for B1, or a second word for something that has one. */
const HARD_WORDS =
  /authenticatie|verificatie|transactie|compartiment|identific|ongeldig|gelieve|sessie/i;

/** A button says what it does, or speaks for the person who touches it. */
const FIRST_WORDS: Readonly<Record<string, readonly string[]>> = {
  nl: "Begin Ik Ga Geef Haal Kijk Leg Meld Open Probeer Stop Toon Vraag Zet".split(" "),
  en: "I Ask Deposit Give Go Inspect Open Put Show Sign Start Stop Take Try".split(" "),
};

const languages = Object.values(catalogues);

/** Every text with the key it stands under. */
function allTexts(texts: Texts): readonly (readonly [key: string, text: string])[] {
  const screens = Object.entries(texts.screens);
  return [
    ...screens.map(([name, { title }]) => [name, title] as const),
    ...screens.flatMap(([name, { lines }]) => lines.map((line) => [name, line] as const)),
    ...Object.entries(texts.cases),
    ...Object.entries(texts.choices),
    ...Object.entries(texts.page),
  ];
}

const sentencesOf = (text: string): readonly string[] => text.split(/[.?!](?:\s|$)/);
const wordsIn = (sentence: string): number => sentence.split(/\s+/).filter(Boolean).length;

describe.each(languages)("the texts in $ownName", (texts) => {
  it("are there for every screen", () => {
    expect(Object.keys(texts.screens).toSorted()).toEqual(Object.keys(families).toSorted());
    for (const { title } of Object.values(texts.screens)) expect(title).not.toBe("");
  });

  it("have no sentence of more than twelve words", () => {
    const long = allTexts(texts).filter(([, text]) =>
      sentencesOf(text).some((sentence) => wordsIn(sentence) > 12),
    );
    expect(long).toEqual([]);
  });

  it("never shout, and use no hard word", () => {
    const bad = allTexts(texts).filter(([, text]) => text.includes("!") || HARD_WORDS.test(text));
    expect(bad).toEqual([]);
  });

  it("say je, never u", () => {
    expect(allTexts(texts).filter(([, text]) => /\b(u|uw)\b/i.test(text))).toEqual([]);
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

  it("begin every button with what it does", () => {
    const verbs = FIRST_WORDS[texts.language] ?? [];
    const others = Object.values(texts.choices).filter(
      (text) => !verbs.includes(text.split(" ")[0] ?? ""),
    );
    expect(others).toEqual([]);
  });

  it("name a screen in every special case", () => {
    for (const key of Object.keys(texts.cases)) {
      expect(key).toMatch(/^[a-z-]+ [a-z]+=[a-z0-9-]+$/);
      expect(Object.keys(families)).toContain(key.split(" ")[0]);
    }
  });
});

/** What must be equal in every language: the texts that there are, and their placeholders. */
const shape = (texts: Texts) =>
  allTexts(texts).map(([key, text]) => [key, placeholdersOf(text).toSorted()]);

describe("a translation", () => {
  it.each(languages)("in $ownName has the texts and placeholders of the Dutch", (texts) => {
    expect(shape(texts)).toEqual(shape(textsIn("nl")));
  });

  it("that is missing is Dutch, and says that it is", () => {
    expect(textsIn("fr").language).toBe("nl");
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

  it("keep a value on one line", () => {
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
