// The words of every screen, one catalogue a language, typed: a missing text does not compile.
// Which words are said is decided here and in the catalogues; the controller only names screens and choices.
import type { ServerMessage } from "#api/terminal-messages.ts";
import de from "../texts/de.json" with { type: "json" };
import en from "../texts/en.json" with { type: "json" };
import fr from "../texts/fr.json" with { type: "json" };
import nl from "../texts/nl.json" with { type: "json" };
import { type Values, fill, fillable } from "./placeholders.ts";
import { textId } from "./speech/text-id.ts";

export type Screen = ServerMessage["screen"];
export type ScreenName = Screen["name"];
export type Language = Screen["language"];
export type Choice = Screen["choices"][number];
export type PageText = keyof typeof nl.page;

/** Dutch is the original: what it says, every translation says. */
export type Texts = {
  readonly language: Language;
  readonly ownName: string;
  readonly screens: Readonly<
    Record<ScreenName, { readonly title: string; readonly lines: readonly string[] }>
  >;
  /** A line more, first, where a value of a screen is this one: `<screen> <value>=<what it is>`. */
  readonly cases: Readonly<Record<keyof typeof nl.cases, string>>;
  readonly choices: Readonly<Record<keyof typeof nl.choices, string>>;
  readonly page: Readonly<Record<PageText, string>>;
};

export const catalogues: Readonly<Record<Language, Texts>> = {
  nl: { ...nl, language: "nl" },
  fr: { ...fr, language: "fr" },
  de: { ...de, language: "de" },
  en: { ...en, language: "en" },
};

export const textsIn = (language: Language): Texts => catalogues[language];

/** A text of a screen, and where it stands in the catalogue: its clip is named after that. */
export type SaidText = { readonly id: string; readonly text: string };

/** The lines whose values the controller gave, not filled yet; a line with a hole is not said. */
export function saidOf(texts: Texts, name: ScreenName, values: Values): readonly SaidText[] {
  const cases: Readonly<Record<string, string>> = texts.cases;
  const special = Object.entries(values).flatMap(([value, is]) => {
    const key = `${name} ${value}=${is}`;
    return cases[key] === undefined ? [] : [{ id: textId("cases", key), text: cases[key] }];
  });
  const lines = texts.screens[name].lines.map((text, index) => ({
    id: textId("screens", name, "lines", index),
    text,
  }));
  return [...special, ...lines].filter(({ text }) => fillable(text, values));
}

export const linesOf = (texts: Texts, name: ScreenName, values: Values): readonly string[] =>
  saidOf(texts, name, values).map(({ text }) => fill(text, values));

/** A choice without words shows its id: ugly, and seen by whoever forgot it. */
export function choiceText(texts: Texts, { choice, number }: Choice): string {
  const known: Readonly<Record<string, string>> = texts.choices;
  return fill(known[choice] ?? choice, number === undefined ? {} : { number });
}
