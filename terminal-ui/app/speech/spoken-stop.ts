// What is said where the arrows stop, and after a key that has no screen of its own: a choice and its place, the dial, the volume.
import { type Texts, catalogues } from "../texts.ts";
import { type Lines, present, speechLines } from "./spoken-screen.ts";
import { type Line, lineOf, numberClip } from "./spoken-text.ts";
import { textId } from "./text-id.ts";

/** A button as its attributes name it. */
export type StopName = {
  readonly choice?: string | undefined;
  readonly number?: string | undefined;
  /** A language by itself is said in its own voice. */
  readonly language?: string | undefined;
  /** One of the page's own texts: how the screen is shown. */
  readonly page?: string | undefined;
};

/** Only among the choices of the screen; languages are not counted. */
export type Place = { readonly place: number; readonly count: number };

export function stopLines(texts: Texts, name: StopName, place: Place | undefined): Lines {
  const own = Object.values(catalogues).find(({ language }) => language === name.language);
  if (own !== undefined) return languageLines(own);
  const where = place === undefined ? [] : speechLines(texts, ["choice"], place);
  return [...present([nameLine(texts, name)]), ...where];
}

function nameLine(texts: Texts, { choice, number, page }: StopName): Line | undefined {
  const values = number === undefined ? {} : { number };
  const id = choice ?? page ?? "";
  const part = choice === undefined ? "page" : "choices";
  const known: Readonly<Record<string, string>> = texts[part];
  return known[id] === undefined
    ? undefined
    : lineOf(texts.language, textId(part, id), known[id], values);
}

/** Whoever waited for it has understood nothing so far: which key takes it is said with it. */
const languageLines = (own: Texts): Lines => [
  ...present([lineOf(own.language, "ownName", own.ownName)]),
  ...speechLines(own, ["keys"]),
];

/** The digit under the dial, to whoever alone hears it. */
export const dialLines = ({ language }: Texts, digit: number): Lines => [
  [numberClip(language, digit)],
];

/** Back on the field: that arrows turn digits again. */
export const fieldStopLines = (texts: Texts): Lines => speechLines(texts, ["dial", "put", "erase"]);
