// The technician's test of the loudspeaker: one sentence in the voice of each language, once for each touch.
import { describe, expect, it } from "vitest";
import { loudspeakerLines } from "../../terminal-ui/app/speech/loudspeaker.ts";
import { speechIn } from "../../terminal-ui/app/speech/speech-texts.ts";
import { sceneNamed } from "./spoken-scene.ts";

const sceneAfter = (values: Readonly<Record<string, string | number>>) =>
  sceneNamed("technician-sound", { values });
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

  it("says nothing of its own before it is asked, or on another screen", () => {
    expect(loudspeakerLines(undefined, silent)).toBeUndefined();
    expect(loudspeakerLines(silent, sceneNamed("technician-menu"))).toBeUndefined();
  });
});
