// What is said, and what sounds, when one screen follows another: everything once, digits only to a headset, and no more.
import { describe, expect, it } from "vitest";
import type { Screen } from "#domain/screen.ts";
import { type Sound, soundOf } from "../../terminal-ui/app/speech/sounds.ts";
import { type Scene, changeLines, writtenOf } from "../../terminal-ui/app/speech/spoken-screen.ts";
import { turned } from "../../terminal-ui/app/speech/dial.ts";
import { sceneNamed } from "./spoken-scene.ts";

const heard = (before: Scene | undefined, now: Scene): string =>
  writtenOf(changeLines(before, now));
const code = (shown: string): Scene =>
  sceneNamed("citizen-code", { field: { groups: [4, 4, 4], typed: shown.length, shown } });
const date = (shown: string): Scene =>
  sceneNamed("citizen-birth-date", { field: { groups: [2, 2, 4], typed: shown.length, shown } });
const OF_TEN = [4, 2, 2, 2];
const ABROAD = [4, 3, 3, 3, 4];
const telephone = (shown: string, groups: readonly number[]): Scene =>
  sceneNamed("citizen-telephone", { field: { groups, typed: shown.length, shown, least: 9 } });
const silent = (scene: Scene): Scene => ({
  ...scene,
  screen: { ...scene.screen, display: { ...scene.screen.display, speaking: false } },
});
const worn = (scene: Scene): Scene => ({ ...scene, headset: true });

const reminded = (reminder: number): Scene =>
  sceneNamed("citizen-door-still-open", { values: { reminder } });
const warned = (secondsLeft: number): Scene => sceneNamed("more-time", { secondsLeft });
const sound = (before: Scene, now: Scene): Sound | undefined => soundOf(before.screen, now.screen);
const up = (times: number): number | undefined => {
  let digit: number | undefined;
  for (let time = 0; time < times; time += 1) digit = turned(digit, "up");
  return digit;
};

describe("speech", () => {
  const home = sceneNamed("citizen-home");

  it("begins with a word of welcome, and with how to get another language", () => {
    const said = heard(silent(home), home);
    expect(said).toMatch(/^Je hoort nu wat op het scherm staat\. Haal hier je document op\./);
    expect(said).toMatch(
      /Français\u00a0: appuyez sur la flèche du bas jusqu’à entendre Français\.$/,
    );
    expect(heard(undefined, home)).toBe(said);
  });

  it("is not heard by whoever did not ask for it", () => {
    expect(heard(undefined, silent(home))).toBe("");
    expect(heard(silent(home), silent(code("")))).toBe("");
  });

  it("says a new screen, a new language or a new reminder whole, and the same one once", () => {
    expect(heard(home, code(""))).toMatch(/^Typ je code\./);
    expect(heard(home, home)).toBe("");
    const french = sceneNamed("citizen-home", { language: "fr" });
    expect(heard(home, french)).toContain("La flèche du bas donne le choix suivant.");
    expect(heard(reminded(1), reminded(2))).toMatch(/^Doe de deur nog dicht\./);
  });

  it("counts no digits of a telephone number, of which nobody knows how many come, and says when it may be enough", () => {
    const opening = heard(sceneNamed("citizen-help"), telephone("", OF_TEN));
    expect(opening).toMatch(/^Typ je gsm-nummer\. Een buitenlands nummer begint met 00\./);
    expect(opening).not.toContain("Cijfers die nog komen");
    expect(heard(telephone("047", OF_TEN), telephone("0470", OF_TEN))).toBe("");
    expect(heard(telephone("047012345", OF_TEN), telephone("0470123456", OF_TEN))).toBe(
      "Alle cijfers staan er. Druk op de ronde toets.",
    );
    expect(heard(telephone("003247012345", ABROAD), telephone("0032470123456", ABROAD))).toBe(
      "Is je nummer klaar? Druk op de ronde toets.",
    );
  });

  it("says of a number that was ended too soon just that, and goes on from where it stands", () => {
    const typed = telephone("0470", OF_TEN);
    const values = { ...typed.values, short: 1, count: 9 };
    const short = { ...typed, values, screen: { ...typed.screen, values } };
    expect(heard(typed, short)).toBe("Een nummer heeft minstens 9 cijfers.");
    expect(heard(worn(short), worn(telephone("04701", OF_TEN)))).toBe("1.");
  });

  it("does not count the seconds of a warning aloud", () => {
    expect(heard(code(""), warned(25))).toBe(
      "Heb je meer tijd nodig? Kies je niets, dan stopt het vanzelf. Druk op een toets, dan krijg je meer tijd.",
    );
    expect(heard(warned(25), warned(24))).toBe("");
  });

  it("ends with a word, so that silence is never all there is", () => {
    expect(heard(code(""), silent(home))).toMatch(/^Dit bezoek is klaar\./);
    expect(heard(home, silent(sceneNamed("out-of-service")))).toMatch(
      /^Deze automaat werkt nu niet/,
    );
  });

  it("ends in the language that was spoken, though the screen is back in the site's own", () => {
    const french = sceneNamed("citizen-code", { language: "fr" });
    expect(heard(french, silent(home))).toMatch(/^Cette visite est finie\./);
    expect(heard(french, silent(sceneNamed("out-of-service")))).toMatch(
      /^Cet automate est hors service/,
    );
  });
});

