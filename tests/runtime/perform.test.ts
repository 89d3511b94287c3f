// Each effect becomes one call, complete by type; what the called ones answer comes back as an input with the number of the question.
import { expect, test } from "vitest";
import type { Effect } from "#domain/effects.ts";
import { parsePickupId, parseStaffId } from "#domain/ids.ts";
import type { AnswerInput } from "#domain/inputs.ts";
import { type World, eraseLeftovers, perform } from "#runtime/perform.ts";
import type { LockBus, PersonalData } from "#runtime/ports.ts";
import { boardA } from "../support/bench-loop.ts";
import { must } from "../support/virtual-must.ts";
import { sha256 } from "../support/virtual-run.ts";
import { createVaultDisk, createVirtualVault } from "../support/virtual-vault.ts";
import { quietWorkshop } from "../support/quiet-workshop.ts";

const pickup = must(parsePickupId("0123456789abcdef0123456789abcdef"));
const nobody = must(parsePickupId("f".repeat(32)));
const staff = must(parseStaffId("an"));
const person: PersonalData = {
  reference: "REF-1",
  contacts: [{ channel: "sms", to: "+32470000000" }],
  language: "nl",
  birthDateMac: "mac of 19900201",
};

function createWorld() {
  const calls: string[] = [];
  const answers: AnswerInput[] = [];
  const crashes: unknown[] = [];
  const alarms: string[] = [];
  const call =
    (name: string) =>
    (...args: readonly unknown[]): void =>
      void calls.push(`${name} ${JSON.stringify(args)}`);
  const busNamed = (id: string): LockBus => ({
    id,
    open: call(`${id}.open`),
    askResult: call(`${id}.askResult`),
    acknowledge: call(`${id}.acknowledge`),
    readBoard: call(`${id}.readBoard`),
    watch: call(`${id}.watch`),
    clearSecondHost: call(`${id}.clearSecondHost`),
    setLight: call(`${id}.setLight`),
    start: async () => undefined,
    stop: async () => undefined,
  });
  const [a, b] = [busNamed("a"), busNamed("b")];
  const disk = createVaultDisk();
  const world: World = {
    buses: [a, b],
    busOf: (board) => (board.startsWith("a:") ? a : b),
    codes: {
      keyId: "1",
      pin: async () => "12345678",
      qr: () => "QR",
      checkPin: async (known, counter, typed) => known === pickup && typed === `pin ${counter}`,
      checkQr: (known, counter, text) => known === pickup && text === `qr ${counter}`,
      birthDateMac: (date) => `mac of ${date}`,
      checkBirthDate: (mac, date) => mac === `mac of ${date}`,
      sameBirthDate: (mac, other) => mac !== undefined && mac === other,
    },
    vault: createVirtualVault(disk, sha256),
    staff: {
      findByBadge: (badge) => (badge === "L24B:AN" ? { staff, role: "clerk" } : undefined),
      checkTotp: async (_staff, token, at) => ({
        valid: token === "123456" && at.afterTimeStep !== 7,
        timeStep: at.wallMs / 30_000,
      }),
    },
    outbox: { send: call("outbox.send"), stop: () => undefined },
    workshop: quietWorkshop,
    wallMs: () => 240_000,
    log: { step: call("log"), warn: call("log"), alarm: (what) => void alarms.push(what) },
    answer: (input) => void answers.push(input),
    crash: (error) => void crashes.push(error),
  };
  must(world.vault.seal(pickup, person));
  return { world, calls, answers, crashes, alarms, disk };
}

async function performed(effect: Effect) {
  const bench = createWorld();
  perform(bench.world, effect);
  await new Promise(setImmediate);
  return bench;
}

const pulse = {
  op: 12,
  board: boardA,
  channel: 3,
  boot: "000000AA",
  pulseMs: 400,
  waitMs: 3000,
  byMonoMs: 5000,
};

type CalledKind = Extract<
  Effect["kind"],
  | "fire-lock"
  | "ask-result"
  | "acknowledge-event"
  | "read-board"
  | "clear-second-host"
  | "set-light"
  | "send-message"
