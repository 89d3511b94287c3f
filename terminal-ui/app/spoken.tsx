// What is heard, in words: for a screen reader, and for whoever wants to know what the page says and sounds like.
import { hoursOn, linesFor, texts } from "./display-state.ts";
import { playing, said, sounded, speaking } from "./speech/speech-state.ts";
import type { Screen } from "./texts.ts";

/** It stays while screens come and go: a live region that is new is not read out. */
export function Spoken({ shown }: { readonly shown: Screen }) {
  const { count, text, clips } = said.value;
  const written = [
    texts.value.screens[shown.name].title,
    ...linesFor(shown),
    ...hoursOn(shown).map(({ label, hours }) => `${label} ${hours}`),
  ].join(" ");
  return (
    <p
      class="spoken"
      role="status"
      data-said={count}
      data-words={text}
      data-clips={clips}
      data-playing={playing.value}
      data-sounds={sounded.value.count}
      data-sound={sounded.value.sound}
    >
      {speaking.value && text !== "" ? text : written}
    </p>
  );
}
