// The test of the glass for somebody who does not see the crosses: how many there are, where the finger landed, and which way the next
// one lies. Pure; following these lines alone leads to all nine.
import { type Spot, hitAt } from "../touch-points.ts";
import type { PageText, Texts } from "../texts.ts";
import { textId } from "./text-id.ts";
import { type Line, lineOf, speechLine } from "./spoken-text.ts";

/** Row by row, as the points are. */
const PLACES = [
  "top-left",
  "top-middle",
  "top-right",
  "middle-left",
  "middle-middle",
  "middle-right",
  "bottom-left",
  "bottom-middle",
  "bottom-right",
] as const satisfies readonly PageText[];

/** Nearer than this no finger goes by words; the cross itself is wider. */
const LEAST_MM = 5;

type Glass = { readonly points: readonly Spot[]; readonly touched: ReadonlySet<number> };

const present = (lines: readonly (Line | undefined)[]): readonly Line[] =>
  lines.filter((line) => line !== undefined);

/** Said with the screen. */
export const crossesLines = (texts: Texts): readonly Line[] =>
  present([speechLine(texts, "crosses"), speechLine(texts, "crosses-seek")]);

/** Said of each touch. `touched`: those that have been, this one with them. */
export function touchLines(texts: Texts, glass: Glass, at: Spot): readonly Line[] {
  const hit = hitAt(glass.points, at);
  const landed =
    hit === undefined
      ? []
      : [
          placeLine(texts, hit.point),
          speechLine(texts, "cross-off", { off: Math.round(Math.hypot(hit.off.x, hit.off.y)) }),
        ];
  return present([...landed, ...nextLines(texts, glass, at)]);
}

function nextLines(
  texts: Texts,
  { points, touched }: Glass,
  at: Spot,
): readonly (Line | undefined)[] {
  const left = points
    .map(({ x, y }, point) => ({ point, x: x - at.x, y: y - at.y }))
    .filter(({ point }) => !touched.has(point))
    .toSorted((a, b) => Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y));
  const [next] = left;
  if (next === undefined) return [speechLine(texts, "crosses-done"), speechLine(texts, "keys")];
  return [
    speechLine(texts, "crosses-left", { count: left.length }),
    placeLine(texts, next.point),
    wayLine(texts, next.x < 0 ? "cross-left" : "cross-right", next.x),
    wayLine(texts, next.y < 0 ? "cross-up" : "cross-down", next.y),
  ];
}

function placeLine({ language, page }: Texts, point: number): Line | undefined {
  const place = PLACES[point];
  return place === undefined ? undefined : lineOf(language, textId("page", place), page[place]);
}

function wayLine(
  texts: Texts,
  way: "cross-left" | "cross-right" | "cross-up" | "cross-down",
  distanceMm: number,
): Line | undefined {
  const off = Math.round(Math.abs(distanceMm));
  return off < LEAST_MM ? undefined : speechLine(texts, way, { off });
}
