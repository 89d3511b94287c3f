// What the page is saying, and to whom: the headset, the volume, the digit on the dial. All of it is the page's own, and goes
// with the visit. Nothing in here decides what is said.
import { computed, signal } from "@preact/signals";
import { screen } from "../display-state.ts";
import { afterPaint } from "../pressed.ts";
import { clipFile } from "./clip.ts";
import { type Sound, notes } from "./sounds.ts";
import { type Lines, writtenOf } from "./spoken-screen.ts";
import { type Speaker, createSpeaker } from "./speaker.ts";

export const VOLUME_LEVELS = 5;
const USUAL_LEVEL = 3;

/** A headset is in the keypad. Unknown after a start, which is the safe side: nothing personal is said aloud. */
export const headset = signal(false);
/** The digit that the arrows have turned to, and nobody has put yet. */
export const dialed = signal<number | undefined>(undefined);
export const speaking = computed(() => screen.value.display.speaking);

/** What was said last, in words and in clips; `count` tells two equal ones apart. */
export const said = signal({ count: 0, text: "", clips: "" });
export const sounded = signal({ count: 0, sound: "" });
/** The clip that can be heard at this moment. */
export const playing = signal<string | undefined>(undefined);

let speaker: Speaker | undefined;
let level = USUAL_LEVEL;

/** Made at the first sound: before that, a browser would complain. */
function theSpeaker(): Speaker {
  if (speaker === undefined) {
    speaker = createSpeaker((address) => (playing.value = address));
    speaker.setVolume(level / VOLUME_LEVELS);
  }
  return speaker;
}

const addressOf = (file: string): string => `clips/${file}`;

export function say(lines: Lines): void {
  if (lines.length === 0) return;
  const files = lines.map((line) => line.map((clip) => addressOf(clipFile(clip))));
  theSpeaker().say(files);
  said.value = {
    count: said.value.count + 1,
    text: writtenOf(lines),
    clips: files.flat().join(" "),
  };
}

export const hush = (): void => speaker?.hush();

export function play(sound: Sound): void {
  theSpeaker().play(notes[sound]);
  sounded.value = { count: sounded.value.count + 1, sound };
}

export const wake = (): void => theSpeaker().wake();

/** A finger landed on a button: it hears nothing old any more, sees that it was felt, and then hears so. */
export function feelTouch(): void {
  hush();
  afterPaint(() => {
    wake();
    play("key");
  });
}

/** The level that it now has. */
export function turnVolume(steps: -1 | 1): number {
  setLevel(Math.min(VOLUME_LEVELS, Math.max(1, level + steps)));
  return level;
}

export const resetVolume = (): void => setLevel(USUAL_LEVEL);

function setLevel(next: number): void {
  level = next;
  speaker?.setVolume(level / VOLUME_LEVELS);
}
