// Every text of a catalogue beside the key it stands under, for the tests that hold all of them to a rule.
import type { Texts } from "../../terminal-ui/app/texts.ts";

export type KeyedText = readonly [key: string, text: string];

export function allTexts(texts: Texts): readonly KeyedText[] {
  const screens = Object.entries(texts.screens);
  return [
    ...screens.map(([name, { title }]) => [name, title] as const),
    ...screens.flatMap(([name, { lines }]) =>
      lines.map((line, index) => [`${name}.${index}`, line] as const),
    ),
    ...Object.entries(texts.cases),
    ...Object.entries(texts.choices),
    ...Object.entries(texts.page).map(([key, text]) => [`page ${key}`, text] as const),
  ];
}

export const sentencesOf = (text: string): readonly string[] =>
  text.split(/[.?!:](?:\s|$)/u).filter((sentence) => /\p{L}/u.test(sentence));
export const wordsIn = (sentence: string): number =>
  sentence.split(/\s+/u).filter((word) => /[\p{L}\d{]/u.test(word)).length;
