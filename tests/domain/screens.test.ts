// What stands on the screen at every place where a terminal can stand: name, buttons in their order, numbers, field and door. The
// table is data (screens.txt): one line per place; a `*` marks the primary button.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Screen } from "#domain/screen.ts";
import { stands } from "../support/domain-stands.ts";
import { createTerminal } from "../support/domain-terminal.ts";

function lineOf({ name, choices, language, secondsLeft, display: _own, ...rest }: Screen): string {
  const buttons = choices.map(
    ({ choice, primary, number }) => `${choice}${number ?? ""}${primary ? "*" : ""}`,
  );
  const left = secondsLeft === undefined ? "" : ` ${secondsLeft}s`;
  return `${name} ${language}${left} [${buttons.join(" ")}] ${JSON.stringify(rest)}`;
}

const places = Object.entries(stands).flatMap(([name, stories]) =>
  Object.entries(stories).map(([story, act]) => ({ place: `${name}, ${story}`, act })),
);

const table = new Map(
  readFileSync(join(import.meta.dirname, "screens.txt"), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line): [string, string] => {
      const at = line.indexOf(" | ");
      return [line.slice(0, at), line.slice(at + 3)];
    }),
);

test.each(places)("the screen of $place is that of the table", ({ place, act }) => {
  const terminal = createTerminal();
  act(terminal);
  expect(lineOf(terminal.screen())).toBe(table.get(place));
});

test("the table names no place that is gone", () => {
  const names = new Set(places.map(({ place }) => place));
  expect([...table.keys()].filter((place) => !names.has(place))).toEqual([]);
});
