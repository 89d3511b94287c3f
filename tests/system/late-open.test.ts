// An OPEN that the wire held, or says again, opens nothing [LL-3.3, LL-4.3, LL-4.8]; the code stays good and the next try opens once.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Holder, readMessage, scanQr, takeDocument } from "../../bin/tour/citizen-acts.ts";
import { load, signIn, signOut } from "../../bin/tour/clerk-acts.ts";
import { ledgerFacts } from "../support/system-desk.ts";
import { type SystemStage, raiseStage, tryDoorAgain } from "../support/system-stage.ts";

const HELD = "AT-2026-01552";
const REPEATED = "AT-2026-01560";
/** The first try and three more of the identical line [LL-3.4]. */
const TRIES = 4;

let stage: SystemStage;
const doors = new Map<string, number>();

beforeAll(async () => {
  stage = await raiseStage("pty");
  await signIn(stage, undefined);
  for (const reference of [HELD, REPEATED]) doors.set(reference, await load(stage, reference));
  await signOut(stage);
});
beforeEach(() => stage.watched());
afterAll(() => stage.lower());

const take = (holder: Holder, reference: string): Promise<void> =>
  takeDocument(stage, holder, doors.get(reference) ?? 0);

test("an OPEN that arrives after its time opens nothing; the code stays good and the next try opens once", async () => {
  const holder = await readMessage(stage, HELD);
  const before = await stage.wall.pulses();
  await stage.wire.fault("a", { kind: "drop-request", verb: "OPEN" }, TRIES);
  await scanQr(stage, holder);
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
  await scanQr(stage, holder);
  await stage.see("citizen-door-open", "the door opens");
  const again = [await stage.wire.replay("a"), await stage.wire.replay("a")];
  for (const { reply } of again) expect(reply).toMatch(/ (?:ACC op=\d+|ERR code=SEQ)\*/);
  await take(holder, REPEATED);
  expect(await stage.wall.pulses()).toBe(before + 1);
});
