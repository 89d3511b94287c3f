// The stage of the transcripts with judges beside it: what its virtual terminal does, its wire carries and its people do is told
// to them as a simulated world would. Complaints are gathered, not thrown, so that a test can name them all.
import type { Input } from "#domain/inputs.ts";
import type { OutgoingMessage } from "#runtime/ports.ts";
import { recover } from "#runtime/recover.ts";
import type { Hall } from "#simulator/world/hall.ts";
import type { Actor, Happening } from "#simulator/world/happening.ts";
import type { Mail } from "#simulator/world/front.ts";
import { createMemoryLedgerStore } from "../support/memory-ledger-store.ts";
import { createBench } from "../support/bench-people.ts";
import { sha256 } from "../support/virtual-run.ts";
import { CHANNELS, siteOfDoor, virtualSite } from "../support/virtual-site.ts";
import { type VirtualTerminal, createVirtualTerminal } from "../support/virtual-terminal.ts";
import type { VirtualWall } from "../support/virtual-wall.ts";
import { createTrace } from "../scenarios/trace.ts";
import type { Stage } from "../scenarios/stage.ts";
import type { Bench, Judge } from "./watch.ts";
import { judges } from "./judges/judges.ts";

const BUS = "a";
const CODE_DIGITS = 4 + virtualSite.pinDigits;

export type JudgedStage = {
  readonly stage: Stage;
  readonly complaints: string[];
};

export function createJudgedStage(folder: () => string): JudgedStage {
  const complaints: string[] = [];
  let judged: ReturnType<typeof seat> | undefined;
  const current = (): ReturnType<typeof seat> => {
    if (judged === undefined) throw new Error('a transcript begins with "given a terminal"');
    return judged;
  };
  const stage: Stage = {
    bench: () => current().bench,
    terminal: () => current().bench.terminal,
    trace: () => current().trace,
    renew() {
      judged = seat(folder(), complaints);
    },
    backup: [],
  };
  return { stage, complaints };
}

/** A fresh terminal, and everybody who looks at it. */
function seat(folder: string, complaints: string[]) {
  const trace = createTrace();
  const watching: Judge[] = [];
  const tell: Tell = (say) => {
    for (const judge of watching) say(judge);
  };
  const happen = (happening: Happening): void => tell((judge) => judge.happened?.(happening));
  const eyes = { look: () => undefined as void };
  const terminal = createVirtualTerminal({
    folder,
    watch: {
      rows(rows) {
        eyes.look();
        trace.watch.rows(rows);
        tell((judge) => judge.acknowledged?.(rows));
      },
      effect(effect) {
        trace.watch.effect(effect);
        tell((judge) => judge.performed?.(effect));
      },
      screen(screen) {
        eyes.look();
        trace.watch.screen(screen);
        if (terminal.isRunning())
          tell((judge) => judge.stepped?.(terminal.state(), nowOf(terminal)));
      },
      pulse(door, op) {
        trace.watch.pulse(door, op);
        const board = Math.ceil(door / CHANNELS);
        happen({ kind: "pulsed", bus: BUS, board, channel: siteOfDoor(door).channel, op });
      },
      message(message) {
        trace.watch.message(message);
        tell((judge) => judge.delivered?.(mailOf(message)));
      },
      fault(fault) {
        trace.watch.fault(fault);
        tell((judge) => judge.faulted?.(fault));
      },
    },
  });
  const bench = createBench(terminal);
  const hall = hallOf(terminal.wall);
  const judgeBench: Bench = {
    site: virtualSite,
    hall,
    nowMs: terminal.time.nowMs,
    complain: (invariant, what) => void complaints.push(`${invariant}: ${what}`),
  };
  watching.push(...judges.map((create) => create(judgeBench)));
  eyes.look = doorWatch(hall, happen);
  watchRuns(terminal, tell);
  watchWire(terminal, tell);
  watchPeople(terminal, happen);
  const { addDossier } = bench;
  Object.assign(bench, {
    addDossier(dossier: Parameters<typeof addDossier>[0]) {
      addDossier(dossier);
      const { letter, pickup, birthDate, telephone } = dossier;
      happen({ kind: "document-printed", document: letter, pickup, birthDate, telephone });
    },
  });
  return { bench, trace };
}

type Tell = (say: (judge: Judge) => void) => void;

const nowOf = ({ wallMs, time }: VirtualTerminal) => ({ wallMs: wallMs(), monoMs: time.nowMs() });

