// What the API shows of the state: the wall, the compartments, the pickups, the terminal's health. Never personal data.
import type { CompartmentView, HealthView, PickupView, WallView } from "#api/views.ts";
import type { CompartmentSite, Site } from "#domain/site.ts";
import { type Pickup, type State, compartmentOf, liveBoard } from "#domain/state.ts";
import { outOfService } from "#domain/terminal/out-of-service.ts";

export const wallView = (site: Site): WallView => ({
  compartments: [...site.compartments.values()].map(({ number, column, row, size, heightMm }) => ({
    number,
    column,
    row,
    size,
    heightMm,
  })),
});

export const compartmentViews = (state: State, monoMs: number): readonly CompartmentView[] =>
  [...state.site.compartments.values()].map((site) => compartmentView(state, site, monoMs));

function compartmentView(state: State, site: CompartmentSite, monoMs: number): CompartmentView {
  const { door, item, holds, doubt, disabled } = compartmentOf(state.durable, site.number);
  const { itemSensor: _sensor, ...place } = site;
  const { doorsKnown: known, readAtMonoMs } = liveBoard(state.live, site.board);
  return {
    ...place,
    // What a board that does not answer showed last is no reading.
    door: known ? door : "unknown",
    item: known ? item : "unknown",
    readAgeMs: readAtMonoMs === undefined ? undefined : Math.max(0, monoMs - readAtMonoMs),
    holds,
    doubt,
    disabled,
  };
}

export const pickupViews = (state: State): readonly PickupView[] =>
  [...state.durable.pickups.values()].map(pickupView);

/** Name by name: what a pickup comes to hold is not shown because of that. */
const pickupView = (pickup: Pickup): PickupView => ({
  id: pickup.id,
  product: pickup.product,
  locator: pickup.locator,
  language: pickup.language,
  group: pickup.group,
  phase: pickup.phase,
  released: pickup.released,
  end: pickup.end,
  compartment: pickup.compartment,
  untilMs: pickup.untilMs,
  dead: pickup.dead,
  suspended: pickup.suspended,
});

const WHY = {
  blocked: 'A board knows a later ledger than this one: run "loket24 ledger restore".',
  "no-board": "No lock board answers: check the power and the lines of the boards.",
  "not-commissioned":
    "Doors were not walked yet: a technician signs in and commissions them in the workshop.",
  exposed: "A door stands open with a document behind it: close it.",
  restored:
    "The ledger was restored: a clerk has to look into the compartments before anybody is served.",
} as const;

export function healthView(state: State, version: string): HealthView {
  const stopped = outOfService(state);
  const why = stopped && WHY[stopped];
  return {
    serving: stopped === undefined,
    why,
    version,
    ledgerSeq: state.durable.seq,
    boards: state.site.boards.map((id) => {
      const { presence, boot } = liveBoard(state.live, id);
      return { id, state: presence, boot, stopped: state.durable.boards[id]?.stopped };
    }),
  };
}
