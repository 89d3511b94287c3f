// The map of the wall: every door where it really is, none over another.
import { describe, expect, it } from "vitest";
import { type Wall, type WallPlan, planOf, regionOf } from "../../terminal-ui/app/wall-plan.ts";

const small = (number: number, column: number, row: number, heightMm: number) =>
  ({ number, column, row, heightMm, size: "small" }) as const;

/** Two columns: four small doors, and a large one over a medium one. */
const wall: Wall = {
  compartments: [
    small(4, 1, 4, 400),
    small(1, 1, 1, 1600),
    small(2, 1, 2, 1200),
    small(3, 1, 3, 800),
    { number: 6, column: 3, row: 2, heightMm: 500, size: "medium" },
    { number: 5, column: 3, row: 1, heightMm: 1200, size: "large" },
  ],
};

const doorOf = (plan: WallPlan, number: number) => {
  const door = plan.doors.find((each) => each.number === number);
  if (door === undefined) throw new Error(`no door ${number}`);
  return door;
};

describe("the plan of the wall", () => {
  const plan = planOf(wall);

  it("stacks every column from its highest door down", () => {
    const firstColumn = plan.doors.filter(({ column }) => column === 1);
    expect(firstColumn.map(({ number, place }) => [number, place])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 4],
    ]);
    expect(firstColumn.map(({ y }) => y)).toEqual(
      firstColumn.map(({ y }) => y).toSorted((a, b) => a - b),
    );
  });

  it("sets the columns side by side, whatever numbers are missing", () => {
    expect(plan.columns).toBe(2);
    expect(doorOf(plan, 5).column).toBe(2);
    expect(doorOf(plan, 5).x).toBeGreaterThan(doorOf(plan, 1).x);
  });

  it("draws larger doors larger, and every column as high as the wall", () => {
    expect(doorOf(plan, 5).height).toBeGreaterThan(doorOf(plan, 6).height);
    const bottoms = [4, 6].map((number) => doorOf(plan, number)).map(({ y, height }) => y + height);
    expect(bottoms[0]).toBeCloseTo(bottoms[1] ?? 0);
  });

  it("never lets two doors overlap or stand outside the wall", () => {
    for (const a of plan.doors) {
      expect(a.x + a.width).toBeLessThan(plan.width);
      expect(a.y + a.height).toBeLessThan(plan.height);
      for (const b of plan.doors) {
        const beside = a.x + a.width < b.x || b.x + b.width < a.x;
        const over = a.y + a.height < b.y || b.y + b.height < a.y;
        expect(a === b || beside || over).toBe(true);
      }
    }
  });

  it("tells where a door is in the words of who stands before it", () => {
    expect(regionOf(doorOf(plan, 1), plan)).toBe("top-left");
    expect(regionOf(doorOf(plan, 4), plan)).toBe("bottom-left");
    expect(regionOf(doorOf(plan, 6), plan)).toBe("bottom-right");
  });

  it("of a terminal without doors is empty", () => {
    expect(planOf({ compartments: [] })).toMatchObject({ columns: 0, doors: [] });
  });
});
