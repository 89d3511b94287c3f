// The figures of the last soak as a table in docs/reliability.md, between two marks. What stands around it is written by hand.

export type TableRow = readonly [what: string, how: string, cameOf: string];

const HEAD: readonly TableRow[] = [
  ["What", "How much", "What came of it"],
  ["---", "---", "---"],
];

/** The text with this table in the place of the one that is there. */
export function withStorageTable(text: string, name: string, rows: readonly TableRow[]): string {
  const [begin, end] = [
    `<!-- ${name}: written by \`bin/loket24 soak ${name}\` -->`,
    `<!-- ${name} end -->`,
  ];
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`the document has no place for the table of ${name}`);
  const table = [...HEAD, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
  return `${text.slice(0, from + begin.length)}\n\n${table}\n\n${text.slice(to)}`;
}

/** 1234567 as `1,234,567`. */
export const counted = (count: number): string => count.toLocaleString("en-US");
