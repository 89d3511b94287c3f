// What a technician sees at each place: names, numbers, buttons, and the panel that goes with them. Words live with the texts.
import type { Moment } from "../moment.ts";
import type { Choice, ScreenName } from "../screen.ts";
import { type State, compartmentOf, doorStateOf } from "../state.ts";
import { type Shown, choices, remindersOf } from "../visit/shown.ts";
import { clockText } from "./clock-text.ts";
import { uncommissioned } from "./commissioning.ts";
import { machineScreen } from "./machine-screens.ts";
import type { DoorEvent, ReportRow, ShownEvent } from "./panel.ts";
import { peripheralScreen } from "./peripherals.ts";
import { isPassed, isUntested } from "./door-test.ts";
import type { DoorTest, Place, TestResult } from "./places.ts";
import { mayTest } from "./test-doors.ts";
import { WALL_PAGE, faultCount, pageOf, tilesOf } from "./wall.ts";

/** As many lines as can be read on one screen without bending. */
export const EVENTS_PAGE = 6;
export const REPORT_PAGE = 6;

export function workshopScreen(state: State, place: Place, now: Moment): Shown {
  switch (place.kind) {
    case "menu":
      return menu(state, now);
    case "wall":
      return wall(state, place, now);
    case "door":
      return door(state, place, now);
    case "history":
      return history(state, place);
    case "report":
      return report(place);
    case "commissioning":
      return commissioning(state, now);
    case "confirm":
      return confirm(state, place.test);
    case "scanner":
    case "sound":
    case "touch":
      return peripheralScreen(state, place);
    case "devices":
    case "trace":
    case "bundle":
      return machineScreen(state, place, now);
    case "waiting":
      return { name: "staff-checking", choices: [] };
  }
}

const menu = (state: State, now: Moment): Shown => ({
  name: "technician-menu",
  choices: choices(
    "wall",
    "self-test",
    "devices",
    "bus-trace",
    "support-bundle",
    ...(uncommissioned(state).length === 0 ? [] : ["commission"]),
    "back",
    "sign-out",
  ),
  values: { faults: faultCount(state, now), count: state.site.compartments.size },
});

/** A button only where there is another page. */
const ifMore = (choice: string, count: number, size: number): readonly string[] =>
  count > size ? [choice] : [];

function wall(
  state: State,
  { onlyFaults, page }: Extract<Place, { readonly kind: "wall" }>,
  now: Moment,
): Shown {
  const all = tilesOf(state, now, onlyFaults);
  const tiles = pageOf(all, page);
  const doors: readonly Choice[] = tiles.map(({ compartment }) => ({
    choice: "look-at-door",
    primary: false,
    number: compartment,
  }));
  const filter = onlyFaults ? "all-doors" : "only-faults";
  return {
    name: "technician-wall",
    choices: [
      ...doors,
      ...choices(undefined, filter, ...ifMore("next", all.length, WALL_PAGE), "back"),
    ],
    values: { faults: faultCount(state, now), count: state.site.compartments.size },
    panel: { kind: "tiles", tiles },
  };
}

function door(
  state: State,
  { compartment }: Extract<Place, { readonly kind: "door" }>,
  now: Moment,
): Shown {
  const { doubt, disabled } = compartmentOf(state.durable, compartment);
  return {
    name: "technician-door",
    choices: choices(
      undefined,
      ...(mayTest({ ...state, at: now }, compartment) ? ["test-door"] : []),
      "door-history",
      ...(doubt === undefined ? [] : ["look-inside"]),
      disabled === undefined ? "take-out-of-service" : "put-in-service",
      "back",
    ),
    door: { compartment, state: doorStateOf(state, compartment) },
    panel: {
      kind: "tiles",
      tiles: tilesOf(state, now, false).filter((tile) => tile.compartment === compartment),
    },
  };
}

function shownEvent({ atMs, what, detail }: DoorEvent, timeZone: string): ShownEvent {
  const at = clockText(atMs, timeZone);
  return detail === undefined ? { at, what } : { at, what, detail };
}

