// What each judge must not let pass: sequences made by hand, each with the complaint that it brings. Data and small deeds; the test
// that runs them is judges.test.ts.
import { initialDurable } from "#domain/state.ts";
import { createBudgetsJudge } from "./judges/budgets.ts";
import { createCodesJudge } from "./judges/codes.ts";
import { createHealingJudge } from "./judges/healing.ts";
import { createLedgerJudge } from "./judges/ledger.ts";
import { createPlacesJudge } from "./judges/places.ts";
import { createPulsesJudge } from "./judges/pulses.ts";
import { createReferenceJudge } from "./judges/reference.ts";
import { createRightDocumentJudge } from "./judges/right-document.ts";
import { createSecretsJudge } from "./judges/secrets.ts";
import { type Rig, stateWith } from "./judge-rig.ts";
import {
  LOCATOR,
  TELEPHONE,
  announced,
  asks,
  clerk,
  collected,
  collectionOf,
  deposited,
  door,
  doorMoved,
  ended,
  granted,
  otherPickup,
  passesDoor,
  pickup,
  proven,
  started,
  visitEnded,
} from "./judge-stories.ts";
import type { CreateJudge } from "./watch.ts";

/** What is done wrong, and the complaint that it must bring. */
export type Breach = readonly [title: string, act: (rig: Rig) => void, complaint: RegExp];

const QR = `L24:${LOCATOR}ABCDEFGHIJKLMNOPQRSTUVWXYZ`;
const TYPED = `${LOCATOR}13572468`;

export const mails = (rig: Rig): void =>
  rig.judge.delivered?.({
    to: "holder@example.org",
    template: "document-ready",
    typed: TYPED,
    qr: QR,
  });
export const scans = (rig: Rig, text = QR): void =>
  rig.tell({ kind: "code-given", how: "scanned", text, by: "holder", name: "somebody" });
const reissued = { kind: "code-reissued", pickup, which: "qr", counter: 1 } as const;
const fails = { kind: "proof-failed", method: "pin", pickup, birthDateWrong: false } as const;
const checksTyped = (rig: Rig): void =>
  rig.judge.performed?.({
    kind: "check-code",
    ask: 1,
    method: "pin",
    code: "00000000",
    counter: 0,
    pickup,
    birthDate: undefined,
  });

