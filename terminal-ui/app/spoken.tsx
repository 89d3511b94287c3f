// What is heard, in words: for a screen reader, and for whoever wants to know what the page says and sounds like.
import { computed } from "@preact/signals";
import { hoursOn, linesFor, texts } from "./display-state.ts";
import { playing, said, sounded, speaking } from "./speech/speech-state.ts";
import type { Screen } from "./texts.ts";

const attributes = {
  "data-said": computed(() => said.value.count),
  "data-words": computed(() => said.value.text),
  "data-clips": computed(() => said.value.clips),
  "data-playing": playing,
  "data-sounds": computed(() => sounded.value.count),
  "data-sound": computed(() => sounded.value.sound),
};

/** It stays while screens come and go: a live region that is new is not read out. */
export function Spoken({ shown }: { readonly shown: Screen }) {
  const text = speaking.value ? said.value.text : "";
  const written = [
    texts.value.screens[shown.name].title,
    ...linesFor(shown),
    ...hoursOn(shown).map(({ label, hours }) => `${label} ${hours}`),
  ].join(" ");
  return (
    <p class="spoken" role="status" {...attributes}>
      {text === "" ? written : text}
    </p>
  );
}
