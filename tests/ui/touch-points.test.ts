// The nine points of the glass: where they are, which one a finger meant, and by how much it missed.
import { describe, expect, it } from "vitest";
import { hitAt, offText, pointsOf } from "../../terminal-ui/app/touch-points.ts";

const glass = { widthMm: 194, heightMm: 345 };
const points = pointsOf(glass);

describe("the points of the glass", () => {
  it("are nine, row by row, near its edges and in its middle", () => {
    expect(points).toHaveLength(9);
    expect(points[0]).toEqual({ x: 16, y: 16 });
    expect(points[4]).toEqual({ x: 97, y: 172.5 });
    expect(points[8]).toEqual({ x: 178, y: 329 });
  });

  it("are each hit by the finger that lands nearest, by right and below", () => {
    expect(hitAt(points, { x: 97.5, y: 171.5 })).toEqual({ point: 4, off: { x: 0.5, y: -1 } });
    expect(hitAt(points, { x: 16, y: 16 })).toEqual({ point: 0, off: { x: 0, y: 0 } });
  });

  it("are missed by a finger that lands far from all of them", () => {
    expect(hitAt(points, { x: 57, y: 90 })).toBeUndefined();
    expect(hitAt([], { x: 57, y: 90 })).toBeUndefined();
  });

  it("tell the distance in tenths of a millimetre", () => {
    expect(offText({ x: 3, y: -4 })).toBe("5.0 mm");
    expect(offText({ x: 0.24, y: 0 })).toBe("0.2 mm");
  });
});
