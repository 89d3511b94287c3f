// Holds the words of every language to the rules of plain language (B1), and the languages to each other.
import { describe, expect, it } from "vitest";
import { placeholdersOf } from "../../terminal-ui/app/placeholders.ts";
import {
  type Language,
  type Screen,
  type Texts,
  catalogues,
  linesOf,
} from "../../terminal-ui/app/texts.ts";
import { type KeyedText, allTexts, sentencesOf, wordsIn } from "./all-texts.ts";
import { everyScreen } from "./every-screen.ts";

type Rules = {
  /** French says the same in a few words more. */
  readonly wordsASentence: number;
  /** Too hard for B1, or a second word for something that has one. */
  readonly hard: RegExp;
  /** How the reader is addressed; the other form is a slip. */
  readonly slips: RegExp;
  /** A button says what it does, or speaks for the person who touches it. */
  readonly buttonsBegin: RegExp;
};

const RULES: Readonly<Record<Language, Rules>> = {
  nl: {
    wordsASentence: 12,
    hard: /authenticatie|verificatie|transactie|compartiment|identific|ongeldig|gelieve|sessie|valideer|invoeren|indien|teneinde|terminal/iu,
    slips: /\b(?:u|uw)\b/iu,
    buttonsBegin:
      /^(?:Ik|Begin|Ga|Geef|Haal|Kijk|Laat|Leg|Maak|Meld|Open|Probeer|Sla|Stop|Stuur|Toon|Vraag|Zet) /u,
  },
  fr: {
    wordsASentence: 14,
    hard: /authentifi|vérification|transaction|compartiment|identifi|invalide|valider|veuillez|session|saisi|terminal/iu,
    slips: /\b(?:tu|ton|ta|tes|toi)\b/iu,
    buttonsBegin: /^(?:Je |J’|Donnez|(?:Se )?\p{L}+(?:er|ir|re)(?: |$))/u,
  },
  de: {
    wordsASentence: 12,
    hard: /authentifizier|verifizier|transaktion|kompartiment|identifi|ungültig|sitzung|gegebenenfalls|terminal/iu,
    // With a small letter, it is not the reader who is meant.
    slips: /\b(?:du|dein|deine|dir|dich)\b/iu,
    buttonsBegin: /^(?:Ich |Beenden|Zurückgehen|[A-ZÖÜ][a-zäöü]+ Sie,? )/u,
  },
  en: {
    wordsASentence: 12,
    hard: /authenticat|verificat|transaction|identif|invalid|session|valid|submit|terminal/iu,
    slips: /\b(?:thou|user)\b/iu,
    buttonsBegin:
      /^(?:I|Ask|Collect|Deposit|Give|Go|Inspect|Open|Play|Put|Report|Send|Show|Sign|Skip|Start|Stop|Take|Try|Undo) /u,
  },
};

const languages = Object.values(catalogues);

describe.each(languages)("the texts in $ownName", (texts) => {
  const rules = RULES[texts.language];
  const those = (wrong: (text: string) => boolean): readonly KeyedText[] =>
    allTexts(texts).filter(([, text]) => wrong(text));

  it("have no long sentence", () => {
    const long = those((text) =>
      sentencesOf(text).some((sentence) => wordsIn(sentence) > rules.wordsASentence),
    );
    expect(long).toEqual([]);
  });

  it("never shout, and use no hard word", () => {
    expect(those((text) => text.includes("!") || rules.hard.test(text))).toEqual([]);
  });

  it("say you in one way only", () => {
    expect(those((text) => rules.slips.test(text))).toEqual([]);
  });

  it("begin every button with what it does", () => {
    const others = Object.values(texts.choices).filter(
      (text) => !rules.buttonsBegin.test(`${text} `),
    );
    expect(others).toEqual([]);
  });

  it("end every line, and no title and no button, with a full stop or a question mark", () => {
    const lines = Object.entries(texts.screens).flatMap(([, one]) => one.lines);
    const said = [...lines, ...Object.values(texts.cases)];
    expect(said.filter((line) => !/[.?:]$/u.test(line))).toEqual([]);
    expect(Object.values(texts.choices).filter((text) => /[.:]$/u.test(text))).toEqual([]);
  });

  it("say little at once", () => {
    const wordy = everyScreen
      .filter(({ name }) => sentencesOn(texts, name).length > 0)
      .map((screen) => ({ name: screen.name, sentences: said(texts, screen) }))
      .filter(({ name, sentences }) => sentences.length > (MORE[name] ?? SENTENCES_A_SCREEN));
    expect(wordy).toEqual([]);
  });
});

/** Under the title. The design asks two; what happened, what is safe and what to do are sometimes three. */
const SENTENCES_A_SCREEN = 3;
/** Read at leisure, or by staff only. */
const MORE: Readonly<Partial<Record<Screen["name"], number>>> = {
  "out-of-service": 5,
  "citizen-help": 4,
  "citizen-privacy": 4,
  "citizen-needs-staff": 4,
  "clerk-scan-refused": 4,
  "clerk-door-open": 5,
  "clerk-deposited": 4,
  "clerk-finished": 7,
  "clerk-round-left": 6,
  "clerk-inspect-check": 5,
};

const sentencesOn = (texts: Texts, name: Screen["name"]): readonly string[] =>
  texts.screens[name].lines;

const said = (texts: Texts, { name, values, door }: Screen): readonly string[] =>
  linesOf(texts, name, {
    ...values,
    ...(door === undefined ? {} : { door: door.compartment }),
  }).flatMap(sentencesOf);

describe.each(languages)("the words for a citizen in $ownName", (texts) => {
  it("speak of a door, never of a compartment", () => {
    const citizens = allTexts(texts).filter(([key]) => key.startsWith("citizen-"));
    expect(citizens.filter(([, text]) => /\bcompartment\b/iu.test(text))).toEqual([]);
  });
});

/** What must be equal in every language: the texts that there are, and their placeholders. */
const shape = (texts: Texts) =>
  allTexts(texts).map(([key, text]) => [key, placeholdersOf(text).toSorted()]);

/** The same word in two languages, or in all. */
const SAME_WORD: Readonly<Record<Language, readonly string[]>> = {
  nl: [],
  fr: ["page enter"],
  de: ["page enter"],
  en: ["stop", "page enter"],
};

describe.each(languages.filter(({ language }) => language !== "nl"))(
  "a translation in $ownName",
  (texts) => {
    it("has the texts and placeholders of the Dutch, in its order", () => {
      expect(shape(texts)).toEqual(shape(catalogues.nl));
    });

    it("leaves nothing in Dutch, and nothing in another language", () => {
      for (const other of languages.filter(({ language }) => language !== texts.language)) {
        const theirs = new Map(allTexts(other));
        const same = allTexts(texts).filter(([key, text]) => theirs.get(key) === text);
        const allowed = new Set([...SAME_WORD[texts.language], ...SAME_WORD[other.language]]);
        expect(same.map(([key]) => key).filter((key) => !allowed.has(key))).toEqual([]);
      }
    });
  },
);

describe("the original", () => {
  it("has a name for itself in every language, and no two the same", () => {
    expect(new Set(languages.map(({ ownName }) => ownName)).size).toBe(languages.length);
    for (const [language, texts] of Object.entries(catalogues))
      expect(texts.language).toBe(language);
  });
});
