// Judges what the ledger believes of doors and documents by where they truly are [I5, I6]. Where people were untrue, sensors
// stuck or doors were forced, no controller can know better: witness.ts keeps those reasons.
import type { Fact } from "#domain/facts.ts";
import type { CreateJudge } from "../watch.ts";
import type { ReadRow } from "./row-reading.ts";
import { createWitness } from "./witness.ts";

type Collected = Extract<Fact, { readonly kind: "pickup-collected" }>;
/** What a door truly did since its newest grant. */
type Moves = { readonly op: number; opened: boolean; closed: boolean; saidTaken: boolean };

export const createPlacesJudge: CreateJudge = ({ hall, nowMs, complain }) => {
  const witness = createWitness(hall, nowMs);
  const moves = new Map<number, Moves>();
  /** Doors about which something happened since the last step. */
  const stirred = new Set<number>();
  let wasBusy: number | undefined;

  const noteRow = ({ seq, fact }: ReadRow): void => {
    if ("compartment" in fact && fact.compartment !== undefined) stirred.add(fact.compartment);
    if (fact.kind === "door-granted")
      moves.set(fact.compartment, { op: fact.op, opened: false, closed: false, saidTaken: false });
    if (fact.kind === "pickup-collected") judgeCollection(seq, fact);
    const { busy } = witness.model();
    if (wasBusy !== undefined && busy !== wasBusy) stirred.add(wasBusy);
    wasBusy = busy;
  };

  const judgeCollection = (seq: number, { pickup, compartment, proof }: Collected): void => {
    const door = moves.get(compartment);
    const document = witness.documentOf(pickup);
    const isInside = document !== undefined && hall.inside(compartment) === document;
    const what =
      door?.opened !== true
        ? "its door never opened after the grant"
        : !door.closed
          ? "its door never closed again"
          : isInside && !(proof === "holder-confirmed" && door.saidTaken)
            ? `document ${document} is still inside (proof: ${proof})`
            : undefined;
    if (what === undefined || witness.excuseOf(compartment) !== undefined) return;
    complain(
      "I5",
      `row ${seq} at ${nowMs()} ms, collected from compartment ${compartment}: ${what}`,
    );
  };

  const judgeDoor = (number: number): void => {
    const { busy, doors } = witness.model();
    if (busy === number || witness.excuseOf(number) !== undefined) return;
    const door = doors.get(number);
    if (door?.doubt !== undefined) return;
    const inside = hall.inside(number);
    const where = `at ${nowMs()} ms compartment ${number}`;
    if (door?.holds === undefined) {
      if (inside !== undefined && door?.disabled === undefined)
        complain("I5", `${where} counts as free, and document ${inside} is inside`);
      return;
    }
    const expected = witness.documentOf(door.holds);
    if (inside !== expected)
      complain(
        "I6",
        `${where} is to hold document ${expected} of pickup ${door.holds}, and ${inside ?? "nothing"} is inside`,
      );
  };

  return {
    name: "places",
    acknowledged: (rows) => witness.take(rows, noteRow),
    opened: (rows) => witness.take(rows, noteRow),
    restored(rows) {
      witness.goBackTo(rows);
      wasBusy = undefined;
      for (const door of hall.doors) stirred.add(door);
    },
    happened(happening) {
      witness.happened(happening);
      if (!("door" in happening)) return;
      stirred.add(happening.door);
      const door = moves.get(happening.door);
      if (door === undefined) return;
      if (happening.kind === "untruth" && happening.what === "said-taken") door.saidTaken = true;
      if (happening.kind !== "door-moved") return;
      door.closed = door.opened && !happening.open;
      door.opened ||= happening.open;
    },
    stepped() {
      if (stirred.size === 0) return;
      for (const number of stirred) judgeDoor(number);
      stirred.clear();
    },
  };
};
