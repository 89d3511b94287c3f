// The simulator as processes: what they print, how they refuse, and that nothing outlives them.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { lstat, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { encodeRequest } from "#protocol/request-codec.ts";
import { parseCommand } from "#simulator/command-line.ts";
import { serialHost, tcpHost } from "../support/wire-host.ts";

const hello = encodeRequest({ addr: 1, seq: 0, request: { kind: "hello" } });
let folder = "";
let started: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "loket24-commands-"));
  started = [];
});
afterEach(async () => {
  for (const process of started) process.kill("SIGKILL");
  await rm(folder, { recursive: true });
});

function start(...args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, ["simulator/main.ts", ...args], { stdio: "pipe" });
  started.push(child);
  return child;
}

async function firstLine(child: ChildProcess): Promise<string> {
  let text = "";
  while (!text.includes("\n")) {
    const [bytes] = child.stdout ? await once(child.stdout, "data") : [""];
    text += String(bytes);
  }
  return text.slice(0, text.indexOf("\n"));
}

async function refusal(
  child: ChildProcess,
): Promise<{ readonly code: number; readonly said: string }> {
  let said = "";
  child.stderr?.on("data", (bytes) => (said += String(bytes)));
  const [code] = await once(child, "close");
  return { code, said };
}

/** The processes that a process has started, by their ids. */
async function offspring(child: ChildProcess): Promise<readonly number[]> {
  const text = await readFile(`/proc/${child.pid}/task/${child.pid}/children`, "utf8");
  return text.trim().split(" ").filter(Boolean).map(Number);
}
/** A process that ended but that nobody has asked about (state Z) does not live. */
const lives = async (pid: number): Promise<boolean> =>
  readFile(`/proc/${pid}/stat`, "utf8").then(
    (text) => !/\) Z /.test(text),
    () => false,
  );

describe("a lone board", () => {
  test("prints its terminal, answers any host there, and ends with all its children on SIGTERM", async () => {
    const child = start("board", "--address", "01", "--channels", "24", "--pty", "--spring");
    const path = await firstLine(child);
    expect(path).toMatch(/^\/dev\/pts\/\d+$/);
    const host = await serialHost(path);
    expect(await host.ask(hello)).toContain(" ch=24 ");
    const children = await offspring(child);
    expect(children.length).toBeGreaterThan(0);
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
    await host.hungUp;
    for (const pid of children) await expect.poll(() => lives(pid)).toBe(false);
  });

  test("takes its terminal with it even when it is killed outright", async () => {
    const child = start("board", "--address", "01", "--channels", "1", "--pty");
    const host = await serialHost(await firstLine(child));
    const children = await offspring(child);
    child.kill("SIGKILL");
    await host.hungUp;
    for (const pid of children) await expect.poll(() => lives(pid)).toBe(false);
  });

  test("listens on TCP and says where", async () => {
    const child = start("board", "--address", "01", "--channels", "2", "--tcp", "127.0.0.1:0");
    const where = await firstLine(child);
    const host = await tcpHost(Number(where.split(":")[1]));
    expect(await host.ask(hello)).toContain(" ch=2 ");
    await host.close();
    child.kill("SIGINT");
    expect(await once(child, "exit")).toEqual([0, null]);
  });
});

describe("the wall", () => {
  const site = `
terminal: { id: demo }
buses: [ { id: a, kind: serial, path: dev/bus-a, boards: [ { address: "01", channels: 2 } ] } ]
scanner: { kind: serial, path: dev/scanner }
`;

  test("prints its page, makes its device links below the data folder and takes them away", async () => {
    const config = join(folder, "site.yaml");
    await writeFile(config, site);
    const child = start("wall", "--config", config, "--data", folder, "--port", "0");
    const line = await firstLine(child);
    expect(line).toMatch(/^Wall: http:\/\/127\.0\.0\.1:\d+\/$/);
    const host = await serialHost(join(folder, "dev", "bus-a"));
    expect(await host.ask(hello)).toContain("HELLO");
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
    await host.hungUp;
    await expect(lstat(join(folder, "dev", "scanner"))).rejects.toThrow(/ENOENT/);
  });

  test("says in one sentence that its port is taken", async () => {
    const config = join(folder, "site.yaml");
    await writeFile(config, site);
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const child = start("wall", "--config", config, "--data", folder, "--port", String(port));
    expect(await refusal(child)).toEqual({
      code: 69,
      said: `loket24: Port ${port} on 127.0.0.1 is in use by another program: stop it or give another --port.\n`,
    });
    server.close();
  });

  test("says in one sentence which key file is missing", async () => {
    const config = join(folder, "site.yaml");
    await writeFile(config, site.replace("channels: 2", "channels: 2, keyFile: keys/gone"));
    const { code, said } = await refusal(start("wall", "--config", config, "--data", folder));
    expect(code).toBe(78);
    expect(said).toContain(
      `the key file ${join(folder, "keys", "gone")} does not hold 64 hex digits`,
    );
  });
});

