// Judges every acknowledged row by a model of the terminal in small, and after each step compares the controller's own state
// with it: what lies where, what is in doubt, which grant lives [I1, I5, I6, I7].
import type { Fact } from "#domain/facts.ts";
import type { CompartmentNumber, PickupId } from "#domain/ids.ts";
import type { Durable } from "#domain/state.ts";
import type { CreateJudge } from "../watch.ts";
import { createDebts } from "./owed-looks.ts";
import { freshDoor } from "./reference-doors.ts";
import { type Model, createModel, takeRow } from "./reference-model.ts";
import { breachOf } from "./reference-rules.ts";
import { type ReadRow, followRows, pickupOfGrant } from "./row-reading.ts";

export const createReferenceJudge: CreateJudge = ({ site, nowMs, complain }) => {
  const rows = followRows();
  let model = createModel();
  const doors = new Set<number>();
  const pickups = new Set<string>();
  const debts = createDebts(site);
  let hasNews = false;

  const take = (row: ReadRow): void => {
    const breach = breachOf(model, site, row);
    if (breach !== undefined)
      complain(breach[0], `at ${nowMs()} ms row ${row.seq}, ${nameOf(row.fact)}: ${breach[1]}`);
    follow(row);
  };

  const follow = (row: ReadRow): void => {
    debts.note(model, row);
    noteTouched(row.fact);
    takeRow(model, row);
    hasNews = true;
  };

  const noteTouched = (fact: Fact): void => {
    if (fact.kind === "ledger-restored") return touchAll();
    if ("compartment" in fact && fact.compartment !== undefined) doors.add(fact.compartment);
    if ("pickup" in fact && fact.pickup !== undefined) pickups.add(fact.pickup);
    const granted = fact.kind === "door-granted" ? pickupOfGrant(fact) : undefined;
    if (granted !== undefined) pickups.add(granted);
  };

  const touchAll = (): void => {
    for (const number of site.compartments.keys()) doors.add(number);
    for (const id of model.pickups.keys()) pickups.add(id);
  };

  const compare = (durable: Durable): void => {
    const differences = [
      ...(durable.seq === model.seq ? [] : [`its row is ${durable.seq}, not ${model.seq}`]),
      ...grantDifference(model, durable),
      ...[...doors].flatMap((number) => doorDifference(model, durable, number)),
      ...[...pickups].flatMap((id) => pickupDifference(model, durable, id)),
    ];
    doors.clear();
    pickups.clear();
    hasNews = false;
    if (differences.length > 0)
      complain("I6", `at ${nowMs()} ms the controller disagrees: ${differences.join("; ")}`);
  };

  /** Whoever could have said it is gone: from now on only a doubt sends a clerk to look. */
  const judgeUntold = (): void => {
    if (model.grant !== undefined || model.ended !== undefined) return;
    for (const number of model.untold)
      complain(
        "I5",
        `at ${nowMs()} ms compartment ${number} was opened, nobody said what came of it, and it is not in doubt`,
      );
    model.untold.clear();
  };

  return {
    name: "reference model",
    acknowledged: (acknowledged) => rows.take(acknowledged).forEach(take),
    stepped({ durable }) {
      if (!hasNews) return;
      judgeUntold();
      for (const [invariant, what] of debts.unpaid(model))
        complain(invariant, `at ${nowMs()} ms ${what}`);
      compare(durable);
    },
    opened(all, durable) {
      rows.take(all).forEach(take);
      debts.forgive();
      touchAll();
      compare(durable);
    },
    restored(all) {
      model = createModel();
      rows.goBackTo(0);
      // Judged when they were acknowledged; and what an old copy of the ledger wrote meanwhile nobody vouches for.
      for (const row of rows.take(all)) {
        if (row.fact.kind === "ledger-restored") take(row);
        else follow(row);
      }
      debts.forgive();
    },
  };
};

function nameOf(fact: Fact): string {
  const about = [
    "compartment" in fact && fact.compartment !== undefined
      ? `compartment ${fact.compartment}`
      : undefined,
    "pickup" in fact && fact.pickup !== undefined ? `pickup ${fact.pickup}` : undefined,
    "op" in fact ? `op ${fact.op}` : undefined,
  ].filter((part) => part !== undefined);
  return [fact.kind, ...about].join(", ");
}

const COMPARED = [
  ["phase", "phase"],
  ["end", "end"],
  ["dead", "dead"],
  ["suspended", "suspended"],
  ["used", "codeUsed"],
  ["released", "released"],
  ["failuresInRow", "failuresInRow"],
  ["failuresTotal", "failuresTotal"],
  ["wrongBirthDates", "wrongBirthDates"],
] as const;

const same = (what: string, expected: unknown, found: unknown): readonly string[] =>
  expected === found ? [] : [`${what} is ${String(found)}, not ${String(expected)}`];

function grantDifference({ grant }: Model, durable: Durable): readonly string[] {
  return [
    ...same("its live grant", grant?.op, durable.grant?.op),
    ...same("what its granted door did", grant?.opened, durable.grant?.opened),
  ];
}

function doorDifference({ doors }: Model, durable: Durable, number: number): readonly string[] {
  const expected = doors.get(number) ?? freshDoor();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const found = durable.compartments[number as CompartmentNumber];
  const where = `compartment ${number}`;
  return [
    ...same(`what ${where} holds`, expected.holds, found?.holds),
    ...same(`the doubt about ${where}`, expected.doubt, found?.doubt),
    ...same(`why ${where} is disabled`, expected.disabled, found?.disabled),
    ...same(`the door of ${where}`, expected.door, found?.door ?? "unknown"),
  ];
}

function pickupDifference({ pickups }: Model, durable: Durable, id: string): readonly string[] {
  const expected = pickups.get(id);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const found = durable.pickups.get(id as PickupId);
  if (expected === undefined || found === undefined)
    return same(`whether pickup ${id} is known`, expected !== undefined, found !== undefined);
  return COMPARED.flatMap(([aspect, name]) =>
    same(`"${name}" of pickup ${id}`, expected[aspect], found[name]),
  );
}
