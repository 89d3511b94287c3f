// Every clip that the page can ask for: each piece of each text in each language, and the numbers. Pure; it renders nothing.
import { type Clip, pieceId, piecesOf } from "../app/speech/clip.ts";
import { speechIn } from "../app/speech/speech-texts.ts";
import { LARGEST_CLIP, numberClip } from "../app/speech/spoken-text.ts";
import { textId } from "../app/speech/text-id.ts";
import { type Language, type Texts, catalogues } from "../app/texts.ts";

export const everyClip = (): readonly Clip[] => Object.values(catalogues).flatMap(clipsIn);

function clipsIn(texts: Texts): readonly Clip[] {
  const { language } = texts;
  const numbers = Array.from({ length: LARGEST_CLIP + 1 }, (_, at) => numberClip(language, at));
  const written = textsOf(texts).flatMap(([id, text]) => piecesIn(language, id, text));
  return [...written, ...numbers];
}

/** Every text with the name it stands under. */
function textsOf(texts: Texts): readonly (readonly [id: string, text: string])[] {
  const screens = Object.entries(texts.screens);
  return [
    ["ownName", texts.ownName],
    ...screens.map(([name, { title }]) => [textId("screens", name, "title"), title] as const),
    ...screens.flatMap(([name, { lines }]) =>
      lines.map((line, index) => [textId("screens", name, "lines", index), line] as const),
    ),
    ...part("cases", texts.cases),
    ...part("choices", texts.choices),
    ...part("page", texts.page),
    ...part("speech", speechIn(texts.language)),
  ];
}

const part = (name: string, all: Readonly<Record<string, string>>) =>
  Object.entries(all).map(([key, text]) => [textId(name, key), text] as const);

const piecesIn = (language: Language, id: string, text: string): readonly Clip[] =>
  piecesOf(text).flatMap((piece) =>
    piece.kind === "words"
      ? [{ language, id: pieceId(id, text, piece.index), text: piece.text }]
      : [],
  );
