// The rules of one product as a city writes them: their shape and what must agree within one file. Every field is written
// out in every file, so that a jurist reads the whole policy in one place. Never decides anything at a door.
import { z } from "zod";

import type { Finding } from "./problem.ts";
import { choice, keys, list, pattern, text, whole, yesOrNo } from "./scalars.ts";
import type { Language } from "./terminal.ts";

const deadlineError = "a number of days from 1 to 3650, or none";

const name = text("the product's name", 60).exactOptional();

export const policySchema = keys({
  id: pattern(
    /^[a-z][a-z0-9-]{0,39}$/,
    "an id of at most 40 small letters, digits and dashes that starts with a letter",
  ),
  /** Raised with every change: each entry of the ledger cites it. */
  version: whole("the version", 1, 9999),
  enabled: yesOrNo,
  /** Why it is off. */
  reason: text("the reason", 300).exactOptional(),
  name: keys({ nl: name, fr: name, de: name, en: name }),
  proof: keys({
    /** `code`: QR or PIN, either opens. `qr+pin`: both in one visit. */
    kind: choice(["code", "qr+pin"]),
    birthDate: yesOrNo,
    /** A clerk lets the holder through, each time. */
    staffRelease: yesOrNo,
  }),
  channels: keys({
    ways: list("ways, of email, sms and letter", choice(["email", "sms", "letter"]), 3),
    /** QR by one way and PIN by another. */
    different: yesOrNo,
  }),
  pickupDays: whole("a number of days", 1, 365),
  /** Days after the deposit. */
  reminders: z
    .array(whole("a day after the deposit", 1, 365), { error: "a list of days, or []" })
    .max(10, { error: "a list of at most 10 days, or []" }),
  /** The second clock, which runs whether the document is in the terminal or not. */
  legalDeadlineDays: z.union([z.int().min(1).max(3650), z.literal("none")], {
    error: deadlineError,
  }),
  oldDocument: choice(["none", "hand-in-first", "already-handed-in"]),
  /** The holder says that the letter with the PIN of the card has come. */
  pinLetterConfirmed: yesOrNo,
  proxyAllowed: yesOrNo,
  /** Two of the staff at every door that staff open for such a document. */
  fourEyes: yesOrNo,
  /** Paid at the terminal. */
  payment: yesOrNo,
  /** "I forgot something": how long the used code reopens its own door; 0 is never. */
  graceReopenSeconds: whole("a number of seconds", 0, 600),
});

export type Policy = z.output<typeof policySchema>;

/** What must agree within one policy, whether it is on or off. */
export function policyFindings(policy: Policy): Finding[] {
  return [...missingReason(policy), ...pointlessChannels(policy), ...lateDeadline(policy)];
}

/** Every language of the screen needs the product's name. */
export function missingNames(policy: Policy, languages: readonly Language[]): Finding[] {
  return languages
    .filter((language) => policy.name[language] === undefined)
    .map((language) => ({
      path: ["name", language],
      sentence: `is missing: the screens of this terminal speak "${language}", so write the product's name in it`,
    }));
}

/** One PIN length per terminal: shorter only where every holder also proves the birth date. */
export const pinDigits = (policies: readonly Policy[]): 6 | 8 =>
  policies.every((policy) => policy.proof.birthDate) ? 6 : 8;

function missingReason(policy: Policy): Finding[] {
  return policy.enabled || policy.reason !== undefined
    ? []
    : [{ path: ["reason"], sentence: "is missing: a policy that is off says why" }];
}

function pointlessChannels({ channels, proof }: Policy): Finding[] {
  if (!channels.different) return [];
  const path = ["channels", "different"];
  if (proof.kind !== "qr+pin") {
    return [
      {
        path,
        sentence: `is true, but with proof ${proof.kind} either code alone opens the door, so a second way protects nothing: write false, or proof.kind qr+pin`,
      },
    ];
  }
  return new Set(channels.ways).size > 1
    ? []
    : [{ path, sentence: "is true, but there is one way only: name a second one or write false" }];
}

function lateDeadline({ pickupDays, legalDeadlineDays }: Policy): Finding[] {
  return legalDeadlineDays === "none" || pickupDays <= legalDeadlineDays
    ? []
    : [
        {
          path: ["pickupDays"],
          sentence: `is ${pickupDays}, but the law ends it after ${legalDeadlineDays} days (legalDeadlineDays): write fewer days`,
        },
      ];
}
