// How a test of doors ended, a line each: the door, a sign, and a few plain words.
import { fill } from "./placeholders.ts";
import { wordOf } from "./technician-words.ts";
import type { Language, Screen } from "./texts.ts";

type Rows = Extract<NonNullable<Screen["panel"]>, { readonly kind: "report" }>["rows"];

/** A sign each, so that nothing hangs on a colour. */
const SIGNS: Readonly<Record<string, string>> = { opened: "✓", skipped: "–", "not-tested": "–" };

export function ReportList(props: { readonly rows: Rows; readonly language: Language }) {
  const { rows, language } = props;
  return (
    <ol class="events report">
      {rows.map((row) => (
        <li key={row.compartment} class={row.outcome}>
          <strong>{row.compartment}</strong>
          <i aria-hidden="true">{SIGNS[row.outcome] ?? "×"}</i>
          <span>{outcomeText(row, language)}</span>
        </li>
      ))}
    </ol>
  );
}

const DECIMALS = new Map<Language, string>([["en", "."]]);

function outcomeText(row: Rows[number], language: Language): string {
  const { compartment, outcome, openMs, other, word } = row;
  const decimal = DECIMALS.get(language) ?? ",";
  return fill(wordOf(language, "outcomes", outcome), {
    door: compartment,
    ...(openMs === undefined ? {} : { s: (openMs / 1000).toFixed(1).replace(".", decimal) }),
    ...(other === undefined ? {} : { other }),
    ...(word === undefined ? {} : { word: wordOf(language, "tiles", word) }),
  });
}
