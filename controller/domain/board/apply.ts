// What the boards' own reports change: boots, event numbers, doors and items as last read.
import { type Appliers, changeCompartment } from "../applier.ts";
import type { Fact, LedgerRecord, RecordedEvent } from "../facts.ts";
import type { BoardId, CompartmentNumber } from "../ids.ts";
import { type Board, type Durable, compartmentOf } from "../state.ts";
import { grantSawDoor, grantSawItem } from "../door/apply.ts";

type Kinds =
  | "board-greeted"
  | "board-event-recorded"
  | "board-was-blind"
  | "door-read"
  | "item-read"
  | "board-lost"
  | "bank-stopped"
  | "bank-resumed";

const unknownBoard: Board = { boot: "", n: 0, highestOp: 0, stopped: undefined, lost: false };

function changeBoard(durable: Durable, id: BoardId, change: Partial<Board>): Durable {
  const board = { ...(durable.boards[id] ?? unknownBoard), ...change };
  return { ...durable, boards: { ...durable.boards, [id]: board } };
}

function readDoor(
  durable: Durable,
  number: CompartmentNumber,
  state: "open" | "closed" | "unknown",
  record: LedgerRecord,
): Durable {
  const seen = state === "unknown" ? durable : grantSawDoor(durable, number, state, record);
  return changeCompartment(seen, number, { door: state });
}

function readItem(
  durable: Durable,
  number: CompartmentNumber,
  state: "present" | "absent" | "unknown",
): Durable {
  const seen = state === "unknown" ? durable : grantSawItem(durable, number, state);
  const { holds, itemSeen } = compartmentOf(seen, number);
  return changeCompartment(seen, number, {
    item: state,
    itemSeen: itemSeen || (holds !== undefined && state === "present"),
  });
}

function applyEvent(
  durable: Durable,
  event: RecordedEvent,
  number: CompartmentNumber | undefined,
  record: LedgerRecord,
): Durable {
  if (number === undefined) return durable;
  if (event.kind === "door") return readDoor(durable, number, event.state, record);
  if (event.kind === "item") return readItem(durable, number, event.state);
  return durable;
}

function recordEvent(
  durable: Durable,
  fact: Extract<Fact, { readonly kind: "board-event-recorded" }>,
  record: LedgerRecord,
): Durable {
  const numbered = changeBoard(durable, fact.board, { n: fact.n });
  return applyEvent(numbered, fact.event, fact.compartment, record);
}

export const boardAppliers: Appliers<Kinds> = {
  "board-greeted": (durable, { board, boot, highestOp }) => {
    const known = durable.boards[board];
    // Events count on under the same boot: a board that was only away is read from where it was left.
    const n = known?.boot === boot ? known.n : 0;
    return changeBoard(durable, board, { boot, n, highestOp, lost: false });
  },
  "board-event-recorded": recordEvent,
  "board-was-blind": (durable, fact) =>
    fact.toN === undefined ? durable : changeBoard(durable, fact.board, { n: fact.toN }),
  "door-read": (durable, fact, record) => readDoor(durable, fact.compartment, fact.state, record),
  "item-read": (durable, fact) => readItem(durable, fact.compartment, fact.state),
  "board-lost": (durable, fact) => changeBoard(durable, fact.board, { lost: true }),
  "bank-stopped": (durable, fact) => changeBoard(durable, fact.board, { stopped: fact.why }),
  "bank-resumed": (durable, fact) => changeBoard(durable, fact.board, { stopped: undefined }),
};
