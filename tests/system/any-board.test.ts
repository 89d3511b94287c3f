// One deposit and one pickup with a board that is no part of a wall: `loket24 board`, and one that an independent hand wrote
// from the protocol's text. Everything around the controller is the test's: scanner, gateway, the citizen's hands.
import { expect, onTestFinished, test } from "vitest";
import { type Stage, doorOf, setStage } from "../../bin/tour/stage.ts";
import { findFreePort } from "../../bin/tcp-port.ts";
import { type SystemBench, raiseBench } from "../support/system-bench.ts";
import { type Desk, ledgerFacts, openDesk } from "../support/system-desk.ts";
import { startLoket24 } from "../support/system-programs.ts";
import { addStaff, oneTimeCode } from "../support/system-staff.ts";
import { type Place, controllerOn, folderOfTest, layDown } from "../support/system-terminal.ts";
import { until, untilTrue } from "../support/system-wait.ts";
import { startIndependentBoard } from "./independent-board.ts";

const REFERENCE = "AT-2026-00001";

type Bench = SystemBench & {
  readonly place: Place;
  readonly boardPort: number;
};

async function bench(): Promise<Bench> {
  const raised = await raiseBench();
  onTestFinished(raised.stop);
  const boardPort = await findFreePort();
  const place = layDown(
    folderOfTest(),
    await findFreePort(),
    `buses:
  - { id: b, kind: tcp, host: 127.0.0.1, port: ${boardPort}, boards: [{ address: "01", channels: 24 }] }
compartments:
  - { number: 1, bus: b, board: "01", channel: 17, column: 1, row: 1, heightMm: 1500, size: small }
scanner: { kind: tcp, host: 127.0.0.1, port: ${raised.scannerPort} }
messages: { url: "http://127.0.0.1:${raised.gatewayPort}/" }
`,
  );
  return { ...raised, place, boardPort };
}

test("a board that `loket24 board` simulates takes a document in and gives it out", async () => {
  const it = await bench();
  const where = `127.0.0.1:${it.boardPort}`;
  const options = ["--channels", "24", "--tcp", where, "--spring", "--close-after", "1"];
  const board = startLoket24("board", "--address", "01", ...options);
  onTestFinished(() => board.stop());
  await untilTrue("the board tells where it listens", () => board.printed().includes(where));
  expect(await depositAndPickup(it)).toEqual([17, 17]);
});

test("a board that knows only the protocol's text takes a document in and gives it out", async () => {
  const it = await bench();
  const board = await startIndependentBoard(it.boardPort);
  onTestFinished(board.stop);
  expect(await depositAndPickup(it)).toEqual([17, 17]);
  expect(board.pulses).toEqual([17, 17]);
});

/** @returns the channels whose coils the boards reported as driven */
async function depositAndPickup(it: Bench): Promise<readonly unknown[]> {
  const { place } = it;
  const clerk = await addStaff(place.data, "bench");
  await controllerOn(place);
  const controllerUrl = `http://127.0.0.1:${place.port}`;
  const desk = openDesk(controllerUrl, place.data);
  const demo = { data: place.data, controllerUrl, wallUrl: "", ...noDemo };
  const stage = setStage(demo, () => undefined);
  onTestFinished(stage.leave);
  await untilTrue("it serves", async () => (await desk.health()).serving);
  await announce(desk);

  it.scan(clerk.badge);
  await stage.see("staff-totp", "the badge is read");
  await stage.screen.type(await oneTimeCode(clerk));
  await stage.see("clerk-menu", "the clerk is signed in");
  it.scan(REFERENCE);
  expect(doorOf(await stage.see("clerk-door-open", "a free door opens"))).toBe(1);
  await stage.see("clerk-deposited", "the document lies behind it");
  await stage.screen.choose("sign-out");
  await stage.see("citizen-home", "the clerk has gone");

  await collect(stage, it);
  const facts = await ledgerFacts(place.data);
  expect(facts.find(({ kind }) => kind === "pickup-collected")?.body).toMatchObject({
    compartment: 1,
    proof: "holder-confirmed",
  });
  return (
    facts
      .filter(({ kind }) => kind === "board-event-recorded")
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      .map(({ body }) => body["event"] as { kind: string; channel?: number })
      .filter(({ kind }) => kind === "drive")
      .map(({ channel }) => channel)
  );
}

/** Without an item sensor the holder's word ends it. The code is typed: there is no picture on this phone. */
async function collect(stage: Stage, it: Bench): Promise<void> {
  const letter = await until("the message with the code", () => it.letters()[0]);
  const [grouped = ""] = /\b\d{4}(?: \d{3,4}){2}\b/.exec(letter.text) ?? [];
  await stage.screen.choose("type-code");
  await stage.see("citizen-code", "the keypad asks for the code");
  await stage.screen.type(grouped.replaceAll(" ", ""));
  await stage.see("citizen-door-open", "the door opens");
  await stage.see("citizen-taken", "it is shut: the holder is asked");
  await stage.screen.choose("door-taken");
  await stage.see("citizen-done", "collected");
}

const announce = (desk: Desk): Promise<unknown> =>
  desk.announce({
    reference: REFERENCE,
    product: "attest",
    contacts: [{ channel: "sms", to: "+32470000000" }],
    language: "nl",
  });

/** Nothing of a demo stands around this controller. */
const noDemo = {
  cutController: async () => undefined,
  broken: new Promise<never>(() => undefined),
  stop: async () => undefined,
};
