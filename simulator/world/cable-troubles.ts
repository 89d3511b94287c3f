// What a line does to the bytes that pass: a table of troubles, each from one passage to those that arrive.
// Pure but for the chance that is passed in and the strikes that are counted down.
import { crcOf } from "#protocol/crc.ts";
import { hexOf } from "#protocol/line.ts";
import type { Chance } from "./chance.ts";

export type Passage = {
  readonly direction: "down" | "up";
  readonly bytes: Uint8Array;
  readonly afterMs: number;
  /** Of a request. */
  readonly verb: string | undefined;
  /** Set by a trouble: the board that is asked resets before or after it obeys; the sender hears its own line. */
  readonly reset?: "before" | "after";
  readonly isEcho?: boolean;
};

export const troubleKinds = [
  "drop",
  "duplicate",
  "delay",
  "clog",
  "flip-bits",
  "noise",
  "echo",
  "cut-in-half",
  "concatenate",
  "wrong-address",
  "reset-before",
  "reset-after",
] as const;
export type TroubleKind = (typeof troubleKinds)[number];

export type Trouble = {
  readonly kind: TroubleKind;
  /** How many passages it still strikes. */
  left: number;
  /** Of each passage that it could strike, how many it does; 0 to 1. */
  readonly odds: number;
  /** Strikes only this way, or only requests with this verb; undefined: any. */
  readonly direction?: Passage["direction"];
  readonly verb?: string;
  /** The longest that anything is held, ms. */
  readonly holdMs?: number;
};

const HOLD_MS = 1500;
const NOISE_BYTES_MAX = 80;

/** The troubles of one line. */
export type Troubles = {
  readonly add: (trouble: Trouble) => void;
  readonly heal: () => void;
  /** No request with one of these verbs, nor any reply, can be struck. */
  readonly spares: (verbs: readonly string[]) => boolean;
  /** What arrives of one passage. */
  readonly befall: (passage: Passage) => readonly Passage[];
};

/** `struck` hears of each strike. */
export function createTroubles(chance: Chance, struck: (trouble: Trouble) => void): Troubles {
  let troubles: readonly Trouble[] = [];
  return {
    add(trouble) {
      troubles = [...troubles, trouble];
    },
    heal() {
      troubles = [];
    },
    spares: (verbs) => troubles.every(({ verb }) => verb !== undefined && !verbs.includes(verb)),
    befall(passage) {
      let passages: readonly Passage[] = [passage];
      for (const trouble of troubles) {
        if (!strikes(trouble, passage, chance)) continue;
        trouble.left -= 1;
        struck(trouble);
        passages = passages.flatMap((each) => effects[trouble.kind](each, chance, trouble));
      }
      troubles = troubles.filter(({ left }) => left > 0);
      return passages;
    },
  };
}

/** Only a request can be echoed or reset its board; only a reply can come from the wrong address. */
const ways: Readonly<Partial<Record<TroubleKind, Passage["direction"]>>> = {
  echo: "down",
  "reset-before": "down",
  "reset-after": "down",
  "wrong-address": "up",
};

function strikes(trouble: Trouble, { direction, verb }: Passage, chance: Chance): boolean {
  const way = trouble.direction ?? ways[trouble.kind];
  if (trouble.left <= 0 || (way !== undefined && way !== direction)) return false;
  if (trouble.verb !== undefined && trouble.verb !== verb) return false;
  return chance.happens(trouble.odds);
}

type EffectOf = (passage: Passage, chance: Chance, trouble: Trouble) => readonly Passage[];

const as = (passage: Passage, bytes: Uint8Array): Passage => ({ ...passage, bytes });
const later = (passage: Passage, byMs: number): Passage => ({
  ...passage,
  afterMs: passage.afterMs + byMs,
});

const effects: Readonly<Record<TroubleKind, EffectOf>> = {
  drop: () => [],
  duplicate: (passage, chance) => [
    passage,
    ...Array.from({ length: 1 + chance.below(4) }, () => later(passage, chance.below(400))),
  ],
  delay: (passage, chance, { holdMs = HOLD_MS }) => [later(passage, chance.below(holdMs))],
  // As long for each: what was held comes out in its order, but other ports were quicker.
  clog: (passage, _chance, { holdMs = HOLD_MS }) => [later(passage, holdMs)],
  "flip-bits": (passage, chance) => [as(passage, flipped(passage.bytes, chance))],
  noise: (passage, chance) => [
    as(passage, Buffer.concat([chance.bytes(1 + chance.below(NOISE_BYTES_MAX)), passage.bytes])),
  ],
  echo: (passage) => [passage, { ...passage, isEcho: true }],
  "cut-in-half": ({ bytes, ...passage }, chance) => [
    { ...passage, bytes: bytes.subarray(0, chance.below(bytes.length)) },
  ],
  concatenate: (passage) => [as(passage, passage.bytes.subarray(0, passage.bytes.length - 1))],
  "wrong-address": (passage, chance) => [as(passage, readdressed(passage.bytes, chance))],
  "reset-before": (passage) => [{ ...passage, reset: "before" }],
  "reset-after": (passage) => [{ ...passage, reset: "after" }],
};

function flipped(bytes: Uint8Array, chance: Chance): Uint8Array {
  const spoiled = Uint8Array.from(bytes);
  for (let flips = 1 + chance.below(3); flips > 0; flips -= 1) {
    const at = chance.below(spoiled.length);
    spoiled[at] = (spoiled[at] ?? 0) ^ (1 << chance.below(8));
  }
  return spoiled;
}

/** The reply as another board would have said it, with a CRC that is right. */
function readdressed(bytes: Uint8Array, chance: Chance): Uint8Array {
  const line = Buffer.from(bytes).toString("latin1").trimEnd();
  const star = line.lastIndexOf("*");
  if (star < 3) return bytes;
  const body = `<${hexOf(1 + chance.below(8), 2)}${line.slice(3, star)}`;
  return Buffer.from(`${body}*${hexOf(crcOf(body), 4)}\n`, "latin1");
}
