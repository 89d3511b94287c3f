// One deposit and one collection, cut at every append of the ledger, before and after it became durable; once with boards that
// keep their power, once without. Then everything heals, people go on, and the books are compared with the wall.
import { expect, test } from "vitest";
import { compartmentOf } from "#domain/state.ts";
import { temporaryFolder } from "../ledger/samples.ts";
import { type Bench, announce, createBench } from "../support/bench-people.ts";
import { citizenCollects, clerkWorks } from "../support/bench-robots.ts";
import { virtualSite } from "../support/virtual-site.ts";
import type { Cut } from "../support/virtual-store.ts";
import { createVirtualTerminal } from "../support/virtual-terminal.ts";

type Crash = {
  readonly append: number;
  readonly point: Cut["point"];
  /** The boards lose their power too. */
  readonly dark: boolean;
  /** At which append of the next run it crashes once more. */
  readonly again?: number | undefined;
};

const LETTER = "A";
/** A sign-in needs a one-time code that was not used yet. */
const NEXT_CODE_MS = 30_000;
const BOARDS = ["a:01", "a:02"] as const;

async function openBench(): Promise<Bench> {
  const bench = createBench(createVirtualTerminal({ folder: temporaryFolder() }));
  await bench.terminal.start();
  await bench.terminal.pass(2000);
  return bench;
}

/** The whole life of one document. What a crash leaves undone stays undone. */
async function live(bench: Bench): Promise<void> {
  await announce(bench, LETTER, { product: "rijbewijs", low: false });
  await clerkWorks(bench, [LETTER]);
  if (!bench.terminal.isRunning()) return;
  await citizenCollects(bench, LETTER);
}

/** Counts appends from here on and cuts at the one named. */
function cutAt({ terminal }: Bench, append: number, { point, dark }: Omit<Crash, "append">): void {
  const { wall } = terminal;
  const act = (): void => {
    if (dark) for (const board of BOARDS) wall.powerOff(board);
  };
  let appends = 0;
  terminal.cutPoint = () => {
    appends += 1;
    return appends === append ? { point, act } : undefined;
  };
}

async function comeBack(bench: Bench, crash: Crash): Promise<void> {
  const { terminal } = bench;
  const { dark, again = 0 } = crash;
  cutAt(bench, again, crash);
  // Whoever stood at an open door has closed it; what they held in hand they still hold.
  for (const door of virtualSite.compartments.keys())
    if (terminal.wall.isOpen(door)) terminal.wall.touch(door, "close");
  await terminal.pass(1000);
  if (dark) for (const board of BOARDS) terminal.wall.reset(board, "power");
  await terminal.start();
  await terminal.pass(NEXT_CODE_MS);
  terminal.cutPoint = () => undefined;
}

/** I2: whatever happened, no grant pulsed twice. */
function pulsesOncePerGrant({ terminal }: Bench): void {
  const ops = terminal.wall.pulses.map(({ op }) => op);
  expect(ops).toEqual([...new Set(ops)]);
}

/** I5: where the ledger has no doubt, a compartment is as it says. */
function booksAgree({ terminal, dossiers }: Bench): void {
  const { durable } = terminal.state();
  for (const number of virtualSite.compartments.keys()) {
    const { holds, doubt } = compartmentOf(durable, number);
    if (doubt !== undefined) continue;
    const believed = [...dossiers.values()].find(({ pickup }) => pickup === holds)?.letter;
    expect(`door ${number}: ${terminal.wall.inside(number)}`).toBe(`door ${number}: ${believed}`);
  }
}

/** I10: nothing is left to do, and every door is known. */
function everythingRests({ terminal }: Bench): void {
  const { durable, live: now } = terminal.state();
  expect(durable.grant).toBeUndefined();
  expect(durable.outbox).toEqual({});
  expect(now.visit.kind).toBe("none");
  for (const number of virtualSite.compartments.keys())
    expect(compartmentOf(durable, number)).toMatchObject({ door: "closed", doubt: undefined });
}

/** Staff look into what is doubtful and put in what is still in hand; the holder comes for what waits. */
async function finish(bench: Bench): Promise<void> {
  const { terminal } = bench;
  const phase = (): string | undefined => [...terminal.state().durable.pickups.values()][0]?.phase;
  if (phase() === undefined) await announce(bench, LETTER, { product: "rijbewijs", low: false });
  const inHand = phase() === "announced" && terminal.wall.doorOf(LETTER) === undefined;
  await clerkWorks(bench, inHand ? [LETTER] : []);
  await terminal.pass(NEXT_CODE_MS);
  if (phase() === "waiting") await citizenCollects(bench, LETTER);
  await terminal.pass(NEXT_CODE_MS);
  await clerkWorks(bench, []);
  await terminal.pass(10_000);
}

/** Says whether there was such an append at all. */
async function crashAndHeal(crash: Crash): Promise<boolean> {
  const bench = await openBench();
  const { terminal } = bench;
  cutAt(bench, crash.append, crash);
  await live(bench);
  if (terminal.isRunning()) return false;
  const pulsesBefore = terminal.wall.pulses.length;
  await comeBack(bench, crash);
  if (!terminal.isRunning()) await comeBack(bench, { ...crash, again: undefined });
  expect(terminal.wall.pulses).toHaveLength(pulsesBefore);
  booksAgree(bench);
  await finish(bench);
  pulsesOncePerGrant(bench);
  booksAgree(bench);
  everythingRests(bench);
  expect([...terminal.state().durable.pickups.values()]).toMatchObject([{ phase: "ended" }]);
  expect(terminal.wall.doorOf(LETTER)).toBeUndefined();
  return true;
}

/** At the first append, the second, and so on until the run is over first. How many there were. */
async function crashEverywhere(where: Omit<Crash, "append">): Promise<number> {
  for (let append = 1; ; append += 1) {
    const crashed = await crashAndHeal({ append, ...where }).catch((error: unknown) => {
      throw new Error(`append ${append}: ${String(error)}`, { cause: error });
    });
    if (!crashed) return append - 1;
  }
}

test.each([
  { point: "before", dark: false },
  { point: "after", dark: false },
  { point: "before", dark: true },
  { point: "after", dark: true },
] as const)(
  "a crash at any append of the ledger, $point it is durable (boards without power: $dark), fires nothing twice, loses nothing, and heals",
  async (where) => {
    expect(await crashEverywhere(where)).toBeGreaterThanOrEqual(20);
  },
);

test.each([1, 2, 3, 4])(
  "a crash, and another at append %d of the run that should heal it, heal as well",
  async (again) => {
    const reached = await crashEverywhere({ point: "after", dark: false, again });
    expect(reached).toBeGreaterThanOrEqual(20);
  },
);

test("without a crash the document is collected and nothing is left to do", async () => {
  const bench = await openBench();
  await live(bench);
  await bench.terminal.pass(10_000);
  booksAgree(bench);
  everythingRests(bench);
  expect([...bench.terminal.state().durable.pickups.values()]).toMatchObject([
    { end: "collected" },
  ]);
});
