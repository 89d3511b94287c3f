// What happens to the machine and around it, as sentences: time, power, doors, boards, wires, the gateway, the ledger.
import { must } from "../support/virtual-must.ts";
import { verbOf } from "../support/virtual-wire.ts";
import { parseCompartmentNumber } from "#domain/ids.ts";
import { compartmentOf } from "#domain/state.ts";
import { encodeRequest } from "#protocol/request-codec.ts";
import { planFault, type WireFault } from "#simulator/wire-faults.ts";
import { dossierOf } from "../support/bench-people.ts";
import type { Stage } from "./stage.ts";
import { type Verb, verb } from "./verb.ts";

const BOARDS = ["a:01", "a:02"] as const;
const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 };
/** Long enough for boards to be greeted and their doors to be read. */
const START_MS = 2000;

async function begin(stage: Stage): Promise<void> {
  stage.renew();
  await stage.terminal().start();
  await stage.terminal().pass(START_MS);
}

function faultOnBus(stage: Stage, fault: WireFault, count: number): void {
  const { bus } = stage.terminal().wall;
  bus.faults = planFault(bus.faults, fault, count);
}

// ---- power ----------------------------------------------------------------------------------------------------------

type Victim = "controller" | "power";

function takeDown(stage: Stage, victim: Victim): void {
  const { wall, kill } = stage.terminal();
  stage.trace().note("power", victim === "power" ? "gone" : "the controller dies");
  if (victim === "power") for (const board of BOARDS) wall.powerOff(board);
  kill();
}

/** `point` is where in the ledger: a fact as the trace shows it, or its beginning. */
function takeDownAt(
  stage: Stage,
  victim: Victim,
  [point = "", fact = ""]: readonly string[],
): void {
  const terminal = stage.terminal();
  terminal.cutPoint = (rows) => {
    if (!rows.some((row) => stage.trace().factOf(row).startsWith(fact))) return undefined;
    terminal.cutPoint = () => undefined;
    return { point: point === "before" ? "before" : "after", act: () => takeDown(stage, victim) };
  };
}

function takeDownAtOpen(stage: Stage, victim: Victim): void {
  const { wire } = stage.terminal();
  wire.onSent = (line) => {
    if (verbOf(line) !== "OPEN") return;
    wire.onSent = () => undefined;
    takeDown(stage, victim);
  };
}

async function bringBack(stage: Stage, victim: Victim): Promise<void> {
  const { wall, start } = stage.terminal();
  if (victim === "power") for (const board of BOARDS) wall.reset(board, "power");
  await start();
}

const victimOf = (word: string | undefined): Victim => (word === "power" ? "power" : "controller");

// ---- what there is to see -------------------------------------------------------------------------------------------

/** What the ledger believes of a document and of its compartment, beside where it really is. */
function look(stage: Stage, letter: string): void {
  const { state, wall } = stage.terminal();
  const { durable } = state();
  const pickup = durable.pickups.get(dossierOf(stage.bench(), letter).pickup);
  const door = wall.doorOf(letter);
  const place = door === undefined ? "outside" : `in ${door}`;
  const believed = [
    pickup?.phase ?? "forgotten",
    pickup?.end,
    pickup?.phase === "waiting" ? `in ${pickup.compartment}` : undefined,
    pickup?.dead,
    pickup?.suspended === undefined ? undefined : `suspended: ${pickup.suspended}`,
    pickup?.codeUsed === true ? "code used" : undefined,
  ].filter((part) => part !== undefined);
  stage.trace().note("look", `${letter} is ${place}; ledger: ${believed.join(", ")}`);
}

function lookAtDoor(stage: Stage, number: string): void {
  const { state, wall } = stage.terminal();
  const { door, item, doubt, holds } = compartmentOf(
    state().durable,
    must(parseCompartmentNumber(Number(number))),
  );
  const really = wall.isOpen(Number(number)) ? "open" : "closed";
  const service = doubt ?? (holds === undefined ? "free" : "occupied");
  stage
    .trace()
    .note("look", `door ${number} is ${really}; ledger: ${door}, item ${item}, ${service}`);
}

/** Rows in the outbox and a live grant: what a terminal at rest has none of. */
function lookAtRest(stage: Stage): void {
  const { durable } = stage.terminal().state();
  const grant = durable.grant === undefined ? "no live grant" : "a live grant";
  const messages = Object.keys(durable.outbox).length;
  stage.trace().note("look", `${grant}, ${messages} messages in the outbox`);
}