function mailOf({ contact, template, values, qr }: OutgoingMessage): Mail {
  const typed = qr === undefined ? undefined : `${values["locator"]}${values["pin"]}`;
  return { to: contact.to, template, typed, qr };
}

const refuse = (): never => {
  throw new Error("judges only look");
};

/** The virtual wall in the words of a hall; nobody here asks for more than it knows. */
function hallOf(wall: VirtualWall): Hall {
  return {
    doors: [...virtualSite.compartments.keys()],
    buses: new Map([[BUS, wall.bus]]),
    boardOf: (door) => wall.board(siteOfDoor(door).board),
    compartmentOf(door) {
      const site = siteOfDoor(door);
      const fitting = wall.board(site.board).fittings[site.channel - 1];
      if (fitting?.kind !== "lock") throw new Error(`there is no lock at door ${door}`);
      return fitting.compartment;
    },
    isOpen: wall.isOpen,
    isJammed: () => false,
    inside: wall.inside,
    whereIs(document) {
      const door = wall.doorOf(document);
      return door === undefined
        ? { kind: "hands", by: "holder", name: document }
        : { kind: "compartment", door };
    },
    touch: refuse,
    put: refuse,
    take: refuse,
  };
}

/** Tells of doors that moved since the last look. */
function doorWatch(hall: Hall, happen: (happening: Happening) => void): () => void {
  const open = new Map<number, boolean>();
  return () => {
    for (const door of hall.doors) {
      const isOpen = hall.isOpen(door);
      if (isOpen === (open.get(door) ?? false)) continue;
      open.set(door, isOpen);
      happen({ kind: "door-moved", door, open: isOpen });
    }
  };
}

function watchRuns(terminal: VirtualTerminal, tell: Tell): void {
  const { start, restore, disk } = terminal;
  Object.assign(terminal, {
    async start() {
      const rows = [...disk.rows];
      const recovered = recover(createMemoryLedgerStore(disk), sha256);
      if (recovered.ok) tell((judge) => judge.opened?.(rows, recovered.value.durable));
      await start();
    },
    restore(rows: Parameters<typeof restore>[0]) {
      restore(rows);
      tell((judge) => judge.restored?.(rows));
    },
  });
}

function watchWire({ wire }: VirtualTerminal, tell: Tell): void {
  let inner = wire.onSent;
  Object.defineProperty(wire, "onSent", {
    get: () => (line: string) => {
      tell((judge) => judge.heard?.({ bus: BUS, line }));
      inner(line);
    },
    set(next: (line: string) => void) {
      inner = next;
    },
  });
}

/** Hands at the doors, and codes at the screen as they are given. */
function watchPeople(terminal: VirtualTerminal, happen: (happening: Happening) => void): void {
  const { wall, feed } = terminal;
  const { put, take, touch } = wall;
  let forced = new Set<number>();
  let typed = "";
  const actorAt = (door: number, visitor: string): Actor =>
    forced.has(door) ? "vandal" : visitor === "staff" ? "clerk" : "holder";
  const visitor = (): string => (terminal.isRunning() ? terminal.state().live.visit.kind : "none");
  Object.assign(wall, {
    touch(door: number, action: Parameters<typeof touch>[1]) {
      touch(door, action);
      if (action === "force") forced.add(door);
      if (action === "close") forced = new Set([...forced].filter((other) => other !== door));
    },
    put(document: string, door: number) {
      put(document, door);
      happen({ kind: "put-in", document, door, by: actorAt(door, visitor()) });
    },
    take(document: string) {
      const door = wall.doorOf(document) ?? 0;
      take(document);
      const by = actorAt(door, visitor());
      happen({ kind: "taken-out", document, door, by, name: document });
    },
  });
  Object.assign(terminal, {
    feed(input: Input) {
      if (input.kind === "screen" && input.input.kind === "code-scanned")
        happen({ kind: "code-given", how: "scanned", text: input.input.text, ...citizen });
      if (input.kind === "screen" && input.input.kind === "key-pressed") {
        const { key } = input.input;
        if (key === "enter" && typed.length === CODE_DIGITS)
          happen({ kind: "code-given", how: "typed", text: typed, ...citizen });
        typed = key === "enter" ? "" : key === "erase" ? typed.slice(0, -1) : typed + key;
      }
      return feed(input);
    },
  });
}

const citizen = { by: "holder", name: "somebody" } as const;
