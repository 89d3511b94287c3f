// Messages on their way: tried until the gateway takes them or says that it never will, with the codes of that moment.
import { expect, test } from "vitest";
import { type PickupId, parseLocator, parsePickupId, parseProductId } from "#domain/ids.ts";
import type { AnswerInput } from "#domain/inputs.ts";
import type { Pickup } from "#domain/state.ts";
import { type Outgoing, createOutbox } from "#runtime/outbox.ts";
import type { Codes, OutgoingMessage, PersonalData } from "#runtime/ports.ts";
import { createVirtualGateway } from "../support/virtual-gateway.ts";
import { must } from "../support/virtual-must.ts";
import { sha256 } from "../support/virtual-run.ts";
import { virtualSite } from "../support/virtual-site.ts";
import { createVirtualTime } from "../support/virtual-time.ts";
import { createVaultDisk, createVirtualVault } from "../support/virtual-vault.ts";

const id: PickupId = must(parsePickupId("0123456789abcdef0123456789abcdef"));
const ready: Outgoing = {
  kind: "send-message",
  message: "hal-0-9",
  pickup: id,
  template: "document-ready",
};
const person: PersonalData = {
  reference: "REF-1",
  contacts: [
    { channel: "email", to: "an@example.org" },
    { channel: "sms", to: "+32470000000" },
  ],
  language: "nl",
  birthDateMac: undefined,
};
const waiting: Pickup = {
  id,
  product: must(parseProductId("attest")),
  locator: must(parseLocator("4217")),
  language: "nl",
  lowCompartment: false,
  phase: "waiting",
  end: undefined,
  endedAtMs: undefined,
  compartment: undefined,
  undoUntilMonoMs: undefined,
  untilMs: Date.UTC(2026, 10, 10, 9),
  stampEpoch: 1,
  dead: undefined,
  suspended: undefined,
  released: false,
  pinCounter: 0,
  qrCounter: 0,
  codeUsed: false,
  graceFromMonoMs: undefined,
  failuresInRow: 0,
  failuresTotal: 0,
  wrongBirthDates: 0,
  sentAgain: 0,
  erased: false,
  handedIn: false,
  group: undefined,
};
const codes: Codes = {
  keyId: "1",
  pin: async (_pickup, counter, digits) => String(counter).padStart(digits, "0"),
  qr: (_pickup, counter) => `QR${counter}`,
  checkPin: async () => false,
  checkQr: () => false,
  birthDateMac: String,
  checkBirthDate: () => false,
  sameBirthDate: () => false,
};

function createBench() {
  const time = createVirtualTime();
  const gateway = createVirtualGateway();
  const disk = createVaultDisk();
  const vault = createVirtualVault(disk, sha256);
  must(vault.seal(id, person));
  const answers: AnswerInput[] = [];
  const crashes: unknown[] = [];
  const warnings: string[] = [];
  const state: { pickup: Pickup | undefined } = { pickup: waiting };
  const outbox = createOutbox({
    site: virtualSite,
    place: { name: "Stadhuis", address: "Markt 1" },
    gateway,
    vault,
    codes,
    log: {
      step: () => undefined,
      warn: (what) => void warnings.push(what),
      alarm: () => undefined,
    },
    pickup: () => state.pickup,
    after: time.after,
    answer: (input) => void answers.push(input),
    crash: (error) => void crashes.push(error),
  });
  return { time, gateway, vault, disk, outbox, answers, crashes, warnings, state };
}

const told = (messages: readonly OutgoingMessage[]) =>
  messages.map(({ id: key, contact, values, qr }) => [key, contact.to, values["pin"], qr]);

