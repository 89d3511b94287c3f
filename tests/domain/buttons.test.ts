// Where every button leads, from every place where a terminal can stand: the screen that follows and the rows that are written.
// A button that is not on the screen leads nowhere.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Fact } from "#domain/facts.ts";
import type { ScreenInput } from "#domain/inputs.ts";
import { screenOf } from "#domain/visit/screen-of.ts";
import { stands } from "../support/domain-stands.ts";
import { type Act, type Step, createTerminal, takeStep } from "../support/domain-terminal.ts";

/** A technician's places are many: `<stand>, <story> | <button>`, one button a line. */
function technicianButtons(): Readonly<Record<string, readonly string[]>> {
  const text = readFileSync(join(import.meta.dirname, "technician-buttons.txt"), "utf8");
  const lines = text.split("\n").filter((line) => line !== "");
  const pairs = lines.map((line) => line.split(" | "));
  const byStand = Object.groupBy(pairs, ([stand = ""]) => stand);
  return Object.fromEntries(
    Object.entries(byStand).map(([stand, own = []]) => [stand, own.map(([, to = ""]) => to)]),
  );
}

/** `<stand>, <story>`: each button as `<choice> → <screen>: <rows>`. */
const BUTTONS: Readonly<Record<string, readonly string[]>> = {
  "nobody, at a quiet terminal": ["type-code → citizen-code", "no-code → citizen-help"],
  "nobody, while a deposit can be undone": ["type-code → citizen-code", "no-code → citizen-help"],
  "nobody, after a power cut at a door just closed": [
    "type-code → citizen-code",
    "no-code → citizen-help",
  ],
  "nobody, after a power cut at a driven door": [
    "type-code → citizen-code",
    "no-code → citizen-help",
  ],
  "nobody, after a withdrawn document was taken back": [
    "type-code → citizen-code",
    "no-code → citizen-help",
  ],
  "nobody, after a door opened by itself": ["type-code → citizen-code", "no-code → citizen-help"],
  "nobody, after everything expired": ["type-code → citizen-code", "no-code → citizen-help"],
  "citizen home, in French": ["type-code → citizen-code", "no-code → citizen-help"],
  "citizen help, from home": [
    "send-again → citizen-telephone",
    "back → citizen-home: visit-ended(stopped)",
    "privacy → citizen-privacy",
  ],
  "citizen telephone, empty": ["stop → citizen-home: visit-ended(stopped)"],
  "citizen telephone, typed": ["stop → citizen-home: visit-ended(stopped)"],
  "citizen telephone, too short": ["stop → citizen-home: visit-ended(stopped)"],
  "citizen birth-date, of a telephone": ["stop → citizen-home: visit-ended(stopped)"],
  "citizen code-sent, a code was sent": [
    "type-code → citizen-code",
    "send-again → citizen-telephone",
    "back → citizen-home: visit-ended(stopped)",
  ],
  "citizen code-sent, none was": [
    "type-code → citizen-code",
    "send-again → citizen-telephone",
    "back → citizen-home: visit-ended(stopped)",
  ],
  "citizen sending-locked, after ten askings": ["back → citizen-home: visit-ended(stopped)"],
  "citizen privacy, from help": ["back → citizen-help"],
  "citizen code, empty": ["stop → citizen-home: visit-ended(stopped)", "help → citizen-help"],
  "citizen code, typed": ["stop → citizen-home: visit-ended(stopped)", "help → citizen-help"],
  "citizen code, warned": ["more-time → citizen-code", "stop → citizen-home: visit-ended(stopped)"],
  "citizen code, after a QR": ["stop → citizen-home: visit-ended(stopped)", "help → citizen-help"],
  "citizen birth-date, of a typed code": ["stop → citizen-home: visit-ended(stopped)"],
  "citizen birth-date, typed": ["stop → citizen-home: visit-ended(stopped)"],
  "citizen birth-date, of a QR": ["stop → citizen-home: visit-ended(stopped)"],
  "citizen also-qr, after a PIN": ["stop → citizen-home: visit-ended(stopped)"],
  "citizen wrong, once": ["try-again → citizen-code", "stop → citizen-home: visit-ended(stopped)"],
  "citizen wrong, once, and the boards are lost": [
    "try-again → out-of-service",
    "stop → out-of-service: visit-ended(stopped)",
  ],
  "citizen wrong, a date of a group": [
    "try-again → citizen-group-date",
    "stop → citizen-home: visit-ended(stopped)",
  ],
  "citizen birth-date, of a group": ["not-now → citizen-done"],
  "citizen needs-staff, one of a group": [
    "next-of-group → citizen-next-door",
    "back → citizen-home: visit-ended(stopped)",
  ],
  "citizen plan-b, one of a group": [
    "next-of-group → citizen-next-door: grant-ended(not-opened)",
    "back → citizen-home: grant-ended(not-opened), visit-ended(stopped)",
  ],
  "citizen next-door, of a group": [
    "open-next → citizen-door-opening: group-proof-given, door-granted",
    "not-now → citizen-done",
  ],
  "citizen done, one of a group, the others later": ["next-document → citizen-home"],
  "citizen wrong, three times": ["back → citizen-home: visit-ended(stopped)"],
  "citizen typing-locked, after ten wrong codes": ["back → citizen-home: visit-ended(stopped)"],
  "citizen not-here, not yet": ["back → citizen-home: visit-ended(stopped)"],
  "citizen needs-staff, its bank is away": ["back → citizen-home: visit-ended(stopped)"],
  "citizen hand-in, after a right code": [
    "open-hand-in → citizen-door-opening: proof-given, door-granted",
    "no-old-document → citizen-needs-staff",
    "stop → citizen-home: visit-ended(stopped)",
  ],
  "citizen hand-in-check, its sensor sees nothing": [
    "deposit-in → citizen-needs-staff: compartment-doubted(sensor-disagrees)",
    "deposit-empty → citizen-needs-staff: compartment-doubted(interrupted)",
  ],
  "citizen hand-in-check, where no sensor looks": [
    "deposit-in → citizen-door-opening: old-document-handed-in, compartment-doubted(old-document), proof-given, door-granted",
    "deposit-empty → citizen-needs-staff: compartment-doubted(interrupted)",
  ],
  "citizen jammed, for an old document": [
    "try-again → citizen-door-opening: grant-ended(not-opened), door-granted",
    "stop → citizen-home: grant-ended(not-opened), visit-ended(stopped)",
  ],
  "citizen jammed, with its grant alive": [
    "try-again → citizen-door-opening: grant-ended(not-opened), door-granted",
    "stop → citizen-home: grant-ended(not-opened), visit-ended(stopped)",
  ],
  "citizen jammed, without a grant": [
    "try-again → citizen-door-opening: door-granted",
    "stop → citizen-home: visit-ended(stopped)",
  ],
  "citizen jammed, within its grace": [
    "try-again → citizen-door-opening: grant-ended(not-opened), door-granted",
    "stop → citizen-home: grant-ended(not-opened), visit-ended(stopped)",
  ],
  "citizen plan-b, after three jams": [
    "back → citizen-home: grant-ended(not-opened), visit-ended(stopped)",
  ],
  "citizen plan-b, after an unknown outcome": ["back → citizen-home: visit-ended(stopped)"],
  "citizen plan-b, after a reported empty compartment": [
    "back → citizen-home: visit-ended(stopped)",
  ],
  "citizen open, for an old document, driven": [
    "door-closed → citizen-needs-staff: grant-ended(driven), compartment-doubted(outcome-unknown)",
  ],
  "citizen open, driven": [
    "door-taken → citizen-done: grant-ended(driven), compartment-doubted(outcome-unknown), pickup-suspended(outcome-unknown)",
    "door-nothing → citizen-plan-b: grant-ended(driven), compartment-doubted(outcome-unknown), pickup-suspended(outcome-unknown), alarm-raised(reported-empty), compartment-doubted(reported-empty)",
  ],
  "citizen taken, still inside, says the sensor": [
    "reopen → citizen-home: compartment-doubted(left-inside), pickup-suspended(left-inside), visit-ended(left-inside)",
    "door-taken → citizen-done: compartment-doubted(sensor-disagrees), pickup-suspended(sensor-disagrees)",
  ],
  "citizen taken, where no sensor looks": [
    "door-taken → citizen-done: pickup-collected, compartment-doubted(presumed-empty), message-queued",
    "reopen → citizen-home: compartment-doubted(left-inside), pickup-suspended(left-inside), visit-ended(left-inside)",
    "door-nothing → citizen-plan-b: alarm-raised(reported-empty), compartment-doubted(reported-empty), pickup-suspended(reported-empty)",
  ],
  "citizen done, collected": ["next-document → citizen-home"],
  "citizen done, the second of one visit": ["next-document → citizen-home"],
  "citizen done, fetched within its grace": ["next-document → citizen-home"],
  "staff totp, known": ["stop → citizen-home: visit-ended(stopped)"],
  "staff totp, unknown": ["stop → citizen-home: visit-ended(stopped)"],
  "staff refused, by its code": ["back → citizen-home: visit-ended(stopped)"],
  "staff menu, at a quiet terminal": [
    "deposit → clerk-scan",
    "take-back → clerk-take-back-list",
    "sign-out → citizen-home: staff-signed-out, visit-ended(signed-out)",
  ],
  "staff menu, when everything has expired": [
    "deposit → clerk-scan",
    "round 2 → clerk-door-opening: door-granted",
    "take-back → clerk-take-back-list",
    "sign-out → citizen-home: staff-signed-out, visit-ended(signed-out)",
  ],
  "staff menu, after a deposit that can be undone": [
    "deposit → clerk-scan",
    "undo-deposit 3 → clerk-door-opening: door-granted",
    "take-back → clerk-take-back-list",
    "sign-out → citizen-home: staff-signed-out, visit-ended(signed-out)",
  ],
  "staff menu, beside a stopped bank": [
    "deposit → clerk-scan",
    "take-back → clerk-take-back-list",
    "inspect → clerk-inspect-list",
    "resume-bank → clerk-menu: bank-resumed",
    "sign-out → citizen-home: staff-signed-out, visit-ended(signed-out)",
  ],
  "staff menu, for a technician": [
    "deposit → clerk-scan",
    "take-back → clerk-take-back-list",
    "workshop → technician-menu",
    "sign-out → citizen-home: staff-signed-out, visit-ended(signed-out)",
  ],
  "staff menu, before the doors were walked": [
    "sign-out → out-of-service: staff-signed-out, visit-ended(signed-out)",
  ],
  "staff scan, for the first": ["deposit-done → clerk-menu"],
  "staff scan, after a deposit": ["deposit-done → clerk-finished"],
  "staff scan, after a deposit that can be undone": [
    "deposit-done → clerk-finished",
    "undo-deposit 3 → clerk-door-opening: door-granted",
  ],
  "staff scan, after a deposit, and something of everything": ["deposit-done → clerk-finished"],
  "staff scan-refused, unknown": ["back → clerk-menu"],
  "staff list, to take back": [
    "take-back-door 1 → clerk-take-back-reason",
    "take-back-door 2 → clerk-take-back-reason",
    "extend → clerk-extend-list",
    "back → clerk-menu",
  ],
  "staff list, to take back what has expired": [
    "take-back-overdue 1 → clerk-door-opening: door-granted",
    "take-back-overdue 2 → clerk-door-opening: door-granted",
    "extend → clerk-extend-list",
    "back → clerk-menu",
  ],
  "staff list, to let documents wait longer": [
    "extend-overdue 1 → clerk-extend-list: pickup-extended",
    "extend-overdue 2 → clerk-extend-list: pickup-extended",
    "back → clerk-take-back-list",
  ],
  "staff list, to let documents wait longer, one done": [
    "extend-overdue 2 → clerk-extend-list: pickup-extended",
    "extend-door 1 → clerk-extend-list: pickup-extended",
    "back → clerk-take-back-list",
  ],
  "staff list, to inspect": [
    "inspect-door 2 → clerk-door-opening: door-granted",
    "back → clerk-menu",
  ],
  "staff open, driven": ["door-closed → clerk-inspect-check: grant-ended(driven)"],
  "staff door-failed, deposit": [
    "again → clerk-door-opening: grant-ended(not-opened), compartment-doubted(not-opened), door-granted",
    "back → clerk-menu: grant-ended(not-opened), compartment-doubted(not-opened)",
  ],
  "staff door-failed, undo": [
    "again → clerk-door-opening: grant-ended(not-opened), door-granted",
    "back → clerk-menu: grant-ended(not-opened), compartment-doubted(not-opened)",
  ],
  "staff door-failed, take back": [
    "again → clerk-door-opening: grant-ended(not-opened), door-granted",
    "back → clerk-menu: grant-ended(not-opened), compartment-doubted(not-opened)",
  ],
  "staff door-failed, inspect": ["again → clerk-door-opening: door-granted", "back → clerk-menu"],
  "staff door-failed, inspect a door that reads open": [
    "again → clerk-door-opening: grant-ended(not-opened), door-granted",
    "back → clerk-menu: grant-ended(not-opened)",
  ],
  "staff check, deposit": [
    "deposit-in → clerk-deposited: pickup-deposited, message-queued",
    "deposit-empty → clerk-scan: compartment-inspected",
    "open-again → clerk-door-opening: door-granted",
  ],
  "staff check, deposit, the next label read": [
    "deposit-in → clerk-door-opening: pickup-deposited, message-queued, door-granted",
    "deposit-empty → clerk-door-opening: compartment-inspected, door-granted",
    "open-again → clerk-door-opening: door-granted",
  ],
  "staff check, undo": [
    "taken-out → clerk-undone: deposit-undone, compartment-inspected",
    "left-inside → clerk-finished: compartment-doubted(interrupted), pickup-suspended(interrupted)",
    "open-again → clerk-door-opening: door-granted",
  ],
  "staff check, take back on a round": [
    "open-again → clerk-door-opening: door-granted",
    "skip-door → clerk-door-opening: compartment-doubted(interrupted), pickup-suspended(interrupted), door-granted",
  ],
  "staff check, take back": [
    "taken-out → clerk-finished: pickup-retrieved, compartment-inspected, message-queued",
    "left-inside → clerk-finished: compartment-inspected",
    "open-again → clerk-door-opening: door-granted",
  ],
  "staff check, inspect": [
    "found-document → clerk-inspect-label",
    "found-empty → clerk-finished: compartment-inspected, pickup-not-found",
    "open-again → clerk-door-opening: door-granted",
  ],
  "staff check, inspect a document whose code was never used": [
    "found-document → clerk-inspect-label",
    "found-empty → clerk-finished: compartment-inspected, pickup-not-found",
    "open-again → clerk-door-opening: door-granted",
  ],
  "staff check, inspect which document it is": [
    "open-again → clerk-door-opening: door-granted",
    "no-label → clerk-inspect-check",
  ],
  "staff check, inspect another's document": [
    "found-empty → clerk-finished: compartment-inspected, pickup-not-found",
    "open-again → clerk-door-opening: door-granted",
  ],
  "staff testing, a door to commission, its sensor untouched": ["stop-test → technician-hand"],
  "staff testing, a door to commission, a hand in it": ["stop-test → technician-hand"],
  "staff testing, the first free door": ["stop-test → technician-test-opening"],
  "staff testing, the first free door, another one open": ["stop-test → technician-test-opening"],
  "staff testing, an open door": ["stop-test → technician-test-open"],
  "staff testing, a door closed just now": ["stop-test → technician-test-open"],
  "staff testing, a door that nobody can see": [
    "door-closed → technician-report: grant-ended(driven), compartment-doubted(outcome-unknown), door-tested(driven)",
  ],
  "staff witness, for a deposit": ["without-colleague → clerk-scan"],
  "staff witness, for a deposit, after another": ["without-colleague → clerk-scan"],
  "staff witness, their digits typed": ["without-colleague → clerk-scan"],
  "staff witness, the digits of an unknown badge typed": ["without-colleague → clerk-scan"],
  "staff witness, the clerk's own badge": ["without-colleague → clerk-scan"],
  "staff witness, refused, with a wrong code": ["without-colleague → clerk-scan"],
  "staff witness, on a round": ["without-colleague → clerk-door-opening: door-granted"],
  "staff reason, of a document whose time is not over": [
    "reason-to-counter → clerk-door-opening: door-granted",
    "reason-refused → clerk-door-opening: door-granted",
    "reason-mistake → clerk-door-opening: door-granted",
    "extend-door 2 → clerk-take-back-list: pickup-extended",
    "back → clerk-take-back-list",
  ],
  "staff round-done, everything taken back": [
    "back → clerk-menu",
    "sign-out → citizen-home: staff-signed-out, visit-ended(signed-out)",
  ],
  "staff round-done, a document that may wait longer": [
    "back → clerk-menu",
    "sign-out → citizen-home: staff-signed-out, visit-ended(signed-out)",
  ],
  "staff check, take back on a round, still inside": [
    "open-again → clerk-door-opening: door-granted",
    "skip-door → clerk-door-opening: compartment-doubted(interrupted), pickup-suspended(interrupted), door-granted",
    "leave-longer → clerk-door-opening: compartment-inspected, pickup-extended, door-granted",
  ],
  "staff round-done, a door skipped": [
    "inspect → clerk-inspect-list",
    "back → clerk-menu",
    "sign-out → citizen-home: staff-signed-out, visit-ended(signed-out)",
  ],
  "staff undone, on the clerk's word": [
    "deposit-done → clerk-menu",
    "undo-deposit 2 → clerk-door-opening: door-granted",
  ],
  "staff undone, and another can be undone": [
    "deposit-done → clerk-menu",
    "undo-deposit 1 → clerk-door-opening: door-granted",
  ],
  "staff finished, stopped putting in": [
    "deposit → clerk-scan",
    "take-back → clerk-take-back-list",
    "sign-out → citizen-home: staff-signed-out, visit-ended(signed-out)",
  ],
  "staff finished, after a deposit of which nobody has heard": [
    "deposit → clerk-scan",
    "send-now → clerk-finished: message-queued, message-queued, message-queued",
    "undo-deposit 3 → clerk-door-opening: door-granted",
    "take-back → clerk-take-back-list",
    "sign-out → citizen-home: staff-signed-out, visit-ended(signed-out)",
  ],
  "staff finished, taken back": [
    "deposit → clerk-scan",
    "take-back → clerk-take-back-list",
    "sign-out → citizen-home: staff-signed-out, visit-ended(signed-out)",
  ],
  ...technicianButtons(),
};

