// When the desk is open: in the words of each language, written and heard, and only where somebody is sent there.
import { describe, expect, it } from "vitest";
import { type DeskHours, hourLines } from "../../terminal-ui/app/desk-hours.ts";
import { hoursLines } from "../../terminal-ui/app/speech/spoken-hours.ts";
import { type Language, catalogues, textsIn } from "../../terminal-ui/app/texts.ts";
import { everyClip } from "../../terminal-ui/sounds/clip-list.ts";

const week: readonly DeskHours[] = [
  { first: "mon", last: "fri", from: "09:00", until: "12:00" },
  { first: "wed", last: "wed", from: "13:30", until: "16:00" },
];
const IN_WORDS: Readonly<Record<Language, readonly [written: string, heard: string][]>> = {
  nl: [
    [
      "Loket open: maandag tot vrijdag 9:00–12:00",
      "Loket open: maandag tot vrijdag van 9 tot 12 uur",
    ],
    ["woensdag 13:30–16:00", "woensdag van 13 30 tot 16 uur"],
  ],
  fr: [
    [
      "Guichet ouvert : du lundi au vendredi 9:00–12:00",
      "Guichet ouvert : du lundi au vendredi de 9 à 12 heures",
    ],
    ["mercredi 13:30–16:00", "mercredi de 13 30 à 16 heures"],
  ],
  de: [
    [
      "Schalter offen: Montag bis Freitag 9:00–12:00",
      "Schalter offen: Montag bis Freitag von 9 bis 12 Uhr",
    ],
    ["Mittwoch 13:30–16:00", "Mittwoch von 13 30 bis 16 Uhr"],
  ],
  en: [
    ["Counter open: Monday to Friday 9:00–12:00", "Counter open: Monday to Friday from 9 to 12"],
    ["Wednesday 13:30–16:00", "Wednesday from 13 30 to 16"],
  ],
};

describe.each(Object.values(catalogues))("the hours of the desk in $ownName", (texts) => {
  it("are a line each, as on the sign at its door", () => {
    const written = IN_WORDS[texts.language].map(([line]) => line);
    const lines = hourLines(texts, "citizen-help", week);
    expect(lines.map(({ label, hours }) => `${label} ${hours}`.trim())).toEqual(written);
  });

  it("are heard with all their small words, number by number", () => {
    const lines = hoursLines(texts, "citizen-help", week);
    const heard = lines.map((line) => line.map(({ text }) => text).join(" "));
    expect(heard).toEqual(IN_WORDS[texts.language].map(([, line]) => line));
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
    expect(hourLines(nl, name, week)).toHaveLength(2);
    expect(hoursLines(nl, name, week)).toHaveLength(2);
  });

  it("nowhere else, and nowhere if the site does not give them", () => {
    expect(hourLines(nl, "citizen-home", week)).toEqual([]);
    expect(hourLines(nl, "citizen-help", undefined)).toEqual([]);
    expect(hoursLines(nl, "citizen-home", week)).toEqual([]);
    expect(hoursLines(nl, "citizen-help", [])).toEqual([]);
  });
});
