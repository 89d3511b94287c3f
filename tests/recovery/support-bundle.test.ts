// A support bundle leaves the town hall: every byte of it is searched for what was planted in ledger, vault, keys, log, configuration
// and bus, and holds none of it. The search is proven first, on a planted file.
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createTraceRing } from "#adapters/bus/trace-ring.ts";
import { systemClock } from "#adapters/clock/system-clock.ts";
import type { Fact } from "#domain/facts.ts";
import { parseLocator, parseProductId, parseStaffId } from "#domain/ids.ts";
import { initialLive } from "#domain/state.ts";
import { appendFacts } from "#runtime/ledger.ts";
import type { Log } from "#runtime/ports.ts";
import { readConfig } from "../../controller/commands/config-command.ts";
import { createLogRing } from "../../controller/commands/log-ring.ts";
import { siteOf } from "../../controller/commands/site-of.ts";
import { writeBundle } from "../../controller/commands/support-bundle.ts";
import { supportCommand } from "../../controller/commands/support-command.ts";
import { createWorkshop } from "../../controller/commands/workshop.ts";
import { boardA, door, proven } from "../support/domain-site.ts";
import { findFreePort } from "../../bin/tcp-port.ts";
import {
  type RecoveryFolder,
  hasStaff,
  installationIn,
  pickupOf,
  recoveryFolder,
} from "../support/recovery-folder.ts";

const quietLog: Log = { step: () => undefined, warn: () => undefined, alarm: () => undefined };

const NAME = "Grietje Vandeputte";
const EMAIL = "grietje.vandeputte@example.org";
const PHONE = "+32470998877";
const BIRTH_DATE = "19810623";
const REFERENCE = "RB-2026-77001";
const LOCATOR = "7345";
const CLERK = "hilde.demeyere";
const HEADER = "Bearer 8dda71c1f00ba4";

/** A folder with somebody's data everywhere that a terminal puts or could be handed some. */
async function lived(): Promise<{ readonly folder: RecoveryFolder; readonly codes: string[] }> {
  const folder = recoveryFolder(await findFreePort());
  const text = readFileSync(folder.configFile, "utf8");
  writeFileSync(
    folder.configFile,
    text.replace(
      'messages: { url: "http://127.0.0.1:9/" }',
      `messages: { url: "http://127.0.0.1:9/", headers: { Authorization: "${HEADER}" } }`,
    ),
  );
  hasStaff(folder);
  const { ledger, vault, codes, close } = installationIn(folder);
  const pickup = pickupOf(7);
  const birthDateMac = codes.birthDateMac(BIRTH_DATE);
  const contacts = [
    { channel: "email", to: EMAIL },
    { channel: "sms", to: PHONE },
  ] as const;
  proven(vault.seal(pickup, { reference: REFERENCE, contacts, language: "nl", birthDateMac }));
  const staff = proven(parseStaffId(CLERK));
  const facts: readonly Fact[] = [
    {
      kind: "pickup-announced",
      pickup,
      product: proven(parseProductId("attest")),
      locator: proven(parseLocator(LOCATOR)),
      language: "nl",
      lowCompartment: false,
      untilMs: Date.UTC(2100, 0, 1),
    },
    { kind: "staff-signed-in", staff, timeStep: 1 },
    { kind: "compartment-disabled", compartment: door(1), reason: `Asked by ${NAME}` },
    { kind: "pickup-withdrawn", pickup, reason: `${NAME} called from ${PHONE}` },
    { kind: "message-refused", message: "m", why: `no mailbox ${EMAIL}` },
    {
      kind: "door-granted",
      op: 7,
      compartment: door(1),
      board: boardA,
      channel: 1,
      boot: "00000001",
      pulseMs: 400,
      authority: { kind: "retrieval", pickup, witness: staff },
      attempt: 1,
    },
    { kind: "door-tested", compartment: door(2), outcome: "opened", openMs: 420 },
  ];
  proven(
    appendFacts(
      ledger,
      facts.map((fact) => ({ fact, actor: { kind: "staff", staff } })),
      { moment: { wallMs: 1_800_000_000_000, monoMs: 1 }, clockEpoch: 1, clockTrusted: true },
    ),
  );
  const secret = [await codes.pin(pickup, 0, 8), codes.qr(pickup, 0), birthDateMac];
  close();
  return { folder, codes: secret };
}

