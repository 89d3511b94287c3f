// What the keys of the audio keypad do. The first one starts speaking and does nothing else; after that arrows look around, the
// round key chooses, and on a field the arrows turn a dial. It tells the controller that somebody is still there.
import { batch } from "@preact/signals";
import { heard, screen, settled, texts, valuesOf } from "../display-state.ts";
import { tell } from "../touches.ts";
import { type AudioKey, startsSpeaking } from "./audio-keys.ts";
import { turned } from "./dial.ts";
import { digitsIn } from "../digit-slots.ts";
import {
  VOLUME_LEVELS,
  dialed,
  headset,
  play,
  resetVolume,
  say,
  speaking,
  turnVolume,
} from "./speech-state.ts";
import { type Scene, screenLines, speechLines } from "./spoken-screen.ts";
import { dialLines, fieldStopLines, stopLines } from "./spoken-stop.ts";
import { currentStop, isOnDial, moveStop } from "./stops.ts";

export const sceneNow = (): Scene => ({
  screen: screen.value,
  values: valuesOf(screen.value),
  wall: heard.value?.wall,
  hours: heard.value?.deskHours ?? [],
  languages: heard.value?.languages ?? [],
  headset: headset.value,
});

/** A second key before the controller has answered the first must not switch it off again. */
let asked = false;
export const speechAnswered = (): void => void (asked = false);

/** Answers whether the key was one of ours. */
export function pressAudioKey(key: AudioKey, code: string): boolean {
  if (key === "plugged" || key === "unplugged") plug(key === "plugged");
  if (!speaking.value) return startsSpeaking(key, code) ? startSpeaking() : key === "unplugged";
  // Any key answers the question whether more time is needed.
  if (screen.value.name === "more-time") tell({ kind: "moved" });
  else actions[key]();
  return true;
}

function startSpeaking(): true {
  if (!asked) tell({ kind: "display", change: "speaking" });
  asked = true;
  return true;
}

function plug(isIn: boolean): void {
  headset.value = isIn;
  // Loud enough for a hall is too loud for an ear.
  resetVolume();
}

const actions: Readonly<Record<AudioKey, () => void>> = {
  up: () => (isOnDial() ? turn("up") : look(-1)),
  down: () => (isOnDial() ? turn("down") : look(1)),
  left: () => (isOnDial() ? eraseDigit() : look(-1)),
  right: () => look(1),
  ok: () => (isOnDial() ? putDigit() : choose()),
  again() {
    stay();
    say(screenLines(sceneNow()));
  },
  louder: () => sayVolume(turnVolume(1)),
  softer: () => sayVolume(turnVolume(-1)),
  plugged: () => say(speechLines(texts.value, ["headset-in"])),
  unplugged: () => say(speechLines(texts.value, ["headset-out"])),
};

const STAY_MS = 1000;
let stayedAtMs = -STAY_MS;

/** Once a second is enough to stay: a dial that turns quickly must not look like a flood. */
function stay(): void {
  const nowMs = performance.now();
  if (nowMs - stayedAtMs < STAY_MS) return;
  stayedAtMs = nowMs;
  tell({ kind: "moved" });
}

function sayVolume(level: number): void {
  stay();
  play("key");
  say(speechLines(texts.value, ["volume"], { level, levels: VOLUME_LEVELS }));
}

/** The buttons of a new screen rest for a moment; a key that comes then is kept, the last one only. */
let waiting: (() => void) | undefined;
settled.subscribe((isSettled) => {
  if (!isSettled) return;
  const act = waiting;
  waiting = undefined;
  // Not before the page has drawn them as usable.
  if (act !== undefined) requestAnimationFrame(() => requestAnimationFrame(act));
});
const whenSettled = (act: () => void): void => {
  if (settled.value) act();
  else waiting = act;
};

function look(by: 1 | -1): void {
  stay();
  whenSettled(() => {
    dialed.value = undefined;
    const stop = moveStop(by);
    if (stop === undefined)
      return say(isOnDial() ? fieldStopLines(texts.value) : screenLines(sceneNow()));
    const { choice, number, aid } = stop.element.dataset;
    const language = stop.element.classList.contains("language") ? stop.element.lang : undefined;
    say(stopLines(texts.value, { choice, number, language, page: aid }, stop.place));
  });
}

function choose(): void {
  whenSettled(() => {
    const stop = currentStop();
    if (stop !== undefined) return stop.click();
    stay();
    say(speechLines(texts.value, ["nothing-chosen", "keys", "repeat"]));
  });
}

function turn(way: "up" | "down"): void {
  stay();
  const digit = turned(dialed.value, way);
  dialed.value = digit;
  if (headset.value) say(dialLines(texts.value, digit));
  else play("key");
}

function eraseDigit(): void {
  dialed.value = undefined;
  tell({ kind: "key", key: "erase" });
}

function putDigit(): void {
  const { field } = screen.value;
  const digit = dialed.value;
  if (field === undefined) return;
  const left = digitsIn(field) - field.typed;
  if (left === 0) return tell({ kind: "key", key: "enter" });
  if (digit !== undefined) return batch(() => put(digit));
  if (field.least !== undefined) return endNumber(field.typed, field.least);
  stay();
  say(speechLines(texts.value, ["left", "dial", "put"], { count: left }));
}

/** Nobody knows how long it is: the first bare press says that it may be enough, the second ends it. */
let heardEnough: number | undefined;

function endNumber(typed: number, least: number): void {
  if (typed >= least && heardEnough === typed) return tell({ kind: "key", key: "enter" });
  stay();
  heardEnough = typed;
  if (typed < least) say(speechLines(texts.value, ["short", "dial", "put"], { count: least }));
  else say(speechLines(texts.value, ["enough"]));
}

function put(digit: number): void {
  dialed.value = undefined;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  tell({ kind: "key", key: String(digit) as "0" });
}
