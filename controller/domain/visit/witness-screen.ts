// What two of the staff see where a colleague is asked for: the badge first, then the digits; never whose badge it was.
import { TOTP_GROUPS } from "./keypad.ts";
import { type Shown, choices } from "./shown.ts";
import type { Session } from "./visit.ts";
import type { AtWitness } from "./witness.ts";

/** What came before is safe: a clerk who scans on without looking sees that here. */
export function witnessScreen({ stage, work }: AtWitness, { loaded }: Session): Shown {
  switch (stage.kind) {
    case "reading":
    case "checking":
      return { name: "staff-checking", choices: [] };
    case "badge":
      return {
        name: "clerk-witness",
        choices: choices(undefined, "without-colleague"),
        values: {
          why: stage.why,
          ...(work.kind === "deposit" && loaded > 0 ? { loaded } : {}),
        },
      };
    case "code":
      return {
        name: "clerk-witness-code",
        choices: choices(undefined, "without-colleague"),
        field: { groups: TOTP_GROUPS, typed: stage.digits.length, shown: "" },
      };
  }
}
