// When the desk is open, as it is heard: days, then numbers. Pure.
import { type DeskHours, hoursFor, timesOf } from "../desk-hours.ts";
import type { ScreenName, Texts } from "../texts.ts";
import { pieceId, piecesOf } from "./clip.ts";
import { type Line, lineOf } from "./spoken-text.ts";
import { textId } from "./text-id.ts";

export function hoursLines(
  texts: Texts,
  name: ScreenName,
  all: readonly DeskHours[],
): readonly Line[] {
  const heading = pageLine(texts, "desk-open");
  return hoursFor(name, all).map((one, index) =>
    (index === 0 ? heading : []).concat(
      daysLine(texts, one),
      pageLine(texts, "hours", timesOf(one)),
    ),
  );
}

const pageLine = (
  { language, page }: Texts,
  key: keyof Texts["page"],
  values: Parameters<typeof lineOf>[3] = {},
): Line => lineOf(language, textId("page", key), page[key], values) ?? [];

/** The days are words of the catalogue, which stand in its sentence. */
function daysLine(texts: Texts, { first, last }: DeskHours): Line {
  const { language, page } = texts;
  if (first === last) return pageLine(texts, first);
  const id = textId("page", "days");
  return piecesOf(page.days).flatMap((piece) =>
    piece.kind === "words"
      ? [{ language, id: pieceId(id, page.days, piece.index), text: piece.text }]
      : pageLine(texts, piece.name === "first" ? first : last),
  );
}
