// A whole pickup with the real log, ledger and vault on disk: nothing that opens a door or names a person is in the log, in the
// ledger's rows, or in any file but the sealed ones. The watch on the secrets is proven first, on a planted one.
import { closeSync, openSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openSqliteLedger } from "#adapters/ledger/sqlite-ledger-store.ts";
import { createPinoLog } from "#adapters/log/pino-log.ts";
import { openVault } from "#adapters/vault/sqlite-vault.ts";
import { temporaryFolder } from "../ledger/samples.ts";
import {
  type Bench,
  announce,
  choose,
  createBench,
  dossierOf,
  phoneOf,
  totpOf,
  type as typeDigits,
  wrongCode,
} from "../support/bench-people.ts";
import { citizenCollects, clerkWorks } from "../support/bench-robots.ts";
import { must } from "../support/virtual-must.ts";
import { createVirtualTerminal } from "../support/virtual-terminal.ts";

/** Everything that must never be read where it does not belong. */
async function secretsOf(bench: Bench, letter: string): Promise<readonly string[]> {
  const { terminal } = bench;
  const { reference, birthDate, email, telephone, pickup } = dossierOf(bench, letter);
  const { typed, qr } = phoneOf(bench, letter);
  const date = `${birthDate.slice(4)}${birthDate.slice(2, 4)}${birthDate.slice(0, 2)}`;
  const totpSecret = new URL(terminal.clerk.otpauthUri).searchParams.get("secret") ?? "";
  return [
    typed,
    typed.slice(4),
    wrongCode(typed),
    qr,
    qr.slice(8),
    birthDate,
    date,
    terminal.codes().birthDateMac(date),
    reference,
    email,
    telephone,
    telephone.replace("+32", "0"),
    terminal.clerk.badge,
    terminal.clerk.badge.slice(5),
    totpSecret,
    await totpOf(bench),
    terminal.codes().qr(pickup, 1),
  ];
}

const foundIn = (text: string, secrets: readonly string[]): readonly string[] =>
  secrets.filter((secret) => text.includes(secret));

/** Wrong code, wrong date, then a deposit and a collection; a gateway that is away for a while; a restart. */
async function live(bench: Bench): Promise<readonly string[]> {
  const { terminal } = bench;
  await terminal.start();
  await terminal.pass(2000);
  await announce(bench, "A", { product: "rijbewijs", low: false, sms: true });
  const totps = [await totpOf(bench)];
  terminal.gateway.mood = "unreachable";
  await clerkWorks(bench, ["A"]);
  await terminal.pass(10_000);
  terminal.gateway.mood = "accepts";
  await terminal.pass(30_000);
  const { typed } = phoneOf(bench, "A");
  await choose(bench, "type-code");
  await typeDigits(bench, wrongCode(typed));
  await typeDigits(bench, dossierOf(bench, "A").birthDate);
  await choose(bench, "try-again");
  await typeDigits(bench, typed);
  await typeDigits(bench, "31121999");
  await choose(bench, "stop");
  await asksAgain(bench, dossierOf(bench, "A").birthDate);
  await asksAgain(bench, "31121998");
  await citizenCollects(bench, "A");
  await terminal.pass(10_000);
  return [...totps, "31121999", "19991231", "31121998", "19981231"];
}

/** Whoever has lost the code, and whoever guesses at a date. */
async function asksAgain(bench: Bench, birthDate: string): Promise<void> {
  await choose(bench, "no-code");
  await choose(bench, "send-again");
  await typeDigits(bench, dossierOf(bench, "A").telephone.replace("+32", "0"));
  await typeDigits(bench, birthDate);
  await choose(bench, "back");
}

test("no code, PIN, QR, badge, one-time code, reference, birth date or contact is in the log or the ledger", async () => {
  const folder = temporaryFolder();
  const logPath = join(folder, "log");
  const fd = openSync(logPath, "a");
  onTestFinished(() => closeSync(fd));
  const log = createPinoLog({ fd });
  const store = must(openSqliteLedger(folder));
  const bench = createBench(
    createVirtualTerminal({
      folder,
      log,
      store,
      vault: ({ referenceMac }) => must(openVault({ folder, referenceMac })),
    }),
  );
  const typed = await live(bench);
  const secrets = [...(await secretsOf(bench, "A")), ...typed];
  await log.flush();
  const logged = readFileSync(logPath, "utf8");
  const rows = JSON.stringify(must(store.read(0, 10_000)));
  bench.terminal.vault().close();
  store.close();

  expect(logged.split("\n").length).toBeGreaterThan(100);
  expect(rows).toContain("pickup-collected");
  expect(rows).toContain("code-asked-again");
  expect(bench.terminal.state().durable.pickups.get(dossierOf(bench, "A").pickup)).toMatchObject({
    end: "collected",
    failuresTotal: 2,
  });
  expect(foundIn(logged, secrets)).toEqual([]);
  expect(foundIn(rows, secrets)).toEqual([]);

  // Nor in the ledger's files as they lie on the disk; the staff file holds what staff sign in with, and only that.
  for (const file of readdirSync(folder).filter((name) => name !== "staff.json"))
    expect([file, foundIn(readFileSync(join(folder, file), "latin1"), secrets)]).toEqual([
      file,
      [],
    ]);
});

test("a secret that did get there would be found", async () => {
  const bench = createBench(createVirtualTerminal({ folder: temporaryFolder() }));
  const typed = await live(bench);
  const secrets = [...(await secretsOf(bench, "A")), ...typed];
  for (const secret of secrets)
    expect(foundIn(`{"what":"x","detail":"a ${secret} b"}`, secrets)).toContain(secret);
  expect(new Set(secrets).size).toBe(secrets.length);
});
