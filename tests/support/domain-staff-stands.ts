// Where a terminal can stand while somebody of the staff is signed in: for every step at least one story that leads there,
// complete by type. Data only.
import type { StaffStep } from "#domain/visit/visit.ts";
import {
  boardAccepts,
  boardRefuses,
  boardStaysSilent,
  coilIs,
  doorCloses,
  doorJams,
  doorOpens,
  itemAppears,
  itemGoes,
  opens,
  resultIs,
} from "./domain-boards.ts";
import {
  announces,
  chooses,
  minutesPass,
  scans,
  scansLabel,
  secondsPass,
  showsBadge,
  signsIn,
  types,
} from "./domain-people.ts";
import { an, extract, licence, otherExtract, tom } from "./domain-site.ts";
import {
  closes,
  justPutIn,
  onRound,
  rushed,
  rushing,
  signedIn,
  slow,
  stocked,
  takesRound,
  undoing,
  undoingSeen,
} from "./domain-clerk-stories.ts";
import { type Act, inOrder } from "./domain-terminal.ts";
import {
  jams,
  leftInside,
  takingBack,
  depositing,
  inspecting,
  neverUsed,
  readsOpen,
} from "./domain-stand-stories.ts";

import { technicianStands, unwalked } from "./technician-stands.ts";
import { witnessStands } from "./domain-witness-stands.ts";

type StaffStand = `staff ${StaffStep["kind"]}`;

export const staffStands: Readonly<Record<StaffStand, Readonly<Record<string, Act>>>> = {
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
    "when everything has expired": inOrder(stocked, minutesPass(8 * 24 * 60), signsIn()),
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
    "to take back what has expired": inOrder(
      stocked,
      minutesPass(8 * 24 * 60),
      signsIn(),
      chooses("take-back"),
    ),
    "to let documents wait longer": inOrder(
      stocked,
      minutesPass(8 * 24 * 60),
      signsIn(),
      chooses("take-back"),
      chooses("extend"),
    ),
    "to let documents wait longer, one done": inOrder(
      stocked,
      minutesPass(8 * 24 * 60),
      signsIn(),
      chooses("take-back"),
      chooses("extend"),
      chooses("extend-overdue", 1),
    ),
    "to inspect": inOrder(leftInside, signsIn(), chooses("inspect")),
  },
  "staff opening": {
    deposit: depositing,
    "deposit, the next label read": inOrder(rushing, scansLabel(otherExtract)),
    undo: undoing,
    "take back on a round": onRound,
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
    "take back on a round": inOrder(onRound, opens(1), itemGoes(1)),
    "take back on a round, its label read": inOrder(
      onRound,
      opens(1),
      itemGoes(1),
      scansLabel(licence),
      doorCloses(1),
    ),
    "take back on a round, another's label read": inOrder(
      onRound,
      opens(1),
      scans("LABEL-9"),
      doorCloses(1),
    ),
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
    "take back on a round": inOrder(onRound, opens(1), itemGoes(1), closes(1)),
    "take back on a round, still inside": inOrder(onRound, opens(1), closes(1)),
    "take back on a round, its label being looked up": inOrder(
      onRound,
      opens(1),
      itemGoes(1),
      closes(1),
      slow,
      scansLabel(licence),
    ),
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
  ...witnessStands,
  "staff reason": {
    "of a document whose time is not over": inOrder(
      signedIn,
      chooses("take-back"),
      chooses("take-back-door", 2),
    ),
  },
  "staff round-done": {
    "everything taken back": inOrder(onRound, takesRound(1), takesRound(2)),
    "a document that may wait longer": inOrder(
      onRound,
      opens(1),
      closes(1),
      chooses("leave-longer"),
      takesRound(2),
    ),
    "a door skipped": inOrder(onRound, opens(1), closes(1), chooses("skip-door"), takesRound(2)),
  },
  "staff undone": {
    "on the clerk's word": inOrder(undoing, opens(3), closes(3), chooses("taken-out")),
    "and another can be undone": inOrder(undoingSeen, opens(2), itemGoes(2), closes(2)),
  },
  "staff finished": {
    "stopped putting in": inOrder(depositing, opens(3), closes(3), chooses("deposit-done")),
    "after a deposit of which nobody has heard": inOrder(justPutIn, chooses("deposit-done")),
    "taken back": inOrder(takingBack, opens(2), itemGoes(2), closes(2)),
  },
};
