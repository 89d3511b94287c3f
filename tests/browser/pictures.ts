// Pictures of what a test sees. They land in tests/.out; a run with PICTURES=1 renews the ones that the documents show.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { repositoryRoot } from "../tidy/repository-files.ts";

export const KEPT = process.env["PICTURES"] === "1";
export const PICTURES_FOLDER = join(repositoryRoot, KEPT ? "docs/screens" : "tests/.out/screens");

/** @param scale of the picture to the screen: small pictures are kept, not large ones */
export async function takePicture(page: Page, name: string, scale = 0.5): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const devtools = await page.context().newCDPSession(page);
  const { data } = await devtools.send("Page.captureScreenshot", {
    format: "png",
    clip: { x: 0, y: 0, width, height, scale },
  });
  await devtools.detach();
  mkdirSync(PICTURES_FOLDER, { recursive: true });
  writeFileSync(join(PICTURES_FOLDER, `${name}.png`), Buffer.from(data, "base64"));
}