function history(
  { site }: State,
  { compartment, events, page }: Extract<Place, { readonly kind: "history" }>,
): Shown {
  const shown = events
    .slice(page * EVENTS_PAGE, (page + 1) * EVENTS_PAGE)
    .map((event) => shownEvent(event, site.timeZone));
  return {
    name: "technician-history",
    choices: choices(undefined, ...ifMore("more", events.length, EVENTS_PAGE), "back"),
    values: { door: compartment, ...(events.length === 0 ? { none: 1 } : {}) },
    panel: { kind: "events", events: shown },
  };
}

/** Trouble first, then what went well, then what was left alone. */
const rankOf = (result: TestResult): number => {
  if (isPassed(result)) return 1;
  return isUntested(result) ? 2 : 0;
};

function rowOf(result: TestResult): ReportRow {
  const { compartment, outcome } = result;
  if (outcome === "skipped") return { compartment, outcome, word: result.state };
  return result;
}

function report({ results, page }: Extract<Place, { readonly kind: "report" }>): Shown {
  const sorted = results.toSorted((a, b) => rankOf(a) - rankOf(b) || a.compartment - b.compartment);
  const count = (rank: number): number => results.filter((one) => rankOf(one) === rank).length;
  return {
    name: "technician-report",
    choices: choices(undefined, ...ifMore("more", results.length, REPORT_PAGE), "back"),
    values: { passed: count(1), failed: count(0), skipped: count(2) },
    panel: {
      kind: "report",
      rows: sorted.slice(page * REPORT_PAGE, (page + 1) * REPORT_PAGE).map(rowOf),
    },
  };
}

/** The door that was fired at: not open yet, or open and to be pushed shut. */
export function testScreen(state: State, test: DoorTest): Shown {
  const { compartment, waiting, stopping } = test;
  const opened = state.durable.grant?.opened;
  const isOpen = opened === "seen" || opened === "driven";
  return {
    name: isOpen ? openName(test) : "technician-test-opening",
    choices: choices(
      undefined,
      ...(opened === "driven" ? ["door-closed"] : []),
      ...(stopping || waiting.length === 0 ? [] : ["stop-test"]),
    ),
    values: {
      door: compartment,
      reminder: remindersOf(state),
      ...comesNext(test),
      ...(HAND_IN.has(test.hand) ? { hand: test.hand } : {}),
    },
    door: { compartment, state: doorStateOf(state, compartment) },
  };
}

const openName = ({ hand }: DoorTest): ScreenName =>
  HAND_IN.has(hand) ? "technician-hand" : "technician-test-open";

/** While something is still to be held in front of the item sensor. */
const HAND_IN: ReadonlySet<string> = new Set(["asked", "seen"]);

/** What follows this door: the next ones, or nothing, since another one opened or somebody asked to stop. */
function comesNext({ waiting, other, stopping }: DoorTest): Readonly<Record<string, number>> {
  if (other !== undefined) return { other };
  return stopping ? { stopping: 1 } : { count: waiting.length };
}

/** The doors that nobody has walked, as many as fit; the walk goes on by itself from the one that is touched. */
function commissioning(state: State, now: Moment): Shown {
  const doors = uncommissioned(state);
  const shown = doors.slice(0, WALL_PAGE);
  return {
    name: "technician-commissioning",
    choices: [
      ...shown.map((number) => ({ choice: "commission-door", primary: false, number })),
      ...choices(undefined, "back"),
    ],
    values: { unwalked: doors.length, count: state.site.compartments.size },
    panel: {
      kind: "tiles",
      tiles: tilesOf(state, now, false)
        .filter(({ compartment }) => shown.includes(compartment))
        .toSorted((a, b) => a.compartment - b.compartment),
    },
  };
}

const confirm = (state: State, { compartment }: DoorTest): Shown => ({
  name: "technician-confirm",
  choices: choices("right-door", "other-door"),
  values: { door: compartment },
  door: { compartment, state: doorStateOf(state, compartment) },
});
