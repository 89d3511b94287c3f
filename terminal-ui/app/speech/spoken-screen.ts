// What a screen says from its first word to its last, and what of it is said again when something changes. Pure: the whole
// script can be read in a test. A line must be enough to go on without eyes: what it is, where it is, which keys do what.
import type { DeskHours } from "../desk-hours.ts";
import { families } from "../families.ts";
import type { Values } from "../placeholders.ts";
import { type Language, type Screen, type Texts, saidOf, textsIn } from "../texts.ts";
import type { Wall } from "../wall-plan.ts";
import { textId } from "./text-id.ts";
import { fieldChange, fieldLines } from "./spoken-field.ts";
import { crossesLines } from "./spoken-crosses.ts";
import { doorLines } from "./spoken-door.ts";
import { hoursLines } from "./spoken-hours.ts";
import { type SpeechText, speechIn } from "./speech-texts.ts";
import { type Line, digitClips, labelled, lineOf } from "./spoken-text.ts";

export type Scene = {
  readonly screen: Screen;
  /** The screen's own values and those that stand elsewhere in the message. */
  readonly values: Values;
  readonly wall: Wall | undefined;
  /** The site's, in its order. */
  readonly languages: readonly Language[];
  /** When the desk is open, where the site says so. */
  readonly hours: readonly DeskHours[];
  /** Only whoever wears it hears what is said now. */
  readonly headset: boolean;
};

export type Lines = readonly Line[];

export function screenLines(scene: Scene): Lines {
  const { screen, values, headset } = scene;
  const texts = textsIn(screen.language);
  return [
    ...writtenLines(texts, screen, values),
    ...hoursLines(texts, screen.name, scene.hours),
    ...doorLines(texts, scene),
    ...(screen.name === "technician-touch" ? crossesLines(texts) : []),
    ...(screen.field === undefined ? [] : fieldLines(texts.language, screen.name, screen.field)),
    ...(screen.field === undefined || headset ? [] : speechLines(texts, ["private", "headset"])),
    ...nextLines(texts, screen),
  ];
}

/** What is said when this comes after that: all of it, what became of a field, or nothing. */
export function changeLines(before: Scene | undefined, now: Scene): Lines {
  if (!now.screen.display.speaking) return farewellLines(before, now);
  if (before === undefined || !before.screen.display.speaking) return welcomeLines(now);
  if (isAnother(before, now)) return screenLines(now);
  const { language } = textsIn(now.screen.language);
  return [
    ...shortLines(before, now),
    ...fieldChange(language, before.screen, now.screen, now.headset),
  ];
}

/** A number that was ended too soon: only what is wrong with it, for whoever has just typed it. */
function shortLines(before: Scene, { screen, values }: Scene): Lines {
  const isNew = values["short"] !== undefined && before.values["short"] === undefined;
  return isNew
    ? speechLines(textsIn(screen.language), ["short"], { count: values["count"] ?? 0 })
    : [];
}

/** Whoever understands nothing of it hears at its end, in the own language, how to get that one. */
function welcomeLines(scene: Scene): Lines {
  const { language } = textsIn(scene.screen.language);
  const others = scene.languages.flatMap((one) => {
    const texts = textsIn(one);
    return texts.language === language ? [] : speechLines(texts, ["language"]);
  });
  return [...speechLines({ language }, ["welcome"]), ...screenLines(scene), ...others];
}

/**
 * Silence alone would not tell somebody who listens that it is over, or that the machine has stopped. The screen is the next person's by
 * then and speaks the site's language; who listens hears their own to the end.
 */
function farewellLines(before: Scene | undefined, { screen, ...rest }: Scene): Lines {
  // On the same screen it was switched off by hand, and somebody goes on who reads.
  if (before?.screen.display.speaking !== true || before.screen.name === screen.name) return [];
  const { language } = before.screen;
  if (screen.name === "out-of-service")
    return screenLines({ screen: { ...screen, language }, ...rest });
  return speechLines(textsIn(language), ["ended"]);
}

/** Is it another screen to whoever hears it? */
export const isAnother = (before: Scene | undefined, now: Scene): boolean =>
  before === undefined || identityOf(before) !== identityOf(now);

/** Another language or door makes another screen; digits and seconds do not. */
const identityOf = ({ screen, values }: Scene): string => {
  const { name, language, door, choices } = screen;
  const { seconds: _counted, short, count, ...others } = values;
  // A number that was ended too soon goes on from where it stands.
  const counted = short === undefined ? count : undefined;
  return JSON.stringify([name, language, door, choices, counted, others]);
};

function writtenLines(texts: Texts, { name }: Screen, values: Values): Lines {
  const { language } = texts;
  const { reference } = values;
  return present([
    lineOf(language, textId("screens", name, "title"), texts.screens[name].title),
    ...saidOf(texts, name, values).map(({ id, text }) => lineOf(language, id, text, values)),
    reference === undefined
      ? undefined
      : labelled(language, "page.reference", texts.page.reference, digitClips(language, reference)),
  ]);
}

/** Which keys do what; where nothing can be chosen, what happens then. */
function nextLines(texts: Texts, screen: Screen): Lines {
  const { name, choices, field } = screen;
  if (name === "more-time") return speechLines(texts, ["more-time"]);
  if (field !== undefined) return speechLines(texts, ["repeat"]);
  if (choices.length > 0)
    return speechLines(texts, ["choices", "keys", "repeat"], { count: choices.length });
  const [family, tone] = families[name];
  // A door that was just shut is not to be shut once more.
  const isShut = family === "door" && screen.door?.state === "closed";
  if (tone === "wait" || isShut) return speechLines(texts, ["wait"]);
  if (family === "door") return speechLines(texts, ["close-door"]);
  return speechLines(texts, [tone === "good" ? "home-again" : "come-back"]);
}

export const speechLines = (
  { language }: Pick<Texts, "language">,
  keys: readonly SpeechText[],
  values: Values = {},
): Lines =>
  present(
    keys.map((key) => lineOf(language, textId("speech", key), speechIn(language)[key], values)),
  );

export const present = (lines: readonly (Line | undefined)[]): Lines =>
  lines.filter((line) => line !== undefined);

/** As it would be written: for the live region, and for whoever reads a transcript. */
export const writtenOf = (lines: Lines): string =>
  lines.map((line) => ended(line.map(({ text }) => text).join(" "))).join(" ");

const ended = (text: string): string => (/[.?:]$/.test(text) ? text : `${text}.`);
