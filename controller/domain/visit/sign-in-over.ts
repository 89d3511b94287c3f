// A badge over a screen where somebody else may still stand: how it is shown stays as it was made, until a clerk who was let in goes.
import type { Draft } from "../draft.ts";
import type { Display } from "../screen.ts";
import { leave } from "./leave.ts";
import { citizenStep } from "./person.ts";
import { readBadge } from "./staff-sign-in.ts";
import { type StaffVisit, usualDisplay } from "./visit.ts";

/** Ends what was there. The language and display of a citizen go on; those of another clerk do not. */
export function readBadgeOver(draft: Draft, badge: string): void {
  const { visit } = draft.live;
  leave(draft, "started-over");
  if (visit.kind !== "citizen") return readBadge(draft, badge);
  readBadge(draft, badge, { language: visit.language, display: visit.display });
}

/** Nobody was let in: whoever stands there finds the beginning as they had made it, not somebody else's usual screen. */
export function giveUpSignIn(draft: Draft, { language, display }: StaffVisit): void {
  leave(draft, "stopped");
  const languageChosen = language !== draft.site.languages[0];
  if (languageChosen || !isUsual(display))
    citizenStep(draft, { kind: "home" }, { language, languageChosen, display });
}

const isUsual = ({ text, low, speaking }: Display): boolean =>
  text === usualDisplay.text && low === usualDisplay.low && speaking === usualDisplay.speaking;
