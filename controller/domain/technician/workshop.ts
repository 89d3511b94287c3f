// A technician goes from place to place: the step of the visit that holds where they are, what is asked of the workshop on the
// way, and the readings that are taken again while somebody looks at them.
import { type Draft, nextAsk, perform, setVisit } from "../draft.ts";
import { SECOND_MS } from "../moment.ts";
import type { Live } from "../state.ts";
import { staffStep } from "../visit/person.ts";
import type { SignedIn, StaffStep } from "../visit/visit.ts";
import type { Place, WorkshopAnswer, WorkshopAsk } from "./places.ts";

/** A wall that somebody looks at is read this often, so that the age of a reading means something. */
const READ_AGAIN_MS = 2 * SECOND_MS;

type WorkshopStep = Extract<StaffStep, { readonly kind: "workshop" }>;

const showsReadings = ({ kind }: Place): boolean =>
  kind === "wall" || kind === "door" || kind === "commissioning";

export function goTo(draft: Draft, who: SignedIn, place: Place): void {
  if (showsReadings(place)) readBoards(draft);
  const readAgainAtMonoMs = showsReadings(place) ? draft.at.monoMs + READ_AGAIN_MS : undefined;
  staffStep(draft, { kind: "workshop", who, place, readAgainAtMonoMs });
}

const readBoards = (draft: Draft): void => {
  for (const board of draft.site.boards) perform(draft, { kind: "read-board", board });
};

type Question = WorkshopAsk extends infer One
  ? One extends WorkshopAsk
    ? Omit<One, "ask">
    : never
  : never;

/** Asks, and waits there for the answer. */
export function askWorkshop(draft: Draft, who: SignedIn, question: Question): void {
  const ask = nextAsk(draft);
  perform(draft, { ...question, ask });
  goTo(draft, who, { kind: "waiting", ask });
}

/** An answer to an older question finds nobody waiting for it. */
export function answerWorkshop(draft: Draft, answer: WorkshopAnswer): void {
  const { visit } = draft.live;
  if (visit.kind !== "staff" || visit.step.kind !== "workshop") return;
  const { who, place } = visit.step;
  if (place.kind !== "waiting" || place.ask !== answer.ask) return;
  goTo(draft, who, placeOf(answer));
}

function placeOf(answer: WorkshopAnswer): Place {
  switch (answer.kind) {
    case "door-history-read": {
      const { compartment, events } = answer;
      return { kind: "history", compartment, events, page: 0 };
    }
    case "devices-read":
      return { kind: "devices", devices: answer.devices };
    case "bus-trace-read":
      return { kind: "trace", lines: answer.lines, hex: false, page: 0 };
    case "support-bundle-made":
      return { kind: "bundle", name: answer.name };
  }
}

function looking({ visit }: Live): WorkshopStep | undefined {
  return visit.kind === "staff" && visit.step.kind === "workshop" ? visit.step : undefined;
}

/** Reads the boards again without making the visit any longer. */
export function workshopPassed(draft: Draft): void {
  const { visit } = draft.live;
  const step = looking(draft.live);
  if (visit.kind !== "staff" || step?.readAgainAtMonoMs === undefined) return;
  if (draft.at.monoMs < step.readAgainAtMonoMs) return;
  readBoards(draft);
  const readAgainAtMonoMs = draft.at.monoMs + READ_AGAIN_MS;
  setVisit(draft, { ...visit, step: { ...step, readAgainAtMonoMs } });
}

export const workshopDueMonoMs = (live: Live): number | undefined =>
  looking(live)?.readAgainAtMonoMs;
