// Watches what the controller shows, and lets it be heard: a sound for everybody, words for whoever asked for them.
import { effect } from "@preact/signals";
import { heard, link } from "../display-state.ts";
import { afterPaint } from "../pressed.ts";
import { sceneNow, speechAnswered } from "./audio-controls.ts";
import { dialed, hush, play, resetVolume, say } from "./speech-state.ts";
import { type Scene, changeLines, isAnother } from "./spoken-screen.ts";
import { loudspeakerLines } from "./loudspeaker.ts";
import { soundOf } from "./sounds.ts";
import { leaveStops } from "./stops.ts";

/** Once, when the page starts. */
export function startSpeech(): void {
  let before: Scene | undefined;
  effect(() => {
    // Until the first word of the controller there is nothing to tell.
    if (heard.value === undefined || link.value === "connecting") return;
    const now = sceneNow();
    const last = before;
    before = now;
    // What is read while telling is no reason to tell it again; and whoever looks sees it first.
    afterPaint(() => tellChange(last, now));
  });
}

function tellChange(before: Scene | undefined, now: Scene): void {
  const wasSpeaking = before?.screen.display.speaking === true;
  const { speaking } = now.screen.display;
  speechAnswered();
  // Not when a digit has come: whoever is quick has turned on for the next one by then.
  if (isAnother(before, now)) beginAnew(speaking);
  const sound = soundOf(before?.screen, now.screen);
  if (sound !== undefined && (speaking || !isDigitSound(sound))) play(sound);
  if (wasSpeaking && !speaking) {
    hush();
    resetVolume();
  }
  const tried = loudspeakerLines(before, now);
  // As loud as for whoever comes next.
  if (tried !== undefined) resetVolume();
  say(tried ?? changeLines(before, now));
}

/** What is read from its start is walked from its start, or the dial would not turn after a language was chosen. */
function beginAnew(speaking: boolean): void {
  dialed.value = undefined;
  if (speaking) leaveStops();
}

/** Whoever sees the digits come hears their keys; a second tone would be noise. */
const isDigitSound = (sound: string): boolean => sound === "digit" || sound === "erase";
