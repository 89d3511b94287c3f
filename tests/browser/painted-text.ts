// Every line of text on a page as a box, and what its pixels say of it: how well the letters stand out from what is behind them, as they
// were painted. No style sheet is asked.
import { PNG } from "pngjs";
import type { CDPSession, Page } from "playwright-core";
import { contrastOf } from "#config/colour.ts";
import type { Rectangle } from "./measure.ts";

export type PaintedLine = { readonly what: string; readonly contrast: number };
type TextBox = Rectangle & { readonly what: string };

/** A stroke's own colour, beside the greys of its edges. */
const LEAST_SHARE = 0.004;
const LEAST_PIXELS = 6;

/** Of each line that somebody can read now. */
export async function paintedLines(page: Page, devtools: CDPSession): Promise<PaintedLine[]> {
  const boxes = await page.evaluate<readonly TextBox[]>(`(${textBoxes.toString()})()`);
  const { data } = await devtools.send("Page.captureScreenshot", {
    format: "png",
    optimizeForSpeed: true,
  });
  const picture = PNG.sync.read(Buffer.from(data, "base64"));
  return boxes.map((box) => ({ what: box.what, contrast: contrastIn(picture, box) }));
}

/** Between what fills most of the box and what stands out from it most. */
function contrastIn({ data, width, height }: PNG, box: Rectangle): number {
  const counts = new Map<string, number>();
  const [left, top] = [Math.max(0, Math.floor(box.left)), Math.max(0, Math.floor(box.top))];
  const [right, bottom] = [Math.min(width, box.right), Math.min(height, box.bottom)];
  let pixels = 0;
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1) {
      const at = (y * width + x) * 4;
      const colour = `#${data.toString("hex", at, at + 3)}`;
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
      pixels += 1;
    }
  const [[ground] = ["#000000"], ...others] = [...counts].toSorted(([, a], [, b]) => b - a);
  const inks = others.filter(([, n]) => n >= Math.max(LEAST_PIXELS, pixels * LEAST_SHARE));
  return inks.reduce((best, [ink]) => Math.max(best, contrastOf(ground, ink)), 1);
}

type TextNode = { readonly textContent: string | null; readonly parentElement: PageElement | null };
type PageElement = { readonly closest: (selector: string) => PageElement | null };
declare const NodeFilter: { readonly SHOW_TEXT: number };
declare const document: {
  readonly body: PageElement;
  readonly createTreeWalker: (
    root: PageElement,
    show: number,
  ) => { nextNode: () => TextNode | null };
  readonly createRange: () => {
    readonly selectNodeContents: (node: TextNode) => void;
    readonly getClientRects: () => Iterable<Rectangle>;
  };
};

/** Runs inside the page. The small numbers of the map are a drawing: the door's own is on its plate. */
function textBoxes(): readonly TextBox[] {
  const boxes: TextBox[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const what = (node.textContent ?? "").trim();
    const parent = node.parentElement;
    if (what === "" || parent === null || parent.closest(".spoken, [inert], svg") !== null)
      continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left, top, right, bottom } of range.getClientRects())
      if (right - left > 2 && bottom - top > 2)
        boxes.push({ what: what.slice(0, 40), left, top, right, bottom });
  }
  return boxes;
}
