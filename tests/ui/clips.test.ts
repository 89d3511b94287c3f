// How a text becomes clips: its pieces, its numbers, and a name that a changed text loses.
import { describe, expect, it } from "vitest";
import { clipFile, piecesOf } from "../../terminal-ui/app/speech/clip.ts";
import { lineOf } from "../../terminal-ui/app/speech/spoken-text.ts";
import { audioKeyOf, startsSpeaking } from "../../terminal-ui/app/speech/audio-keys.ts";
import { speechSchema } from "#config/speech.ts";
import { everyClip } from "../../terminal-ui/sounds/clip-list.ts";

const said = (text: string, values: Readonly<Record<string, string | number>>, language = "nl") =>
  lineOf(language as "nl", "x", text, values)?.map((clip) => clip.text);

describe("a clip", () => {
  it("is another file when its text changes: nobody can hear the old words", () => {
    const clip = { language: "nl", id: "page.call", text: "Hulp nodig?" } as const;
    expect(clipFile(clip)).toMatch(/^nl\/page\.call\.[0-9a-f]{8}\.ogg$/);
    expect(clipFile({ ...clip, text: "Hulp nodig" })).not.toBe(clipFile(clip));
    expect(clipFile({ ...clip })).toBe(clipFile(clip));
  });

  it("has a name that any disk can hold, and no other text has it", () => {
    const files = everyClip().map(clipFile);
    expect(files.filter((file) => !/^[a-z]{2}\/[A-Za-z0-9.-]+\.ogg$/.test(file))).toEqual([]);
    const texts = new Map(everyClip().map((clip) => [clipFile(clip), clip.text]));
    expect(everyClip().filter((clip) => texts.get(clipFile(clip)) !== clip.text)).toEqual([]);
  });
});

describe("a text", () => {
  it("is cut where a value stands, and its full stop is not said", () => {
    expect(piecesOf("Ga naar deur {door}.")).toEqual([
      { kind: "words", index: 0, text: "Ga naar deur" },
      { kind: "value", name: "door" },
    ]);
    expect(said("Je kan nog {tries} keer proberen.", { tries: 2 })).toEqual([
      "Je kan nog",
      "2",
      "keer proberen.",
    ]);
  });

  it("is not said while a value is missing, or is one that no clip can say", () => {
    expect(said("Bel {phone}.", {})).toBeUndefined();
    expect(said("Dit is {terminal}.", { terminal: "Stadhuis" })).toBeUndefined();
  });

  it.each([
    [0, ["0"]],
    [17, ["17"]],
    [99, ["99"]],
    [100, ["honderd"]],
    [117, ["honderd", "17"]],
    [250, ["2", "honderd", "50"]],
    [999, ["9", "honderd", "99"]],
    [1234, ["1", "2", "3", "4"]],
    ["18:30", ["18", "30"]],
  ])("says %s as %j", (n, clips) => {
    expect(said("{n}", { n })).toEqual(clips);
  });

  it("says one hundred in English, as people do there", () => {
    expect(said("{n}", { n: 100 }, "en")).toEqual(["1", "hundred"]);
  });
});

describe("a key of the audio keypad", () => {
  const { keypad } = speechSchema.parse({});

  it.each([
    ["F13", "up"],
    ["ArrowDown", "down"],
    ["NumpadEnter", "ok"],
    ["F21", "plugged"],
    ["F23", undefined],
    ["Digit5", undefined],
    ["Tab", undefined],
  ])("%s is %s by the usual table", (code, key) => {
    expect(audioKeyOf(code, keypad)).toBe(key);
  });

  it("is what the site says it is", () => {
    expect(audioKeyOf("F23", { ...keypad, up: ["F23"] })).toBe("up");
    expect(audioKeyOf("F13", { ...keypad, up: ["F23"] })).toBeUndefined();
    expect(audioKeyOf("F13", undefined)).toBeUndefined();
  });

  it("starts speech, unless it is Enter, which number pads have too, or a plug that leaves", () => {
    expect(startsSpeaking("down", "ArrowDown")).toBe(true);
    expect(startsSpeaking("plugged", "F21")).toBe(true);
    expect(startsSpeaking("ok", "F17")).toBe(true);
    expect(startsSpeaking("ok", "Enter")).toBe(false);
    expect(startsSpeaking("ok", "NumpadEnter")).toBe(false);
    expect(startsSpeaking("unplugged", "F22")).toBe(false);
  });
});
