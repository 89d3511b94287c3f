// What a technician sees of the machine beside its doors: boards, clock, disk, bus lines, support bundle.
import type { Moment } from "../moment.ts";
import { type State, liveBoard } from "../state.ts";
import { type Shown, choices } from "../visit/shown.ts";
import { clockText } from "./clock-text.ts";
import type { BoardDetails, DeviceRow, ShownLine, TraceLine } from "./panel.ts";
import type { Place } from "./places.ts";

/** Hex takes three times the room. */
export const linesPerPage = (hex: boolean): number => (hex ? 3 : 6);

type MachinePlace = Extract<Place, { readonly kind: "devices" | "trace" | "bundle" }>;

export function machineScreen(state: State, place: MachinePlace, now: Moment): Shown {
  switch (place.kind) {
    case "devices":
      return devices(state, place, now);
    case "trace":
      return trace(state, place);
    case "bundle":
      return {
        name: "technician-bundle",
        choices: choices("back"),
        values: place.name === undefined ? { failed: 1 } : { name: place.name },
      };
  }
}

type Devices = Extract<Place, { readonly kind: "devices" }>;

function devices(state: State, { devices: told }: Devices, now: Moment): Shown {
  const { trusted } = state.durable.clock;
  const free = told.freeBytes;
  const rows: readonly DeviceRow[] = [
    ...state.site.boards.map((id) =>
      boardRow(told.boards.find((board) => board.id === id) ?? { id }, state),
    ),
    {
      name: "clock",
      state: trusted ? "trusted" : "untrusted",
      facts: [clockText(now.wallMs, state.site.timeZone)],
    },
    { name: "disk", state: "", facts: free === undefined ? [] : [`${(free / 1e9).toFixed(1)} GB`] },
    { name: "program", state: "", facts: [told.version] },
  ];
  return {
    name: "technician-devices",
    choices: choices(undefined, "read-again", "try-scanner", "try-sound", "try-touch", "back"),
    panel: { kind: "devices", rows },
  };
}

function boardRow(
  { id, firmware, model, vinMv, temperatureDeciC, tamper }: BoardDetails,
  { live }: State,
): DeviceRow {
  const facts = [
    model,
    firmware,
    vinMv === undefined ? undefined : `${(vinMv / 1000).toFixed(1)} V`,
    temperatureDeciC === undefined ? undefined : `${(temperatureDeciC / 10).toFixed(1)} °C`,
  ].filter((fact) => fact !== undefined);
  const row = { name: id, state: liveBoard(live, id).presence, facts };
  return tamper === undefined ? row : { ...row, tamper };
}

type Trace = Extract<Place, { readonly kind: "trace" }>;

function trace({ site }: State, { lines, hex, page }: Trace): Shown {
  const size = linesPerPage(hex);
  return {
    name: "technician-trace",
    choices: choices(
      undefined,
      ...(lines.length > size ? ["more"] : []),
      hex ? "as-text" : "as-hex",
      "read-again",
      "back",
    ),
    values: { count: lines.length },
    panel: {
      kind: "trace",
      lines: lines
        .slice(page * size, (page + 1) * size)
        .map((line) => shownLine(line, site.timeZone, hex)),
    },
  };
}

const shownLine = (
  { atMs, bus, direction, line }: TraceLine,
  timeZone: string,
  hex: boolean,
): ShownLine => ({
  at: clockText(atMs, timeZone),
  bus,
  direction,
  text: hex && direction !== "port" ? hexText(line) : line,
});

/** Two hex digits a character, as a technician compares them with a logic analyser. */
export const hexText = (line: string): string =>
  Array.from({ length: line.length }, (_, at) =>
    line.charCodeAt(at).toString(16).padStart(2, "0"),
  ).join(" ");
