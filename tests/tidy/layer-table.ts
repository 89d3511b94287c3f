// The architecture as data: which layer may import what. An import that no row allows fails the test beside this file.
// To add an adapter, add its row here; to need more, move the code or write down in an ADR why the table changes.

export type Layer = {
  /** A folder, or one file. The longest match owns a file. */
  readonly path: string;
  /**
   * `folder` or `folder/file.ts` of ours · `type folder`: only by `import type` · `node:`: all of Node ·
   * an npm package by its name. A layer always sees itself.
   */
  readonly may: readonly string[];
};

const anything = "*";

/** What every layer around the core may know of it: the ports, its types, and the four files of plain words. */
const coreWords = [
  "controller/runtime/ports.ts",
  "type controller/domain",
  "controller/domain/assert.ts",
  "controller/domain/ids.ts",
  "controller/domain/moment.ts",
  "controller/domain/result.ts",
];

const SERIAL_PORT = "controller/adapters/serial-port";

/** One adapter is one technology and never sees another; only the three lines share the bus, and two of the others a serial port. */
const adapter = (name: string, ...own: readonly string[]): Layer => ({
  path: `controller/adapters/${name}`,
  may: [...coreWords, "node:", ...own],
});
const line = (name: string, ...own: readonly string[]): Layer =>
  adapter(name, "firmware-protocol", "controller/adapters/bus", ...own);

export const layers: readonly Layer[] = [
  { path: "firmware-protocol", may: [] },
  { path: "controller/domain", may: [] },
  { path: "controller/runtime", may: ["controller/domain"] },

  adapter("bus", "firmware-protocol"),
  adapter("serial-port", "serialport"),
  line("serial", "serialport", "@serialport/parser-readline", SERIAL_PORT),
  line("tcp"),
  line("mqtt", "mqtt"),
  adapter("ledger", "better-sqlite3"),
  adapter("vault", "better-sqlite3"),
  adapter("backup", "better-sqlite3", "zod"),
  adapter("codes", "otplib", "qrcode"),
  adapter("key-file"),
  adapter("staff", "otplib", "zod"),
  adapter("messages"),
  adapter("scanner", "serialport", SERIAL_PORT),
  adapter("clock"),
  adapter("random"),
  adapter("log", "pino"),
  adapter("systemd"),

  {
    path: "controller/api",
    may: [
      ...coreWords,
      "node:",
      "fastify",
      "@fastify/static",
      "@fastify/swagger",
      "@fastify/websocket",
      "fastify-type-provider-zod",
      "ws",
      "zod",
      "pino",
    ],
  },
  { path: "controller/desk", may: [...coreWords, "node:"] },
  { path: "controller/commands", may: ["controller", "config", "node:"] },
  { path: "controller/main.ts", may: ["controller", "config", "node:"] },

  {
    path: "simulator",
    may: [
      "firmware-protocol",
      "node:",
      "fastify",
      "@fastify/static",
      "@lydell/node-pty",
      "mqtt",
      "ws",
      "yaml",
      "zod",
      "qrcode",
      "jsqr",
      "pngjs",
    ],
  },
  {
    path: "terminal-ui/app",
    may: [
      "type controller/api",
      "type controller/domain",
      "terminal-ui/texts",
      "preact",
      "@preact/signals",
    ],
  },
  { path: "terminal-ui/shell", may: ["type electron", "terminal-ui/texts", "node:"] },
  // The two entries hand Electron in; nothing else sees it run.
  { path: "terminal-ui/shell/main.ts", may: ["electron", "terminal-ui/shell", "node:"] },
  { path: "terminal-ui/shell/preload.ts", may: ["electron"] },
  { path: "terminal-ui/sounds", may: ["terminal-ui/app", "terminal-ui/texts", "node:"] },
  { path: "terminal-ui/vite.config.ts", may: ["vite", "node:"] },
  { path: "terminal-ui/vite.shell.config.ts", may: ["vite"] },
  { path: "terminal-ui/raw-file.d.ts", may: [] },
  { path: "deploy/kiosk/packed-page.js", may: [] },
  { path: "config", may: ["zod", "yaml", "node:"] },
  { path: "bin", may: ["node:", "commander", "yaml", "otplib", "jsqr", "pngjs", "ws"] },
  { path: "bin/kiosk/pack-shell.ts", may: ["bin", "node:", "app-builder-lib"] },
  { path: "tests", may: [anything] },
];