describe("a replay", () => {
  const row = {
    seq: 1,
    atMs: 0,
    monoMs: 0,
    kind: "door-read",
    body: JSON.stringify({ compartment: 4, state: "open" }),
  };

  test("prints where it is shown, shows it, and ends when it is asked to", async () => {
    const file = join(folder, "night.jsonl");
    await writeFile(file, `${JSON.stringify(row)}\n`);
    const child = start("replay", file, "--port", "0");
    const url = (await firstLine(child)).replace("Replay: ", "");
    expect(await (await fetch(`${url}api/replay`)).json()).toMatchObject({
      kind: "ledger",
      file: "night.jsonl",
      events: 1,
    });
    expect(await (await fetch(url)).text()).toContain("<title>Replay</title>");
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  test("of a file that is no recording ends with code 1 and says which line is wrong", async () => {
    const file = join(folder, "night.jsonl");
    await writeFile(file, `${JSON.stringify(row)}\n{"seq":2}\n`);
    expect(await refusal(start("replay", file))).toEqual({
      code: 1,
      said: expect.stringMatching(
        /^loket24: \S+night\.jsonl is wrong in line 2: its field atMs is wrong \(.+\)\.\n$/,
      ),
    });
  });

  test("with a configuration that cannot be read ends with code 78", async () => {
    const { code, said } = await refusal(start("replay", "x", "--config", join(folder, "gone")));
    expect(code).toBe(78);
    expect(said).toContain("cannot read the configuration file");
  });
});

describe("a wrong argument", () => {
  test("ends with code 2 and a sentence", async () => {
    const { code, said } = await refusal(start("board", "--address", "80"));
    expect(code).toBe(2);
    expect(said).toMatch(/^loket24: --address must be two hex digits from 00 to 7E\.\n/);
  });

  test.each([
    [[], "No command was given"],
    [["bord"], "There is no command bord"],
    [["wall"], "wall needs --config and --data"],
    [["replay"], "replay needs one FILE"],
    [["replay", "a", "b"], "replay needs one FILE"],
    [["replay", "a", "--port", "65536"], "--port must be a number"],
    [["wall", "--config", "a", "--data", "b", "--port", "x"], "--port must be a number"],
    [["wall", "--confg", "a"], "Unknown option '--confg'"],
    [["board", "--address", "01", "--channels", "49", "--pty"], "--channels must be a number"],
    [["board", "--address", "01", "--channels", "4"], "Give either --pty or --tcp"],
    [["board", "--address", "01", "--channels", "4", "--pty", "--tcp", "h:1"], "Give either"],
    [["board", "--address", "01", "--channels", "4", "--tcp", "h"], "Give either"],
  ])("%j is refused: %s", (args, why) => {
    expect(parseCommand(args)).toEqual({ kind: "misuse", why: expect.stringContaining(why) });
  });

  test("a right one is understood", () => {
    expect(parseCommand(["replay", "night.jsonl", "--config", "site.yaml"])).toEqual({
      kind: "replay",
      replay: { file: "night.jsonl", config: "site.yaml", port: 2426 },
    });
    const args = ["board", "--address", "7E", "--channels", "4", "--tcp", "::1:5000"];
    expect(parseCommand([...args, "--close-after", "5"])).toEqual({
      kind: "board",
      board: {
        address: 0x7e,
        channels: 4,
        carrier: { kind: "tcp", host: "::1", port: 5000 },
        keyFile: undefined,
        spring: false,
        closeAfterMs: 5000,
      },
    });
  });
});
