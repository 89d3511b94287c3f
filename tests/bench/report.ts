// Findings as a table for a terminal and as docs/benchmarks.md. Pure: findings in, text out.
import type { Bench, Figure, Findings, Table } from "./bench.ts";
import type { Machine } from "./machine.ts";

export type Run = {
  readonly machine: Machine;
  /** Load of the machine when it began and when it ended. */
  readonly loadAfter: number;
  readonly date: string;
  readonly parts: readonly { readonly bench: Bench; readonly findings: Findings }[];
};

const FIGURE_COLUMNS = ["Figure", "Measured", "Floor", "Ratio", "Goal", "Met"] as const;
/** A benchmark alone on two cores leaves less than this waiting. */
const QUIET_LOAD = 2.5;

export function formatTerminal({ parts }: Run): string {
  const figures = parts.flatMap(({ findings }) => findings.figures);
  const lines = [alignedTable({ title: "", columns: FIGURE_COLUMNS, rows: figures.map(cells) })];
  for (const { findings } of parts) {
    for (const table of findings.tables) lines.push(`${table.title}\n${alignedTable(table)}`);
    lines.push(...findings.remarks);
  }
  return lines.join("\n\n");
}

export function formatMarkdown(run: Run): string {
  const { parts, machine, date, loadAfter } = run;
  const figures = parts.flatMap(({ findings }) => findings.figures);
  const load = Math.max(machine.load, loadAfter);
  return [
    "# How fast it is",
    "Written by `npm run bench`; edits are lost. Each figure stands beside a floor: the same work done by nothing but the disk, the line or SQLite,",
    "measured in the same run and in turns with it, so that whatever else the machine did hit both alike. Compare ratios, not milliseconds.",
    "",
    markdownTable({ title: "", columns: FIGURE_COLUMNS, rows: figures.map(cells) }),
    "",
    `Measured on ${date}: ${machine.processor}, ${machine.memory} memory, ${machine.system}, ${machine.disk}.`,
    `${loadSentence(machine.load, loadAfter)}${load > QUIET_LOAD ? " **The machine was shared: other programs kept its cores busy, which p99 and absolute times show.**" : ""}`,
    "",
    ...missed(figures),
    ...parts.flatMap(({ bench, findings }) => section(bench, findings)),
    "",
  ].join("\n");
}

const loadSentence = (before: number, after: number): string =>
  `Load of the machine: ${before.toFixed(1)} when it began, ${after.toFixed(1)} when it ended; the benchmark itself makes about 1.5.`;

function missed(figures: readonly Figure[]): readonly string[] {
  const names = figures.filter(({ met }) => met === false).map(({ what }) => what);
  if (names.length === 0) return ["Every goal was met in this run.", ""];
  return [
    "Goals missed in this run; what limits them stands in their section:",
    ...names.map((name) => `- ${name}`),
    "",
  ];
}

const section = (bench: Bench, { tables, remarks }: Findings): readonly string[] => [
  `## ${bench.title}`,
  "",
  bench.how,
  "",
  ...tables
    .filter(({ rows }) => rows.length > 0)
    .flatMap((table) => [`**${table.title}**`, "", markdownTable(table), ""]),
  ...remarks.flatMap((remark) => [remark, ""]),
];

const cells = ({ what, measured, floor, ratio, goal, met }: Figure): readonly string[] => [
  what,
  measured,
  floor,
  ratio === undefined ? "" : `${ratio.toFixed(2)}×`,
  goal,
  met === undefined ? "" : met ? "yes" : "**no**",
];

const markdownTable = ({ columns, rows }: Table): string =>
  [columns, columns.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

function alignedTable({ columns, rows }: Table): string {
  const all = [columns, ...rows];
  const widths = columns.map((_column, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