test("goes to every contact under a key of its own, with what its template needs, and is answered once", async () => {
  const { outbox, gateway, answers, time } = createBench();
  outbox.send(ready);
  await time.settle();
  expect(told(gateway.delivered)).toEqual([
    ["hal-0-9-1", "an@example.org", "00000000", "L24:4217QR0"],
    ["hal-0-9-2", "+32470000000", "00000000", "L24:4217QR0"],
  ]);
  expect(gateway.delivered[0]?.values).toEqual({
    product: "Attest",
    terminal: "Stadhuis",
    address: "Markt 1",
    locator: "4217",
    pin: "00000000",
    until: "2026-11-10",
  });
  expect(answers).toEqual([{ kind: "message-accepted", message: "hal-0-9" }]);
});

test("says what to bring while an old document has to come first, and not after it came", async () => {
  const { outbox, gateway, time, state } = createBench();
  const product = must(parseProductId("kaart"));
  state.pickup = { ...waiting, product };
  outbox.send(ready);
  await time.settle();
  expect(gateway.delivered[0]?.values["bring"]).toBe("old-document");
  state.pickup = { ...waiting, product, handedIn: true };
  outbox.send({ ...ready, message: "hal-0-10", template: "code-renewed" });
  await time.settle();
  expect(gateway.delivered.at(-1)?.values["bring"]).toBeUndefined();
});

test("carries no code where its template asks for none", async () => {
  const { outbox, gateway, time } = createBench();
  outbox.send({ ...ready, template: "document-collected" });
  await time.settle();
  expect(Object.keys(gateway.delivered[0]?.values ?? {})).toEqual([
    "product",
    "terminal",
    "address",
  ]);
  expect(gateway.delivered[0]?.qr).toBeUndefined();
});

test("is tried again at growing distance, at most five minutes, for as long as it takes", async () => {
  const { outbox, gateway, answers, time, warnings } = createBench();
  gateway.mood = "unreachable";
  outbox.send(ready);
  const triedAtMs: number[] = [];
  for (let at = 0; at < 1_300_000; at += 1000) {
    const before = gateway.offers.length;
    await time.pass(1000);
    if (gateway.offers.length > before) triedAtMs.push(time.nowMs());
  }
  expect(triedAtMs).toEqual([
    1000, 5000, 15_000, 35_000, 75_000, 155_000, 315_000, 615_000, 915_000, 1_215_000,
  ]);
  expect(warnings).toHaveLength(triedAtMs.length);
  expect(answers).toEqual([]);
  gateway.mood = "accepts";
  await time.pass(300_000);
  expect(answers).toEqual([{ kind: "message-accepted", message: "hal-0-9" }]);
});

test("is delivered once to each, though the second contact could not be reached at first", async () => {
  const { outbox, gateway, time } = createBench();
  const { send } = gateway;
  let away = true;
  gateway.send = async (message) => {
    if (!away || message.contact.channel === "email") return send(message);
    away = false;
    return { ok: false, error: { kind: "unreachable", detail: "no network" } };
  };
  outbox.send(ready);
  await time.pass(10_000);
  expect(gateway.offers).toEqual(["hal-0-9-1", "hal-0-9-1", "hal-0-9-2"]);
  expect(gateway.delivered.map((message) => message.id)).toEqual(["hal-0-9-1", "hal-0-9-2"]);
});

test("reaches the telephone though the e-mail address is wrong, and is said to have been refused", async () => {
  const { outbox, gateway, answers, time } = createBench();
  const { send } = gateway;
  gateway.send = async (message) =>
    message.contact.channel === "email"
      ? { ok: false, error: { kind: "refused", detail: "no such address" } }
      : send(message);
  outbox.send(ready);
  await time.pass(600_000);
  expect(gateway.delivered.map(({ contact }) => contact.to)).toEqual(["+32470000000"]);
  expect(answers).toEqual([
    { kind: "message-refused", message: "hal-0-9", why: "no such address" },
  ]);
});

test("sends the codes of the moment it goes out, not of the moment it was queued", async () => {
  const { outbox, gateway, time, state } = createBench();
  gateway.mood = "unreachable";
  outbox.send(ready);
  await time.pass(1000);
  state.pickup = { ...waiting, pinCounter: 1, qrCounter: 2 };
  gateway.mood = "accepts";
  await time.pass(10_000);
  expect(told(gateway.delivered)[0]).toEqual([
    "hal-0-9-1",
    "an@example.org",
    "00000001",
    "L24:4217QR2",
  ]);
});

