// Nine points of the glass, and how far beside them a finger landed. Pure; millimetres of the screen in the wall.

export type Spot = { readonly x: number; readonly y: number };
type Size = { readonly widthMm: number; readonly heightMm: number };

/** From the edge: a finger still finds room there. */
const EDGE_MM = 16;
/** Farther than this it was meant for nothing. */
const NEAR_MM = 30;

/** Row by row, from the top left. */
export function pointsOf({ widthMm, heightMm }: Size): readonly Spot[] {
  const columns = [EDGE_MM, widthMm / 2, widthMm - EDGE_MM];
  const rows = [EDGE_MM, heightMm / 2, heightMm - EDGE_MM];
  return rows.flatMap((y) => columns.map((x) => ({ x, y })));
}

export type Hit = { readonly point: number; readonly off: Spot };

/** The point that was meant, and how far right of it and below it the finger landed; `undefined`: none. */
export function hitAt(points: readonly Spot[], at: Spot): Hit | undefined {
  const hits = points.map(({ x, y }, point) => ({ point, off: { x: at.x - x, y: at.y - y } }));
  const [nearest] = hits.toSorted((a, b) => lengthOf(a.off) - lengthOf(b.off));
  return nearest !== undefined && lengthOf(nearest.off) <= NEAR_MM ? nearest : undefined;
}

const lengthOf = ({ x, y }: Spot): number => Math.hypot(x, y);

/** One decimal is as much as a finger can mean. */
export const offText = (off: Spot): string => `${lengthOf(off).toFixed(1)} mm`;
