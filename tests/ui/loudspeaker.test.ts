// The technician's test of the loudspeaker: one sentence in the voice of each language, once for each touch.
import { describe, expect, it } from "vitest";
import { loudspeakerLines } from "../../terminal-ui/app/speech/loudspeaker.ts";
import { usualDisplay } from "#domain/visit/visit.ts";
import { speechIn } from "../../terminal-ui/app/speech/speech-texts.ts";
import { writtenOf } from "../../terminal-ui/app/speech/spoken-screen.ts";
import { catalogues } from "../../terminal-ui/app/texts.ts";
import { sceneNamed, sceneOf } from "./spoken-scene.ts";

const sceneAfter = (values: Readonly<Record<string, string | number>>) =>
  sceneNamed("technician-sound", { values, display: usualDisplay });
const silent = sceneAfter({});

describe("the loudspeaker", () => {
  it.each(["nl", "fr", "de", "en"] as const)("speaks %s in its own voice", (spoken) => {
    const [line = []] = loudspeakerLines(silent, sceneAfter({ spoken, times: 1 })) ?? [];
    expect(line).toEqual([
      { language: spoken, id: "speech.loudspeaker", text: speechIn(spoken).loudspeaker },
    ]);
  });

  it("speaks again when it is asked again, and not when the screen only comes again", () => {
    const once = sceneAfter({ spoken: "nl", times: 1 });
    expect(loudspeakerLines(once, sceneAfter({ spoken: "nl", times: 2 }))).toHaveLength(1);
    expect(loudspeakerLines(once, once)).toBeUndefined();
  });

  it.each(Object.values(catalogues))(
    "goes on, for whoever listens to the screen in $ownName, with what it was and what can be chosen next",
    (texts) => {
      const heard = sceneOf(sceneAfter({ spoken: "fr", times: 1 }).screen, {
        language: texts.language,
      });
      const silently = { ...heard.screen, display: usualDisplay };
      const said = writtenOf(loudspeakerLines(silent, heard) ?? []);
      const { language } = texts;
      expect(said.startsWith(`${speechIn("fr").loudspeaker} `)).toBe(true);
      expect(said).toContain(texts.cases["technician-sound spoken=fr"]);
      expect(said).toContain(texts.screens["technician-sound"].lines[0]);
      expect(said.endsWith(`${speechIn(language).keys} ${speechIn(language).repeat}`)).toBe(true);
      expect(loudspeakerLines(silent, { ...heard, screen: silently })).toHaveLength(1);
    },
  );

  it("says nothing of its own before it is asked, or on another screen", () => {
    expect(loudspeakerLines(undefined, silent)).toBeUndefined();
    expect(loudspeakerLines(silent, sceneNamed("technician-menu"))).toBeUndefined();
  });
});
