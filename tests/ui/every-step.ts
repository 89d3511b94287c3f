// Every step that a visit can be in, at least once each: a step without a row here does not compile.
// Only examples; which screen a step gives is the domain's word, and what is tested of it stands in the tests.
import { parsePickupId, parseStaffId } from "#domain/ids.ts";
import type {
  CitizenStep,
  Label,
  Round,
  ScanRefusal,
  Session,
  StaffStep,
  WitnessStage,
  Work,
} from "#domain/visit/visit.ts";
import { HERE, compartment, doorTests, must, workshopPlaces } from "./every-place.ts";

/** The n-th document of the wall, which lies in compartment n. */
export const pickup = (number: number) => must(parsePickupId(String(number).padStart(32, "0")));

export const DOCUMENT = pickup(8);

type Rows<Step extends { readonly kind: string }> = {
  readonly [Kind in Step["kind"]]: readonly Extract<Step, { readonly kind: Kind }>[];
};

const ask = 1;
export const proof = { pickup: DOCUMENT, method: "qr", qr: true, pin: false, codes: 0 } as const;
const typed = { kind: "typed", code: "471108151234", after: undefined } as const;
const behindDoor = { pickup: DOCUMENT, compartment: HERE } as const;
const jam = { kind: "jammed", ...behindDoor, authority: "collection", attempt: 1 } as const;
const taken = { kind: "taken", ...behindDoor } as const;

export const citizenSteps: Rows<CitizenStep> = {
  home: [{ kind: "home" }],
  help: [{ kind: "help" }],
  privacy: [{ kind: "privacy" }],
  telephone: [
    { kind: "telephone", digits: "", tooShort: false },
    { kind: "telephone", digits: "0470", tooShort: true },
    { kind: "telephone", digits: "0470123456", tooShort: false },
    { kind: "telephone", digits: "0032470123456", tooShort: false },
  ],
  "code-sent": [{ kind: "code-sent" }],
  "sending-locked": [{ kind: "sending-locked" }],
  code: [
    { kind: "code", digits: "", after: undefined },
    { kind: "code", digits: "4711081", after: undefined },
    { kind: "code", digits: "471108151234", after: undefined },
    { kind: "code", digits: "4711", after: proof },
  ],
  "birth-date": [
    { kind: "birth-date", digits: "1204", of: typed },
    { kind: "birth-date", digits: "12041988", of: { kind: "scanned", proof } },
    { kind: "birth-date", digits: "1204", of: { kind: "group" } },
    { kind: "birth-date", digits: "", of: { kind: "code-again", telephone: "0470123456" } },
  ],
  "also-qr": [{ kind: "also-qr", proof }],
  checking: [{ kind: "checking", ask, attempt: { kind: "birth-date", proof } }],
  wrong: [{ kind: "wrong" }],
  "typing-locked": [{ kind: "typing-locked" }],
  "not-here": [{ kind: "not-here" }],
  "needs-staff": [{ kind: "needs-staff" }, { kind: "needs-staff", why: "no-room" }],
  "hand-in": [{ kind: "hand-in", proof }],
  "hand-in-check": [{ kind: "hand-in-check", compartment: HERE }],
  opening: [{ kind: "opening", ...behindDoor }],
  jammed: [{ ...jam, againAtMonoMs: 0 }],
  "plan-b": (["not-opened", "drive-fault", "outcome-unknown", "reported-empty"] as const).map(
    (why) => ({ kind: "plan-b", reference: "4217", why }),
  ),
  open: [{ kind: "open", ...behindDoor }],
  taken: [
    { ...taken, stillInside: false },
    { ...taken, stillInside: true },
  ],
  "next-door": [{ kind: "next-door", ...behindDoor }],
  done: [{ kind: "done" }],
};

const who = { staff: must(parseStaffId("anna")), role: "clerk" } as const;

const technician = { staff: must(parseStaffId("tom")), role: "technician" } as const;

const undoing = { kind: "undo", pickup: DOCUMENT, compartment: HERE } as const;
const takingBack = {
  kind: "take-back",
  pickup: DOCUMENT,
  compartment: HERE,
  reason: "to-counter",
  round: undefined,
} as const;
const round: Round = {
  left: [],
  taken: 3,
  skipped: [compartment(9), compartment(4)],
  extended: [],
  forTwo: [],
  label: { kind: "unread" },
};
/** Compartment 17 is in doubt, and 4 and 9 are where everything is. */
const roundEnds: readonly Partial<Round>[] = [
  {},
  { taken: 1, extended: [compartment(3)] },
  { extended: [compartment(3), compartment(9)] },
  { skipped: [compartment(17)], forTwo: [compartment(3)], extended: [compartment(11)] },
  { skipped: [compartment(9), compartment(4)], forTwo: [compartment(3), compartment(11)] },
  {
    skipped: [compartment(9), compartment(4), compartment(8)],
    extended: [compartment(3), compartment(11)],
  },
  // All boards were away: the longest that is ever said.
  { taken: 0, skipped: Array.from({ length: 24 }, (_, index) => compartment(index + 1)) },
];
const onRoundWith = (label: Label): Work => ({
  ...takingBack,
  reason: "expired",
  round: { ...round, label },
});
const works: { readonly [Kind in Work["kind"]]: Extract<Work, { readonly kind: Kind }> } = {
  deposit: { kind: "deposit", pickup: DOCUMENT, compartment: HERE, next: { kind: "none" } },
  undo: undoing,
  "take-back": takingBack,
  inspect: { kind: "inspect", compartment: HERE, label: { kind: "unread" } },
};
const everyWork = Object.values(works);

