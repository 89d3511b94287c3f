// People of a simulated world, before a whole virtual terminal: what they do is what the judges of a run are told.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Manners } from "#simulator/world/people/people-world.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { dossierOf } from "../support/bench-people.ts";
import { type PeopleStage, createPeopleStage } from "./people-stage.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "loket24-people-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const play = (seed: string, manners: Partial<Manners> = {}): Promise<PeopleStage> =>
  createPeopleStage(mkdtempSync(join(folder, "terminal-")), seed, manners);

const phaseOf = ({ bench, terminal }: PeopleStage, letter: string): string | undefined =>
  terminal.state().durable.pickups.get(dossierOf(bench, letter).pickup)?.phase;

async function round(stage: PeopleStage): Promise<void> {
  stage.people.clerkRound();
  await stage.untilGone();
}

test("a clerk deposits what lies in the drawer, signs out, and says nothing that is untrue", async () => {
  const stage = await play("deposits", { staysAway: 1 });
  await stage.print("A", "B", "C");
  await round(stage);
  expect(["A", "B", "C"].map((letter) => phaseOf(stage, letter))).toEqual(Array(3).fill("waiting"));
  expect(stage.of("left")).toMatchObject([{ by: "clerk", content: true }]);
  expect(stage.of("untruth")).toEqual([]);
  expect(stage.terminal.screen().name).toBe("citizen-home");
});

test.each([0, 1])(
  "a holder comes for the document that a mail announced (types: %i)",
  async (types) => {
    const stage = await play("collects", { types });
    await stage.print("A");
    await round(stage);
    await stage.terminal.pass(6 * 60_000);
    expect(phaseOf(stage, "A")).toBe("ended");
    const { pickup, reference } = dossierOf(stage.bench, "A");
    expect(stage.of("taken-out")).toMatchObject([
      { document: reference, by: "holder", name: pickup },
    ]);
    expect(stage.of("code-given")).toMatchObject([{ how: types === 1 ? "typed" : "scanned" }]);
    expect(stage.of("left").at(-1)).toMatchObject({ by: "holder", content: true });
  },
);

test("one of a household fetches for all of it, and nobody is content before they have theirs", async () => {
  const stage = await play("household", { types: 0 });
  await stage.printTogether("A", "B", "C");
  await round(stage);
  await stage.terminal.pass(15 * 60_000);
  const letters = ["A", "B", "C"];
  expect(letters.map((letter) => phaseOf(stage, letter))).toEqual(Array(3).fill("ended"));
  const takers = new Set(stage.of("taken-out").map(({ name }) => name));
  expect(stage.of("taken-out")).toHaveLength(3);
  expect(takers.size).toBeLessThan(3);
  expect(stage.of("untruth")).toEqual([]);
});

test("a used code is shown again and opens nothing", async () => {
  const stage = await play("again", { comesAgain: 1 });
  await stage.print("A");
  await round(stage);
  await stage.terminal.pass(12 * 60_000);
  expect(stage.of("code-given")).toHaveLength(2);
  expect(stage.of("taken-out")).toHaveLength(1);
  expect(stage.of("left").at(-1)).toMatchObject({ by: "holder", screen: "citizen-not-here" });
});

test("a clerk who errs tells untruths; once all behave, rounds set everything right", async () => {
  const stage = await play("errs", { clerkErrs: 0.25, staysAway: 1 });
  await stage.print("A", "B", "C", "D", "E");
  for (let day = 0; day < 4; day += 1) await round(stage);
  const untruths = stage.of("untruth").length;
  expect(untruths).toBeGreaterThan(2);
  stage.people.behave();
  await stage.terminal.pass(10 * 60_000);
  for (let day = 0; day < 3; day += 1) await round(stage);
  const { compartments } = stage.terminal.state().durable;
  expect(Object.values(compartments).filter(({ doubt }) => doubt !== undefined)).toEqual([]);
});

