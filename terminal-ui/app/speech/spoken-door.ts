// Where a door is, for somebody who feels for it: its number, its corner of the wall, counted from the left and from above, and
// how high it hangs. Pure.
import { families } from "../families.ts";
import type { Screen, Texts } from "../texts.ts";
import { type Wall, planOf, regionOf } from "../wall-plan.ts";
import { textId } from "./text-id.ts";
import { type Line, labelled, lineOf, numberClips, speechLine } from "./spoken-text.ts";

type Where = { readonly screen: Screen; readonly wall: Wall | undefined };

export function doorLines(texts: Texts, { screen, wall }: Where): readonly Line[] {
  const { door, name } = screen;
  if (door === undefined || families[name][0] !== "door") return [];
  const { language, page } = texts;
  return [
    labelled(language, "page.door", page.door, numberClips(language, door.compartment)),
    ...placeLines(texts, door.compartment, wall),
    speechLine(texts, `door-${door.state}`),
  ].filter((line) => line !== undefined);
}

function placeLines(
  texts: Texts,
  number: number,
  wall: Wall | undefined,
): readonly (Line | undefined)[] {
  const here = wall?.compartments.find((one) => one.number === number);
  if (wall === undefined || here === undefined) return [];
  const plan = planOf(wall);
  const target = plan.doors.find((one) => one.number === number);
  if (target === undefined) return [];
  const { language, page } = texts;
  const region = regionOf(target, plan);
  const places = plan.doors.filter(({ column }) => column === target.column).length;
  const { columns } = plan;
  const { column, place } = target;
  return [
    lineOf(language, textId("page", region), page[region]),
    speechLine(texts, "column", { column, columns }),
    speechLine(texts, "row", { place, places }),
    speechLine(texts, "height", { height: Math.round(here.heightMm / 10) }),
  ];
}
