// A start: what is on the disk becomes the state, the same from a snapshot as from the first row, and no effect is repeated.
import { describe, expect, test } from "vitest";
import type { Effect } from "#domain/effects.ts";
import { saveSnapshot } from "#runtime/ledger.ts";
import { type Recovered, durableFold, recover, resumePoints } from "#runtime/recover.ts";
import { temporaryFolder } from "../ledger/samples.ts";
import { startedBench, tampered } from "../support/bench-loop.ts";
import { type Bench, announce, createBench } from "../support/bench-people.ts";
import { citizenCollects, clerkWorks } from "../support/bench-robots.ts";
import {
  createMemoryDisk,
  createMemoryLedgerStore,
  type MemoryDisk,
} from "../support/memory-ledger-store.ts";
import { must } from "../support/virtual-must.ts";
import { sha256 } from "../support/virtual-run.ts";
import { createVirtualTerminal } from "../support/virtual-terminal.ts";

async function livedBench(options: {
  readonly snapshotEvery?: number;
  readonly effects?: Effect[];
}): Promise<Bench> {
  const { effects, ...rest } = options;
  const bench = createBench(
    createVirtualTerminal({
      folder: temporaryFolder(),
      ...rest,
      watch: { effect: (effect) => void effects?.push(effect) },
    }),
  );
  await bench.terminal.start();
  await bench.terminal.pass(2000);
  await announce(bench, "A", { product: "rijbewijs", low: false });
  await announce(bench, "B", { product: "attest", low: true });
  await clerkWorks(bench, ["A", "B"]);
  await citizenCollects(bench, "A");
  await bench.terminal.pass(10_000);
  return bench;
}

const recoverFrom = (disk: MemoryDisk): Recovered =>
  must(recover(createMemoryLedgerStore(disk), sha256));

describe("the state after a restart", () => {
  test("is the fold of the ledger, to the last field", async () => {
    const { terminal } = await livedBench({});
    expect(recoverFrom(terminal.disk).durable).toEqual(terminal.state().durable);
  });

  test.each([1, 7, 25])(
    "is the same from snapshots every %d rows as from the first row",
    async (snapshotEvery) => {
      const { terminal } = await livedBench({ snapshotEvery });
      const [snapshot] = terminal.disk.snapshots;
      expect(snapshot?.seq).toBeGreaterThan(terminal.disk.rows.length - snapshotEvery - 10);
      const whole = recoverFrom({ ...terminal.disk, snapshots: [] });
      expect(recoverFrom(terminal.disk).durable).toEqual(whole.durable);
    },
  );

  test("is folded anew where a snapshot is of another version, or of rows that are no longer there", async () => {
    const { terminal } = await livedBench({});
    const { ledger, durable } = recoverFrom(terminal.disk);
    const wrong = { ...durable, pickups: new Map() };
    must(saveSnapshot(ledger, { ...durableFold, version: "other" }, wrong));
    expect(recoverFrom(terminal.disk).durable).toEqual(durable);
  });

  test("is empty on an empty disk", () => {
    expect(recoverFrom(createMemoryDisk()).durable).toEqual(durableFold.initial());
  });

  test("is refused when a row was changed", async () => {
    const { terminal } = await livedBench({});
    const rows = terminal.disk.rows.map((row) => (row.seq === 9 ? { ...row, atMs: 0 } : row));
    const opened = recover(createMemoryLedgerStore({ ...terminal.disk, rows }), sha256);
    expect(opened).toMatchObject({ ok: false, error: { kind: "corrupt" } });
  });
});

describe("a restart", () => {
  test("performs no effect of an earlier run", async () => {
    const effects: Effect[] = [];
    const { terminal } = await livedBench({ effects });
    terminal.kill();
    effects.length = 0;
    await terminal.start();
    await terminal.pass(10_000);
    expect(effects).toEqual([]);
  });

  test("offers what is still in the outbox, under the same ids", async () => {
    const effects: Effect[] = [];
    const bench = createBench(
      createVirtualTerminal({
        folder: temporaryFolder(),
        watch: { effect: (effect) => void effects.push(effect) },
      }),
    );
    const { terminal } = bench;
    await terminal.start();
    await terminal.pass(2000);
    terminal.gateway.mood = "unreachable";
    await announce(bench, "B", { product: "attest", low: false });
    await clerkWorks(bench, ["B"]);
    const queued = effects.filter(({ kind }) => kind === "send-message");
    terminal.kill();
    effects.length = 0;
    await terminal.start();
    expect(effects).toEqual(queued);
    terminal.gateway.mood = "accepts";
    await terminal.pass(10_000);
    expect(terminal.gateway.delivered).toHaveLength(1);
    expect(terminal.state().durable.outbox).toEqual({});
  });

  test("reads each board on from the newest event in the ledger, so that none is told twice or missed", async () => {
    const { terminal } = await livedBench({});
    terminal.kill();
    terminal.wall.touch(3, "force");
    await terminal.pass(1000);
    terminal.wall.touch(3, "close");
    const before = terminal.disk.rows.length;
    await terminal.start();
    await terminal.pass(3000);
    const events = terminal.disk.rows
      .slice(before)
      .filter(({ kind }) => kind === "board-event-recorded")
      .map(({ body }) => JSON.parse(body) as { n: number; event: { state: string } });
    expect(events.map(({ event }) => event.state)).toEqual(["open", "closed"]);
    expect(terminal.disk.rows.map(({ kind }) => kind)).not.toContain("board-was-blind");
  });
});

describe("where a bus goes on reading", () => {
  test("is the boot and the newest durable event of each board that was ever greeted", () => {
    const bench = startedBench();
    bench.loop.feed(tampered(1));
    bench.loop.feed(tampered(2));
    expect([...resumePoints(bench.loop.state().durable)]).toEqual([
      ["a:01", { boot: "000000AA", n: 2 }],
    ]);
    expect(resumePoints(durableFold.initial()).size).toBe(0);
  });
});
