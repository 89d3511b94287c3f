// The arithmetic of poll rounds, by hand where it is short, and what `config check` says about slow lines.
import * as fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";

import type { Board, Bus } from "#config/buses.ts";
import { pollPlan } from "#config/polling.ts";

import { loadedFrom, makeSandbox } from "./sandbox.ts";

const sandbox = makeSandbox();
afterAll(sandbox.remove);

const address = (index: number): string => (index + 1).toString(16).toUpperCase().padStart(2, "0");

const boards = (count: number, keyFile?: string): Board[] =>
  Array.from({ length: count }, (_, index) => ({
    address: address(index),
    channels: 4,
    ...(keyFile === undefined ? {} : { keyFile }),
  }));

const serial = (baud: number, on: Board[]): Bus => ({
  id: "a",
  kind: "serial",
  path: "dev/a",
  baud,
  boards: on,
});

/** A small site whose bus `a` has `count` boards at `baud`. */
function slowSite(count: number, baud: number): string[] {
  const list = boards(count).map((board) => `{ address: "${board.address}", channels: 4 }`);
  return sandbox.sentences([
    'baud: 115200, boards: [{ address: "01", channels: 4 }]',
    `baud: ${baud}, boards: [${list.join(", ")}]`,
  ]);
}

describe("a poll round", () => {
  it("of one board is its two lines and its reply time", () => {
    // 34 + 19 bytes × 10 bits at 9600 baud = 55.2 ms, and 20 ms for the board.
    expect(pollPlan(serial(9600, boards(1)))).toEqual({
      bus: "a",
      boards: 1,
      roundMs: 76,
      watchMs: 76,
      stopMs: 106,
    });
  });

  it("gives the watched board every second turn", () => {
    // 4.6 + 20 ms an exchange; watched: 2 turns; the other three: 6 turns, and 30 ms of the board's own.
    expect(pollPlan(serial(115_200, boards(4)))).toEqual({
      bus: "a",
      boards: 4,
      roundMs: 99,
      watchMs: 50,
      stopMs: 178,
    });
  });

  it("takes longer with keys, for both lines carry 21 bytes more", () => {
    expect(pollPlan(serial(9600, boards(1, "keys/a"))).roundMs).toBe(119);
  });

  it("over TCP or a broker costs the network instead of the line", () => {
    const tcp: Bus = { id: "b", kind: "tcp", host: "h", port: 1, boards: boards(4, "k") };
    const mqtt: Bus = { id: "c", kind: "mqtt", url: "mqtt://h", boards: boards(4, "k") };
    expect(pollPlan(tcp).roundMs).toBe(100);
    expect(pollPlan(mqtt).roundMs).toBe(120);
  });

  it("never gets shorter by a board more or a slower line", () => {
    const counts = fc.integer({ min: 1, max: 125 });
    const bauds = fc.integer({ min: 9600, max: 921_599 });
    fc.assert(
      fc.property(counts, bauds, (count, baud) => {
        const plan = pollPlan(serial(baud, boards(count)));
        expect(pollPlan(serial(baud, boards(count + 1))).roundMs).toBeGreaterThan(plan.roundMs);
        expect(pollPlan(serial(baud + 1, boards(count))).roundMs).toBeLessThanOrEqual(plan.roundMs);
        expect(plan.stopMs).toBeGreaterThan(plan.roundMs);
      }),
    );
  });
});

describe("a slow bus", () => {
  it("has its real times said when a round is too long", () => {
    expect(slowSite(12, 115_200)).toEqual([
      "site.yaml:5:67 buses[0].boards: are slow to poll: every board is read each 296 ms (250 wanted), a watched door each 50 ms (50 wanted), a forced door stops the bank after 572 ms (500 wanted); raise the baud or spread the boards over more buses",
    ]);
  });

  it("is served all the same", () => {
    slowSite(12, 115_200);
    expect(loadedFrom(`${sandbox.folder}/site.yaml`).pollPlans[0]?.roundMs).toBe(296);
  });

  it("has its real times said when only the watched door is late", () => {
    expect(slowSite(2, 9600)).toEqual([
      "site.yaml:5:65 buses[0].boards: are slow to poll: every board is read each 151 ms (250 wanted), a watched door each 151 ms (50 wanted), a forced door stops the bank after 181 ms (500 wanted); raise the baud or spread the boards over more buses",
    ]);
  });

  it("has nothing said about it when the wanted times fit", () => {
    expect(slowSite(2, 115_200)).toEqual([]);
  });
});
