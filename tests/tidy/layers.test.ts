// The layer table against every import of this checkout, and planted imports against the check itself.
import { expect, test } from "vitest";

import packageJson from "../../package.json" with { type: "json" };
import { checkLayers } from "./layer-check.ts";
import { layers } from "./layer-table.ts";
import { repositoryFiles } from "./repository-files.ts";

const aliases = packageJson.imports;
const plant = (path: string, text: string): readonly string[] =>
  checkLayers([{ path, text }], layers, aliases);

test("every file belongs to a layer and imports only what its row allows", () => {
  expect(checkLayers(repositoryFiles(/\.[cm]?[jt]sx?$/), layers, aliases)).toEqual([]);
});

test.each([
  ["static import", "controller/domain/visit/a.ts", 'import { x } from "node:fs";'],
  ["type import", "controller/domain/a.ts", 'import type { X } from "#runtime/ports.ts";'],
  ["export from", "firmware-protocol/a.ts", 'export { x } from "../controller/domain/ids.ts";'],
  ["export star", "firmware-protocol/a.ts", 'export * from "#domain/ids.ts";'],
  ["side effect", "controller/runtime/a.ts", 'import "#adapters/ledger/a.ts";'],
  ["dynamic import", "simulator/a.ts", 'const x = await import("#domain/ids.ts");'],
  ["computed import", "simulator/a.ts", "const x = await import(name);"],
  ["import in a type", "simulator/a.ts", 'type X = import("#domain/ids.ts").Op;'],
  ["require", "simulator/a.mjs", 'const x = require("#domain/ids.ts");'],
  [
    "adapter to adapter",
    "controller/adapters/ledger/a.ts",
    'import { x } from "#adapters/vault/a.ts";',
  ],
  [
    "adapter to adapter by path",
    "controller/adapters/ledger/a.ts",
    'import { x } from "../bus/a.ts";',
  ],
  ["npm package of another", "controller/adapters/ledger/a.ts", 'import mqtt from "mqtt";'],
  [
    "value where only types may go",
    "controller/api/a.ts",
    'import { decide } from "#domain/decide.ts";',
  ],
  [
    "inline type, which still runs",
    "controller/api/a.ts",
    'import { type A } from "#domain/decide.ts";',
  ],
  ["simulator in the controller", "controller/main.ts", 'import { x } from "#simulator/board.ts";'],
  ["controller in the simulator", "simulator/a.ts", 'import { x } from "../controller/main.ts";'],
  ["Node in the page", "terminal-ui/app/a.tsx", 'import { x } from "node:fs";'],
  ["Electron at run time", "terminal-ui/shell/a.ts", 'import { app } from "electron";'],
  ["ours in bin", "bin/a.mjs", 'import { x } from "../config/schema.ts";'],
  ["test code outside the tests", "simulator/a.ts", 'import { x } from "../tests/support/a.ts";'],
  ["a folder without a row", "rocket/a.ts", "export const x = 1;"],
  ["an adapter without a row", "controller/adapters/fax/a.ts", "export const x = 1;"],
])("finds a planted violation: %s", (_what, path, text) => {
  expect(plant(path, text)).toHaveLength(1);
});

test.each([
  ["controller/adapters/serial/a.ts", 'import { x } from "#adapters/bus/a.ts";'],
  ["controller/adapters/ledger/a.ts", 'import { ok } from "#domain/result.ts";'],
  ["controller/adapters/ledger/a.ts", 'import type { Fact } from "#domain/facts.ts";'],
  ["controller/main.ts", 'import { x } from "#adapters/ledger/a.ts";'],
  ["terminal-ui/shell/a.ts", 'import type { App } from "electron";'],
  ["tests/domain/a.test.ts", 'import { x } from "#simulator/a.ts";'],
  ["controller/domain/a.ts", '// import { x } from "node:fs";'],
  ["controller/domain/a.ts", `export const x = 'import { x } from "node:fs"';`],
])("leaves what is allowed alone: %s %s", (path, text) => {
  expect(plant(path, text)).toEqual([]);
});

test("names file, line, layer and target", () => {
  expect(plant("controller/domain/a.ts", '\nimport { x } from "node:fs";')).toEqual([
    "controller/domain/a.ts:2 controller/domain may not import node:fs as a value",
  ]);
});
