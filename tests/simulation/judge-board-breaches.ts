// What the judges must not let pass of what boards are believed, and of what a step owes: sequences made by hand, each with the
// complaint that it brings. The others are in judge-breaches.ts.
import type { Fact } from "#domain/facts.ts";
import type { Breach } from "./judge-breaches.ts";
import { BOOT, type Rig } from "./judge-rig.ts";
import {
  asks,
  board,
  collected,
  door,
  doorMoved,
  ended,
  passesDoor,
  pickup,
} from "./judge-stories.ts";
import { createPulsesJudge } from "./judges/pulses.ts";
import { createReadingsJudge } from "./judges/readings.ts";
import { createReferenceJudge } from "./judges/reference.ts";
import type { CreateJudge } from "./watch.ts";

const blind: Fact = { kind: "board-was-blind", board, boot: BOOT, fromN: 7, toN: 9 };
const withoutGrant: Fact = {
  kind: "compartment-doubted",
  compartment: door(1),
  doubt: "opened-without-grant",
};
const rests: Fact = { kind: "pickup-suspended", pickup, doubt: "opened-without-grant" };

/** Something happens, and the step is over. */
const step =
  (act: (rig: Rig) => void) =>
  (rig: Rig): void => {
    act(rig);
    rig.step();
  };

type Breaches = Readonly<Record<string, readonly [CreateJudge, readonly Breach[]]>>;

export const boardBreaches: Breaches = {
  readings: [
    createReadingsJudge,
    [
      [
        "a grant after a gap, before the doors were read again",
        (rig) => {
          rig.append([blind]);
          asks(rig);
        },
        /^I1: row \d+ .* is not read: events are missing/u,
      ],
      [
        "a grant under a new boot, before the doors were read",
        (rig) => {
          rig.append([{ kind: "board-greeted", board, boot: "00000002", highestOp: 0 }]);
          asks(rig);
        },
        /^I1: .* is not read: it was greeted anew/u,
      ],
      [
        "a grant on a lost board, whatever it said before",
        (rig) => {
          rig.append([{ kind: "board-lost", board }]);
          rig.snapshot();
          asks(rig);
        },
        /^I1: .* its board a:01 is lost/u,
      ],
      [
        "an event that is acknowledged and not durable",
        (rig) => rig.poll(99),
        /^I4: .* event 99 is durable, and the ledger ends at \d+/u,
      ],
    ],
  ],
};

export const debtBreaches: Breaches = {
  "what a step owes": [
    createReferenceJudge,
    [
      [
        "a door that opens by itself and nobody will look into",
        step((rig) => rig.append([doorMoved(99, "open")])),
        /^I5: .* nobody will look into compartment 1: it opened without a live grant/u,
      ],
      [
        "a bank that goes on after a door opened by itself",
        step((rig) => rig.append([doorMoved(99, "open"), withoutGrant, rests])),
        /^I1: .* bank a:01 goes on/u,
      ],
      [
        "an unknown outcome without a doubt",
        step((rig) => rig.append([ended(asks(rig), "unknown")])),
        /^I5: .* it ended unknown/u,
      ],
      [
        "a compartment that is free on its holder's word",
        step((rig) => {
          const op = asks(rig);
          passesDoor(rig, op, "nothing");
          rig.append([ended(op), collected("holder-confirmed")]);
        }),
        /^I5: .* empty on its holder's word/u,
      ],
      [
        "a message that is given up",
        (rig) => {
          rig.append([
            { kind: "message-queued", message: "m", pickup, template: "document-ready" },
            { kind: "message-refused", message: "m", why: "away" },
          ]);
        },
        /^I10: .* message m is given up/u,
      ],
      [
        "a message that is given up because of a code that is good",
        (rig) => {
          rig.append([
            { kind: "message-queued", message: "m", pickup, template: "document-ready" },
            { kind: "message-refused", message: "m", why: "its code opens nothing any more" },
          ]);
        },
        /^I10: .* message m is given up/u,
      ],
      [
        "a restore that keeps its epoch",
        (rig) =>
          rig.append([
            { kind: "ledger-restored", epoch: 0, keyId: "0".repeat(16), compartments: [] },
          ]),
        /^I2: .* numbers of epoch 0 would come again/u,
      ],
    ],
  ],
  "a coil without current": [
    createPulsesJudge,
    [
      [
        "driven, and no coil had current",
        (rig) => rig.append([{ kind: "grant-driven", op: asks(rig) }]),
        /^I5: .* no coil had current/u,
      ],
    ],
  ],
};
