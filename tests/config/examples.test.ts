// The files that are shipped as examples are right, without a warning, and are what they say they are.
import { readdirSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { loadedFrom, said } from "./sandbox.ts";

const examples = [
  "config/demo.yaml",
  ...readdirSync("config/sites").map((file) => `config/sites/${file}`),
];

describe("an example", () => {
  it.each(examples)("passes the check without a word: %s", (file) => {
    expect(said(file)).toEqual([]);
  });

  it.each(examples)("numbers its doors from 1 without a gap: %s", (file) => {
    const { compartments } = loadedFrom(file);
    expect(compartments.map(({ number }) => number)).toEqual(
      compartments.map((_, index) => index + 1),
    );
  });

  it.each(examples)("has each column of doors go down towards the floor: %s", (file) => {
    const columns = Object.values(
      Object.groupBy(loadedFrom(file).compartments, ({ column }) => `column ${column}`),
    );
    for (const column of columns) {
      const heights = (column ?? []).toSorted((a, b) => a.row - b.row).map((door) => door.heightMm);
      expect(heights).toEqual(heights.toSorted((a, b) => b - a));
    }
  });
});

describe("the demonstration", () => {
  const demo = loadedFrom("config/demo.yaml");

  it("has 24 doors of three sizes on one serial bus with two boards", () => {
    expect(demo.compartments).toHaveLength(24);
    expect(new Set(demo.compartments.map(({ size }) => size)).size).toBe(3);
    expect(demo.buses).toEqual([
      {
        id: "a",
        kind: "serial",
        path: "dev/bus-a",
        baud: 115_200,
        boards: [
          { address: "01", channels: 12 },
          { address: "02", channels: 12 },
        ],
      },
    ]);
  });

  it("has an item sensor behind every door of board 01 and no other", () => {
    for (const door of demo.compartments) expect(door.itemSensor).toBe(door.board === "01");
  });

  it("greets in Dutch and types PINs of eight digits", () => {
    expect(demo.terminal.languages).toEqual(["nl", "fr", "de", "en"]);
    expect(demo.pinDigits).toBe(8);
  });

  it("fits the wanted poll times", () => {
    expect(demo.pollPlans).toEqual([{ bus: "a", boards: 2, roundMs: 50, watchMs: 50, stopMs: 80 }]);
  });
});

describe("defaults", () => {
  it("stand where an example leaves a key out", () => {
    const { lock, polling, scanner } = loadedFrom("config/sites/mqtt.yaml");
    expect(lock).toEqual({ pulseMs: 400, openWaitMs: 3000 });
    expect(polling).toEqual({ idleMs: 250, watchMs: 50 });
    expect(scanner).toMatchObject({ baud: 115_200 });
  });
});
