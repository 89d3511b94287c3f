// From a text and its values to clips: words as they stand, numbers put together, what is read out digit by digit. Pure.
import type { Values } from "../placeholders.ts";
import type { Language } from "../texts.ts";
import { type Clip, pieceId, piecesOf } from "./clip.ts";
import { textId } from "./text-id.ts";
import { type SpeechText, speechIn } from "./speech-texts.ts";

/** One sentence or so, in clips that follow each other without a pause. */
export type Line = readonly Clip[];

/** These are dialled or spelled to somebody, never counted. */
const DIGIT_BY_DIGIT: ReadonlySet<string> = new Set(["phone", "reference"]);
/** The highest number that is one clip; above it hundreds are put before. */
export const LARGEST_CLIP = 99;

const LIST = /^[0-9]+(?:, [0-9]+)+$/;

/** `undefined`: a value is missing or cannot be said, so the line is not. */
export function lineOf(
  language: Language,
  id: string,
  text: string,
  values: Values = {},
): Line | undefined {
  const clips: Clip[] = [];
  for (const piece of piecesOf(text)) {
    if (piece.kind === "words") {
      clips.push({ language, id: pieceId(id, text, piece.index), text: piece.text });
      continue;
    }
    const said = valueClips(language, piece.name, values[piece.name]);
    if (said === undefined) return undefined;
    clips.push(...said);
  }
  return clips;
}

function valueClips(
  language: Language,
  name: string,
  value: string | number | undefined,
): Line | undefined {
  if (value === undefined) return undefined;
  const text = String(value);
  if (DIGIT_BY_DIGIT.has(name)) return digitClips(language, text);
  if (LIST.test(text)) return listClips(language, text.split(", "));
  // A time or a date: its numbers in their order.
  if (!/^[0-9]+(?:[ ./:-]+[0-9]+)*$/.test(text)) return undefined;
  return text.split(/[^0-9]+/).flatMap((number) => numberClips(language, number));
}

/** Doors after each other: the word stands between them, or 100 and 17 would sound like 117. */
const listClips = (language: Language, [first, ...others]: readonly string[]): Line => [
  ...numberClips(language, first ?? ""),
  ...others.flatMap((number) => [
    { language, id: textId("speech", "compartment"), text: speechIn(language).compartment },
    ...numberClips(language, number),
  ]),
];

/** A word of the catalogue and what it is the name of: "deur" and 17. */
export const labelled = (language: Language, id: string, text: string, value: Line): Line => [
  { language, id, text },
  ...value,
];

export const digitClips = (language: Language, digits: string | number): Line =>
  Array.from(String(digits)).flatMap((sign) =>
    /[0-9]/.test(sign) ? [numberClip(language, Number(sign))] : [],
  );

/** 117 is "hundred" and "seventeen"; a number of more than three digits is read digit by digit. */
export function numberClips(language: Language, digits: string | number): Line {
  const number = Number(digits);
  if (number <= LARGEST_CLIP) return [numberClip(language, number)];
  if (number > 999) return digitClips(language, digits);
  const [hundreds, rest] = [Math.floor(number / 100), number % 100];
  return [
    ...(hundreds === 1 && language !== "en" ? [] : [numberClip(language, hundreds)]),
    hundredClip(language),
    ...(rest === 0 ? [] : [numberClip(language, rest)]),
  ];
}

export const numberClip = (language: Language, number: number): Clip => ({
  language,
  id: textId("numbers", number),
  text: String(number),
});

const hundredClip = (language: Language): Clip => ({
  language,
  id: textId("speech", "hundred"),
  text: speechIn(language).hundred,
});

/** One of the words that are only heard. */
export const speechLine = (
  { language }: { readonly language: Language },
  key: SpeechText,
  values: Values = {},
): Line | undefined => lineOf(language, textId("speech", key), speechIn(language)[key], values);