test("that was asked for at the terminal goes at once by e-mail and SMS, and by no letter", async () => {
  const { outbox, gateway, time, vault } = createBench();
  const letter = { channel: "letter", to: "An Peeters, Markt 1" } as const;
  must(vault.seal(id, { ...person, contacts: [letter, ...person.contacts] }));
  outbox.send({ ...ready, template: "code-repeated" });
  await time.settle();
  expect(told(gateway.delivered).map(([, to]) => to)).toEqual(["an@example.org", "+32470000000"]);
  expect(gateway.delivered[0]?.values["pin"]).toBe("00000000");
});

test.each<[string, Partial<Pickup>]>([
  ["was fetched with others of its household", { codeUsed: true }],
  ["has ended", { phase: "ended", end: "retrieved" }],
  ["has expired", { dead: "expired" }],
])("gives no code for a document that %s while the gateway was away", async (_what, change) => {
  const { outbox, gateway, answers, time, state } = createBench();
  gateway.mood = "unreachable";
  outbox.send(ready);
  await time.pass(1000);
  state.pickup = { ...waiting, ...change };
  gateway.mood = "accepts";
  await time.pass(10_000);
  expect(gateway.delivered).toEqual([]);
  expect(answers).toEqual([
    { kind: "message-refused", message: "hal-0-9", why: "its code opens nothing any more" },
  ]);
});

test("is given up when the gateway will never take it", async () => {
  const { outbox, gateway, answers, time } = createBench();
  gateway.mood = "refuses";
  outbox.send(ready);
  await time.pass(600_000);
  expect(gateway.offers).toEqual(["hal-0-9-1", "hal-0-9-2"]);
  expect(answers).toEqual([
    { kind: "message-refused", message: "hal-0-9", why: "no such address" },
  ]);
});

test.each([
  ["the personal data is erased", (bench: ReturnType<typeof createBench>) => bench.vault.erase(id)],
  [
    "the pickup is forgotten",
    (bench: ReturnType<typeof createBench>) => (bench.state.pickup = undefined),
  ],
  [
    "there is no contact",
    (bench: ReturnType<typeof createBench>) => bench.vault.seal(id, { ...person, contacts: [] }),
  ],
])("is given up when %s, and offered to nobody", async (_why, change) => {
  const bench = createBench();
  change(bench);
  bench.outbox.send(ready);
  await bench.time.settle();
  expect(bench.gateway.offers).toEqual([]);
  expect(bench.answers).toMatchObject([{ kind: "message-refused" }]);
});

test("waits for a vault that cannot be read, as for a gateway", async () => {
  const { outbox, disk, answers, time } = createBench();
  disk.fault = { kind: "io", detail: "The disk is gone." };
  outbox.send(ready);
  await time.pass(1000);
  expect(answers).toEqual([]);
  disk.fault = undefined;
  await time.pass(5000);
  expect(answers).toEqual([{ kind: "message-accepted", message: "hal-0-9" }]);
});

test("tries nothing again once stopped, and answers nobody", async () => {
  const { outbox, gateway, answers, time } = createBench();
  gateway.mood = "unreachable";
  outbox.send(ready);
  await time.settle();
  gateway.mood = "accepts";
  outbox.send({ ...ready, message: "under-way" });
  outbox.stop();
  await time.pass(600_000);
  expect(gateway.delivered.map((message) => message.id)).not.toContain("hal-0-9-1");
  expect(answers).toEqual([]);
});

test("a gateway that throws is a fault of the program", async () => {
  const { outbox, gateway, crashes, time } = createBench();
  gateway.send = () => Promise.reject(new Error("broken"));
  outbox.send(ready);
  await time.settle();
  expect(crashes).toEqual([new Error("broken")]);
});
