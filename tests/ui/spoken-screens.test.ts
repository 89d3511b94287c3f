// What is heard of every screen in every language: nothing that is written is left out for a citizen, each piece has a clip, and
// the last words say what can be done.
import { describe, expect, it } from "vitest";
import type { Screen } from "#domain/screen.ts";
import { clipFile } from "../../terminal-ui/app/speech/clip.ts";
import { type SpeechTexts, speechIn } from "../../terminal-ui/app/speech/speech-texts.ts";
import { changeLines, screenLines, writtenOf } from "../../terminal-ui/app/speech/spoken-screen.ts";
import { stopLines } from "../../terminal-ui/app/speech/spoken-stop.ts";
import { catalogues, saidOf, textsIn } from "../../terminal-ui/app/texts.ts";
import { everyClip } from "../../terminal-ui/sounds/clip-list.ts";
import { placeholdersOf } from "../../terminal-ui/app/placeholders.ts";
import { sentencesOf, wordsIn } from "./all-texts.ts";
import { compartment } from "./every-place.ts";
import { everyScreen } from "./every-screen.ts";
import { sceneNamed, sceneOf } from "./spoken-scene.ts";

const languages = Object.values(catalogues);
const clips = new Set(everyClip().map(clipFile));
const heardOn = (...of: Parameters<typeof sceneNamed>): string =>
  writtenOf(screenLines(sceneNamed(...of)));

/** Which words explain the keys of a screen, if it has any. */
function keysOf({ choices, field, name }: Screen, speech: SpeechTexts): string {
  if (name === "more-time") return speech["more-time"];
  if (field !== undefined) return speech.dial;
  return choices.length > 0 ? speech.keys : "";
}

describe.each(languages)("what is heard in $ownName", (texts) => {
  const speech = speechIn(texts.language);
  const scenes = everyScreen.map((screen) => sceneOf(screen, { language: texts.language }));

  it("is made of clips that are rendered, all of it", () => {
    const heard = scenes.flatMap((scene) => [
      ...screenLines(scene),
      ...changeLines(undefined, scene),
      ...scene.screen.choices.flatMap(({ choice, number }) =>
        stopLines(texts, { choice, number: number?.toString() }, { place: 1, count: 2 }),
      ),
    ]);
    const files = heard.flat().map(clipFile);
    expect(files.filter((file) => !clips.has(file))).toEqual([]);
  });

  it("leaves out no line that a citizen can read", () => {
    const citizens = scenes.filter(({ screen }) => !/^(?:clerk|staff|tech)/.test(screen.name));
    const missing = citizens.flatMap((scene) => {
      const said = screenLines(scene).flat();
      const ids = new Set(said.map((clip) => clip.id.replace(/-\d+$/, "")));
      return saidOf(texts, scene.screen.name, scene.values)
        .filter(({ id }) => !ids.has(id))
        .map(({ text }) => text);
    });
    expect(missing).toEqual([]);
  });

  it("ends with what can be done, on every screen", () => {
    const ends = [
      speech.repeat,
      speech.wait,
      speech["close-door"],
      speech["home-again"],
      speech["come-back"],
      speech["more-time"],
    ];
    const open = scenes
      .map((scene) => writtenOf(screenLines(scene)))
      .filter((said) => !ends.some((end) => said.endsWith(end)));
    expect(open).toEqual([]);
  });

  it("says for every choice how it is reached, and for every field how it is filled", () => {
    const silent = scenes.filter(
      (scene) => !writtenOf(screenLines(scene)).includes(keysOf(scene.screen, speech)),
    );
    expect(silent).toEqual([]);
  });

  it("has the words and placeholders of the Dutch, in short sentences", () => {
    const keys = Object.entries(speechIn("nl")).map(([key, text]) => [key, placeholdersOf(text)]);
    expect(Object.entries(speech).map(([key, text]) => [key, placeholdersOf(text)])).toEqual(keys);
    const long = Object.values(speech).flatMap((text) =>
      sentencesOf(text).filter((sentence) => wordsIn(sentence) > 12 || sentence.includes("!")),
    );
    expect(long).toEqual([]);
  });
});

describe("what is heard in Dutch", () => {
  it("on the home screen is what to do, and how to choose", () => {
    expect(heardOn("citizen-home")).toBe(
      "Haal hier je document op. Hou je QR-code voor de lezer. Aantal keuzes: 2. " +
        "Pijl omlaag geeft de volgende keuze. De ronde toets kiest. De toets met het vraagteken herhaalt alles.",
    );
  });

  it("of a door is its number, where to feel for it, and whether it is open", () => {
    const said = heardOn("citizen-door-open", { choices: [] });
    expect(said).toContain(
      "Deur 8. Midden boven. Tel van links: kolom 2 van 4. Tel van boven: deur 2 van 6. " +
        "Dat is honderd 34 centimeter boven de grond. De deur staat open. Duw de deur dicht.",
    );
  });

  it("of a door that was just shut is that more will be said, and not to shut it", () => {
    const said = heardOn("citizen-door-open", {
      choices: [],
      door: { compartment: compartment(8), state: "closed" },
    });
    expect(said).toMatch(/De deur is dicht\. Wacht even\. Je hoort vanzelf wat er komt\.$/u);
  });

  it("of a phone number and a reference is digit by digit", () => {
    const said = heardOn("citizen-plan-b");
    expect(said).toContain("Bel 0 5 6 0 0 0 0 0 0 en zeg dit nummer: Je nummer 4 2 1 7.");
  });

  it("of a machine out of service is whom to call", () => {
    expect(heardOn("out-of-service")).toContain("Je kan ook bellen: 0 5 6 0 0 0 0 0 0.");
  });

  it("of a choice is its words and its place", () => {
    const lines = stopLines(textsIn("nl"), { choice: "inspect-door", number: "117" }, undefined);
    expect(writtenOf(lines)).toBe("Open vak honderd 17.");
    const help = stopLines(textsIn("nl"), { choice: "no-code" }, { place: 2, count: 2 });
    expect(writtenOf(help)).toBe("Ik heb geen code. Keuze 2 van 2.");
  });

  it("of another language is its own name and the key that takes it, in its own voice", () => {
    const lines = stopLines(textsIn("nl"), { language: "fr" }, undefined);
    expect(lines[0]).toEqual([{ language: "fr", id: "ownName", text: "Français" }]);
    expect(new Set(lines.flat().map(({ language }) => language))).toEqual(new Set(["fr"]));
    expect(writtenOf(lines)).toMatch(/^Français\. .*La touche ronde choisit\.$/u);
  });
});
