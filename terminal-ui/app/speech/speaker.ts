// Plays clips one after the other, and notes, at one volume. Anything new ends what was being said. It knows no screen and no
// text, and fetches from the page's own server only.
import type { Note } from "./sounds.ts";

export type Speaker = {
  /** Lines of addresses: clips of one line follow each other, lines with a breath between. Ends what was said before. */
  readonly say: (lines: readonly (readonly string[])[]) => void;
  readonly hush: () => void;
  readonly play: (notes: readonly Note[]) => void;
  /** From 0 to 1. */
  readonly setVolume: (volume: number) => void;
  /** A browser lets nothing sound before somebody has touched something; a kiosk's policy may. */
  readonly wake: () => void;
};

const BREATH_MS = 300;
const NOTE_LOUDNESS = 0.25;
/** Notes begin and end softly, or they crack. */
const FADE_S = 0.01;
const KEPT_CLIPS = 200;

/** @param onClip hears the address of each clip as it begins, `undefined` at the end. */
export function createSpeaker(onClip: (address: string | undefined) => void): Speaker {
  const context = new AudioContext();
  const loudness = context.createGain();
  loudness.connect(context.destination);
  const clips = createClips(context);
  let speech: AbortController | undefined;

  async function sayAll(lines: readonly (readonly string[])[], stop: AbortSignal): Promise<void> {
    for (const line of lines) {
      for (const address of line) {
        const sound = await clips.load(address);
        if (stop.aborted) return;
        onClip(address);
        if (sound !== undefined) await playClip(sound, stop);
      }
      await pause(BREATH_MS, stop);
      if (stop.aborted) return;
    }
    onClip(undefined);
  }

  function playClip(sound: AudioBuffer, stop: AbortSignal): Promise<void> {
    const source = new AudioBufferSourceNode(context, { buffer: sound });
    source.connect(loudness);
    return new Promise((resolve) => {
      source.addEventListener("ended", () => resolve());
      stop.addEventListener("abort", () => source.stop());
      source.start();
    });
  }

  const hush = (): void => {
    // Every touch hushes, and mostly nothing is being said.
    if (speech === undefined) return;
    speech.abort();
    speech = undefined;
    onClip(undefined);
  };
  return {
    hush,
    say(lines) {
      hush();
      speech = new AbortController();
      void sayAll(lines, speech.signal);
    },
    play: (notes) => notes.forEach((note) => playNote(context, loudness, note)),
    setVolume: (volume) => loudness.gain.setValueAtTime(volume, context.currentTime),
    wake: () => void context.resume(),
  };
}

function playNote(context: AudioContext, to: AudioNode, { hz, atMs, lengthMs }: Note): void {
  // What nobody could hear when it happened is not made up for later.
  if (context.state !== "running") return;
  const from = context.currentTime + atMs / 1000;
  const until = from + lengthMs / 1000;
  const tone = new OscillatorNode(context, { frequency: hz });
  const envelope = new GainNode(context, { gain: 0 });
  envelope.gain.setValueAtTime(0, from);
  envelope.gain.linearRampToValueAtTime(NOTE_LOUDNESS, from + FADE_S);
  envelope.gain.setValueAtTime(NOTE_LOUDNESS, until - FADE_S);
  envelope.gain.linearRampToValueAtTime(0, until);
  tone.connect(envelope).connect(to);
  tone.start(from);
  tone.stop(until);
}

/** Fetched once and kept; the oldest goes when there are too many. */
function createClips(context: AudioContext) {
  const kept = new Map<string, AudioBuffer>();
  return {
    async load(address: string): Promise<AudioBuffer | undefined> {
      const sound = kept.get(address) ?? (await fetchClip(context, address));
      kept.delete(address);
      // What could not be fetched now can be later.
      if (sound !== undefined) kept.set(address, sound);
      const [oldest] = kept.keys();
      if (kept.size > KEPT_CLIPS && oldest !== undefined) kept.delete(oldest);
      return sound;
    },
  };
}

/** `undefined`: no such clip, or the controller is away. The words are on the screen; the rest is said. */
async function fetchClip(context: AudioContext, address: string): Promise<AudioBuffer | undefined> {
  try {
    const answer = await fetch(address);
    if (!answer.ok) return undefined;
    return await context.decodeAudioData(await answer.arrayBuffer());
  } catch {
    return undefined;
  }
}

const pause = (lengthMs: number, stop: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, lengthMs);
    stop.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
