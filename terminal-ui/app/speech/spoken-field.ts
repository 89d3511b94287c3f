// What is said of a field of digits: how to fill it, how far it is, and each digit that came or went. Pure. A digit is said only
// to whoever wears a headset; without one it is a tone, the same for all of them.
import { type Field, asksDate, digitsIn } from "../digit-slots.ts";
import type { Language, Screen } from "../texts.ts";
import { textId } from "./text-id.ts";
import { type SpeechText, speechIn } from "./speech-texts.ts";
import { type Line, digitClips, lineOf } from "./spoken-text.ts";

export function fieldLines(
  language: Language,
  name: Screen["name"],
  field: Field,
): readonly Line[] {
  return [...said(language, ["digits", "dial", "put", "erase"]), ...howFar(language, name, field)];
}

/** What became of the field between two screens that are otherwise the same. */
export function fieldChange(
  language: Language,
  before: Screen,
  now: Screen,
  headset: boolean,
): readonly Line[] {
  const { field } = now;
  if (field === undefined || before.field === undefined) return [];
  const grown = field.typed - before.field.typed;
  if (grown === 0) return [];
  const newest = field.shown.slice(before.field.typed, field.typed);
  const digits = grown > 0 && headset ? [digitClips(language, newest)] : [];
  const atBoundary = grown < 0 || endsGroup(field);
  return [...digits, ...(atBoundary ? howFar(language, now.name, field) : [])];
}

/** The group that comes next, or that nothing more is needed. */
function howFar(language: Language, name: Screen["name"], field: Field): readonly Line[] {
  const left = digitsIn(field) - field.typed;
  if (left === 0) return said(language, ["full"]);
  // Nobody knows how many will come.
  if (field.least !== undefined) return field.typed < field.least ? [] : said(language, ["enough"]);
  const part = asksDate(name) ? partOfDate(field.typed) : undefined;
  return part === undefined ? said(language, ["left"], left) : said(language, [part]);
}

/** In the middle of a part the digits that are left are counted instead. */
function partOfDate(typed: number): SpeechText | undefined {
  if (typed === 0) return "day";
  if (typed === 2) return "month";
  return typed === 4 ? "year" : undefined;
}

function endsGroup({ groups, typed }: Field): boolean {
  let end = 0;
  return groups.some((length) => (end += length) === typed);
}

const said = (language: Language, keys: readonly SpeechText[], count?: number): readonly Line[] =>
  keys.flatMap((key) => {
    const values = count === undefined ? {} : { count };
    const line = lineOf(language, textId("speech", key), speechIn(language)[key], values);
    return line === undefined ? [] : [line];
  });
