// Where a terminal can stand: for every step of every visit at least one story that leads there, complete by type. Data only.
import type { CitizenStep, StaffStep } from "#domain/visit/visit.ts";
import {
  boardAccepts,
  boardIsLost,
  boardRefuses,
  boardStaysSilent,
  boardsUp,
  coilIs,
  doorCloses,
  doorJams,
  doorOpens,
  itemAppears,
  itemGoes,
  opens,
  resultIs,
  snapshot,
} from "./domain-boards.ts";
import {
  announces,
  chooses,
  choosesLanguage,
  configuredAs,
  deposited,
  depositedUnseen,
  disables,
  givesCode,
  givesWrongCode,
  minutesPass,
  powerIsCut,
  scans,
  scansLabel,
  scansQr,
  secondsPass,
  showsBadge,
  showsLicence,
  signsIn,
  signsOut,
  types,
  typesPin,
  typesUnknownLocator,
  typesWrongBirthDate,
  withdraws,
} from "./domain-people.ts";
import {
  an,
  boardA,
  boardB,
  card,
  extract,
  licence,
  otherExtract,
  passport,
  tom,
  siteWithUndo,
} from "./domain-site.ts";
import { type Act, inOrder, times } from "./domain-terminal.ts";
import { technicianStands, unwalked } from "./technician-stands.ts";

export type StandName = "nobody" | `citizen ${CitizenStep["kind"]}` | `staff ${StaffStep["kind"]}`;

const slow: Act = (terminal) => {
  terminal.knobs.adapters = "slow";
};
const keypad = chooses("type-code");
const stocked = deposited(licence, extract);
const closes = (number: number): Act => inOrder(doorCloses(number), secondsPass(2));

// The extract lies in door 2, the licence in door 1.
const opening = inOrder(stocked, scansQr(extract));
const jams = inOrder(boardAccepts, coilIs("ok"), doorJams);
const again = inOrder(secondsPass(1), chooses("try-again"));
const planB = inOrder(opening, jams, again, jams, again, jams);
const unseen = inOrder(depositedUnseen(extract), scansQr(extract));
const driven = inOrder(unseen, boardAccepts, coilIs("ok"), secondsPass(7), resultIs("driven"));
// The card lies in door 1.
const handingIn = inOrder(deposited(card), scansQr(card), chooses("open-hand-in"));
const leftInside = inOrder(opening, opens(2), closes(2), chooses("reopen"));

const signedIn = inOrder(stocked, signsIn());
const takingBack = inOrder(signedIn, chooses("take-back"), chooses("take-back-door", 2));
const depositing = inOrder(signedIn, announces(otherExtract), scansLabel(otherExtract));
const rushing = inOrder(
  signedIn,
  announces(otherExtract),
  announces(passport),
  scansLabel(passport),
);
const rushed = inOrder(rushing, opens(3), scansLabel(otherExtract));
/** In a town hall where a deposit can be undone: it lies in door 3, and nobody has heard of it. */
const justPutIn = inOrder(
  configuredAs(siteWithUndo),
  boardsUp,
  signedIn,
  announces(otherExtract),
  scansLabel(otherExtract),
  opens(3),
  closes(3),
);
const justPutInSeen = inOrder(
  configuredAs(siteWithUndo),
  deposited(licence),
  signsIn(),
  announces(otherExtract),
  scansLabel(otherExtract),
  opens(2),
  itemAppears(2),
  closes(2),
);
const undoing = inOrder(justPutIn, chooses("undo-deposit", 3));
const undoingSeen = inOrder(justPutInSeen, chooses("undo-deposit", 2));
const inspecting = inOrder(leftInside, signsIn(), chooses("inspect"), chooses("inspect-door", 2));

/** A door that reads open before it is granted: a clerk looks into it. */
const neverUsed = inOrder(
  opening,
  boardStaysSilent,
  secondsPass(12),
  signsIn(),
  chooses("inspect"),
  chooses("inspect-door", 2),
  opens(2),
  closes(2),
);
const readsOpen = inOrder(
  stocked,
  doorOpens(2),
  signsIn(),
  chooses("resume-bank"),
  chooses("inspect"),
  chooses("inspect-door", 2),
);

