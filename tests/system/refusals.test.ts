// What the controller refuses to start with, or starts and does not serve with: the exit code, and a sentence that says what,
// where and what to do. Nothing opens in any of them.
import { once } from "node:events";
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { openScreen } from "../../bin/tour/screen-client.ts";
import { findFreePort } from "../../bin/tcp-port.ts";
import { openDesk } from "../support/system-desk.ts";
import { type Ended, controllerSays, startController } from "../support/system-programs.ts";
import {
  type Place,
  controllerOn,
  filesOf,
  folderOfTest,
  layDown,
  putKey,
  wallOn,
} from "../support/system-terminal.ts";
import { untilTrue } from "../support/system-wait.ts";
import { repositoryRoot } from "../tidy/repository-files.ts";

const serialSite = `buses:
  - { id: a, kind: serial, path: dev/bus-a, baud: 115200, boards: [{ address: "01", channels: 2 }] }
compartments:
  - { number: 1, bus: a, board: "01", channel: 1, column: 1, row: 1, heightMm: 1500, size: small }
scanner: { kind: serial, path: dev/scanner }
messages: { url: "http://127.0.0.1:9/" }
`;
const keyedSite = serialSite.replace("channels: 2", "channels: 2, keyFile: keys/a-01.key");

const siteIn = async (folder: string, config = serialSite): Promise<Place> =>
  layDown(folder, await findFreePort(), config);
const site = (config?: string): Promise<Place> => siteIn(folderOfTest(), config);

/** One that wrongly goes on is ended with the test. */
function controllerRefuses(place: Place): Promise<Ended> {
  const program = startController("controller", ...filesOf(place));
  onTestFinished(program.stop);
  return program.ended;
}

/** Data folders of a controller that has run: ended in order it keeps a snapshot of what it knows, cut off it does not. */
const used = { "in order": "", "cut off": "" };

beforeAll(async () => {
  for (const [end, signal] of [
    ["in order", "SIGTERM"],
    ["cut off", "SIGKILL"],
  ] as const) {
    used[end] = mkdtempSync(join(tmpdir(), "loket24-used-"));
    const first = startController("controller", ...filesOf(await siteIn(used[end])));
    await untilTrue("it has written its first rows", () =>
      first.printed().includes("terminal-started"),
    );
    first.signal(signal);
    await first.ended;
  }
});
afterAll(() => {
  for (const folder of Object.values(used)) rmSync(folder, { recursive: true, force: true });
});

async function usedSite(end: keyof typeof used = "in order"): Promise<Place> {
  const folder = folderOfTest();
  cpSync(used[end], folder, { recursive: true });
  return siteIn(folder);
}

test("a typing error in the configuration ends with 78, and its line and field are named", async () => {
  const place = await site(serialSite.replace("baud: 115200", "baudd: 115200"));
  const { code, stdout, stderr } = await controllerRefuses(place);
  expect([code, stdout]).toEqual([78, ""]);
  expect(stderr.startsWith(`${place.configFile}:7:`)).toBe(true);
  expect(stderr).toMatch(/buses\[0\]\.baudd: .*baud/);
});

test("two boards with one address are refused by config check, with the place of the second", async () => {
  const twins = '{ address: "01", channels: 2 }, { address: "01", channels: 2 }';
  const place = await site(serialSite.replace('{ address: "01", channels: 2 }', twins));
  const { code, stderr } = await controllerSays("config", "check", place.configFile);
  expect(code).toBe(78);
  expect(stderr).toContain(
    'buses[0].boards[1].address: is "01", as buses[0].boards[0] is: give every board on a bus its own address',
  );
});

test("a second controller on the same data folder ends with 69 and names the folder and the process", async () => {
  const place = await site();
  const { pid } = await controllerOn(place);
  const second = layDown(folderOfTest(), await findFreePort(), serialSite);
  const { code, stderr } = await controllerRefuses({ ...second, data: place.data });
  expect(code).toBe(69);
  expect(stderr).toContain(
    `loket24: The data folder ${place.data} is in use by another controller (process ${pid}): stop that one first.`,
  );
});

test("a port in use ends with 69 and is named", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  const { code, stderr } = await controllerRefuses(layDown(folderOfTest(), port, serialSite));
  expect(code).toBe(69);
  expect(stderr).toContain(`loket24: Port ${port} on 127.0.0.1 is already in use`);
});

test.each([
  ["is missing", (path: string) => rmSync(path), "cannot be read"],
  [
    "holds something else",
    (path: string) => writeFileSync(path, "secret\n"),
    "does not hold 64 hex digits",
  ],
])("a board's key file that %s ends with 78", async (_what, spoil, sentence) => {
  const place = await site(keyedSite);
  putKey(place.data, "keys/a-01.key");
  spoil(join(place.data, "keys/a-01.key"));
  const { code, stderr } = await controllerRefuses(place);
  expect(code).toBe(78);
  expect(stderr).toMatch(/^loket24: /);
  expect(stderr).toContain(sentence);
  expect(stderr).toContain("a:01");
});

