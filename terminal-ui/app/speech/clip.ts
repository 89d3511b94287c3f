// What a clip is: one piece of a text, spoken, in a file whose name holds the text's hash. A changed text has another name, so a
// clip that says the old words can never be played. Pure; never a sound itself.
import type { Language } from "../texts.ts";

export type Clip = {
  /** The catalogue it is in, which is also its voice. */
  readonly language: Language;
  /** Where the text stands, with the number of the piece after a dash where placeholders cut it: `screens.citizen-home.title`. */
  readonly id: string;
  readonly text: string;
};

/** A text in pieces: words to say, and placeholders whose value is said there. */
export type Piece =
  | { readonly kind: "words"; readonly index: number; readonly text: string }
  | { readonly kind: "value"; readonly name: string };

const HOLE = /\{([a-zA-Z]+)\}/;
const SAYABLE = /[\p{L}\p{N}]/u;

/** Pieces without a letter or digit, such as the full stop after a number, are not said. */
export function piecesOf(text: string): readonly Piece[] {
  const cut = text.split(HOLE);
  const pieces: Piece[] = [];
  for (const [at, piece] of cut.entries()) {
    if (at % 2 === 1) pieces.push({ kind: "value", name: piece });
    else if (SAYABLE.test(piece))
      pieces.push({ kind: "words", index: at / 2, text: piece.trim().replace(/^[.,:;?!]\s*/, "") });
  }
  return pieces;
}

export const pieceId = (id: string, text: string, index: number): string =>
  HOLE.test(text) ? `${id}-${index + 1}` : id;

/** Below the folder of a set of clips. */
export const clipFile = ({ language, id, text }: Clip): string =>
  `${language}/${id}.${hashOf(text)}.ogg`;

/** FNV-1a, 32 bits: told apart are the versions of one text, not texts of the world. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
