// What a policy can ask and this release does not carry out. A policy in use that asks for it is refused, since nothing is
// accepted that would not be done. Whoever builds one of these deletes its row.
import type { Policy } from "./policy.ts";
import type { Finding, Path } from "./problem.ts";

type UnsupportedRule = {
  readonly path: Path;
  readonly isAsked: (policy: Policy) => boolean;
  /** What would have to be done. */
  readonly task: string;
  /** What to write instead. */
  readonly instead: string;
};

const unsupportedRules: readonly UnsupportedRule[] = [
  {
    path: ["channels", "different"],
    isAsked: ({ channels }) => channels.different,
    task: "the QR code and the PIN sent by different ways",
    instead: "false",
  },
  {
    path: ["reminders"],
    isAsked: ({ reminders }) => reminders.length > 0,
    task: "reminders",
    instead: "[]",
  },
  {
    path: ["legalDeadlineDays"],
    isAsked: ({ legalDeadlineDays }) => legalDeadlineDays !== "none",
    task: "a second clock for the legal deadline",
    instead: "none, and keep that deadline at the counter",
  },
  {
    path: ["pinLetterConfirmed"],
    isAsked: ({ pinLetterConfirmed }) => pinLetterConfirmed,
    task: "a question about the PIN letter",
    instead: "false",
  },
  {
    path: ["proxyAllowed"],
    isAsked: ({ proxyAllowed }) => proxyAllowed,
    task: "codes for a proxy",
    instead: "false",
  },
  {
    path: ["payment"],
    isAsked: ({ payment }) => payment,
    task: "payment at the terminal",
    instead: "false and deposit what is paid",
  },
];

export function unsupportedFindings(policy: Policy): Finding[] {
  return unsupportedRules
    .filter(({ isAsked }) => isAsked(policy))
    .map(({ path, task, instead }) => ({
      path,
      sentence: `asks for ${task}, which this release does not carry out: write ${instead}`,
    }));
}
