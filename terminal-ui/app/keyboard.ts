// Keys of any keyboard: the audio keypad's first, then digits. Everything else is the browser's, of which a kiosk leaves little.
import { heard, screen } from "./display-state.ts";
import { keyOf } from "./physical-keys.ts";
import { showPressed } from "./pressed.ts";
import { audioKeyOf } from "./speech/audio-keys.ts";
import { pressAudioKey } from "./speech/audio-controls.ts";
import { dialed, hush, play, wake } from "./speech/speech-state.ts";
import { tell } from "./touches.ts";

/** Once, when the page starts. */
export function listenToKeys(): void {
  addEventListener("keydown", (event) => {
    if (event.repeat) return;
    wake();
    hush();
    const key = audioKeyOf(event.code, heard.value?.keypad);
    if (key !== undefined && pressAudioKey(key, event.code)) return event.preventDefault();
    typeDigit(event);
  });
}

function typeDigit(event: KeyboardEvent): void {
  const key = keyOf(event.key);
  if (key === undefined || screen.value.field === undefined) return;
  // Enter on a button that has the focus is that button's.
  if (key === "enter" && event.target instanceof HTMLButtonElement) return;
  event.preventDefault();
  // Whoever types has left the button that had the focus: the Enter that follows is the keypad's.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  dialed.value = undefined;
  showPressed(document.querySelector(`[data-key="${key}"]`));
  tell({ kind: "key", key });
  play("key");
}
