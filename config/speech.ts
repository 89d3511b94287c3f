// What is heard at the terminal: the keys of its audio keypad, and where a human voice lies. Never a word that is said.
import { z } from "zod";

import type { Finding } from "./problem.ts";
import { repeats } from "./repeats.ts";
import { filePath, keys, pattern } from "./scalars.ts";

/** The key's place on a keyboard, as browsers name it; anything that is typed or edits is not the keypad's. */
const codeSchema = pattern(
  /^(?:F1[3-9]|F2[0-4]|Arrow(?:Up|Down|Left|Right)|(?:Numpad)?Enter)$/,
  "the code of a key: F13 to F24, ArrowUp, ArrowDown, ArrowLeft, ArrowRight, Enter or NumpadEnter",
);

/** As keypads with this many keys come: arrows and a round key, a question mark, two for the volume, and the headset's plug. */
const usualKeypad = {
  up: ["ArrowUp", "F13"],
  down: ["ArrowDown", "F14"],
  left: ["ArrowLeft", "F15"],
  right: ["ArrowRight", "F16"],
  ok: ["Enter", "NumpadEnter", "F17"],
  again: ["F18"],
  louder: ["F19"],
  softer: ["F20"],
  plugged: ["F21"],
  unplugged: ["F22"],
};

const codes = (usual: readonly string[]) => {
  const error = "a list of at most 4 codes, or [] where the keypad has no such key";
  return z
    .array(codeSchema, { error })
    .max(4, { error })
    .default([...usual]);
};

const usualClips = "clips";

export const speechSchema = keys({
  keypad: keys({
    up: codes(usualKeypad.up),
    down: codes(usualKeypad.down),
    left: codes(usualKeypad.left),
    right: codes(usualKeypad.right),
    ok: codes(usualKeypad.ok),
    again: codes(usualKeypad.again),
    louder: codes(usualKeypad.louder),
    softer: codes(usualKeypad.softer),
    plugged: codes(usualKeypad.plugged),
    unplugged: codes(usualKeypad.unplugged),
  }).prefault({}),
  /** Clips of a human voice, in place of the default ones of the same name. */
  clips: filePath.default(usualClips),
}).prefault({});

export function repeatedCodes({ keypad }: z.output<typeof speechSchema>): Finding[] {
  const all = Object.entries(keypad).flatMap(([key, list]) =>
    list.map((code, index) => ({ key, code, index })),
  );
  return repeats(all, ({ code }) => code).map(({ item, first }) => ({
    path: ["speech", "keypad", item.key, item.index],
    sentence: `is ${item.code}, which is speech.keypad.${all[first]?.key ?? ""} already: a code is one key`,
  }));
}
