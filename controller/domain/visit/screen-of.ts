// The screen as a function of the state: nothing is kept for it, so it can be drawn again after any crash.
import type { Screen, ScreenName } from "../screen.ts";
import type { Moment } from "../moment.ts";
import type { State } from "../state.ts";
import { outOfService } from "../terminal/out-of-service.ts";
import { citizenScreen } from "./screen-citizen.ts";
import { staffScreen } from "./screen-staff.ts";
import { type Shown, choices, home } from "./shown.ts";
import { type Visit, usualDisplay } from "./visit.ts";

export function screenOf(state: State, now: Moment): Screen {
  const { visit } = state.live;
  const language = visit.kind === "none" ? state.site.languages[0] : visit.language;
  const shown = warned(visit, now) ?? shownOf(state, now);
  return {
    ...shown,
    language,
    display: visit.kind === "none" ? usualDisplay : visit.display,
    values: { phone: state.site.phone, terminal: state.site.terminal, ...shown.values },
  };
}

function shownOf(state: State, now: Moment): Shown {
  const { visit } = state.live;
  if (visit.kind === "staff") return staffScreen(state, visit, now);
  const stopped = outOfService(state);
  // Whoever has begun sees it through; everybody else hears it before any code is asked.
  if (stopped !== undefined && (visit.kind === "none" || visit.step.kind === "home"))
    return { name: "out-of-service", choices: [], values: { why: stopped } };
  if (visit.kind === "none") return home;
  return citizenScreen(state, visit, now);
}

function warned(visit: Visit, now: Moment): (Shown & { readonly secondsLeft: number }) | undefined {
  if (visit.kind === "none" || !visit.warned || visit.endsAtMonoMs === undefined) return undefined;
  const name: ScreenName = "more-time";
  const secondsLeft = Math.max(0, Math.ceil((visit.endsAtMonoMs - now.monoMs) / 1000));
  return { name, choices: choices("more-time", "stop"), secondsLeft };
}
