// When the desk is open: in the words of each language, written and heard, and only where somebody is sent there.
import { describe, expect, it } from "vitest";
import { type DeskHours, hourLines } from "../../terminal-ui/app/desk-hours.ts";
import { hoursLines } from "../../terminal-ui/app/speech/spoken-hours.ts";
import { writtenOf } from "../../terminal-ui/app/speech/spoken-screen.ts";
import { type Language, catalogues, textsIn } from "../../terminal-ui/app/texts.ts";
import { everyClip } from "../../terminal-ui/sounds/clip-list.ts";

const week: readonly DeskHours[] = [
  { first: "mon", last: "fri", from: "09:00", until: "12:00" },
  { first: "wed", last: "wed", from: "13:30", until: "16:00" },
];
const IN_WORDS: Readonly<Record<Language, readonly string[]>> = {
  nl: [
    "Het loket is open:",
    "maandag tot vrijdag, van 9 tot 12 uur",
    "woensdag, van 13:30 tot 16 uur",
  ],
  fr: [
    "Le guichet est ouvert :",
    "du lundi au vendredi, de 9 à 12 heures",
    "mercredi, de 13:30 à 16 heures",
  ],
  de: [
    "Der Schalter ist offen:",
    "Montag bis Freitag, von 9 bis 12 Uhr",
    "Mittwoch, von 13:30 bis 16 Uhr",
  ],
  en: ["The counter is open:", "Monday to Friday, from 9 to 12", "Wednesday, from 13:30 to 16"],
};

const words = (text: string) => text.split(/[^\p{L}\d]+/u).filter(Boolean);

describe.each(Object.values(catalogues))("the hours of the desk in $ownName", (texts) => {
  it("are a heading and a line each", () => {
    expect(hourLines(texts, "citizen-help", week)).toEqual(IN_WORDS[texts.language]);
  });

  it("are heard as they are written, number by number", () => {
    const heard = writtenOf(hoursLines(texts, "citizen-help", week));
    const written = IN_WORDS[texts.language].join(" ").replaceAll(/[:,]/gu, " ");
    expect(words(heard)).toEqual(words(written));
  });

  it("have a clip for every piece", () => {
    const known = new Set(everyClip().map(({ language, id, text }) => `${language} ${id} ${text}`));
    const asked = hoursLines(texts, "citizen-help", week).flat();
    const missing = asked.filter(
      ({ language, id, text }) => !known.has(`${language} ${id} ${text}`),
    );
    expect(missing).toEqual([]);
  });
});

describe("they are said", () => {
  const nl = textsIn("nl");

  it.each(["citizen-help", "citizen-not-here", "citizen-needs-staff"] as const)("on %s", (name) => {
    expect(hourLines(nl, name, week)).toHaveLength(3);
    expect(hoursLines(nl, name, week)).toHaveLength(3);
  });

  it("nowhere else, and nowhere if the site does not give them", () => {
    expect(hourLines(nl, "citizen-home", week)).toEqual([]);
    expect(hourLines(nl, "citizen-help", undefined)).toEqual([]);
    expect(hoursLines(nl, "citizen-home", week)).toEqual([]);
    expect(hoursLines(nl, "citizen-help", [])).toEqual([]);
  });
});
