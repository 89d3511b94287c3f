// What the ledger says of the terminal's own life, of people and of pickups: told in the list of events, drawn nowhere.
// Rows that change the wall are in ledger-wall.ts. People have no names here, because the ledger has none.
import { z } from "zod";
import { Door, say, shortId, spanText, type Tellings, telling, Word } from "./telling.ts";

const Pickup = z.object({ pickup: Word });
const PickupInDoor = z.object({ pickup: Word, compartment: Door });
const pickupIs = (what: string) =>
  telling(Pickup, ({ pickup }) => ({ text: `Pickup ${shortId(pickup)} ${what}` }));
const pickupBecause = (what: string) =>
  telling(
    z.object({ pickup: Word, reason: Word.optional(), doubt: Word.optional() }),
    ({ pickup, reason, doubt }) => ({
      text: `Pickup ${shortId(pickup)} ${what}: ${say(reason ?? doubt ?? "no reason written")}`,
    }),
  );

export const lifeTellings: Tellings = {
  "ledger-opened": telling(z.object({ terminal: Word }), ({ terminal }) => ({
    text: `The ledger of terminal ${terminal} begins`,
  })),
  "terminal-started": telling(z.object({ version: Word }), ({ version }) => ({
    text: `The controller started (version ${version}): what doors did before it is not known until they are read`,
    tone: "warning",
    changes: [{ kind: "all-unread", why: "not read again since the controller started" }],
  })),
  "clock-stepped": telling(
    z.object({ stepMs: z.number(), trusted: z.boolean() }),
    ({ stepMs, trusted }) => ({
      text: `The clock was set ${stepMs < 0 ? "back" : "forward"} by ${spanText(stepMs)}${trusted ? "" : " and is not trusted"}`,
      tone: "warning",
    }),
  ),
  "typing-locked": telling(z.object({ lockMs: z.number() }), ({ lockMs }) => ({
    text: `Too many wrong codes: no typing for ${spanText(lockMs)}`,
    tone: "warning",
  })),
  "visit-ended": telling(
    z.object({ outcome: Word, lengthMs: z.number() }),
    ({ outcome, lengthMs }) => ({
      text: `A visit of ${spanText(lengthMs)} ended: ${say(outcome)}`,
    }),
  ),

  "pickup-announced": telling(z.object({ pickup: Word, product: Word }), ({ pickup, product }) => ({
    text: `Pickup ${shortId(pickup)} is announced: ${product}`,
  })),
  "pickup-deposited": telling(PickupInDoor, ({ pickup, compartment }) => ({
    text: `Pickup ${shortId(pickup)} lies behind door ${compartment}`,
    door: compartment,
  })),
  "pickup-collected": telling(
    z.object({ pickup: Word, compartment: Door, proof: Word.default("") }),
    ({ pickup, compartment, proof }) => ({
      text: `Pickup ${shortId(pickup)} was collected from door ${compartment} (${say(proof)})`,
      door: compartment,
    }),
  ),
  "pickup-retrieved": telling(PickupInDoor, ({ pickup, compartment }) => ({
    text: `Pickup ${shortId(pickup)} was taken back from door ${compartment}`,
    door: compartment,
  })),
  "pickup-not-found": telling(PickupInDoor, ({ pickup, compartment }) => ({
    text: `Pickup ${shortId(pickup)} was not found behind door ${compartment}`,
    tone: "warning",
    door: compartment,
  })),
  "pickup-suspended": pickupBecause("is suspended, its code opens nothing"),
  "pickup-withdrawn": pickupBecause("is withdrawn"),
  "pickup-resumed": pickupIs("may be collected again"),
  "pickup-released": pickupIs("is released by staff for one try"),
  "pickup-expired": pickupIs("has expired"),
  "pickup-extended": pickupIs("may wait longer"),
  "pickup-forgotten": pickupIs("is forgotten: its locator may be used again"),
  "personal-data-erased": pickupIs("has no personal data any more"),
  "code-used": pickupIs("has its code used up: the door was seen open"),
  "code-reissued": telling(z.object({ pickup: Word, which: Word }), ({ pickup, which }) => ({
    text: `Pickup ${shortId(pickup)} gets a new ${which.toUpperCase()}; the old one is dead`,
  })),

  "proof-given": telling(z.object({ method: Word, pickup: Word }), ({ method, pickup }) => ({
    text: `A right code (${method.toUpperCase()}) for pickup ${shortId(pickup)}`,
  })),
  "group-proof-given": telling(z.object({ pickup: Word, by: Word }), ({ pickup, by }) => ({
    text: `The proof of pickup ${shortId(by)} is good for pickup ${shortId(pickup)} of its group`,
  })),
  "code-asked-again": telling(z.object({ sent: z.array(Word) }), ({ sent }) => ({
    text:
      sent.length === 0
        ? "Somebody asked for a code again, and none was sent"
        : `Somebody asked for a code again: it is sent for pickup ${sent.map(shortId).join(", ")}`,
  })),
  "proof-failed": telling(z.object({ method: Word }), ({ method }) => ({
    text: `A wrong code (${method.toUpperCase()})`,
  })),
  "staff-signed-in": telling(z.object({ staff: Word }), ({ staff }) => ({
    text: `Staff ${staff} signed in`,
  })),
  "staff-signed-out": telling(z.object({ staff: Word }), ({ staff }) => ({
    text: `Staff ${staff} signed out`,
  })),
  "staff-sign-in-failed": telling(z.object({ staff: Word.optional() }), ({ staff }) => ({
    text: `A sign-in of staff failed${staff === undefined ? "" : ` (${staff})`}`,
    tone: "warning",
  })),

  "message-queued": telling(z.object({ pickup: Word, template: Word }), ({ pickup, template }) => ({
    text: `A message for pickup ${shortId(pickup)}: ${say(template)}`,
  })),
  "message-sent": telling(z.object({}), () => ({ text: "A message was handed over" })),
  "message-refused": telling(z.object({ why: Word }), ({ why }) => ({
    text: `A message was refused: ${why}`,
    tone: "warning",
  })),
};