export const worldVerbs: readonly Verb[] = [
  verb("given a terminal", begin),
  verb("given a terminal that was never started", (stage) => stage.renew()),
  verb("given {} (ms|s|min|h) pass", (stage, [count, unit = ""]) =>
    stage.terminal().pass(Number(count) * (UNIT_MS[unit] ?? 0)),
  ),
  verb("{} (ms|s|min|h) pass", (stage, [count, unit = ""]) =>
    stage.terminal().pass(Number(count) * (UNIT_MS[unit] ?? 0)),
  ),
  verb("the terminal starts", (stage) => stage.terminal().start()),

  verb("(power) is cut", (stage, [victim]) => takeDown(stage, victimOf(victim))),
  verb("(controller) dies", (stage, [victim]) => takeDown(stage, victimOf(victim))),
  verb("the (controller|power) will go (before|after) {…}", (stage, [victim, ...point]) =>
    takeDownAt(stage, victimOf(victim), point),
  ),
  verb("the (controller|power) will go when OPEN is sent", (stage, [victim]) =>
    takeDownAtOpen(stage, victimOf(victim)),
  ),
  verb("the (controller|power) comes back", (stage, [victim]) =>
    bringBack(stage, victimOf(victim)),
  ),

  verb("door {} is pushed shut", (stage, [door]) =>
    stage.terminal().wall.touch(Number(door), "close"),
  ),
  verb("door {} sticks", (stage, [door]) => stage.terminal().wall.touch(Number(door), "jam")),
  verb("door {} is loose again", (stage, [door]) =>
    stage.terminal().wall.touch(Number(door), "free"),
  ),
  verb("door {} is forced open", (stage, [door]) =>
    stage.terminal().wall.touch(Number(door), "force"),
  ),
  verb("the coil of door {} breaks", (stage, [door]) =>
    stage.terminal().wall.touch(Number(door), "cut-coil"),
  ),
  verb("{} is put in {}", (stage, [letter = "", door]) =>
    stage.terminal().wall.put(letter, Number(door)),
  ),
  verb("{} is taken out", (stage, [letter = ""]) => stage.terminal().wall.take(letter)),

  verb("board {} resets", (stage, [board = ""]) => stage.terminal().wall.reset(board, "brownout")),
  verb("board {} loses power", (stage, [board = ""]) => stage.terminal().wall.powerOff(board)),
  verb("board {} has power again", (stage, [board = ""]) =>
    stage.terminal().wall.reset(board, "power"),
  ),
  verb("the board will reset after the next OPEN", (stage) =>
    faultOnBus(stage, { kind: "reset-after", verb: "OPEN" }, 1),
  ),

  verb("the wire loses everything", (stage) => {
    stage.terminal().wire.cut = true;
  }),
  verb("the wire carries again", (stage) => {
    stage.terminal().wire.cut = false;
  }),
  verb("the wire loses the next {} replies to {}", (stage, [count, what = ""]) =>
    faultOnBus(stage, { kind: "drop-reply", verb: what }, Number(count)),
  ),
  verb("the wire holds every OPEN", (stage) => stage.terminal().wire.holdOpens()),
  verb("the wire delivers what it held", (stage) => stage.terminal().wire.releaseOpens()),
  verb("the wire repeats the last OPEN", (stage) => {
    stage.trace().note("wire", stage.terminal().wire.repeatLastOpen().replace(/\*.*/u, ""));
  }),
  verb("the port is unplugged", (stage) => stage.terminal().wire.unplug()),
  verb("the port is plugged in", (stage) => stage.terminal().wire.plugIn()),
  verb("another host asks board 01 for its doors", (stage) =>
    stage
      .terminal()
      .wire.strangerSays(encodeRequest({ addr: 1, seq: 0x700, request: { kind: "stat" } })),
  ),

  verb("the gateway is unreachable", (stage) => {
    stage.terminal().gateway.mood = "unreachable";
  }),
  verb("the gateway refuses", (stage) => {
    stage.terminal().gateway.mood = "refuses";
  }),
  verb("the gateway is back", (stage) => {
    stage.terminal().gateway.mood = "accepts";
  }),

  verb("the disk is full", (stage) => {
    stage.terminal().disk.fault = { kind: "full", detail: "The disk is full." };
  }),
  verb("the disk has room again", (stage) => {
    stage.terminal().disk.fault = undefined;
  }),
  verb("a backup is made", (stage) => {
    stage.backup = [...stage.terminal().disk.rows];
  }),
  verb("the backup is put back in silence", (stage) => {
    stage.terminal().disk.rows = [...stage.backup];
  }),
  verb("the ledger is restored from the backup", (stage) => stage.terminal().restore(stage.backup)),
  verb("the clock is set {} min ahead", (stage, [minutes]) => {
    stage.terminal().wallAheadMs += Number(minutes) * 60_000;
  }),

  verb("look at {} and its door {}", (stage, [letter = "", door = ""]) => {
    look(stage, letter);
    lookAtDoor(stage, door);
  }),
  verb("look at door {}", (stage, [door = ""]) => lookAtDoor(stage, door)),
  verb("look at {}", (stage, [letter = ""]) => look(stage, letter)),
  verb("look whether anything is left to do", lookAtRest),
];