const labels: { readonly [Kind in Label["kind"]]: Extract<Label, { readonly kind: Kind }> } = {
  unread: { kind: "unread" },
  asked: { kind: "asked" },
  looking: { kind: "looking", ask },
  own: { kind: "own" },
  foreign: { kind: "foreign" },
};
const rushed: Work = { ...works.deposit, next: { kind: "kept", pickup: undefined } };
/** Where a label is read, every reading of it. */
const everyWorkThere: readonly Work[] = [
  works.deposit,
  rushed,
  undoing,
  works["take-back"],
  ...Object.values(labels).map(onRoundWith),
  ...Object.values(labels).map((label) => ({ kind: "inspect", compartment: HERE, label }) as const),
];

/** A session in which nothing has happened yet, and one in which everything has. */
export const sessions: readonly Session[] = [
  { loaded: 0, retrieved: 0, refused: 0, sent: 0, troubled: [], witness: undefined },
  {
    loaded: 30,
    retrieved: 2,
    refused: 1,
    sent: 2,
    troubled: [compartment(9), compartment(4)],
    witness: technician.staff,
  },
];

const stages: {
  readonly [Kind in WitnessStage["kind"]]: readonly Extract<
    WitnessStage,
    { readonly kind: Kind }
  >[];
} = {
  badge: [
    { kind: "badge", why: "first" },
    { kind: "badge", why: "same" },
    { kind: "badge", why: "refused" },
  ],
  reading: [{ kind: "reading", ask }],
  code: [{ kind: "code", digits: "314", colleague: undefined }],
  checking: [{ kind: "checking", ask, colleague: technician.staff }],
};

const refusals: { readonly [Why in ScanRefusal]: Why } = {
  unknown: "unknown",
  inside: "inside",
  ended: "ended",
  full: "full",
  "only-low": "only-low",
  "not-ready": "not-ready",
};

export const staffSteps: Rows<StaffStep> = {
  badge: [{ kind: "badge", ask }],
  totp: [{ kind: "totp", digits: "314", who }],
  "totp-checking": [{ kind: "totp-checking", ask, who }],
  refused: [{ kind: "refused" }],
  menu: [
    { kind: "menu", who },
    { kind: "menu", who: technician },
  ],
  scan: [
    { kind: "scan", who, deposited: undefined },
    { kind: "scan", who, deposited: HERE },
  ],
  "scan-looking": [{ kind: "scan-looking", who, ask }],
  "scan-refused": Object.values(refusals).map((why) => ({ kind: "scan-refused", who, why })),
  list: [
    { kind: "list", who, task: "take-back", page: 0 },
    { kind: "list", who, task: "take-back", page: 1 },
    { kind: "list", who, task: "inspect", page: 0 },
    { kind: "list", who, task: "extend", page: 0 },
    { kind: "list", who, task: "extend", page: 0, extended: compartment(3) },
    { kind: "list", who, task: "take-back", page: 0, extended: compartment(9) },
  ],
  witness: everyWork.flatMap((work) =>
    Object.values(stages)
      .flat()
      .map((stage) => ({ kind: "witness", who, work, stage }) as const),
  ),
  opening: [...everyWork, rushed].map((work) => ({ kind: "opening", who, work })),
  open: everyWorkThere.map((work) => ({ kind: "open", who, work })),
  "door-failed": everyWork.flatMap((work) =>
    [1, 3].map(
      (attempt) => ({ kind: "door-failed", who, work, attempt, againAtMonoMs: 0 }) as const,
    ),
  ),
  check: everyWorkThere.map((work) => ({ kind: "check", who, work })),
  reason: [{ kind: "reason", who, compartment: HERE }],
  "round-done": roundEnds.map((end) => ({
    kind: "round-done",
    who,
    round: { ...round, skipped: [], ...end },
  })),
  undone: [{ kind: "undone", who, compartment: HERE }],
  finished: [{ kind: "finished", who }],
  workshop: workshopPlaces.map((place) => ({
    kind: "workshop",
    who: technician,
    place,
    readAgainAtMonoMs: undefined,
  })),
  testing: doorTests.map((test) => ({ kind: "testing", who: technician, test })),
};
