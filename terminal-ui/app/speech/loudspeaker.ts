// A technician lets the loudspeaker speak: one sentence, in the voice of the language that was chosen, whatever the screen's own is. Pure.
import { catalogues } from "../texts.ts";
import { type Lines, type Scene, speechLines } from "./spoken-screen.ts";

/** `undefined`: nothing was asked of it just now. */
export function loudspeakerLines(before: Scene | undefined, now: Scene): Lines | undefined {
  const { name, values } = now.screen;
  if (name !== "technician-sound" || values["times"] === before?.screen.values["times"]) return;
  const voice = Object.values(catalogues).find(({ language }) => language === values["spoken"]);
  return voice && speechLines(voice, ["loudspeaker"]);
}