export const breaches: Readonly<Record<string, readonly [CreateJudge, readonly Breach[]]>> = {
  pulses: [
    createPulsesJudge,
    [
      ["an OPEN without a grant", (rig) => rig.open(1, 99), /^I1: OPEN .* no acknowledged grant/u],
      [
        "a pulse without a grant",
        (rig) => rig.pulse(1, 99),
        /^I1: pulse .* no acknowledged grant/u,
      ],
      ["a pulse without an OPEN", (rig) => rig.pulse(1, asks(rig)), /^I1: .* no OPEN/u],
      ["an OPEN of another channel", (rig) => rig.open(2, asks(rig)), /^I3: OPEN .* granted was/u],
      ["an OPEN under another boot", (rig) => rig.open(1, asks(rig), "00000000"), /^I2: .* boot/u],
      [
        "a pulse on another channel",
        (rig) => {
          const op = asks(rig);
          rig.open(1, op);
          rig.pulse(2, op);
        },
        /^I3: pulse .* granted was compartment 1/u,
      ],
      [
        "a second pulse",
        (rig) => {
          const op = asks(rig);
          passesDoor(rig, op);
          rig.pulse(1, op);
        },
        /^I2: .* pulse 2 under this op/u,
      ],
      [
        "a late pulse",
        (rig) => {
          const op = asks(rig);
          rig.open(1, op);
          rig.wait(2026);
          rig.pulse(1, op);
        },
        /^I2: .* acknowledged 2026 ms ago/u,
      ],
      [
        "a second live grant",
        (rig) => {
          asks(rig);
          asks(rig);
        },
        /^I1: row \d+ grants compartment 1 .* lives/u,
      ],
      [
        "an OPEN after a fault of the ledger",
        (rig) => {
          const op = asks(rig);
          rig.judge.faulted?.({ kind: "full", detail: "no room" });
          rig.open(1, op);
        },
        /^I9: OPEN .* the ledger failed/u,
      ],
      [
        "an OPEN of an earlier run",
        (rig) => {
          const op = asks(rig);
          rig.judge.opened?.(rig.rows, initialDurable);
          rig.open(1, op);
        },
        /^I2: OPEN .* an earlier run/u,
      ],
      [
        "an OPEN of before a restore",
        (rig) => {
          const op = asks(rig);
          rig.judge.restored?.(rig.rows.slice(0, 3));
          rig.open(1, op);
        },
        /^I9: OPEN .* before the restore/u,
      ],
      [
        '"not-fired" of what fired',
        (rig) => {
          const op = asks(rig);
          rig.open(1, op);
          rig.pulse(1, op);
          rig.append([ended(op, "not-fired")]);
        },
        /^I2: row \d+ says "not-fired"/u,
      ],
    ],
  ],
  ledger: [
    createLedgerJudge,
    [
      [
        "a row that is gone",
        (rig) => rig.judge.opened?.(rig.rows.slice(0, -1), initialDurable),
        /^I4: .* acknowledged row \d+ \(visit-ended\) is missing/u,
      ],
      [
        "a row that was changed",
        (rig) =>
          rig.judge.opened?.(
            rig.rows.map((row, index) => (index === 1 ? { ...row, body: "{}" } : row)),
            initialDurable,
          ),
        /^I4: .* acknowledged row 2 .* has another body/u,
      ],
      [
        "a gap",
        (rig) => rig.judge.acknowledged?.(rig.seal([started, started]).slice(1)),
        /^I4: .* stands where \d+ belongs/u,
      ],
      [
        "a hash that does not fit",
        (rig) =>
          rig.judge.acknowledged?.(
            rig.seal([started]).map((row) => Object.assign(row, { monoMs: 7 })),
          ),
        /^I4: .* does not verify/u,
      ],
    ],
  ],
  "reference model": [
    createReferenceJudge,
    [
      [
        "a grant of an unproven pickup",
        (rig) => rig.append([granted(rig, collectionOf)]),
        /no proof/u,
      ],
      [
        "a grant of a used code",
        (rig) => {
          passesDoor(rig, asks(rig));
          rig.append([ended(rig.nextSeq() - 6)]);
          asks(rig);
        },
        /^I7: .* its code was used/u,
      ],
      [
        "a grant of a suspended code",
        (rig) => {
          rig.append([{ kind: "pickup-suspended", pickup, doubt: "outcome-unknown" }]);
          asks(rig);
        },
        /^I7: .* rests \(outcome-unknown\)/u,
      ],
      [
        "a grant of an expired code",
        (rig) => {
          rig.append([{ kind: "pickup-withdrawn", pickup, reason: "asked" }]);
          asks(rig);
        },
        /^I7: .* dead \(withdrawn\)/u,
      ],
      [
        "an expiry before the last day",
        (rig) => rig.append([{ kind: "pickup-expired", pickup }]),
        /^I7: .* its last day is not over/u,
      ],
      [
        "a grace that never began",
        (rig) => {
          rig.append([proven]);
          rig.append([granted(rig, { kind: "grace-reopen", pickup })]);
        },
        /^I7: .* grace is for a used code/u,
      ],
      [
        "a deposit into a compartment that holds something",
        (rig) => {
          rig.append([announced(otherPickup, "4202")]);
          rig.append([granted(rig, { kind: "deposit", pickup: otherPickup })], clerk);
        },
        /^I6: .* the compartment holds/u,
      ],
      [
        "a deposit behind a door that stayed shut",
        (rig) => {
          rig.append([announced(otherPickup, "4202")]);
          const deposit = { kind: "deposit", pickup: otherPickup } as const;
          const op = rig.append(
            [granted(rig, deposit, { compartment: door(2), channel: 2 })],
            clerk,
          );
          rig.append([ended(op, "not-opened"), deposited(otherPickup, 2)], clerk);
        },
        /^I5: .* did not open/u,
      ],
      [
        "a door of which nobody said what came of it",
        (rig) => {
          const op = asks(rig);
          passesDoor(rig, op);
          rig.append([ended(op), visitEnded]);
          rig.step();
        },
        /^I5: .* compartment 1 was opened, nobody said what came of it/u,
      ],
      [
        "a door of which nobody could say any more what came of it",
        (rig) => {
          const op = asks(rig);
          passesDoor(rig, op);
          rig.append([ended(op), started]);
          rig.step();
        },
        /^I5: .* compartment 1 was opened, nobody said what came of it/u,
      ],
      [
        "a code used behind a door that stayed shut",
        (rig) => {
          asks(rig);
          rig.append([{ kind: "code-used", pickup }]);
        },
        /^I7: .* was not seen to open/u,
      ],
      [
        "a collection behind a door that stayed shut",
        (rig) => {
          const op = asks(rig);
          rig.append([ended(op, "not-opened"), collected()]);
        },
        /^I5: .* its code was never used/u,
      ],
      [
        "a collection before the door closed",
        (rig) => {
          const op = asks(rig);
          rig.append([doorMoved(4, "open"), { kind: "code-used", pickup }]);
          rig.append([ended(op), collected()]);
        },
        /^I5: .* not seen to close/u,
      ],
      [
        "a fourth attempt",
        (rig) => rig.append([granted(rig, collectionOf, { attempt: 4 })]),
        /^I2: .* attempt 4/u,
      ],
      [
        "a further try without a failed one",
        (rig) => rig.append([granted(rig, collectionOf, { attempt: 2 })]),
        /^I2: .* without a failed one/u,
      ],
      [
        "an inspection that nobody made",
        (rig) =>
          rig.append(
            [{ kind: "compartment-inspected", compartment: door(1), found: "empty" }],
            clerk,
          ),
        /^I5: .* no clerk had it open/u,
      ],
      [
        "a controller that sees it otherwise",
        (rig) => rig.step({ seq: rig.rows.length }),
        /^I6: .* the controller disagrees: .* compartment 1 holds/u,
      ],
    ],
  ],
  places: [
    createPlacesJudge,
    [
      [
        "a free compartment with a document inside",
        (rig) => {
          passesDoor(rig, asks(rig), "nothing");
          rig.append([ended(rig.nextSeq() - 6), collected(), visitEnded]);
          rig.step();
        },
        /^I5: .* compartment 1 counts as free, and document A is inside/u,
      ],
      [
        "a collection of what is still inside",
        (rig) => {
          passesDoor(rig, asks(rig), "nothing");
          rig.append([ended(rig.nextSeq() - 6), collected()]);
        },
        /^I5: .* document A is still inside/u,
      ],
      [
        "a collection behind a door that never opened",
        (rig) => {
          const op = asks(rig);
          rig.append([ended(op), collected()]);
        },
        /^I5: .* its door never opened/u,
      ],
      [
        "a waiting document that is gone, and nobody is at its door any more",
        (rig) => {
          passesDoor(rig, asks(rig));
          rig.append([ended(rig.nextSeq() - 6)]);
          rig.append([started]);
          rig.step();
        },
        /^I6: .* compartment 1 is to hold document A .* nothing is inside/u,
      ],
    ],
  ],
  "right document": [
    createRightDocumentJudge,
    [
      [
        "a door that shows a holder another's document",
        (rig) => {
          rig.tell({
            kind: "document-printed",
            document: "B",
            pickup,
            birthDate: "01021990",
            telephone: TELEPHONE,
          });
          rig.pulse(1, asks(rig));
        },
        /^I6: .* opens for pickup a+ \(document B\), and document A is inside/u,
      ],
    ],
  ],
  codes: [
    createCodesJudge,
    [
      ["a code that nobody gave", asks, /^I7: .* nobody gave a qr that its mails brought/u],
      [
        "a code that was re-issued",
        (rig) => {
          mails(rig);
          rig.append([reissued]);
          scans(rig);
          asks(rig);
        },
        /^I7: .* the qr given is re-issued/u,
      ],
      [
        "a code of before a restore",
        (rig) => {
          mails(rig);
          rig.judge.restored?.(rig.rows);
          scans(rig);
          asks(rig);
        },
        /^I7: .* of before the restore/u,
      ],
      [
        "a code of another visit",
        (rig) => {
          mails(rig);
          scans(rig);
          rig.wait(60_000);
          rig.append([visitEnded]);
          asks(rig);
        },
        /^I7: .* nobody gave a qr/u,
      ],
    ],
  ],
  budgets: [
    createBudgetsJudge,
    [
      [
        "failures that a restart forgot",
        (rig) => {
          rig.append([fails]);
          rig.judge.opened?.(rig.rows, initialDurable);
        },
        /^I8: .* failed tries today is 0, and 1 was counted/u,
      ],
      [
        "a lock that a restart forgot",
        (rig) => {
          rig.append([{ kind: "typing-locked", lockMs: 30_000 }]);
          rig.judge.opened?.(rig.rows, initialDurable);
        },
        /^I8: .* the end of the lock on typing is 0/u,
      ],
      [
        "a typed code that is checked in a lock",
        (rig) => {
          rig.append([{ kind: "typing-locked", lockMs: 30_000 }]);
          checksTyped(rig);
        },
        /^I8: .* typing is locked 30000 ms longer/u,
      ],
      [
        "a typed code that is checked after five failures",
        (rig) => {
          rig.append([fails, fails, fails, fails, fails]);
          checksTyped(rig);
        },
        /^I8: .* typing has ended for pickup/u,
      ],
    ],
  ],
  secrets: [
    createSecretsJudge,
    [
      [
        "a code in a row",
        (rig) => {
          mails(rig);
          rig.append([{ kind: "message-refused", message: "1", why: `no such code: ${TYPED}` }]);
        },
        /^secrets: row \d+ \(message-refused\) .* holds a code to type/u,
      ],
      [
        "an address in a row",
        (rig) => {
          mails(rig);
          rig.append([{ kind: "message-refused", message: "1", why: "to <holder@example.org>" }]);
        },
        /^secrets: .* holds an address/u,
      ],
    ],
  ],
  healing: [
    createHealingJudge,
    [
      [
        "a board that never came back",
        (rig) => rig.judge.healed?.(stateWith(), { wallMs: 0, monoMs: 0 }),
        /^I10: .* board a:02 is unseen/u,
      ],
      [
        "a document that is lost",
        (rig) => {
          passesDoor(rig, asks(rig));
          rig.append([ended(rig.nextSeq() - 6)]);
          rig.judge.healed?.(stateWith(), { wallMs: 0, monoMs: 0 });
        },
        /^I10: .* document A is with holder somebody, and its pickup is waiting in compartment 1/u,
      ],
      [
        "a message that is never sent",
        (rig) =>
          rig.judge.healed?.(stateWith({ outbox: { m: { pickup, template: "document-ready" } } }), {
            wallMs: 0,
            monoMs: 0,
          }),
        /^I10: .* 1 messages are not sent/u,
      ],
    ],
  ],
};
