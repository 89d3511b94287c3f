// Judges that a door opens for a code that lives, and for nothing else [I7]. It knows the codes as people do: from the mails that
// reached them, and from what they gave at the screen. Which code a counter stands for is never computed here.
import type { Effect } from "#domain/effects.ts";
import type { Fact } from "#domain/facts.ts";
import type { LedgerRow } from "#runtime/ports.ts";
import type { CreateJudge } from "../watch.ts";
import { policyOf } from "./grant-rules.ts";
import { createModel, takeRow } from "./reference-model.ts";
import type { ModelPickup } from "./reference-pickups.ts";
import { type ReadRow, followRows } from "./row-reading.ts";

type Which = "pin" | "qr";
type Code = { readonly pickup: string; readonly which: Which; dead: string | undefined };
type Given = { readonly which: Which; readonly text: string; readonly atMs: number };
type DoorGranted = Extract<Fact, { readonly kind: "door-granted" }>;

const LOCATOR_DIGITS = 4;
const QR_PREFIX = "L24:";
/** A scan that starts a visit is given before the row that ends the visit before it. */
const JUST_NOW_MS = 2000;
/** Nobody gives more in one visit that still matters. */
const GIVEN_MAX = 20;

export const createCodesJudge: CreateJudge = ({ site, nowMs, complain }) => {
  const rows = followRows();
  let model = createModel();
  /** By what stands in the mail: 12 digits, or the text of a QR. */
  const codes = new Map<string, Code>();
  const textsOf = new Map<string, Set<string>>();
  let given: readonly Given[] = [];
  /** `YYYYMMDD`, by pickup: as the town hall knows them. */
  const birthDates = new Map<string, string>();
  /** Whose own birth date was given in this visit. */
  const datedFor = new Set<string>();
  /** Whose own code opened, or was to open, a door in this visit. */
  const proven = new Map<string, Which>();

  const learn = (text: string | undefined, which: Which): void => {
    if (text === undefined || codes.has(text)) return;
    const from = which === "qr" ? QR_PREFIX.length : 0;
    const pickup = model.locators.get(text.slice(from, from + LOCATOR_DIGITS));
    if (pickup === undefined) return;
    codes.set(text, { pickup, which, dead: undefined });
    textsOf.set(pickup, (textsOf.get(pickup) ?? new Set()).add(text));
  };

  /**
   * Dead are the codes that have reached somebody by now. One whose mail is still on its way may be the old or the new one:
   * it is learnt as living, which errs on the controller's side.
   */
  const kill = (pickup: string, why: string, which?: Which): void => {
    for (const text of textsOf.get(pickup) ?? []) {
      const code = codes.get(text);
      if (code !== undefined && (which === undefined || code.which === which))
        code.dead = code.dead === undefined || code.dead === "used" ? why : code.dead;
    }
  };

  const forget = (pickup: string): void => {
    for (const text of textsOf.get(pickup) ?? []) codes.delete(text);
    textsOf.delete(pickup);
  };

  const endVisit = (): void => {
    given = given.filter(({ atMs }) => nowMs() - atMs <= JUST_NOW_MS);
    datedFor.clear();
    proven.clear();
  };

  /** Of another one only what was given for that one in this visit. */
  const dateOf = (by: Extract<Effect, { readonly kind: "match-birth-dates" }>["by"]) => {
    if (by.kind === "typed") return by.birthDate;
    return datedFor.has(by.pickup) ? birthDates.get(by.pickup) : undefined;
  };

  const noteDate = (pickups: readonly string[], birthDate: string | undefined): void => {
    for (const pickup of pickups)
      if (birthDate !== undefined && birthDates.get(pickup) === birthDate) datedFor.add(pickup);
  };

  const noteProof = (fact: Fact): void => {
    if (fact.kind === "code-used") kill(fact.pickup, "used");
    if (fact.kind === "code-reissued") kill(fact.pickup, "re-issued", fact.which);
    if (fact.kind === "pickup-withdrawn") kill(fact.pickup, "withdrawn");
    if (fact.kind === "pickup-forgotten") forget(fact.pickup);
    if (fact.kind === "visit-ended" || fact.kind === "terminal-started") endVisit();
    if (fact.kind === "proof-given") proven.set(fact.pickup, fact.method);
  };

  const noteRow = (row: ReadRow): void => {
    const { fact } = row;
    const proof = model.last?.fact;
    takeRow(model, row);
    noteProof(fact);
    if (fact.kind !== "door-granted") return;
    if (proof?.kind === "proof-given") judgeGrant(row.seq, fact, proof.method);
    if (proof?.kind === "group-proof-given") judgeGroupGrant(row.seq, fact, proof.by);
  };

  const judgeGrant = (seq: number, { authority, compartment }: DoorGranted, by: Which): void => {
    if (authority.kind !== "collection" && authority.kind !== "grace-reopen") return;
    const pickup = model.pickups.get(authority.pickup);
    if (pickup === undefined) return;
    const proof = policyOf(site, pickup)?.proof;
    const wanted: readonly Which[] = proof?.kind === "qr+pin" ? ["qr", "pin"] : [by];
    const isGrace = authority.kind === "grace-reopen";
    const objections = wanted.map((which) => objection(which, pickup.id, isGrace));
    if (proof?.birthDate === true) objections.push(objectionToDate(pickup));
    object(seq, compartment, pickup, objections);
  };

  const object = (
    seq: number,
    compartment: number,
    pickup: ModelPickup,
    objections: readonly (string | undefined)[],
  ): void => {
    const where = `row ${seq} at ${nowMs()} ms opens compartment ${compartment}`;
    for (const what of objections)
      if (what !== undefined) complain("I7", `${where} for pickup ${pickup.id}: ${what}`);
  };

  /** On the proof of another one: the code of that one was given in this visit, and this one's own birth date where it is asked. */
  const judgeGroupGrant = (
    seq: number,
    { authority, compartment }: DoorGranted,
    by: string,
  ): void => {
    const pickup = "pickup" in authority ? model.pickups.get(authority.pickup) : undefined;
    if (pickup === undefined) return;
    const method = proven.get(by);
    const objections = [
      // Its own door may have used it up since.
      method === undefined ? `${by} proved nothing` : objection(method, by, true),
    ];
    if (policyOf(site, pickup)?.proof.birthDate === true) objections.push(objectionToDate(pickup));
    object(seq, compartment, pickup, objections);
  };

  /** A day after the end the date is erased, and cannot be asked any more. */
  const objectionToDate = ({ id, erased }: ModelPickup): string | undefined =>
    erased || datedFor.has(id) ? undefined : "its birth date was not given";

  const objection = (which: Which, pickup: string, isGrace: boolean): string | undefined => {
    const own = given
      .filter((one) => one.which === which)
      .map(({ text }) => codes.get(text))
      .filter((code) => code?.pickup === pickup);
    if (own.length === 0) return `nobody gave a ${which} that its mails brought`;
    const deaths = own.map((code) => (isGrace && code?.dead === "used" ? undefined : code?.dead));
    return deaths.includes(undefined) ? undefined : `the ${which} given is ${deaths.at(-1)}`;
  };

  return {
    name: "codes",
    acknowledged: (acknowledged: readonly LedgerRow[]) => rows.take(acknowledged).forEach(noteRow),
    opened: (all) => rows.take(all).forEach(noteRow),
    restored(all) {
      model = createModel();
      rows.goBackTo(0);
      for (const row of rows.take(all)) takeRow(model, row);
      for (const code of codes.values()) code.dead = "of before the restore";
      given = [];
    },
    delivered({ typed, qr }) {
      learn(typed, "pin");
      learn(qr, "qr");
    },
    happened(happening) {
      if (happening.kind === "document-printed")
        birthDates.set(happening.pickup, yearFirst(happening.birthDate));
      if (happening.kind !== "code-given") return;
      const which: Which = happening.how === "typed" ? "pin" : "qr";
      given = [...given, { which, text: happening.text, atMs: nowMs() }].slice(-GIVEN_MAX);
    },
    performed(effect) {
      if (effect.kind === "check-birth-date") noteDate([effect.pickup], effect.birthDate);
      if (effect.kind === "check-code" && effect.pickup !== undefined)
        noteDate([effect.pickup], effect.birthDate);
      if (effect.kind === "match-birth-dates") noteDate(effect.pickups, dateOf(effect.by));
    },
  };
};

const yearFirst = (day: string): string => day.slice(4) + day.slice(2, 4) + day.slice(0, 2);