describe("speech that is switched off by hand", () => {
  it("stops on the spot: the visit goes on without it", () => {
    expect(heard(code("12"), silent(code("12")))).toBe("");
  });
});

describe("digits", () => {
  it("are never said without a headset, only how many are still to come", () => {
    expect(heard(code(""), code("1"))).toBe("");
    expect(heard(code("102"), code("1022"))).toBe("Cijfers die nog komen: 8.");
    expect(heard(code("10223333444"), code("102233334444"))).toMatch(/^Alle cijfers staan er\./);
  });

  it("are said one by one to whoever wears a headset", () => {
    expect(heard(code("10"), worn(code("102")))).toBe("2.");
    expect(heard(code("102"), worn(code("1022")))).toBe("2. Cijfers die nog komen: 8.");
  });

  it("that are erased leave the number that is still to come", () => {
    expect(heard(code("1022"), code("102"))).toBe("Cijfers die nog komen: 9.");
  });

  it("of a date are asked part by part", () => {
    expect(heard(date("1"), date("12"))).toBe("Nu de maand: twee cijfers.");
    expect(heard(date("120"), date("1204"))).toBe("Nu het jaar: vier cijfers.");
    expect(heard(date("12041"), date("1204"))).toBe("Nu het jaar: vier cijfers.");
    expect(heard(date("1204"), date("120"))).toBe("Cijfers die nog komen: 5.");
  });
});

describe("the dial", () => {
  it("is 1 after one turn, 9 after nine and 0 after ten, as fingers count", () => {
    expect([1, 2, 9, 10, 11].map(up)).toEqual([1, 2, 9, 0, 1]);
  });

  it("turns back too", () => {
    expect(turned(undefined, "down")).toBe(0);
    expect(turned(0, "down")).toBe(9);
    expect(turned(1, "down")).toBe(0);
  });
});

describe("a sound for everybody", () => {
  const home = sceneNamed("citizen-home");

  it.each<[string, Scene, Scene, Sound | undefined]>([
    [
      "a door that opens",
      sceneNamed("citizen-door-opening"),
      sceneNamed("citizen-door-open"),
      "door-open",
    ],
    ["a door that is left open", sceneNamed("citizen-door-open"), reminded(1), "close-door"],
    ["the next reminder", reminded(1), reminded(2), "close-door"],
    ["the end", sceneNamed("citizen-door-open"), sceneNamed("citizen-done"), "good"],
    ["a card that lies in", sceneNamed("clerk-door-open"), sceneNamed("clerk-deposited"), "good"],
    ["a wrong code", code(""), sceneNamed("citizen-wrong"), "trouble"],
    ["a machine that stops", home, sceneNamed("out-of-service"), "trouble"],
    ["time that runs out", code(""), warned(25), "warning"],
    ["a digit that came", code(""), code("1"), "digit"],
    ["a digit that went", code("1"), code(""), "erase"],
    ["a screen that asks something", home, code(""), undefined],
    ["a second that passed", warned(25), warned(24), undefined],
    ["nothing new", home, home, undefined],
  ])("belongs to %s", (_what, before, now, expected) => {
    expect(sound(before, now)).toBe(expected);
  });

  it("warns a second time when ten seconds are left", () => {
    expect(sound(warned(11), warned(10))).toBe("warning");
    expect(sound(warned(10), warned(9))).toBeUndefined();
  });

  it("greets nobody when the page starts", () => {
    expect(soundOf(undefined, home.screen satisfies Screen)).toBeUndefined();
  });
});
