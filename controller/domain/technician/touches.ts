// What a technician's touch means: place × choice. Anything else on that screen is ignored.
import { type Draft, record } from "../draft.ts";
import type { CompartmentNumber } from "../ids.ts";
import { compartmentOf } from "../state.ts";
import { staffStep } from "../visit/person.ts";
import { inspect } from "../visit/staff-door.ts";
import type { SignedIn, StaffStep } from "../visit/visit.ts";
import { uncommissioned } from "./commissioning.ts";
import {
  commissionFrom,
  otherNumber,
  rightDoor,
  startSelfTest,
  stopTest,
  testOneDoor,
  testedDoorSettled,
} from "./door-test.ts";
import type { DoorTest, Place } from "./places.ts";
import { EVENTS_PAGE, REPORT_PAGE } from "./screens.ts";
import { mayTest } from "./test-doors.ts";
import { WALL_PAGE, isOnWall, tilesOf } from "./wall.ts";
import { machineChoice } from "./machine-touches.ts";
import { peripheralChoice } from "./peripherals.ts";
import { nextPage } from "./pages.ts";
import { askWorkshop, goTo } from "./workshop.ts";

/** Why a technician took a compartment out of service, as the ledger has it. */
const TAKEN_OUT = "technician";

export function enterWorkshop(draft: Draft, who: SignedIn): void {
  if (who.role === "technician") goTo(draft, who, { kind: "menu" });
}

type WallPlace = Extract<Place, { readonly kind: "wall" }>;
type WorkshopStep = Extract<StaffStep, { readonly kind: "workshop" }>;

export function workshopChoice(
  draft: Draft,
  { who, place }: WorkshopStep,
  choice: string,
  number: CompartmentNumber | undefined,
): void {
  switch (place.kind) {
    case "menu":
      return menuChoice(draft, who, choice);
    case "wall":
      return wallChoice(draft, who, place, { choice, number });
    case "door":
      return doorChoice(draft, who, place.compartment, choice);
    case "history":
      return historyChoice(draft, who, place, choice);
    case "report":
      return reportChoice(draft, who, place, choice);
    case "commissioning":
      return commissioningChoice(draft, who, { choice, number });
    case "confirm":
      return confirmChoice(draft, who, place, choice);
    case "scanner":
    case "sound":
    case "touch":
      return peripheralChoice(draft, who, place, choice);
    case "devices":
    case "trace":
    case "bundle":
      return machineChoice(draft, who, place, choice);
    case "waiting":
      return;
  }
}

const wholeWall: WallPlace = { kind: "wall", onlyFaults: false, page: 0 };

function menuChoice(draft: Draft, who: SignedIn, choice: string): void {
  if (choice === "back") return staffStep(draft, { kind: "menu", who });
  if (choice === "self-test") return startSelfTest(draft, who);
  if (choice === "commission" && uncommissioned(draft).length > 0)
    return goTo(draft, who, { kind: "commissioning" });
  if (choice === "devices") return askWorkshop(draft, who, { kind: "read-devices" });
  if (choice === "bus-trace") return askWorkshop(draft, who, { kind: "read-bus-trace" });
  if (choice === "support-bundle") return askWorkshop(draft, who, { kind: "make-support-bundle" });
  if (choice === "wall") goTo(draft, who, wholeWall);
}

type Touched = { readonly choice: string; readonly number: CompartmentNumber | undefined };

function wallChoice(
  draft: Draft,
  who: SignedIn,
  place: WallPlace,
  { choice, number }: Touched,
): void {
  if (choice === "back") return goTo(draft, who, { kind: "menu" });
  if (choice === "only-faults") return goTo(draft, who, { ...wholeWall, onlyFaults: true });
  if (choice === "all-doors") return goTo(draft, who, wholeWall);
  if (choice === "next") {
    const count = tilesOf(draft, draft.at, place.onlyFaults).length;
    return goTo(draft, who, { ...place, page: nextPage(place.page, count, WALL_PAGE) });
  }
  if (choice === "look-at-door" && number !== undefined && isOnWall(draft, number))
    goTo(draft, who, { kind: "door", compartment: number });
}

function doorChoice(
  draft: Draft,
  who: SignedIn,
  compartment: CompartmentNumber,
  choice: string,
): void {
  const { doubt, disabled } = compartmentOf(draft.durable, compartment);
  switch (choice) {
    case "back":
      return goTo(draft, who, wholeWall);
    case "door-history":
      return askWorkshop(draft, who, { kind: "read-door-history", compartment });
    case "test-door":
      return testOneDoor(draft, who, compartment);
    case "look-inside":
      return doubt === undefined ? undefined : inspect(draft, who, compartment);
    case "take-out-of-service":
      if (disabled !== undefined) return;
      record(draft, { kind: "compartment-disabled", compartment, reason: TAKEN_OUT });
      return goTo(draft, who, { kind: "door", compartment });
    case "put-in-service":
      if (disabled === undefined) return;
      record(draft, { kind: "compartment-enabled", compartment });
      return goTo(draft, who, { kind: "door", compartment });
  }
}

function historyChoice(
  draft: Draft,
  who: SignedIn,
  place: Extract<Place, { readonly kind: "history" }>,
  choice: string,
): void {
  const { compartment, events, page } = place;
  if (choice === "back") return goTo(draft, who, { kind: "door", compartment });
  if (choice === "more")
    goTo(draft, who, { ...place, page: nextPage(page, events.length, EVENTS_PAGE) });
}

const AFTER_REPORT: Readonly<Record<DoorTest["purpose"], Place>> = {
  "self-test": { kind: "menu" },
  "one-door": wholeWall,
  commissioning: { kind: "commissioning" },
};

/** A door that may not be fired at is looked at instead: its page says why. */
function commissioningChoice(draft: Draft, who: SignedIn, { choice, number }: Touched): void {
  if (choice === "back") return goTo(draft, who, { kind: "menu" });
  if (choice !== "commission-door" || number === undefined) return;
  if (!uncommissioned(draft).includes(number)) return;
  if (mayTest(draft, number)) return commissionFrom(draft, who, number);
  goTo(draft, who, { kind: "door", compartment: number });
}

function confirmChoice(
  draft: Draft,
  who: SignedIn,
  place: Extract<Place, { readonly kind: "confirm" }>,
  choice: string,
): void {
  if (choice === "right-door") return rightDoor(draft, who, place);
  if (choice === "other-door") otherNumber(draft, who, place);
}

function reportChoice(
  draft: Draft,
  who: SignedIn,
  place: Extract<Place, { readonly kind: "report" }>,
  choice: string,
): void {
  const { purpose, results, page } = place;
  if (choice === "back") return goTo(draft, who, AFTER_REPORT[purpose]);
  if (choice === "more")
    goTo(draft, who, { ...place, page: nextPage(page, results.length, REPORT_PAGE) });
}

/** Only a door that nobody can see has a button of its own. */
export function testChoice(
  draft: Draft,
  { who, test }: Extract<StaffStep, { readonly kind: "testing" }>,
  choice: string,
): void {
  const { grant } = draft.durable;
  if (choice === "stop-test" && !test.stopping) return stopTest(draft, who, test);
  if (choice === "door-closed" && grant?.opened === "driven")
    testedDoorSettled(draft, grant, who, test);
}
