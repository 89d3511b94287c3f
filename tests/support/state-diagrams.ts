// Turns observed moves into a document: one Mermaid diagram per machine, and a list of what leads to one place from most of its
// states, which would only make a knot of the drawing. Pure.
import { type Machine, type Move, NOBODY, NO_GRANT, UNKNOWN_PICKUP } from "./domain-transitions.ts";

/** An input that leads to one place from this many states is told in a list. */
const COMMON_FROM = 6;

type Chapter = {
  readonly machine: Machine;
  readonly title: string;
  readonly text: string;
  /** Drawn as the dot; where a life begins and, as the ring, ends. */
  readonly outside: string;
};

const chapters: readonly Chapter[] = [
  {
    machine: "visit",
    title: "A citizen's visit",
    text: "Steps of one person at the screen. The arrows are what people, adapters, boards and time did; buttons stand in brackets.",
    outside: NOBODY,
  },
  {
    machine: "grant",
    title: "A grant and its door",
    text: "From the durable grant to its one outcome. Only a button, a label or a proof writes a grant, or a label that waited for the door before it; a restart writes none.",
    outside: NO_GRANT,
  },
  {
    machine: "pickup",
    title: "A pickup",
    text: "Its phases, and why a waiting one may rest. The arrows are the facts of the ledger.",
    outside: UNKNOWN_PICKUP,
  },
];

export function stateDiagrams(moves: readonly Move[]): string {
  const parts = chapters.map((chapter) =>
    chapterText(
      chapter,
      moves.filter(({ machine }) => machine === chapter.machine),
    ),
  );
  return [
    "# State diagrams",
    "",
    "Drawn by `tests/domain/state-diagrams.test.ts` from what the core was seen to do: every step of every visit met every input.",
    "`UPDATE=1 npm test -- tests/domain/state-diagrams` draws them again after a change that was meant.",
    "",
    ...parts,
  ].join("\n");
}

function chapterText(chapter: Chapter, moves: readonly Move[]): string {
  const common = commonOnes(moves);
  const isCommon = ({ to, by }: Move): boolean => common.has(placeKey(to, by));
  const drawn = moves.filter((move) => !isCommon(move));
  return [
    `## ${chapter.title}`,
    "",
    chapter.text,
    "",
    "```mermaid",
    "stateDiagram-v2",
    ...names(chapter, drawn),
    ...arrows(chapter, drawn),
    "```",
    "",
    ...(common.size === 0 ? [] : ["From many states:", "", ...bullets(common), ""]),
  ].join("\n");
}

const placeKey = (to: string, by: string): string => `${to} | ${by}`;

type Common = { readonly to: string; readonly by: string; readonly from: readonly string[] };

function commonOnes(moves: readonly Move[]): ReadonlyMap<string, Common> {
  const places = new Map<string, Common>();
  for (const { from, to, by } of moves) {
    const known = places.get(placeKey(to, by))?.from ?? [];
    places.set(placeKey(to, by), { to, by, from: [...known, from].toSorted() });
  }
  return new Map([...places].filter(([, { from }]) => from.length >= COMMON_FROM));
}

const bullets = (common: ReadonlyMap<string, Common>): readonly string[] =>
  [...common.values()]
    .toSorted((a, b) => order(placeKey(a.to, a.by), placeKey(b.to, b.by)))
    .map(({ to, by, from }) => `- **${by}** leads to *${to}* from ${from.join(", ")}.`);

const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const identifier = (chapter: Chapter, name: string): string =>
  name === chapter.outside ? "[*]" : name.replaceAll(/[^a-z]+/gu, "_").replace(/_$/u, "");

function names(chapter: Chapter, moves: readonly Move[]): readonly string[] {
  const all = new Set(moves.flatMap(({ from, to }) => [from, to]));
  return [...all]
    .filter((name) => identifier(chapter, name) !== name && name !== chapter.outside)
    .toSorted(order)
    .map((name) => `  state "${name}" as ${identifier(chapter, name)}`);
}

function arrows(chapter: Chapter, moves: readonly Move[]): readonly string[] {
  const labels = new Map<string, readonly string[]>();
  for (const { from, to, by } of moves) {
    const arrow = `  ${identifier(chapter, from)} --> ${identifier(chapter, to)}`;
    labels.set(arrow, [...(labels.get(arrow) ?? []), by].toSorted(order));
  }
  return [...labels].map(([arrow, words]) => `${arrow}: ${words.join(" · ")}`).toSorted(order);
}
