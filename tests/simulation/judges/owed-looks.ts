// What the rows of one step owe: a doubt about a door that did what nobody can explain, and a bank that stands still [I1, I5].
// Asked of each row before it is taken; once the step is over every debt must be paid.
import type { Site } from "#domain/site.ts";
import type { Breach } from "./breach.ts";
import { doorOf } from "./reference-doors.ts";
import type { Model } from "./reference-model.ts";
import type { ReadRow } from "./row-reading.ts";

export type Debts = {
  readonly note: (model: Model, row: ReadRow) => void;
  /** What is still owed, and is not asked for again. */
  readonly unpaid: (model: Model) => readonly Breach[];
  /** Rows of before were read once more: what they owed was paid or judged in their time. */
  readonly forgive: () => void;
};

export function createDebts(site: Site): Debts {
  /** By compartment: why a clerk must look. */
  const looks = new Map<number, string>();
  const banks = new Set<string>();
  const forgive = (): void => {
    looks.clear();
    banks.clear();
  };
  return {
    note(model, row) {
      const owed = lookOwed(model, row);
      if (owed !== undefined) looks.set(owed.compartment, owed.why);
      const { fact } = row;
      if (fact.kind !== "compartment-doubted" || fact.doubt !== "opened-without-grant") return;
      const board = site.compartments.get(fact.compartment)?.board;
      if (board !== undefined) banks.add(board);
    },
    unpaid(model) {
      const breaches: Breach[] = [];
      for (const [compartment, why] of looks)
        if (doorOf(model, compartment).doubt === undefined)
          breaches.push(["I5", `nobody will look into compartment ${compartment}: ${why}`]);
      for (const board of banks)
        if (model.boards.get(board)?.stopped === undefined)
          breaches.push(["I1", `a door opened without a grant, and bank ${board} goes on`]);
      forgive();
      return breaches;
    },
    forgive,
  };
}

type Look = { readonly compartment: number; readonly why: string };

function lookOwed(model: Model, { fact }: ReadRow): Look | undefined {
  if (fact.kind === "grant-ended" && (fact.outcome === "unknown" || fact.outcome === "fault")) {
    const compartment = model.grant?.compartment;
    return compartment === undefined ? undefined : { compartment, why: `it ended ${fact.outcome}` };
  }
  if (fact.kind === "pickup-collected" && fact.proof === "holder-confirmed")
    return { compartment: fact.compartment, why: "it is empty on its holder's word" };
  const compartment = openedDoor(fact);
  if (compartment === undefined || model.grant?.compartment === compartment) return undefined;
  return doorOf(model, compartment).door === "closed"
    ? { compartment, why: "it opened without a live grant" }
    : undefined;
}

/** The door that reads open from here on. An edge that carries an `op` was told of by RESULT before. */
function openedDoor(fact: ReadRow["fact"]): number | undefined {
  if (fact.kind === "door-read" && fact.state === "open") return fact.compartment;
  if (fact.kind !== "board-event-recorded" || fact.event.kind !== "door") return undefined;
  const { state, op } = fact.event;
  return state === "open" && op === undefined ? fact.compartment : undefined;
}
