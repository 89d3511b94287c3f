// Every trial once over every bus, a different variant on each; `bin/loket24 soak trials` plays them a hundred times. And the
// judge and the table themselves, which have to be able to say no.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { repositoryRoot } from "../tidy/repository-files.ts";
import { busKinds } from "./bus-kind.ts";
import { trials } from "./catalogue.ts";
import { tableFor, tableIn } from "./document.ts";
import { type Played, everyRun, perform } from "./performance.ts";
import { type Prepared, prepare } from "./prepared.ts";
import { countRun, emptyTally } from "./tally.ts";
import type { Trial } from "./trial.ts";

const AT_ONCE = 16;
const PATIENCE_MS = 600_000;

const played: Played[] = [];
let prepared: Prepared;

beforeAll(async () => {
  prepared = await prepare();
  const waiting = [...everyRun(trials, 1)];
  await perform({
    prepared,
    atOnce: AT_ONCE,
    next: () => waiting.shift(),
    told: (run) => void played.push(run),
  });
}, PATIENCE_MS);
afterAll(() => prepared.remove());

describe.each(trials)("$name: $expectation", ({ name }) => {
  test.each(busKinds)("over %s", (kind) => {
    const run = played.find((one) => one.trial.name === name && one.kind === kind);
    expect(run?.verdict).toEqual({ ok: true });
  });
});

test("a trial whose expectation is wrong fails", async () => {
  const [first] = trials;
  const [variant] = first?.variants ?? [];
  if (first === undefined || variant === undefined) throw new Error("there is no trial");
  const wrong: Trial = {
    ...first,
    variants: [{ ...variant, ends: { ...variant.ends, pulses: 2 } }],
  };
  const waiting = [{ trial: wrong, kind: "tcp", turn: 0 } as const];
  const told: Played[] = [];
  await perform({
    prepared,
    atOnce: 1,
    next: () => waiting.shift(),
    told: (run) => void told.push(run),
  });
  expect(told.map(({ verdict }) => verdict)).toEqual([
    { ok: false, why: expect.stringContaining("pulses: 2 expected, 1 found") },
  ]);
  const tally = told.reduce(countRun, emptyTally);
  expect(tally).toMatchObject({ runs: 1, passed: 0 });
  expect(Object.keys(tally.failures)).toHaveLength(1);
});

const read = (path: string): string => readFileSync(join(repositoryRoot, path), "utf8");

test("the table in the documents is the one of the figures", () => {
  const figures = JSON.parse(read("docs/figures/trials.json"));
  const { played: runs, asExpected: passed, trials: counts, failures } = figures;
  expect(tableIn(read("docs/reliability.md"))).toBe(
    tableFor(trials, { runs, passed, trials: counts, failures }),
  );
});
