// Every screen that the controller can show, made by the domain itself: the demonstration terminal in every step of a visit.
// Its wall has something of everything: documents for more than one page, a doubt, a bank that was stopped.
import { loadConfig } from "#config/load-config.ts";
import { apply } from "#domain/apply.ts";
import type { Fact, LedgerRecord } from "#domain/facts.ts";
import { type GroupId, parseGroupId, parseLocator, parseProductId } from "#domain/ids.ts";
import type { Screen } from "#domain/screen.ts";
import type { Site } from "#domain/site.ts";
import { type Durable, type Live, initialDurable, initialLive } from "#domain/state.ts";
import type { OutOfService } from "#domain/terminal/out-of-service.ts";
import { screenOf } from "#domain/visit/screen-of.ts";
import { type Visit, usualDisplay } from "#domain/visit/visit.ts";
import { siteOf } from "../../controller/commands/site-of.ts";
import { HERE, compartment, must } from "./every-place.ts";
import { DOCUMENT, citizenSteps, pickup, proof, sessions, staffSteps } from "./every-step.ts";

const NOW = { wallMs: 1_800_000_000_000, monoMs: 1_000_000 };
const DOCUMENTS = 14;
const DOUBTFUL = compartment(17);

function readDemoSite(): Site {
  const config = loadConfig(new URL("../../config/demo.yaml", import.meta.url).pathname);
  if (!config.ok) throw new Error("config/demo.yaml is not right");
  return siteOf(config.value);
}
export const demoSite = readDemoSite();

const record = (durable: Durable, fact: Fact): LedgerRecord => ({
  seq: durable.seq + 1,
  atMs: NOW.wallMs,
  monoMs: NOW.monoMs,
  clockEpoch: 1,
  clockTrusted: true,
  actor: { kind: "terminal" },
  policy: undefined,
  fact,
});
const after = (durable: Durable, facts: readonly Fact[]): Durable =>
  facts.reduce((before, fact) => apply(before, record(before, fact)), durable);

const documentFacts = (number: number, group?: GroupId): readonly Fact[] => [
  {
    kind: "pickup-announced",
    pickup: pickup(number),
    product: must(parseProductId("rijbewijs")),
    locator: must(parseLocator(String(4700 + number))),
    language: "nl",
    lowCompartment: false,
    untilMs: NOW.wallMs,
    ...(group === undefined ? {} : { group }),
  },
  {
    kind: "pickup-deposited",
    pickup: pickup(number),
    compartment: compartment(number),
    untilMs: NOW.wallMs,
  },
];

const emptyWall = after(initialDurable, [
  ...demoSite.boards.map((board) => ({
    kind: "board-greeted" as const,
    board,
    boot: "5D21E0C4",
    highestOp: 0,
  })),
  ...[...demoSite.compartments.keys()].map((number) => ({
    kind: "door-read" as const,
    compartment: number,
    state: "closed" as const,
  })),
]);
const wall = after(emptyWall, [
  ...Array.from({ length: DOCUMENTS }, (_, index) => documentFacts(index + 1)).flat(),
  { kind: "compartment-doubted", compartment: DOUBTFUL, doubt: "not-opened" },
]);

const doubtfulWall = after(
  wall,
  [4, 9].map((number) => ({
    kind: "compartment-doubted" as const,
    compartment: compartment(number),
    doubt: "not-opened" as const,
  })),
);

/** Its holder has not heard of the newest document yet. */
const untoldWall = after(wall, [
  {
    kind: "pickup-deposited",
    pickup: pickup(DOCUMENTS),
    compartment: compartment(DOCUMENTS),
    untilMs: NOW.wallMs,
    undoMs: 300_000,
  },
]);

/** Three of it were announced together. */
const household = must(parseGroupId("e".repeat(32)));
const householdWall = after(
  wall,
  [7, 8, 9].flatMap((number) => documentFacts(number, household)),
);

const overdueWall = after(wall, [
  { kind: "pickup-expired", pickup: pickup(3) },
  { kind: "pickup-withdrawn", pickup: pickup(5), reason: "error" },
]);

const live: Live = {
  ...initialLive,
  boards: Object.fromEntries(
    demoSite.boards.map((board) => [
      board,
      {
        presence: "good",
        boot: "5D21E0C4",
        doorsKnown: true,
        newestEvent: 0,
        readAtMonoMs: NOW.monoMs,
      },
    ]),
  ),
};

const op = wall.seq + 1;
const granted: Fact = {
  kind: "door-granted",
  op,
  compartment: HERE,
  board: must(firstOf(demoSite.boards)),
  channel: 8,
  boot: "5D21E0C4",
  pulseMs: 400,
  authority: { kind: "collection", pickup: DOCUMENT },
  attempt: 1,
};
function firstOf<T>([first]: readonly T[]) {
  return first === undefined
    ? ({ ok: false, error: "there is none" } as const)
    : ({ ok: true, value: first } as const);
}
const opened: readonly Fact[] = [{ kind: "door-read", compartment: HERE, state: "open" }];
const openDoor = after(wall, [granted, ...opened]);
const handInDoor = after(wall, [
  { ...granted, authority: { kind: "hand-in", pickup: DOCUMENT } },
  { kind: "door-read", compartment: HERE, state: "open" },
]);
const drivenDoor = after(wall, [granted, { kind: "grant-driven", op }]);
const watch: NonNullable<Live["watch"]> = {
  op,
  byMonoMs: 0,
  stage: "fired",
  askAtMonoMs: 0,
  asksLeft: 0,
  reminders: 1,
  alarmed: false,
};
const stoppedBanks = after(
  wall,
  demoSite.boards.map(
    (board) => ({ kind: "bank-stopped", board, why: "door-opened-without-grant" }) as const,
  ),
);

