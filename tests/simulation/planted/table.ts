// The planted bugs and who caught them, as a table: on the screen of a test run, and in docs/reliability.md from
// docs/figures/planted.json.
import type { Hunted } from "./hunted.ts";

export type PlantedFigures = {
  /** The same lives of the product as it is. */
  readonly healthy: { readonly lives: number; readonly complaints: number };
  readonly bugs: readonly {
    readonly name: string;
    readonly breaks: string;
    readonly caughtBy: string;
    readonly as: string;
    readonly seed: number;
    readonly day: number;
  }[];
};

export const figuresOf = (
  hunts: readonly Hunted[],
  healthy: readonly Hunted[],
): PlantedFigures => ({
  healthy: {
    lives: healthy.reduce((sum, { lives }) => sum + lives, 0),
    complaints: healthy.filter(({ caught }) => caught !== undefined).length,
  },
  bugs: hunts.map(({ name, breaks, caught }) => ({
    name,
    breaks,
    caughtBy: caught?.by ?? "nobody",
    as: caught?.invariant ?? "",
    seed: caught?.seed ?? 0,
    day: caught?.day ?? 0,
  })),
});

const HEAD = ["Planted bug", "Breaks", "Caught by", "As", "Seed", "Day"];
const BEGIN = "<!-- planted: written by `node tests/simulation/planted/measure.ts` -->";
const END = "<!-- planted end -->";

export const tableOf = ({ bugs }: Pick<PlantedFigures, "bugs">): string =>
  [
    HEAD,
    HEAD.map(() => "---"),
    ...bugs.map(({ name, breaks, caughtBy, as, seed, day }) => [
      name,
      breaks,
      caughtBy,
      as,
      seed,
      day,
    ]),
  ]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");

/** The text with this table in the place of the one that is there. */
export function withPlantedTable(text: string, figures: PlantedFigures): string {
  const from = text.indexOf(BEGIN);
  const to = text.indexOf(END);
  if (from < 0 || to < from)
    throw new Error("docs/reliability.md has no place for the planted bugs");
  const { lives, complaints } = figures.healthy;
  const control = `The same ${lives} lives of the product as it is: ${complaints} complaints.`;
  const table = `${tableOf(figures)}\n\n${control}`;
  return `${text.slice(0, from + BEGIN.length)}\n\n${table}\n\n${text.slice(to)}`;
}
