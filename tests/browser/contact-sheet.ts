// Many small pictures on one sheet, put together by the browser itself.
import type { BrowserContext } from "playwright-core";

const COLUMNS = 10;
const GAP_PX = 6;
const QUALITY = 0.3;
const SHRINK = 0.27;

/** @param pictures each a third of a screen, a WebP in base64. Answers a WebP. */
export async function contactSheet(
  context: BrowserContext,
  pictures: readonly string[],
): Promise<Buffer> {
  const page = await context.newPage();
  const base64 = await page.evaluate(draw, {
    pictures: pictures.map((webp) => `data:image/webp;base64,${webp}`),
    columns: COLUMNS,
    gap: GAP_PX,
    quality: QUALITY,
    shrink: SHRINK,
  });
  await page.close();
  return Buffer.from(base64, "base64");
}

// Inside the page; of the browser it knows only what it declares here.
type Picture = { src: string; readonly width: number; readonly height: number };
declare const Image: new () => Picture & { readonly decode: () => Promise<void> };
declare const document: {
  readonly createElement: (name: "canvas") => {
    width: number;
    height: number;
    readonly toDataURL: (kind: string, quality: number) => string;
    readonly getContext: (kind: "2d") => {
      fillStyle: string;
      readonly fillRect: (x: number, y: number, width: number, height: number) => void;
      imageSmoothingQuality: "high";
      readonly drawImage: (
        picture: Picture,
        ...at: readonly [x: number, y: number, width: number, height: number]
      ) => void;
    };
  };
};

type Sheet = {
  readonly pictures: readonly string[];
  readonly columns: number;
  readonly gap: number;
  readonly quality: number;
  readonly shrink: number;
};

async function draw({ pictures, columns, gap, quality, shrink }: Sheet): Promise<string> {
  const images = await Promise.all(
    pictures.map(async (src) => {
      const image = new Image();
      image.src = src;
      await image.decode();
      return image;
    }),
  );
  const width = Math.round((images[0]?.width ?? 0) * shrink);
  const height = Math.round((images[0]?.height ?? 0) * shrink);
  const canvas = document.createElement("canvas");
  canvas.width = Math.min(columns, images.length) * (width + gap) + gap;
  canvas.height = Math.ceil(images.length / columns) * (height + gap) + gap;
  const pencil = canvas.getContext("2d");
  pencil.imageSmoothingQuality = "high";
  pencil.fillStyle = "#8a8f94";
  pencil.fillRect(0, 0, canvas.width, canvas.height);
  for (const [at, image] of images.entries()) {
    const x = gap + (at % columns) * (width + gap);
    const y = gap + Math.floor(at / columns) * (height + gap);
    pencil.drawImage(image, x, y, width, height);
  }
  return canvas.toDataURL("image/webp", quality).split(",")[1] ?? "";
}