test("holders who err leave doors open and come back; somebody shuts the doors", async () => {
  const stage = await play("careless", { holderErrs: 0.3, types: 0.5, pushesIn: 0.3 });
  await stage.print("A", "B", "C", "D");
  for (let day = 0; day < 5; day += 1) {
    await round(stage);
    await stage.terminal.pass(5 * 60_000);
  }
  stage.people.behave();
  for (let day = 0; day < 3; day += 1) {
    await round(stage);
    await stage.terminal.pass(5 * 60_000);
  }
  expect(stage.of("code-given").length).toBeGreaterThan(4);
  expect([1, 2, 3, 4, 5, 6, 7, 8].filter(stage.terminal.wall.isOpen)).toEqual([]);
  const { compartments } = stage.terminal.state().durable;
  expect(Object.values(compartments).filter(({ doubt }) => doubt !== undefined)).toEqual([]);
});

test("a thief tries some tens of codes at most, opens nothing, and goes", async () => {
  const stage = await play("steals", { staysAway: 1 });
  await stage.print("A");
  await round(stage);
  stage.people.thief(true);
  await stage.untilGone();
  const tries = stage.of("code-given").filter(({ by }) => by === "thief");
  expect(tries.length).toBeGreaterThan(2);
  expect(tries.length).toBeLessThanOrEqual(40);
  expect(stage.of("taken-out")).toEqual([]);
  expect(stage.people.someoneThere()).toBe(false);
});

test("whoever floods the scanner or breaks things is gone in the end", async () => {
  const stage = await play("breaks");
  stage.people.flood();
  await stage.untilGone();
  stage.people.vandal();
  await stage.untilGone();
  expect(stage.of("left").map(({ name }) => name)).toEqual(["flood 1", "vandal 1"]);
});

test("before a dark screen nobody stays", async () => {
  const stage = await play("dark");
  await stage.print("A", "B");
  stage.people.clerkRound();
  await stage.terminal.pass(20_000);
  expect(stage.people.someoneThere()).toBe(true);
  stage.terminal.kill();
  await stage.untilGone();
  stage.people.thief(false);
  await stage.untilGone();
  expect(stage.of("left").map(({ screen }) => screen)).toEqual(["dark", "dark"]);
});

test("after all behave, nobody comes to do harm", async () => {
  const stage = await play("behaves");
  stage.people.behave();
  stage.people.vandal();
  stage.people.thief(true);
  stage.people.flood();
  await stage.terminal.pass(60_000);
  expect(stage.happened).toEqual([]);
});

/** Two holders whose mails come at known times; `letters` of them exist. */
async function holdersOf(letters: readonly string[]): Promise<PeopleStage> {
  const stage = await play("alike", { holderErrs: 0.2, types: 0.5 });
  await stage.print(...letters);
  for (const letter of ["A", "B"].filter((each) => letters.includes(each)))
    stage.people.received({
      to: `holder-${letter.toLowerCase()}@example.org`,
      template: "document-ready",
      typed: "420112345678",
      qr: `L24:4201${"A".repeat(26)}`,
    });
  await stage.terminal.pass(10 * 60_000);
  return stage;
}

test("the same seed makes the same people do the same", async () => {
  const [one, other] = [await holdersOf(["A", "B"]), await holdersOf(["A", "B"])];
  expect(one.happened.length).toBeGreaterThan(4);
  expect(other.happened).toEqual(one.happened);
});

test("without one person the others do what they did with them", async () => {
  const both = await holdersOf(["A", "B"]);
  const alone = await holdersOf(["B"]);
  const { pickup } = dossierOf(alone.bench, "B");
  const actsOf = (stage: PeopleStage): readonly unknown[] =>
    stage.happened.filter((each) => "name" in each && each.name === pickup);
  expect(actsOf(alone).length).toBeGreaterThan(2);
  expect(actsOf(both)).toEqual(actsOf(alone));
});
