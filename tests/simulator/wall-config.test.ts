// What the wall reads of a terminal's configuration, and the sentences with which it refuses one.
import { describe, expect, test } from "vitest";
import { parseWallConfig } from "#simulator/wall/wall-config.ts";

const demo = `
terminal: { id: demo, name: Stadhuis, language: nl }
buses:
  - { id: a, kind: serial, path: dev/bus-a, boards: [ { address: "01", channels: 12 } ] }
  - { id: b, kind: mqtt, url: "mqtt://127.0.0.1:1883", boards: [ { address: "02", channels: 8, keyFile: keys/b } ] }
compartments:
  - { number: 1, bus: a, board: "01", channel: 1, column: 1, row: 1, heightMm: 1400, itemSensor: true }
policies: { rijbewijs: { anything: goes } }
`;
const objection = (text: string): string | undefined => {
  const read = parseWallConfig(text, "site.yaml");
  return "objection" in read ? read.objection : undefined;
};

describe("a wall's configuration", () => {
  test("may hold whatever else the controller wants", () => {
    const read = parseWallConfig(demo, "site.yaml");
    expect(read).toMatchObject({
      value: {
        terminal: { id: "demo" },
        buses: [{ kind: "serial", baud: 115_200 }, { kind: "mqtt" }],
        compartments: [{ number: 1, doorSensor: true }],
      },
    });
    expect(read).not.toHaveProperty("value.policies");
  });

  test.each([
    ["{", /^site\.yaml: is no YAML: /],
    [
      demo.replace('address: "01"', 'address: "7F"'),
      /buses\.0\.boards\.0\.address: two hex digits/,
    ],
    [demo.replace("channels: 12", "channels: 49"), /buses\.0\.boards\.0\.channels: /],
    [demo.replace("bus: a,", "bus: x,"), /compartment 1 names board 01 on bus x/],
    [
      demo.replace("channel: 1,", "channel: 13,"),
      /compartment 1 names channel 13, but board 01 has 12/,
    ],
  ])("is refused in one sentence that says where (%#)", (text, sentence) => {
    expect(objection(text)).toMatch(sentence);
  });
});
