// The screens that the tests stand before: how many pixels, how large those are, how high they hang. As the site files say it.
import { loadedFrom } from "../config/sandbox.ts";

export type Glass = {
  readonly width: number;
  readonly height: number;
  /** Millimetres of a pixel. */
  readonly pitchMm: number;
  /** Lower edge of the picture above the floor. */
  readonly bottomEdgeMm: number;
};

function glassOf(file: string): Glass {
  const { widthPx, heightPx, widthMm, bottomEdgeMm } = loadedFrom(file).screen;
  return { width: widthPx, height: heightPx, pitchMm: widthMm / widthPx, bottomEdgeMm };
}

/** 15.6 inch, upright: the demonstration's. */
export const UPRIGHT = glassOf("config/demo.yaml");
/** 15.6 inch, lying. */
export const LYING = glassOf("config/sites/tcp-board.yaml");

/** The same, as the controller tells its page. */
export const told = ({ width, height, pitchMm, bottomEdgeMm }: Glass) => ({
  widthMm: width * pitchMm,
  heightMm: height * pitchMm,
  bottomEdgeMm,
});
