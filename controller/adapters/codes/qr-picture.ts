// The QR symbol of a pickup as a PNG, for messages that carry one. It draws text; which text is right is not known here.
import { create, toBuffer } from "qrcode";
import { assert } from "#domain/assert.ts";

const ERROR_CORRECTION = "M";
const VERSION_MAX = 2;
/** Quiet zone in modules, as ISO/IEC 18004 asks. */
const MARGIN = 4;
const MODULE_PIXELS = 8;

/**
 * PNG of `L24:` + locator + 26 base32 digits: upper case and digits only, so alphanumeric mode, version 2 (25 × 25 modules).
 * A larger symbol would be harder to read from a dim telephone: a text that needs one is a programmer's error.
 */
export async function drawQrPicture(text: string): Promise<Buffer> {
  const { version } = create(text, { errorCorrectionLevel: ERROR_CORRECTION });
  assert(version <= VERSION_MAX, `a pickup's QR fits version ${VERSION_MAX}, not ${version}`);
  return toBuffer(text, {
    type: "png",
    errorCorrectionLevel: ERROR_CORRECTION,
    margin: MARGIN,
    scale: MODULE_PIXELS,
  });
}