>;
const called: { readonly [K in CalledKind]: readonly [Extract<Effect, { kind: K }>, string] } = {
  "fire-lock": [
    { kind: "fire-lock", ...pulse, authority: { kind: "inspection" } },
    `a.open ${JSON.stringify([pulse])}`,
  ],
  "ask-result": [{ kind: "ask-result", board: boardA, op: 12 }, 'a.askResult ["a:01",12]'],
  "acknowledge-event": [
    { kind: "acknowledge-event", board: boardA, boot: "000000AA", n: 4 },
    'a.acknowledge ["a:01","000000AA",4]',
  ],
  "read-board": [{ kind: "read-board", board: boardA }, 'a.readBoard ["a:01"]'],
  "clear-second-host": [{ kind: "clear-second-host", board: boardA }, "a.clearSecondHost []"],
  "set-light": [
    { kind: "set-light", board: boardA, channel: 3, pattern: "fast" },
    'a.setLight ["a:01",3,"fast"]',
  ],
  "send-message": [
    { kind: "send-message", message: "hal-0-9", pickup, template: "document-ready" },
    `outbox.send [{"kind":"send-message","message":"hal-0-9","pickup":"${pickup}","template":"document-ready"}]`,
  ],
};

test.each(Object.values(called))("$0.kind is one call and nothing else", async (effect, call) => {
  const { calls, answers } = await performed(effect);
  expect(calls).toEqual([call]);
  expect(answers).toEqual([]);
});

const check = { kind: "check-code", ask: 5, pickup, counter: 2, birthDate: undefined } as const;
const answered: readonly (readonly [string, Effect, AnswerInput])[] = [
  [
    "a right PIN with its date",
    { ...check, method: "pin", code: "pin 2", birthDate: "19900201" },
    { kind: "code-checked", ask: 5, right: true, birthDateRight: true },
  ],
  [
    "a right PIN with another date",
    { ...check, method: "pin", code: "pin 2", birthDate: "19900202" },
    { kind: "code-checked", ask: 5, right: true, birthDateRight: false },
  ],
  [
    "a PIN of an older counter",
    { ...check, method: "pin", code: "pin 1" },
    { kind: "code-checked", ask: 5, right: false, birthDateRight: undefined },
  ],
  [
    "a PIN for nobody, with a date, which is checked against nothing",
    { ...check, method: "pin", code: "pin 2", pickup: undefined, birthDate: "19900201" },
    { kind: "code-checked", ask: 5, right: false, birthDateRight: false },
  ],
  [
    "a right QR",
    { ...check, method: "qr", code: "qr 2" },
    { kind: "code-checked", ask: 5, right: true, birthDateRight: undefined },
  ],
  [
    "a birth date alone",
    { kind: "check-birth-date", ask: 6, pickup, birthDate: "19900201" },
    { kind: "code-checked", ask: 6, right: true, birthDateRight: true },
  ],
  [
    "a typed date, and whose it is",
    {
      kind: "match-birth-dates",
      ask: 6,
      pickups: [pickup, nobody],
      by: { kind: "typed", birthDate: "19900201" },
    },
    { kind: "birth-dates-matched", ask: 6, matched: [pickup] },
  ],
  [
    "a typed date that is nobody's",
    {
      kind: "match-birth-dates",
      ask: 6,
      pickups: [pickup, nobody],
      by: { kind: "typed", birthDate: "19900202" },
    },
    { kind: "birth-dates-matched", ask: 6, matched: [] },
  ],
  [
    "who has the same birth date as another",
    {
      kind: "match-birth-dates",
      ask: 6,
      pickups: [pickup, nobody],
      by: { kind: "same-as", pickup },
    },
    { kind: "birth-dates-matched", ask: 6, matched: [pickup] },
  ],
  [
    "who has the same birth date as somebody of whom none is known",
    {
      kind: "match-birth-dates",
      ask: 6,
      pickups: [pickup, nobody],
      by: { kind: "same-as", pickup: nobody },
    },
    { kind: "birth-dates-matched", ask: 6, matched: [] },
  ],
  [
    "a holder's number with their date",
    {
      kind: "find-holder",
      ask: 6,
      pickups: [pickup, nobody],
      telephones: ["+32470000009", "+32470000000"],
      birthDate: "19900201",
    },
    { kind: "holder-found", ask: 6, found: [{ pickup, birthDate: "same" }] },
  ],
  [
    "a holder's number with another date",
    {
      kind: "find-holder",
      ask: 6,
      pickups: [pickup],
      telephones: ["+32470000000"],
      birthDate: "19900202",
    },
    { kind: "holder-found", ask: 6, found: [{ pickup, birthDate: "other" }] },
  ],
  [
    "a number of nobody here",
    {
      kind: "find-holder",
      ask: 6,
      pickups: [pickup],
      telephones: ["+32470000009"],
      birthDate: "19900201",
    },
    { kind: "holder-found", ask: 6, found: [] },
  ],
  [
    "a number of somebody who is not asked about",
    {
      kind: "find-holder",
      ask: 6,
      pickups: [],
      telephones: ["+32470000000"],
      birthDate: "19900201",
    },
    { kind: "holder-found", ask: 6, found: [] },
  ],
  [
    "a document that is known",
    { kind: "look-up-document", ask: 7, reference: "REF-1" },
    { kind: "document-looked-up", ask: 7, pickup },
  ],
  [
    "a document that is not",
    { kind: "look-up-document", ask: 7, reference: "REF-2" },
    { kind: "document-looked-up", ask: 7, pickup: undefined },
  ],
  [
    "a badge of the staff",
    { kind: "read-badge", ask: 8, badge: "L24B:AN" },
    { kind: "badge-read", ask: 8, staff, role: "clerk" },
  ],
  [
    "a badge of nobody",
    { kind: "read-badge", ask: 8, badge: "L24B:XX" },
    { kind: "badge-read", ask: 8, staff: undefined, role: undefined },
  ],
  [
    "a one-time code, on the wall clock",
    { kind: "check-totp", ask: 9, staff, token: "123456", afterTimeStep: undefined },
    { kind: "totp-checked", ask: 9, valid: true, timeStep: 8 },
  ],
  [
    "a one-time code that was used",
    { kind: "check-totp", ask: 9, staff, token: "123456", afterTimeStep: 7 },
    { kind: "totp-checked", ask: 9, valid: false, timeStep: 8 },
  ],
];

