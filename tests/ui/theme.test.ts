// Computes the contrast of the theme's colours from the style sheet itself, so that a city's theme is held to it too.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("../../terminal-ui/app/theme.css", import.meta.url), "utf8");
const tokens = new Map([...css.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1], m[2]]));

/** WCAG 2.2: relative luminance and contrast ratio. */
function luminance(token: string): number {
  const hex = tokens.get(token);
  if (hex === undefined) throw new Error(`theme.css has no colour --${token}`);
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

describe("the theme", () => {
  it.each([
    ["ink", "paper"],
    ["ink", "surface"],
    ["ink-soft", "paper"],
    ["ink-soft", "surface"],
    ["ink-soft", "other-door"],
    ["civic", "surface"],
    ["on-civic", "civic"],
    ["on-civic", "civic-pressed"],
    ["on-accent", "accent"],
    ["on-erase", "erase"],
    ["on-enter", "enter"],
  ])("writes %s on %s at 7:1 or more", (text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(7);
  });

  it.each([
    ["edge", "paper"],
    ["edge", "surface"],
    ["focus", "paper"],
    ["focus", "surface"],
    ["on-civic", "good"],
    ["on-civic", "trouble"],
    ["cabinet", "paper"],
    ["accent", "on-accent"],
  ])("sets %s off against %s at 3:1 or more", (sign, ground) => {
    expect(contrast(sign, ground)).toBeGreaterThanOrEqual(3);
  });
});
