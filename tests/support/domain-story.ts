// given(…).when(…).expect({ facts, effects, screen }): a short story, and what the terminal made of its last part.
// Facts and effects are compared whole and in order, save those that merely accompany others.
import { expect } from "vitest";
import type { Effect } from "#domain/effects.ts";
import type { Fact } from "#domain/facts.ts";
import type { ScreenName } from "#domain/screen.ts";
import { type Compartment, type Pickup, compartmentOf } from "#domain/state.ts";
import { type Dossier, door } from "./domain-site.ts";
import { type Act, type TestTerminal, createTerminal, inOrder } from "./domain-terminal.ts";

type Pattern<T extends { readonly kind: string }> = T extends T
  ? T["kind"] | (Pick<T, "kind"> & Partial<T>)
  : never;

export type Expected = {
  readonly facts?: readonly Pattern<Fact>[];
  readonly effects?: readonly Pattern<Effect>[];
  readonly screen?: ScreenName;
};

export type Story = {
  readonly when: (...acts: readonly Act[]) => Chapter;
  readonly terminal: TestTerminal;
};
export type Chapter = Story & {
  readonly expect: (expected: Expected) => Story;
  readonly facts: readonly Fact[];
  readonly effects: readonly Effect[];
};

/** Every event has its row, every accepted grant and message too: only a test that names them hears of them. */
const ACCOMPANYING_FACTS: ReadonlySet<Fact["kind"]> = new Set<Fact["kind"]>([
  "board-event-recorded",
  "grant-accepted",
  "message-sent",
]);
const ACCOMPANYING_EFFECTS: ReadonlySet<Effect["kind"]> = new Set<Effect["kind"]>([
  "acknowledge-event",
  "watch-board",
  "set-light",
]);

export const given = (...acts: readonly Act[]): Story => storyOf(played(createTerminal(), acts));

export const givenAt = (terminal: TestTerminal, ...acts: readonly Act[]): Story =>
  storyOf(played(terminal, acts));

function played(terminal: TestTerminal, acts: readonly Act[]): TestTerminal {
  inOrder(...acts)(terminal);
  return terminal;
}

const storyOf = (terminal: TestTerminal): Story => ({
  terminal,
  when: (...acts) => chapterOf(terminal, acts),
});

function chapterOf(terminal: TestTerminal, acts: readonly Act[]): Chapter {
  const from = terminal.steps.length;
  played(terminal, acts);
  const steps = terminal.steps.slice(from);
  const facts = steps.flatMap((step) => step.facts.map(({ fact }) => fact));
  const effects = steps.flatMap((step) => step.effects);
  return {
    ...storyOf(terminal),
    facts,
    effects,
    expect(expected) {
      if (expected.facts !== undefined) expectAll(facts, expected.facts, ACCOMPANYING_FACTS);
      if (expected.effects !== undefined)
        expectAll(effects, expected.effects, ACCOMPANYING_EFFECTS);
      if (expected.screen !== undefined) expect(terminal.screen().name).toBe(expected.screen);
      return storyOf(terminal);
    },
  };
}

/** What the ledger says about a document, and about a door. */
export function ledgerOf({ terminal }: Story, { pickup }: Dossier): Pickup {
  const known = terminal.state().durable.pickups.get(pickup);
  if (known === undefined) throw new Error(`the ledger does not know pickup ${pickup}`);
  return known;
}
export const behind = ({ terminal }: Story, number: number): Compartment =>
  compartmentOf(terminal.state().durable, door(number));

type Thing = { readonly kind: string };

function expectAll(
  actual: readonly Thing[],
  patterns: readonly (string | Thing)[],
  accompanying: ReadonlySet<string>,
): void {
  const expected = patterns.map((pattern) =>
    typeof pattern === "string" ? { kind: pattern } : pattern,
  );
  const named = new Set(expected.map(({ kind }) => kind));
  const heard = actual.filter(({ kind }) => named.has(kind) || !accompanying.has(kind));
  expect(heard).toEqual(expected.map((each) => expect.objectContaining(each)));
}