/** Later than any "not so fast" of a door. */
const LATER_MS = 1100;

function pressed(act: Act, choice: Extract<ScreenInput, { readonly kind: "choice-made" }>): Step {
  const terminal = createTerminal();
  act(terminal);
  const { wallMs, monoMs } = terminal.now();
  const at = { wallMs: wallMs + LATER_MS, monoMs: monoMs + LATER_MS };
  return takeStep(terminal.state(), { kind: "screen", input: choice }, at);
}

function rowOf(fact: Fact): string {
  if ("doubt" in fact) return `${fact.kind}(${fact.doubt})`;
  if ("outcome" in fact) return `${fact.kind}(${fact.outcome})`;
  return "alarm" in fact ? `${fact.kind}(${fact.alarm})` : fact.kind;
}

function leads(act: Act): readonly string[] {
  const terminal = createTerminal();
  act(terminal);
  return terminal.screen().choices.map(({ choice, number }) => {
    const door = number === undefined ? {} : { number };
    const { after, at, facts } = pressed(act, { kind: "choice-made", choice, ...door });
    const rows = facts.map(({ fact }) => rowOf(fact)).join(", ");
    const button = number === undefined ? choice : `${choice} ${number}`;
    return `${button} → ${screenOf(after, at).name}${rows === "" ? "" : `: ${rows}`}`;
  });
}