test.each(answered)("%s is answered once", async (_what, effect, answer) => {
  const { answers, crashes } = await performed(effect);
  expect(answers).toEqual([answer]);
  expect(crashes).toEqual([]);
});

test("watching a board ends the watch on every other bus", async () => {
  const watching = await performed({ kind: "watch-board", board: boardA });
  expect(watching.calls).toEqual(['a.watch ["a:01"]', "b.watch [null]"]);
  const ending = await performed({ kind: "watch-board", board: undefined });
  expect(ending.calls).toEqual(["a.watch [null]", "b.watch [null]"]);
});

test("erasing destroys the personal data and asks nobody", async () => {
  const { world, answers, alarms } = await performed({ kind: "erase-personal-data", pickup });
  expect(must(world.vault.open(pickup))).toBeUndefined();
  expect([answers, alarms]).toEqual([[], []]);
});

test("a refusal of the desk is read from the step, not performed", async () => {
  const { calls, answers } = await performed({ kind: "refuse-desk", why: "no" });
  expect([calls, answers]).toEqual([[], []]);
});

test("an unreadable vault opens nothing, finds nothing, and is an alarm", () => {
  const { world, answers, alarms, disk } = createWorld();
  disk.fault = { kind: "io", detail: "The disk is gone." };
  perform(world, { kind: "check-birth-date", ask: 1, pickup, birthDate: "19900201" });
  perform(world, { kind: "look-up-document", ask: 2, reference: "REF-1" });
  perform(world, { kind: "erase-personal-data", pickup });
  expect(answers).toEqual([
    { kind: "code-checked", ask: 1, right: true, birthDateRight: false },
    { kind: "document-looked-up", ask: 2, pickup: undefined },
  ]);
  expect(alarms).toEqual([
    "the personal data cannot be read",
    "the personal data cannot be read",
    "personal data could not be erased",
  ]);
});

test("a holder is not looked for where any box cannot be read, with one alarm for all of them", () => {
  const { world, answers, alarms, disk } = createWorld();
  disk.fault = { kind: "io", detail: "The disk is gone." };
  const telephones = ["+32470000000"];
  const pickups = [pickup, nobody];
  perform(world, { kind: "find-holder", ask: 1, pickups, telephones, birthDate: "19900201" });
  expect(answers).toEqual([{ kind: "holder-found", ask: 1, found: [] }]);
  expect(alarms).toEqual(["the personal data cannot be read"]);
});

test("a promise that must not fail ends the program, and answers nothing", async () => {
  const { world, answers, crashes } = createWorld();
  const broken: World = {
    ...world,
    codes: { ...world.codes, checkPin: () => Promise.reject(new Error("broken")) },
  };
  perform(broken, { ...check, method: "pin", code: "pin 2" });
  await new Promise(setImmediate);
  expect(answers).toEqual([]);
  expect(crashes).toEqual([new Error("broken")]);
});

test("what a power cut left of erased data goes at the next start, and nothing else", () => {
  const { world, alarms, disk } = createWorld();
  const other = must(parsePickupId("f".repeat(32)));
  must(world.vault.seal(other, { ...person, reference: "REF-2" }));
  eraseLeftovers(world, (id) => id === other);
  expect([...disk.sealed.keys()]).toEqual([other]);
  eraseLeftovers(world, (id) => id === other);
  expect(alarms).toEqual([]);
});
