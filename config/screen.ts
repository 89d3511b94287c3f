// The screen in the wall: where its page is served, how large its picture is and how high it hangs, which look it has.
import { z } from "zod";

import type { Finding } from "./problem.ts";
import { keys, text, whole } from "./scalars.ts";

/** 15.6 inch, upright: 194 × 345 mm, its keypad within reach of a wheelchair. */
const usual = { widthPx: 1080, heightPx: 1920, widthMm: 194, bottomEdgeMm: 900 };
const usualTheme = "voorbeeld";

export const screenSchema = keys({
  /** On this machine only. */
  port: whole("a port", 1, 65535),
  widthPx: whole("the width of the picture in pixels", 320, 8192).default(usual.widthPx),
  heightPx: whole("the height of the picture in pixels", 320, 8192).default(usual.heightPx),
  /** Of the lit picture, without its frame. Its height follows: pixels are square. */
  widthMm: whole("the width of the picture in millimetres", 60, 1500).default(usual.widthMm),
  /** Lower edge of the picture above the floor on which people stand. */
  bottomEdgeMm: whole(
    "the height of the picture's lower edge above the floor in millimetres",
    300,
    1500,
  ).default(usual.bottomEdgeMm),
  /** A bare name is a theme that is shipped; a path is a file beside this one. */
  theme: text("a theme's name or the path of its file", 200).default(usualTheme),
});

type ScreenFile = z.output<typeof screenSchema>;

export const heightMm = ({ widthPx, heightPx, widthMm }: ScreenFile): number =>
  (heightPx * widthMm) / widthPx;

/** What the page needs to set keys of 20 mm and letters of 7.3 mm: its layouts are tested from here up. */
const LEAST_MM = { upright: { width: 190, height: 335 }, lying: { width: 335, height: 188 } };
/** In low mode everything that is touched lies below this (EN 301 549, draft V4). */
const REACH_MM = 1100;
/** The keypad, the buttons under it and the bar of languages, upright; lying, the keypad is all of it. */
const TOUCHED_MM = { upright: 190, lying: 188 };

export function screenTooSmall(screen: ScreenFile): Finding[] {
  const least = LEAST_MM[layOf(screen)];
  if (screen.widthMm >= least.width && heightMm(screen) >= least.height) return [];
  const size = `${screen.widthMm} × ${Math.round(heightMm(screen))} mm`;
  return [
    {
      path: ["screen", "widthMm"],
      sentence: `makes a picture of ${size}: keys of 20 mm and readable letters need ${least.width} × ${least.height} mm, so take a larger screen`,
    },
  ];
}

export function screenTooHigh(screen: ScreenFile): Finding[] {
  const highest = REACH_MM - TOUCHED_MM[layOf(screen)];
  if (screen.bottomEdgeMm <= highest) return [];
  return [
    {
      path: ["screen", "bottomEdgeMm"],
      sentence: `is ${screen.bottomEdgeMm} mm: from a wheelchair not every key is within ${REACH_MM} mm, so hang the screen at ${highest} mm or lower`,
    },
  ];
}

const layOf = ({ widthPx, heightPx }: ScreenFile): "upright" | "lying" =>
  heightPx >= widthPx ? "upright" : "lying";
