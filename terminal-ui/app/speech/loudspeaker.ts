// A technician lets the loudspeaker speak: one sentence, in the voice of the language that was chosen, whatever the screen's own is. Pure.
import { catalogues } from "../texts.ts";
import { type Lines, type Scene, screenLines, speechLines } from "./spoken-screen.ts";

/** `undefined`: nothing was asked of it just now. */
export function loudspeakerLines(before: Scene | undefined, now: Scene): Lines | undefined {
  const { name, values } = now.screen;
  if (name !== "technician-sound" || values["times"] === before?.screen.values["times"]) return;
  const voice = Object.values(catalogues).find(({ language }) => language === values["spoken"]);
  if (voice === undefined) return undefined;
  // Whoever listens to the screen itself has not heard yet what it was, nor what can be chosen next.
  const rest = now.screen.display.speaking ? screenLines(now) : [];
  return [...speechLines(voice, ["loudspeaker"]), ...rest];
}
