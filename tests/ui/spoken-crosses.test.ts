// A technician who does not see the crosses tries the glass: here somebody does what they hear and nothing else, until all nine are done.
import { describe, expect, it } from "vitest";
import { clipFile } from "../../terminal-ui/app/speech/clip.ts";
import { type SpeechText, speechIn } from "../../terminal-ui/app/speech/speech-texts.ts";
import { touchLines } from "../../terminal-ui/app/speech/spoken-crosses.ts";
import { screenLines, writtenOf } from "../../terminal-ui/app/speech/spoken-screen.ts";
import type { Line } from "../../terminal-ui/app/speech/spoken-text.ts";
import { type Texts, catalogues, textsIn } from "../../terminal-ui/app/texts.ts";
import { type Spot, hitAt, pointsOf } from "../../terminal-ui/app/touch-points.ts";
import { everyClip } from "../../terminal-ui/sounds/clip-list.ts";
import { sceneNamed } from "./spoken-scene.ts";

const glass = { widthMm: 194, heightMm: 345 };
const points = pointsOf(glass);
const rendered = new Set(everyClip().map(clipFile));

const WAYS = [
  ["cross-left", -1, 0],
  ["cross-right", 1, 0],
  ["cross-up", 0, -1],
  ["cross-down", 0, 1],
] as const satisfies readonly (readonly [SpeechText, number, number])[];

/** How far one line sends the finger; `undefined`: it says something else. */
function stepOf(texts: Texts, line: Line): Spot | undefined {
  const words = writtenOf([line]);
  const way = WAYS.find(([key]) =>
    words.startsWith(speechIn(texts.language)[key].split("{")[0] ?? ""),
  );
  if (way === undefined) return undefined;
  const mm = line.reduce((sum, { id }) => {
    if (id === "speech.hundred") return Math.max(sum, 1) * 100;
    return id.startsWith("numbers.") ? sum + Number(id.slice("numbers.".length)) : sum;
  }, 0);
  return { x: way[1] * mm, y: way[2] * mm };
}

/** Where the finger goes next by what was heard; where it is, if that sends it nowhere. */
const follow = (texts: Texts, at: Spot, lines: readonly Line[]): Spot =>
  lines
    .flatMap((line) => stepOf(texts, line) ?? [])
    .reduce((spot, { x, y }) => ({ x: spot.x + x, y: spot.y + y }), at);

describe.each(Object.values(catalogues))("the crosses on the glass, heard in $ownName", (texts) => {
  it("are said with the screen: how many there are, and how one is found", () => {
    const said = writtenOf(
      screenLines(sceneNamed("technician-touch", { language: texts.language })),
    );
    const { crosses, "crosses-seek": seek, keys } = speechIn(texts.language);
    expect(said).toContain(`${crosses} ${seek}`);
    expect(said).toContain(keys);
  });

  it("are all found by whoever begins anywhere and follows the words alone", () => {
    for (const start of [
      { x: 97, y: 90 },
      { x: 2, y: 344 },
      { x: 193, y: 1 },
    ]) {
      const touched = new Set<number>();
      let at = start;
      let touches = 0;
      let lines: readonly Line[] = [];
      while (touched.size < points.length && touches < 12) {
        const hit = hitAt(points, at);
        if (hit !== undefined) touched.add(hit.point);
        lines = touchLines(texts, { points, touched }, at);
        expect(
          lines
            .flat()
            .map(clipFile)
            .filter((file) => !rendered.has(file)),
        ).toEqual([]);
        at = follow(texts, at, lines);
        touches += 1;
      }
      expect({ start, crosses: touched.size }).toEqual({ start, crosses: points.length });
      const end = speechIn(texts.language);
      expect(writtenOf(lines).endsWith(`${end["crosses-done"]} ${end.keys}`)).toBe(true);
    }
  });
});

const heard = (at: Spot, ...touched: readonly number[]): string =>
  writtenOf(touchLines(textsIn("nl"), { points, touched: new Set(touched) }, at));

describe("a touch of the glass, heard in Dutch", () => {
  it("says which cross it was, how far beside it, and where the next one lies", () => {
    expect(heard({ x: 18, y: 16 }, 0)).toBe(
      "Links boven. 2 millimeter ernaast. Kruisen die nog komen: 8. Midden boven. Naar rechts: 79 millimeter.",
    );
  });

  it("says of a touch that meets none only where the nearest lies, in two directions", () => {
    expect(heard({ x: 60, y: 60 })).toBe(
      "Kruisen die nog komen: 9. Midden boven. Naar rechts: 37 millimeter. Naar boven: 44 millimeter.",
    );
  });

  it("names more than ninety-nine millimetres as any other number", () => {
    expect(heard({ x: 16, y: 16 }, 0, 1, 2, 4, 5)).toContain(
      "Naar beneden: honderd 57 millimeter.",
    );
  });
});
