// Somebody who hears the terminal and does not see it: presses the keys of an audio keypad, and knows only what was said since.
// What is heard is read off the page itself, with the clips that it is made of.
import type { CDPSession, Page } from "playwright-core";
import { expect } from "vitest";
import { type Said, readSaid } from "./sounding.ts";
import { type Tongue, dutch } from "./tongues.ts";

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

export type Listener = {
  /** The first key of all, which nobody has explained. */
  readonly touchFirst: (key: AudioKey) => Promise<void>;
  /** Presses a key that was explained. */
  readonly press: (key: AudioKey) => Promise<void>;
  /** Presses many times, and waits for no answer in between. */
  readonly pressMany: (key: AudioKey, times: number) => Promise<void>;
  /** Puts digits as the dial was explained, and waits for nothing. */
  readonly dial: (digits: string) => Promise<void>;
  /** Waits until this is said. */
  readonly hear: (words: string | RegExp) => Promise<string>;
  /** Waits for whatever is said next and asks for something: "one moment" does not. */
  readonly hearNext: () => Promise<string>;
  readonly lastHeard: () => string;
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

/** @param tongue the only language that is understood */
export async function listenAt(page: Page, tongue: Tongue = dutch): Promise<Listener> {
  const keys: Readonly<Partial<Record<AudioKey, RegExp>>> = tongue.keys;
  const devtools = await page.context().newCDPSession(page);
  const transcript: string[] = [];
  const clips = new Set<string>();
  /** What was said since the screen last said which keys do what. */
  let explained = "";
  // What others heard before is not heard again.
  let { count: last, sounds } = await page.evaluate(readSaid);

  async function until(what: string, wanted: (heard: Said) => boolean): Promise<Said> {
    let heard = await page.evaluate(readSaid);
    for (let waitedMs = 0; waitedMs < PATIENCE_MS; waitedMs += LOOK_MS) {
      if (wanted(heard)) return heard;
      await page.waitForTimeout(LOOK_MS);
      heard = await page.evaluate(readSaid);
    }
    const before = transcript.join("\n");
    throw new Error(`never heard ${what}, but: ${heard.text} (${heard.sound}), after:\n${before}`);
  }

  const touchFirst = async (key: AudioKey): Promise<void> => {
    transcript.push(`[${key}]`);
    await pressCode(devtools, CODES[key]);
  };
  const pressMany = async (key: AudioKey, times: number): Promise<void> => {
    for (let time = 0; time < times; time += 1) await pressCode(devtools, CODES[key]);
  };
  const hear = async (what: string, wanted: (text: string) => boolean): Promise<string> => {
    const heard = await until(what, ({ count, text }) => count > last && wanted(text));
    last = heard.count;
    explained = tongue.screenEnd.test(heard.text) ? heard.text : `${explained} ${heard.text}`;
    for (const clip of heard.clips.split(" ")) clips.add(clip);
    expect(heard.clips).not.toBe("");
    transcript.push(heard.text);
    return heard.text;
  };
  return {
    touchFirst,
    pressMany,
    async press(key) {
      const told = keys[key];
      if (told !== undefined) expect(explained).toMatch(told);
      await touchFirst(key);
    },
    async dial(digits) {
      expect(explained).toMatch(tongue.dial);
      transcript.push(`[up and ok, for ${digits.length} digits]`);
      for (const digit of digits) {
        await pressMany("up", Number(digit) === 0 ? 10 : Number(digit));
        await pressMany("ok", 1);
      }
    },
    hear(words) {
      const pattern = typeof words === "string" ? literally(words) : words;
      return hear(String(pattern), (text) => pattern.test(text));
    },
    hearNext: () => hear("anything that asks for something", (text) => !tongue.wait.test(text)),
    lastHeard: () => transcript.at(-1) ?? "",
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

const literally = (words: string): RegExp =>
  new RegExp(words.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`), "u");

/** As the keypad's own hardware: a key with a code that no other keyboard sends. */
async function pressCode(devtools: CDPSession, code: string): Promise<void> {
  const virtualKey = F13.virtualKey + Number(code.slice(1)) - F13.number;
  const key = { key: code, code, windowsVirtualKeyCode: virtualKey };
  await devtools.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...key });
  await devtools.send("Input.dispatchKeyEvent", { type: "keyUp", ...key });
}
