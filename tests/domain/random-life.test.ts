// Long random lives of a terminal, power cuts included: the invariants hold at every step (the kit asserts them), and the ledger
// alone is enough to know everything again.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { apply } from "#domain/apply.ts";
import type { Effect } from "#domain/effects.ts";
import { type Durable, initialDurable } from "#domain/state.ts";
import { canonicalJson, parseCanonicalJson } from "#runtime/canonical.ts";
import { toRecord, toRow } from "#runtime/ledger-row.ts";
import { type Chance, happen } from "../support/domain-chance.ts";
import { moveKey, observedMoves } from "../support/domain-observation.ts";
import { deposited } from "../support/domain-people.ts";
import {
  type Dossier,
  extract,
  licence,
  proven,
  siteWithFourEyes,
  together,
} from "../support/domain-site.ts";
import { type Step, type TestTerminal, createTerminal } from "../support/domain-terminal.ts";
import { movesOf } from "../support/domain-transitions.ts";

const RUNS = 30;
/** One seed, so that a move nobody has drawn is found by whoever made it possible, not by the next one. */
const SEED = 20_261_103;

const chance: fc.Arbitrary<Chance> = fc.record({
  which: fc.noBias(fc.nat()),
  of: fc.noBias(fc.nat()),
});
const life = fc.array(chance, { minLength: 30, maxLength: 80 });

function live(chances: readonly Chance[]): TestTerminal {
  const terminal = createTerminal(siteWithFourEyes);
  // Every other life is a household's.
  const own = chances.length % 2 === 0 ? together : (dossier: Dossier): Dossier => dossier;
  deposited(own(licence), own(extract))(terminal);
  for (const each of chances) happen(terminal, each);
  return terminal;
}

const always = (property: (terminal: TestTerminal) => void): void =>
  fc.assert(
    fc.property(life, (chances) => property(live(chances))),
    { numRuns: RUNS, seed: SEED },
  );

const pulses = ({ effects }: Step): readonly Extract<Effect, { readonly kind: "fire-lock" }>[] =>
  effects.filter((effect) => effect.kind === "fire-lock");

test("no grant is fired twice, and no lock fires but in the step that wrote its grant", () => {
  always(({ steps }) => {
    const ops = steps.flatMap((step) => pulses(step).map(({ op }) => op));
    expect(new Set(ops).size).toBe(ops.length);
    const unwritten = steps.filter((step) =>
      pulses(step).some(
        ({ op }) => !step.facts.some(({ fact }) => fact.kind === "door-granted" && fact.op === op),
      ),
    );
    expect(unwritten).toEqual([]);
  });
});

test("numbers of grants only grow, and each is its own row's", () => {
  always(({ records }) => {
    const granted = records.flatMap(({ fact, seq }) =>
      fact.kind === "door-granted" ? { op: fact.op, seq } : [],
    );
    expect(granted.every(({ op, seq }) => op % 1e12 === seq)).toBe(true);
    expect(granted.map(({ op }) => op)).toEqual(
      granted.map(({ op }) => op).toSorted((a, b) => a - b),
    );
  });
});

test("no two messages have one name, whatever runs wrote them", () => {
  always(({ records }) => {
    const names = records.flatMap(({ fact }) =>
      fact.kind === "message-queued" ? fact.message : [],
    );
    expect(new Set(names).size).toBe(names.length);
  });
});

test("what the running terminal knows is the fold of its ledger, row by row as stored", () => {
  always(({ records, state }) => {
    expect(records.map(({ seq }) => seq)).toEqual(records.map((_, at) => at + 1));
    const stored = records.map((record) => proven(toRecord(toRow(record))));
    expect(canonicalJson(stored.reduce(apply, initialDurable))).toBe(
      canonicalJson(state().durable),
    );
  });
});

test("a decision's own idea of what follows is what follows", () => {
  always(({ steps }) => {
    const wrong = steps.filter(
      ({ decided, after, facts }) =>
        facts.length > 0 && canonicalJson(decided) !== canonicalJson(after.durable),
    );
    expect(wrong.map(({ input, facts }) => ({ input, facts }))).toEqual([]);
  });
});

test("a snapshot at any row folds on to the same state", () => {
  fc.assert(
    fc.property(life, fc.nat(), (chances, at) => {
      const { records, state } = live(chances);
      const cut = at % records.length;
      const before = records.slice(0, cut).reduce(apply, initialDurable);
      const snapshot = proven(parseCanonicalJson(canonicalJson(before))) as Durable;
      const after = records.slice(cut).reduce(apply, snapshot);
      expect(canonicalJson(after)).toBe(canonicalJson(state().durable));
    }),
    { numRuns: RUNS, seed: SEED },
  );
});

test("nothing moves in a way that the state diagrams do not show", () => {
  const shown = observedMoves();
  const surprises = new Set<string>();
  always(({ steps }) => {
    for (const key of steps.flatMap(movesOf).map(moveKey)) if (!shown.has(key)) surprises.add(key);
  });
  expect([...surprises].toSorted()).toEqual([]);
});
