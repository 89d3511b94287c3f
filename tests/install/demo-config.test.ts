// The demo's configuration on other lines: only the wires change, and over MQTT every board gets a key.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { loadConfig } from "#config/load-config.ts";
import { expect, test } from "vitest";
import { parse } from "yaml";

import { type DemoWiring, busKinds, demoConfig } from "../../bin/demo-config.ts";
import { repositoryRoot } from "../tidy/repository-files.ts";
import { freshFolder } from "./program-under-test.ts";

const source = `# A comment that stays.
terminal: { id: demo }
screen: { port: 1 }
messages: { url: "http://127.0.0.1:2/api/gateway" }
buses:
  - id: a
    kind: serial
    path: lines/a
    baud: 9600
    boards: [{ address: "01", channels: 24 }, { address: "02", channels: 24 }]
  - id: b
    kind: serial
    path: lines/b
    boards: [{ address: "01", channels: 8 }]
`;
const wired = (bus: DemoWiring["bus"]) => {
  const { text, keyFiles } = demoConfig(source, {
    bus,
    port: 4001,
    wallPort: 4002,
    linePorts: [5001, 5002],
  });
  return { text, keyFiles, config: parse(text) };
};

test("pseudo-terminals keep their lines and take the ports", () => {
  const { text, keyFiles, config } = wired("pty");
  expect(text).toContain("# A comment that stays.");
  expect(config.screen).toEqual({ port: 4001 });
  expect(config.messages.url).toBe("http://127.0.0.1:4002/api/gateway");
  expect(config.buses).toEqual(parse(source).buses);
  expect(keyFiles).toEqual([]);
});

test("TCP gives each bus a port of this machine", () => {
  const { keyFiles, config } = wired("tcp");
  expect(config.buses).toEqual([
    { id: "a", kind: "tcp", host: "127.0.0.1", port: 5001, boards: parse(source).buses[0].boards },
    { id: "b", kind: "tcp", host: "127.0.0.1", port: 5002, boards: parse(source).buses[1].boards },
  ]);
  expect(keyFiles).toEqual([]);
});

test.each(busKinds)("config/demo.yaml itself is a configuration over %s", async (bus) => {
  const shipped = readFileSync(join(repositoryRoot, "config/demo.yaml"), "utf8");
  const wiring = { bus, port: 4001, wallPort: 4002, linePorts: [5001] };
  const file = join(freshFolder(), "config.yaml");
  writeFileSync(file, demoConfig(shipped, wiring).text);
  expect(loadConfig(file)).toMatchObject({ ok: true });
});

test("MQTT gives all buses one broker and each board a key [LL-8.2]", () => {
  const { keyFiles, config } = wired("mqtt");
  expect(keyFiles).toEqual(["keys/a-01.key", "keys/a-02.key", "keys/b-01.key"]);
  expect(config.buses[0]).toEqual({
    id: "a",
    kind: "mqtt",
    url: "mqtt://127.0.0.1:5001",
    boards: [
      { address: "01", channels: 24, keyFile: "keys/a-01.key" },
      { address: "02", channels: 24, keyFile: "keys/a-02.key" },
    ],
  });
  expect(config.buses[1].url).toBe("mqtt://127.0.0.1:5001");
});