const rows = Object.entries(stands).flatMap(([name, stories]) =>
  Object.entries(stories).map(([story, act]): [string, Act] => [`${name}, ${story}`, act]),
);

describe("each button", () => {
  test.each(rows)("leads where the table says: %s", (stand, act) => {
    expect(leads(act)).toEqual(BUTTONS[stand] ?? []);
  });

  test.each(rows)("that is not on the screen leads nowhere: %s", (_stand, act) => {
    const terminal = createTerminal();
    act(terminal);
    const { wallMs, monoMs } = terminal.now();
    const at = { wallMs: wallMs + LATER_MS, monoMs: monoMs + LATER_MS };
    const quiet = takeStep(terminal.state(), { kind: "time-passed" }, at);
    const step = pressed(act, { kind: "choice-made", choice: "no-such-choice" });
    expect(step.facts).toEqual(quiet.facts);
    // While a warning stands, any touch asks for more time, and means nothing else.
    const { visit } = terminal.state().live;
    const isWarned = visit.kind !== "none" && visit.warned;
    expect(isWarned ? step.before.durable : step.after).toEqual(
      isWarned ? step.after.durable : quiet.after,
    );
  });
});

test("the table names no stand that is gone", () => {
  const names = new Set(rows.map(([name]) => name));
  expect(Object.keys(BUTTONS).filter((name) => !names.has(name))).toEqual([]);
});