function secretsIn({ data }: RecoveryFolder): readonly string[] {
  const token = readFileSync(join(data, "api-token"), "utf8").trim();
  const staff = readFileSync(join(data, "staff.json"), "utf8").match(/[A-Za-z0-9+/=]{16,}/gu) ?? [];
  const secret = readFileSync(join(data, "terminal-secret"));
  return [token, ...staff, secret.toString("latin1").trim(), secret.toString("hex")];
}

const planted = [NAME, "Vandeputte", EMAIL, PHONE, BIRTH_DATE, REFERENCE, LOCATOR, CLERK, HEADER];

/** Everything of them that stands in any file of the folder, whatever it is called. */
function foundIn(folder: string, secrets: readonly string[]): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).flatMap((file) => {
    const path = join(folder, file);
    if (statSync(path).isDirectory()) return [];
    const bytes = readFileSync(path).toString("latin1");
    return secrets.filter((secret) => bytes.includes(secret)).map((secret) => `${file}: ${secret}`);
  });
}

function bundleOf(made: string | undefined, { data }: RecoveryFolder): string {
  if (made === undefined) throw new Error("no bundle was written");
  return join(data, "support", made);
}

describe("a support bundle", () => {
  test("made at the screen names nobody and holds no secret", async () => {
    const { folder, codes } = await lived();
    const installation = installationIn(folder);
    const config = readConfig(folder.configFile);
    if (!config.ok) throw new Error(config.exit.sentence);
    const log = createLogRing(quietLog, systemClock);
    log.warn(`the gateway refused "${EMAIL}" (${PHONE})`, { detail: NAME });
    log.alarm("the vault failed", { detail: EMAIL });
    log.step({ input: "screen:code-scanned", facts: [] });
    const trace = createTraceRing(systemClock);
    trace.note("a", ">", ">01 0003 OPEN ch=3 mac=5D00D20F88A96057*8874");
    trace.note("a", "port", "opened");
    const state = {
      site: siteOf(config.value),
      durable: installation.durable,
      live: initialLive,
    };
    const workshop = createWorkshop({
      ledger: installation.ledger,
      folder: folder.data,
      config: config.value,
      version: "0.1.0",
      buses: [],
      trace,
      log,
      state: () => state,
    });
    const bundle = bundleOf(workshop.makeBundle(), folder);
    installation.close();
    const secrets = [...planted, ...codes, ...secretsIn(folder)];
    expect(foundIn(bundle, secrets)).toEqual([]);
    const read = (file: string): string => readFileSync(join(bundle, file), "utf8");
    expect(read("ledger-tail.jsonl")).toContain(pickupOf(7));
    expect(read("ledger-tail.jsonl")).toContain('"kind":"pickup-withdrawn"');
    expect(read("self-test.jsonl")).toContain('"openMs":420');
    expect(read("bus-trace.txt")).toContain("OPEN ch=3");
    expect(read("bus-trace.txt")).toContain("3e 30 31");
    expect(read("log-tail.jsonl")).toContain("the gateway refused");
    expect(read("config.json")).toContain('"channel": 2');
    expect(read("health.json")).toContain('"serving": false');
    expect(statSync(join(bundle, "config.json")).mode & 0o777).toBe(0o600);
    // The search itself finds what is there.
    writeFileSync(join(bundle, "planted"), `x${EMAIL}x`);
    expect(foundIn(bundle, secrets)).toEqual([`planted: ${EMAIL}`]);
  });

  test("made on the command line names nobody either, and five are kept", async () => {
    const { folder, codes } = await lived();
    const printed: string[] = [];
    const make = (configFile?: string): void => {
      const args = { folder: folder.data, configFile, version: "0.1.0" };
      expect(supportCommand(args, (line) => printed.push(line)).code).toBe(0);
    };
    make(folder.configFile);
    const secrets = [...planted, ...codes, ...secretsIn(folder)];
    expect(foundIn(join(folder.data, "support"), secrets)).toEqual([]);
    expect(readFileSync(join(printed[0] ?? "", "config.json"), "utf8")).toContain('"id": "test"');
    const into = join(folder.data, "support");
    const parts = { version: "0", config: undefined, health: "", records: [], trace: [], log: [] };
    for (const year of [2001, 2002, 2003, 2004, 2005])
      proven(writeBundle(into, parts, Date.UTC(year, 0, 1)));
    make();
    const kept = readdirSync(into);
    expect(kept).toHaveLength(5);
    expect(kept.some((name) => name.startsWith("support-2001"))).toBe(false);
  });

  test("without a ledger is refused with a sentence", () => {
    const args = { folder: "/nowhere/at-all", configFile: undefined, version: "0.1.0" };
    expect(supportCommand(args, () => undefined).code).not.toBe(0);
  });
});
