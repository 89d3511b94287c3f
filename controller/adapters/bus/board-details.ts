// What the boards of a bus tell of themselves beside their doors: firmware, supply, temperature, tamper. Kept as last heard, for a
// technician's eyes; nothing is decided on it.
import type { BoardId } from "#domain/ids.ts";
import type { BoardDetails } from "#domain/technician/panel.ts";
import type { BusReport } from "#protocol/host-link-types.ts";

export type BoardDetailsKeeper = {
  readonly note: (report: BusReport) => void;
  readonly all: () => readonly BoardDetails[];
};

export function createBoardDetails(boards: ReadonlyMap<number, BoardId>): BoardDetailsKeeper {
  const known = new Map<BoardId, BoardDetails>();
  return {
    note(report) {
      if (!("addr" in report)) return;
      const id = boards.get(report.addr);
      if (id === undefined) return;
      const told = toldBy(report);
      if (told !== undefined) known.set(id, { ...known.get(id), ...told, id });
    },
    all: () => [...known.values()],
  };
}

function toldBy(report: BusReport): Omit<BoardDetails, "id"> | undefined {
  if (report.kind === "board-greeted") {
    const { firmware, model } = report.hello;
    return model === undefined ? { firmware } : { firmware, model };
  }
  if (report.kind !== "board-snapshot") return undefined;
  const { vinMv, tempDeciC, tamper } = report.stat;
  return {
    ...(vinMv === undefined ? {} : { vinMv }),
    ...(tempDeciC === undefined ? {} : { temperatureDeciC: tempDeciC }),
    ...(tamper === undefined ? {} : { tamper }),
  };
}