export const stands: Readonly<Record<StandName, Readonly<Record<string, Act>>>> = {
  nobody: {
    "before any board was heard": inOrder(),
    "at a quiet terminal": stocked,
    "while a deposit can be undone": inOrder(justPutIn, signsOut),
    "before the doors were walked": unwalked,
    "after a power cut in an opening": inOrder(opening, powerIsCut(5000), boardsUp),
    "after a power cut at a jammed door": inOrder(opening, jams, powerIsCut(5000), boardsUp),
    "after a power cut, no board back": inOrder(opening, boardAccepts, powerIsCut(5000)),
    "after a power cut at an open door": inOrder(opening, opens(2), powerIsCut(5000), boardsUp),
    "after a power cut at a door just closed": inOrder(
      opening,
      opens(2),
      doorCloses(2),
      powerIsCut(5000),
      boardsUp,
    ),
    "after a power cut at a driven door": inOrder(driven, powerIsCut(5000), boardsUp),
    "after a power cut at a door that reads open": inOrder(readsOpen, powerIsCut(5000), boardsUp),
    "after a withdrawn document was taken back": inOrder(
      stocked,
      withdraws(extract),
      signsIn(),
      chooses("take-back"),
      chooses("take-back-door", 2),
      opens(2),
      itemGoes(2),
      closes(2),
      signsOut,
    ),
    "while a document lies exposed": inOrder(opening, opens(2), minutesPass(2)),
    "after a door opened by itself": inOrder(stocked, doorOpens(2)),
    "while the boards are lost": inOrder(stocked, boardIsLost(boardA), boardIsLost(boardB)),
    "after everything expired": inOrder(stocked, minutesPass(8 * 24 * 60)),
  },
  "citizen home": { "in French": inOrder(stocked, choosesLanguage("fr")) },
  "citizen help": { "from home": inOrder(stocked, chooses("no-code")) },
  "citizen privacy": { "from help": inOrder(stocked, chooses("no-code"), chooses("privacy")) },
  "citizen code": {
    empty: inOrder(stocked, keypad),
    typed: inOrder(stocked, keypad, types("1022 1234 5678")),
    warned: inOrder(stocked, keypad, secondsPass(40)),
    "after a QR": inOrder(deposited(passport), scansQr(passport)),
  },
  "citizen birth-date": {
    "of a typed code": inOrder(stocked, keypad, typesPin(extract)),
    typed: inOrder(stocked, keypad, typesPin(licence), types("23061981")),
    "of a QR": inOrder(stocked, scansQr(licence)),
  },
  "citizen also-qr": { "after a PIN": inOrder(deposited(passport), givesCode(passport)) },
  "citizen checking": {
    "a QR": inOrder(stocked, slow, scansQr(extract)),
    "a QR of a licence": inOrder(stocked, slow, scansQr(licence)),
    "a PIN": inOrder(stocked, slow, givesCode(extract)),
    "an unknown locator": inOrder(stocked, slow, keypad, typesUnknownLocator, typesWrongBirthDate),
    "a birth date": inOrder(stocked, scansQr(licence), slow, typesWrongBirthDate),
    "the PIN of a passport": inOrder(deposited(passport), slow, givesCode(passport)),
    "a used QR within its grace": inOrder(leftInside, slow, scansQr(extract)),
  },
  "citizen wrong": {
    once: inOrder(stocked, givesWrongCode(extract)),
    "once, and the boards are lost": inOrder(
      stocked,
      givesWrongCode(extract),
      boardIsLost(boardA),
      boardIsLost(boardB),
    ),
    "three times": inOrder(
      stocked,
      times(3, inOrder(givesWrongCode(extract), chooses("try-again"))),
    ),
  },
  "citizen typing-locked": {
    "after ten wrong codes": inOrder(
      stocked,
      times(10, inOrder(keypad, typesUnknownLocator, typesWrongBirthDate, chooses("stop"))),
      keypad,
    ),
  },
  "citizen not-here": { "not yet": inOrder(boardsUp, announces(extract), scansQr(extract)) },
  "citizen needs-staff": {
    "its bank is away": inOrder(stocked, boardIsLost(boardA), scansQr(extract)),
  },
  "citizen hand-in": { "after a right code": inOrder(deposited(card), scansQr(card)) },
  "citizen hand-in-check": {
    "its sensor sees nothing": inOrder(handingIn, opens(2), closes(2)),
    "where no sensor looks": inOrder(
      deposited(card),
      disables(2),
      scansQr(card),
      chooses("open-hand-in"),
      opens(3),
      closes(3),
    ),
  },
  "citizen opening": {
    "for an old document": handingIn,
    fired: opening,
    "fired, its time over": inOrder(opening, secondsPass(3)),
    "a door whose sensor says nothing": inOrder(
      stocked,
      snapshot(boardA, { unknownDoors: [2] }),
      scansQr(extract),
    ),
    accepted: inOrder(opening, boardAccepts),
    "accepted, its time over": inOrder(opening, boardAccepts, secondsPass(3)),
    "asked for the last time": inOrder(opening, boardStaysSilent, secondsPass(9)),
    unanswered: inOrder(opening, boardStaysSilent, secondsPass(3)),
    "a second time": inOrder(opening, jams, again),
    "a third time": inOrder(opening, jams, again, jams, again),
    "once more within its grace": inOrder(leftInside, scansQr(extract)),
  },
  "citizen jammed": {
    "for an old document": inOrder(handingIn, jams),
    "with its grant alive": inOrder(opening, jams),
    "without a grant": inOrder(opening, boardRefuses("HW")),
    "within its grace": inOrder(leftInside, scansQr(extract), jams),
  },
  "citizen plan-b": {
    "after three jams": planB,
    "after an unknown outcome": inOrder(opening, boardStaysSilent, secondsPass(12)),
    "after a reported empty compartment": inOrder(
      unseen,
      opens(3),
      closes(3),
      chooses("door-nothing"),
    ),
  },
  "citizen open": {
    "for an old document": inOrder(handingIn, opens(2)),
    "for an old document, driven": inOrder(
      handingIn,
      boardAccepts,
      coilIs("ok"),
      secondsPass(7),
      resultIs("driven"),
    ),
    seen: inOrder(opening, opens(2)),
    "seen, the document gone": inOrder(opening, opens(2), itemGoes(2)),
    driven,
    "closed just now": inOrder(opening, opens(2), doorCloses(2)),
    "for a minute": inOrder(opening, opens(2), minutesPass(1)),
    "within its grace": inOrder(leftInside, scansQr(extract), opens(2)),
  },
  "citizen taken": {
    "still inside, says the sensor": inOrder(opening, opens(2), closes(2)),
    "where no sensor looks": inOrder(unseen, opens(3), closes(3)),
  },
  "citizen done": {
    collected: inOrder(opening, opens(2), itemGoes(2), closes(2)),
    "the second of one visit": inOrder(
      opening,
      opens(2),
      itemGoes(2),
      closes(2),
      showsLicence(licence),
      opens(1),
      itemGoes(1),
      closes(1),
    ),
    "fetched within its grace": inOrder(
      leftInside,
      scansQr(extract),
      opens(2),
      itemGoes(2),
      closes(2),
    ),
  },
  "staff badge": { "being read": inOrder(stocked, slow, showsBadge(an)) },
  "staff totp": {
    known: inOrder(stocked, showsBadge(an), types("123456")),
    unknown: inOrder(stocked, scans("L24B:nobody"), types("123456")),
  },
  "staff totp-checking": {
    "being checked": inOrder(stocked, showsBadge(an), slow, types("123456"), (terminal) =>
      terminal.feed({ kind: "screen", input: { kind: "key-pressed", key: "enter" } }),
    ),
  },
  "staff refused": {
    "by its code": inOrder(stocked, scans("L24B:nobody"), types("123456"), (terminal) =>
      terminal.feed({ kind: "screen", input: { kind: "key-pressed", key: "enter" } }),
    ),
  },
  "staff menu": {
    "at a quiet terminal": signedIn,
    "after a deposit that can be undone": inOrder(
      justPutIn,
      chooses("deposit-done"),
      chooses("back"),
    ),
    "beside a stopped bank": inOrder(stocked, doorOpens(3), signsIn()),
    "for a technician": inOrder(stocked, signsIn(tom)),
    "before the doors were walked": inOrder(unwalked, signsIn()),
  },
  "staff scan": {
    "for the first": inOrder(signedIn, chooses("deposit")),
    "after a deposit": inOrder(depositing, opens(3), closes(3)),
    "after a deposit that can be undone": justPutIn,
    "after a deposit, and something of everything": inOrder(
      depositing,
      jams,
      secondsPass(1),
      chooses("again"),
      opens(5),
      itemAppears(5),
      closes(5),
    ),
  },
  "staff scan-looking": {
    "for a new document": inOrder(
      signedIn,
      announces(otherExtract),
      slow,
      scansLabel(otherExtract),
    ),
  },
  "staff scan-refused": { unknown: inOrder(signedIn, scans("LABEL-9")) },
  "staff list": {
    "to take back": inOrder(signedIn, chooses("take-back")),
    "to inspect": inOrder(leftInside, signsIn(), chooses("inspect")),
  },
  "staff opening": {
    deposit: depositing,
    "deposit, the next label read": inOrder(rushing, scansLabel(otherExtract)),
    undo: undoing,
    "take back": takingBack,
    inspect: inspecting,
    "inspect a door that reads open": readsOpen,
    "inspect a door that reads open, unanswered": inOrder(
      readsOpen,
      boardStaysSilent,
      secondsPass(3),
    ),
  },
  "staff open": {
    deposit: inOrder(depositing, opens(3)),
    "deposit, the next label read": rushed,
    "deposit, the next label being looked up": inOrder(
      rushing,
      opens(3),
      slow,
      scansLabel(otherExtract),
    ),
    "deposit closed just now, an unknown label read": inOrder(
      rushing,
      opens(3),
      scans("LABEL-9"),
      doorCloses(3),
    ),
    "deposit closed just now, the next label read": inOrder(rushed, doorCloses(3)),
    undo: inOrder(undoing, opens(3)),
    "undo closed just now": inOrder(undoingSeen, opens(2), itemGoes(2), doorCloses(2)),
    "take back": inOrder(takingBack, opens(2)),
    inspect: inOrder(inspecting, opens(2)),
    "inspect, its label read": inOrder(inspecting, opens(2), scansLabel(extract)),
    "inspect, another's label read": inOrder(inspecting, opens(2), scans("LABEL-9")),
    "closed just now": inOrder(takingBack, opens(2), itemGoes(2), doorCloses(2)),
    driven: inOrder(readsOpen, boardAccepts, coilIs("ok")),
  },
  "staff door-failed": {
    deposit: inOrder(depositing, jams),
    undo: inOrder(undoing, jams),
    "take back": inOrder(takingBack, jams),
    inspect: inOrder(inspecting, boardRefuses("HW")),
    "inspect a door that reads open": inOrder(readsOpen, boardAccepts, doorJams),
  },
  "staff check": {
    deposit: inOrder(signedIn, announces(otherExtract), (terminal) => {
      // Door 4 has a sensor, which sees nothing come in.
      inOrder(chooses("deposit"), scansLabel(otherExtract), boardAccepts, coilIs("ok"))(terminal);
      inOrder(secondsPass(7), resultIs("driven"), closes(3))(terminal);
    }),
    "deposit, the next label read": inOrder(
      rushing,
      boardAccepts,
      coilIs("ok"),
      scansLabel(otherExtract),
      secondsPass(7),
      resultIs("driven"),
      closes(3),
    ),
    undo: inOrder(undoing, opens(3), closes(3)),
    "take back": inOrder(takingBack, opens(2), closes(2)),
    inspect: inOrder(inspecting, opens(2), closes(2)),
    "inspect a document whose code was never used": neverUsed,
    "inspect which document it is": inOrder(
      inspecting,
      opens(2),
      closes(2),
      chooses("found-document"),
    ),
    "inspect, its label being looked up": inOrder(
      inspecting,
      opens(2),
      closes(2),
      slow,
      scansLabel(extract),
    ),
    "inspect a document whose code was never used, its label being looked up": inOrder(
      neverUsed,
      slow,
      scansLabel(extract),
    ),
    "inspect another's document": inOrder(inspecting, opens(2), closes(2), scans("LABEL-9")),
  },
  ...technicianStands,
  "staff undone": {
    "on the clerk's word": inOrder(undoing, opens(3), closes(3), chooses("taken-out")),
    "and another can be undone": inOrder(undoingSeen, opens(2), itemGoes(2), closes(2)),
  },
  "staff finished": {
    "stopped putting in": inOrder(depositing, opens(3), closes(3), chooses("deposit-done")),
    "taken back": inOrder(takingBack, opens(2), itemGoes(2), closes(2)),
  },
};