/** Taken out of service, among documents and doors that stand ready. */
const outOfService = after(wall, [
  { kind: "compartment-disabled", compartment: HERE, reason: "technician" },
]);
const restoredWall = after(wall, [
  {
    kind: "ledger-restored",
    epoch: 1,
    keyId: "another",
    compartments: [...demoSite.compartments.keys()],
  },
]);

const handedIn: Fact = { kind: "compartment-doubted", compartment: HERE, doubt: "old-document" };
const oldDocument = after(wall, [handedIn]);

/** What stands there in a moment of the terminal's life. */
type Scene = {
  readonly visit: Visit;
  readonly durable?: Durable;
  readonly site?: Site;
  readonly live?: Partial<Live>;
};

const unwalkedSite: Site = { ...demoSite, commissioning: "required" };

const show = (scene: Scene): Screen =>
  screenOf(
    {
      site: scene.site ?? demoSite,
      durable: scene.durable ?? wall,
      live: { ...live, ...scene.live, visit: scene.visit },
    },
    NOW,
  );

const person = {
  language: "nl",
  display: usualDisplay,
  startedAtMonoMs: 0,
  endsAtMonoMs: NOW.monoMs + 24_400,
  warned: false,
} as const;

const citizen = {
  tries: 1,
  languageChosen: false,
  collected: 1,
  proven: undefined,
  group: undefined,
};

const groupVisit = { proof, count: 3, past: [DOCUMENT], dated: [], ask: undefined };

const citizens: readonly Scene[] = Object.values(citizenSteps)
  .flat()
  .flatMap((step) => {
    const visit = { kind: "citizen" as const, step, ...person, ...citizen };
    const grouped = { visit: { ...visit, group: groupVisit }, durable: householdWall };
    if (step.kind === "done") return [{ visit }, { visit: { ...visit, collected: 2 } }, grouped];
    if (step.kind === "plan-b" || step.kind === "needs-staff" || step.kind === "opening")
      return [{ visit }, grouped];
    if (step.kind === "wrong") return [{ visit }, { visit: { ...visit, tries: 3 } }];
    if (step.kind !== "open") return [{ visit }];
    return [
      { visit, durable: openDoor },
      { ...grouped, durable: after(householdWall, [granted, ...opened]) },
      { visit, durable: openDoor, live: { watch } },
      { visit, durable: drivenDoor },
      { visit, durable: handInDoor },
      { visit, durable: after(handInDoor, [{ kind: "grant-driven", op }]) },
    ];
  });

const staff: readonly Scene[] = Object.values(staffSteps)
  .flat()
  .flatMap((step) => sessions.map((session) => ({ step, session })))
  .flatMap(({ step, session }) => {
    const visit = { kind: "staff", step, session, ...person } as const;
    if (step.kind === "menu" || step.kind === "finished")
      return [
        { visit },
        { visit, durable: stoppedBanks },
        { visit, durable: emptyWall },
        { visit, durable: untoldWall },
        { visit, durable: emptyWall, site: unwalkedSite },
        { visit, durable: overdueWall },
      ];
    if (step.kind === "list") return [{ visit }, { visit, durable: overdueWall }];
    if (step.kind === "round-done") return [{ visit }, { visit, durable: doubtfulWall }];
    if (step.kind === "scan") return [{ visit }, { visit, durable: untoldWall }];
    if (step.kind === "workshop")
      return [
        { visit },
        { visit, durable: outOfService },
        { visit, durable: emptyWall, site: unwalkedSite },
      ];
    if (step.kind === "testing")
      return [{ visit }, { visit, durable: openDoor }, { visit, durable: drivenDoor }];
    if (step.kind === "check")
      return [{ visit }, { visit, durable: restoredWall }, { visit, durable: oldDocument }];
    if (step.kind !== "open") return [{ visit }];
    return [
      { visit, durable: openDoor },
      { visit, durable: drivenDoor },
      { visit, durable: restoredWall },
      { visit, durable: after(openDoor, [handedIn]) },
    ];
  });

const stops: { readonly [Why in OutOfService]: Scene } = {
  blocked: {
    visit: { kind: "none" },
    durable: after(
      wall,
      demoSite.boards.map((board) => ({ kind: "bank-stopped", board, why: "ledger-behind-board" })),
    ),
  },
  "no-board": { visit: { kind: "none" }, live: { boards: {} } },
  exposed: {
    visit: { kind: "none" },
    durable: after(openDoor, [
      { kind: "grant-ended", op, outcome: "left-open" },
      { kind: "compartment-doubted", compartment: HERE, doubt: "left-open" },
    ]),
  },
  restored: { visit: { kind: "none" }, durable: restoredWall },
  "not-commissioned": { visit: { kind: "none" }, durable: emptyWall, site: unwalkedSite },
};

const warned: Scene = {
  visit: {
    kind: "citizen",
    ...person,
    ...citizen,
    warned: true,
    step: { kind: "code", digits: "4711081", after: undefined },
  },
};

const scenes: readonly Scene[] = [
  { visit: { kind: "none" } },
  ...citizens,
  ...staff,
  ...Object.values(stops),
  warned,
];

/** Each once, in Dutch: the language changes nothing else of a screen. */
export const everyScreen: readonly Screen[] = [
  ...new Map(scenes.map(show).map((screen) => [JSON.stringify(screen), screen])).values(),
];
