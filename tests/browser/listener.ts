// Somebody who hears the terminal and does not see it: presses the keys of an audio keypad, and knows only what was said since.
// What is heard is read off the page itself, with the clips that it is made of.
import type { CDPSession, Page } from "playwright-core";
import { expect } from "vitest";
import { type Said, readSaid } from "./sounding.ts";

/** Keys of the default table of the site's configuration. */
const CODES = {
  up: "F13",
  down: "F14",
  left: "F15",
  right: "F16",
  ok: "F17",
  again: "F18",
  louder: "F19",
  softer: "F20",
  plugged: "F21",
  unplugged: "F22",
} as const;
export type AudioKey = keyof typeof CODES;

/** How each key is spoken of: one that was not explained is not pressed. */
const TOLD: Readonly<Partial<Record<AudioKey, RegExp>>> = {
  up: /pijl omhoog/iu,
  down: /pijl omlaag/iu,
  left: /pijl links/iu,
  right: /pijl rechts/iu,
  ok: /ronde toets/iu,
  again: /toets met het vraagteken/iu,
};

export type Listener = {
  /** The first key of all, which nobody has explained. */
  readonly touchFirst: (key: AudioKey) => Promise<void>;
  /** Presses a key that was explained. */
  readonly press: (key: AudioKey) => Promise<void>;
  /** Presses many times, and waits for no answer in between. */
  readonly pressMany: (key: AudioKey, times: number) => Promise<void>;
  /** Waits until this is said. */
  readonly hear: (words: string | RegExp) => Promise<string>;
  /** Waits for a sound that is no word. */
  readonly hearSound: (sound: string) => Promise<void>;
  /** Writes into the transcript what somebody does with their hands. */
  readonly note: (line: string) => void;
  readonly transcript: () => readonly string[];
  /** Every clip that was to be heard so far. */
  readonly clips: () => ReadonlySet<string>;
};

const PATIENCE_MS = 15_000;
const LOOK_MS = 20;
/** F13 on a keyboard of Windows; the others follow. */
const F13 = { virtualKey: 124, number: 13 };

export async function listenAt(page: Page): Promise<Listener> {
  const devtools = await page.context().newCDPSession(page);
  const transcript: string[] = [];
  const clips = new Set<string>();
  /** What was said since the screen last said which keys do what. */
  let explained = "";
  let last = 0;
  let sounds = 0;

  async function until(what: string, wanted: (heard: Said) => boolean): Promise<Said> {
    let heard = await page.evaluate(readSaid);
    for (let waitedMs = 0; waitedMs < PATIENCE_MS; waitedMs += LOOK_MS) {
      if (wanted(heard)) return heard;
      await page.waitForTimeout(LOOK_MS);
      heard = await page.evaluate(readSaid);
    }
    throw new Error(`never heard ${what}; the last words were: ${heard.text} (${heard.sound})`);
  }

  const touchFirst = async (key: AudioKey): Promise<void> => {
    transcript.push(`[${key}]`);
    await pressCode(devtools, CODES[key]);
  };
  return {
    touchFirst,
    async press(key) {
      const told = TOLD[key];
      if (told !== undefined) expect(explained).toMatch(told);
      await touchFirst(key);
    },
    async pressMany(key, times) {
      for (let time = 0; time < times; time += 1) await pressCode(devtools, CODES[key]);
    },
    async hear(words) {
      const pattern = typeof words === "string" ? literally(words) : words;
      const heard = await until(
        String(pattern),
        ({ count, text }) => count > last && pattern.test(text),
      );
      last = heard.count;
      explained = isScreen(heard.text) ? heard.text : `${explained} ${heard.text}`;
      for (const clip of heard.clips.split(" ")) clips.add(clip);
      expect(heard.clips).not.toBe("");
      transcript.push(heard.text);
      return heard.text;
    },
    async hearSound(sound) {
      const heard = await until(
        `the sound ${sound}`,
        (now) => now.sound === sound && now.sounds > sounds,
      );
      ({ sounds } = heard);
      transcript.push(`(${sound})`);
    },
    note: (line) => void transcript.push(line),
    transcript: () => transcript,
    clips: () => clips,
  };
}

/** A whole screen ends with what can be done there; a stop of the arrows or a digit does not. */
const isScreen = (text: string): boolean =>
  /herhaalt alles\.|vanzelf|hoort daarna meer|meer tijd/u.test(text);

const literally = (words: string): RegExp =>
  new RegExp(words.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`), "u");

/** As the keypad's own hardware: a key with a code that no other keyboard sends. */
async function pressCode(devtools: CDPSession, code: string): Promise<void> {
  const virtualKey = F13.virtualKey + Number(code.slice(1)) - F13.number;
  const key = { key: code, code, windowsVirtualKeyCode: virtualKey };
  await devtools.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...key });
  await devtools.send("Input.dispatchKeyEvent", { type: "keyUp", ...key });
}
