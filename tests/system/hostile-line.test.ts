// A cable that holds lines back and says them again [LL-3.3, LL-4.3, LL-4.8]; noise, endless lines, forged replies and a second
// host on it; endless and unprintable codes before the reader. Whatever comes: no lock moves that nobody may open, the
// controller lives and stays small, and the next person is served.
import { crcOf } from "#protocol/crc.ts";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Holder, readMessage, scanQr, takeDocument } from "../../bin/tour/citizen-acts.ts";
import { load, signIn, signOut } from "../../bin/tour/clerk-acts.ts";
import { ledgerFacts } from "../support/system-desk.ts";
import { processOf, residentKib } from "../support/system-programs.ts";
import {
  type SystemStage,
  holdBeforeReader,
  raiseStage,
  scanWithBirthDate,
  tryDoorAgain,
} from "../support/system-stage.ts";
import { untilTrue } from "../support/system-wait.ts";

const HELD = "RB-2026-00417";
const REPEATED = "RB-2026-00418";
const IN_NOISE = "AT-2026-01552";
const AFTERWARDS = "AT-2026-01560";
/** The first try and three more of the identical line [LL-3.4]. */
const TRIES = 4;
const MEGABYTE = 2 ** 20;
/** A flood may cost some memory for a while, never several times what the controller has. */
const GROWTH_MAX = 2;

let stage: SystemStage;
const doors = new Map<string, number>();

beforeAll(async () => {
  stage = await raiseStage("pty");
  await signIn(stage, undefined);
  for (const reference of [HELD, REPEATED, IN_NOISE, AFTERWARDS])
    doors.set(reference, await load(stage, reference));
  await signOut(stage);
});
beforeEach(() => stage.watched());
afterAll(() => stage.lower());

const take = (holder: Holder, reference: string): Promise<void> =>
  takeDocument(stage, holder, doors.get(reference) ?? 0);
const framed = (body: string): string =>
  `${body}*${crcOf(body).toString(16).toUpperCase().padStart(4, "0")}`;
const controller = (): Promise<number> => processOf(stage.demo.data, "controller/main.ts");

test("an OPEN that arrives after its time opens nothing; the code stays good and the next try opens once", async () => {
  const holder = await readMessage(stage, HELD);
  const before = await stage.wall.pulses();
  await stage.wire.fault("a", { kind: "drop-request", verb: "OPEN" }, TRIES);
  await scanWithBirthDate(stage, holder);
  // The board said that it knows nothing of it, which it can only prove once `by` has passed.
  await stage.see("citizen-door-jammed", "the door did not open");
  const late = await stage.wire.replay("a");
  expect(late.reply).toMatch(/^<01 [0-9A-F]{4} ERR code=(?:SEQ|STALE)\*/);
  expect(await stage.wall.pulses()).toBe(before);

  await tryDoorAgain(stage);
  await take(holder, HELD);
  expect(await stage.wall.pulses()).toBe(before + 1);
  const outcomes = (await ledgerFacts(stage.demo.data))
    .filter(({ kind }) => kind === "grant-ended")
    .map(({ body }) => body["outcome"]);
  expect(outcomes.slice(-2)).toEqual(["not-fired", "opened"]);
});

test("an OPEN that is heard twice more at once pulses once", async () => {
  const holder = await readMessage(stage, REPEATED);
  const before = await stage.wall.pulses();
  await scanWithBirthDate(stage, holder);
  await stage.see("citizen-door-open", "the door opens");
  const again = [await stage.wire.replay("a"), await stage.wire.replay("a")];
  for (const { reply } of again) expect(reply).toMatch(/ (?:ACC op=\d+|ERR code=SEQ)\*/);
  await take(holder, REPEATED);
  expect(await stage.wall.pulses()).toBe(before + 1);
});

test("a megabyte of noise while the door is open ends in a document that is collected, under one pulse", async () => {
  const holder = await readMessage(stage, IN_NOISE);
  const before = await stage.wall.pulses();
  await scanQr(stage, holder);
  await stage.see("citizen-door-open", "the door opens");
  const noise = stage.wire.flood("a", MEGABYTE);
  await take(holder, IN_NOISE);
  await noise;
  expect(await stage.wall.pulses()).toBe(before + 1);
});

test("ten megabytes without a line end leave the controller alive, small, and hearing its boards again", async () => {
  const pid = await controller();
  const [kib, before] = [residentKib(pid), await stage.wall.pulses()];
  await stage.wire.flood("a", 10 * MEGABYTE);
  await stage.desk.allBoardsGood();
  expect(await controller()).toBe(pid);
  expect(residentKib(pid) / kib).toBeLessThan(GROWTH_MAX);
  expect(await stage.wall.pulses()).toBe(before);
});

test.each([
  ["four thousand characters", `L24:${"A".repeat(3996)}`],
  ["control characters", "L24:\u0000\u0007\u001b[2J\u007f1234"],
  ["letters of no code", "L24:é€漢\u202e"],
  ["an SQL question", "L24:0000' OR 1=1;--"],
])("a code of %s opens nothing and harms nobody", async (_what, text) => {
  const before = await stage.wall.pulses();
  await stage.wall.scan(text);
  // What is no text of ours is dropped at the reader; what is one is answered like a wrong code.
  await holdBeforeReader(stage, "L24:0000AAAAAAAAAAAAAAAAAAAAAAAAAA", "citizen-wrong");
  await stage.screen.choose("stop");
  await stage.see("citizen-home", "they go");
  expect(await stage.wall.pulses()).toBe(before);
});

test("a doppelganger that answers to every number opens nothing", async () => {
  const pid = await controller();
  const before = await stage.wall.pulses();
  for (let seq = 0; seq < 400; seq += 1) {
    const number = seq.toString(16).toUpperCase().padStart(4, "0");
    const reply = ["ACC op=1", "DUP op=1 ch=1 res=opened", "EV n=9999 t=1 k=boot r=power more=1"];
    await stage.wire.say("a", framed(`<01 ${number} ${reply[seq % 3]}`));
  }
  await stage.desk.allBoardsGood();
  expect(await controller()).toBe(pid);
  expect(await stage.wall.pulses()).toBe(before);
});

test("a second host stops the bus until staff have looked; then the waiting document comes out", async () => {
  const holder = await readMessage(stage, AFTERWARDS);
  const before = await stage.wall.pulses();
  // A second host asks more than once: what it says in the midst of another line is lost. It asks for a board that is not there.
  await untilTrue("both boards are stopped", async () => {
    await stage.wire.say("a", framed(">05 0001 STAT"));
    return (await stage.desk.health()).boards.every(({ stopped }) => stopped === "second-host");
  });
  await scanQr(stage, holder);
  await stage.see("citizen-needs-staff", "no door is promised");
  await stage.screen.choose("back");
  expect(await stage.wall.pulses()).toBe(before);
  const alarms = (await ledgerFacts(stage.demo.data)).filter(({ kind }) => kind === "alarm-raised");
  expect(alarms.map(({ body }) => body["alarm"])).toContain("second-host");

  for (const board of ["a:01", "a:02"]) await stage.desk.resumeBoard(board);
  await stage.see("citizen-home", "they have gone");
  await holdBeforeReader(stage, holder.qr, "citizen-door-open");
  await take(holder, AFTERWARDS);
  expect(await stage.wall.pulses()).toBe(before + 1);
});
