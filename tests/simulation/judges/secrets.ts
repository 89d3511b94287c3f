// Judges that nothing personal and no code ever stands in the ledger: what was mailed, typed, scanned or asked in the last visits
// is looked for in every row.
import type { CreateJudge } from "../watch.ts";
import { followRows } from "./row-reading.ts";

/** The newest secrets: old ones cannot newly get into a row. */
const SECRETS_MAX = 2000;
const LOCATOR_DIGITS = 4;
/** Shorter runs of digits stand in any ledger by chance: row numbers, lengths, times. */
const TELLING_LENGTH = 8;
/** What parts one word of a text from the next; an address and a QR text stay whole. */
const BETWEEN_WORDS = /[^0-9A-Za-z:@.+_-]+/u;

export const createSecretsJudge: CreateJudge = ({ nowMs, complain }) => {
  const rows = followRows();
  /** By the secret: what it is. The oldest first. */
  const secrets = new Map<string, string>();

  const learn = (secret: string | undefined, what: string): void => {
    if (secret === undefined || secret.length < TELLING_LENGTH) return;
    secrets.delete(secret);
    secrets.set(secret, what);
    const [oldest] = secrets.keys();
    if (secrets.size > SECRETS_MAX && oldest !== undefined) secrets.delete(oldest);
  };

  const learnTyped = (typed: string | undefined): void => {
    learn(typed, "a code to type");
    learn(typed?.slice(LOCATOR_DIGITS), "a PIN");
  };

  const learnScanned = (qr: string | undefined): void => {
    learn(qr, "the text of a QR");
    learn(qr?.slice("L24:".length + LOCATOR_DIGITS), "the code in a QR");
  };

  const learnDate = (birthDate: string | undefined): void => {
    learn(birthDate, "a birth date");
    const typed = birthDate?.replace(/^(\d{4})(\d{2})(\d{2})$/u, "$3$2$1");
    learn(typed, "a birth date as typed");
  };

  const look = (value: unknown, tell: (what: string) => void): void => {
    if (typeof value === "object" && value !== null)
      for (const member of Object.values(value)) look(member, tell);
    if (typeof value !== "string" || value.length < TELLING_LENGTH) return;
    for (const word of [value, ...value.split(BETWEEN_WORDS)]) {
      const what = secrets.get(word);
      if (what !== undefined) tell(what);
    }
  };

  return {
    name: "secrets",
    acknowledged(acknowledged) {
      for (const { seq, actor, fact } of rows.take(acknowledged))
        look({ ...fact, actor }, (what) =>
          complain("secrets", `row ${seq} (${fact.kind}) at ${nowMs()} ms holds ${what}`),
        );
    },
    restored: (all) => rows.goBackTo(all.at(-1)?.seq ?? 0),
    opened: (all) => void rows.take(all),
    delivered({ to, typed, qr }) {
      learn(to, "an address");
      learnTyped(typed);
      learnScanned(qr);
    },
    happened(happening) {
      if (happening.kind !== "code-given") return;
      if (happening.how === "typed") learnTyped(happening.text);
      else learnScanned(happening.text);
    },
    performed(effect) {
      if (effect.kind === "check-code" || effect.kind === "check-birth-date")
        learnDate(effect.birthDate);
      if (effect.kind !== "find-holder") return;
      learnDate(effect.birthDate);
      for (const telephone of effect.telephones) learn(telephone, "a telephone number");
    },
  };
};