test("without its serial device the controller says so and serves as soon as the device appears", async () => {
  const place = await site();
  const controller = await controllerOn(place);
  const url = `http://127.0.0.1:${place.port}`;
  const desk = openDesk(url, place.data);
  expect(await desk.health()).toMatchObject({
    serving: false,
    why: expect.stringContaining("No lock board answers"),
  });
  const screen = openScreen(url);
  onTestFinished(screen.close);
  expect(await screen.waitFor("out-of-service")).toMatchObject({ values: { why: "no-board" } });
  expect(controller.printed()).toContain(`Bus a is down at serial port ${place.data}/dev/bus-a`);

  await wallOn(place, await findFreePort());
  await untilTrue("it serves", async () => (await desk.health()).serving);
  expect(await screen.waitFor("citizen-home")).toMatchObject({ name: "citizen-home" });
});

test("a ledger with one changed byte is refused with 74", async () => {
  const place = await usedSite("cut off");
  changeOneByte(place, "terminal-started");
  const { code, stderr } = await controllerRefuses(place);
  expect(code).toBe(74);
  expect(stderr).toMatch(
    /^loket24: The ledger is broken at row 2: .+ Keep the files aside and restore/,
  );
});

test("a changed byte in any row is found by verify, which names it, and told by doctor", async () => {
  const place = await usedSite();
  changeOneByte(place, "terminal-started");
  const verified = await controllerSays("ledger", "verify", "--data", place.data);
  expect(verified.code).toBe(1);
  expect(verified.stderr).toMatch(/is broken at row 2 .+ Rows 1 to 1 are sound\./);
  const doctor = await controllerSays("doctor", ...filesOf(place));
  expect(doctor.code).toBe(1);
  expect(doctor.stdout).toMatch(/^WRONG The ledger in .+ is broken at row 2/m);
});

test("a changed byte in a row older than the snapshot ends a serving controller, and the next one never serves", async () => {
  const place = await usedSite("in order");
  changeOneByte(place, "terminal-started");
  const first = await controllerRefuses(place);
  expect(first.code).toBe(74);
  expect(first.stdout).toContain("terminal-started");
  expect(first.stderr).toContain("The ledger is broken at row 2");
  const second = await controllerRefuses(place);
  expect(second.code).toBe(74);
  expect(second.stdout).not.toContain("terminal-started");
  expect(second.stderr).toContain("The ledger is broken at row 2");
});

/** The version in the row of this kind becomes another: the file stays a good database, the chain does not hold. */
function changeOneByte({ data }: Place, kind: string): void {
  const file = join(data, "ledger.db");
  // Opening and closing it brings everything out of the write-ahead log, whose own checksums would hide the damage.
  new Database(file).exec("SELECT count(*) FROM ledger").close();
  const bytes = readFileSync(file);
  const version = bytes.indexOf('"version":"0', bytes.indexOf(kind));
  expect(version).toBeGreaterThan(0);
  bytes.write("9", version + '"version":"'.length);
  writeFileSync(file, bytes);
}

test("a ledger file that is no database is refused with 74 and a sentence that names it", async () => {
  const place = await usedSite();
  const file = join(place.data, "ledger.db");
  writeFileSync(file, readFileSync(file).fill(0x5a, 0, 4096));
  const { code, stderr } = await controllerRefuses(place);
  expect(code).toBe(74);
  expect(stderr).toContain(`loket24: The ledger ${file} failed: file is not a database`);
});

test.each([
  ["is missing", (path: string) => rmSync(path), "is missing and the ledger hangs on it"],
  [
    "is another one",
    (path: string) => writeFileSync(path, `${"ab".repeat(32)}\n`),
    "is not the one this ledger hangs on",
  ],
  ["can be read by others", (path: string) => chmodSync(path, 0o644), "can be used by others: run"],
])(
  "a terminal secret that %s leaves a screen that says why, and no service",
  async (_, spoil, why) => {
    const place = await usedSite();
    spoil(join(place.data, "terminal-secret"));
    await controllerOn(place);
    const url = `http://127.0.0.1:${place.port}`;
    const health = await openDesk(url, place.data).health();
    expect(health).toMatchObject({ serving: false, why: expect.stringContaining(why), boards: [] });
    const screen = openScreen(url);
    onTestFinished(screen.close);
    expect(await screen.waitFor("out-of-service")).toMatchObject({
      values: { why: "blocked", staff: expect.stringContaining(why) },
    });
  },
);

test("a policy that asks four eyes of fewer than two accounts is warned of at the start, and serves", async () => {
  const place = await site();
  const policy = readFileSync(join(repositoryRoot, "config/policies/attest.yaml"), "utf8");
  const asking = policy.replace("fourEyes: false", "fourEyes: true");
  writeFileSync(join(place.data, "attest.yaml"), asking);
  const config = readFileSync(place.configFile, "utf8");
  writeFileSync(place.configFile, config.replace("[attest]", "[attest.yaml]"));
  const program = await controllerOn(place);
  const warning = program
    .printed()
    .split("\n")
    .filter((line) => line.includes("Four eyes"));
  expect(warning.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    {
      level: "warn",
      what: expect.stringMatching(
        /^Four eyes are asked by attest@\d+, and nobody of the staff can sign in \(.+staff\.json\): .+"loket24 staff add --data .+ --id NAME" until 2 can\.$/,
      ),
    },
  ]);
});
