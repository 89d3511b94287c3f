// In which language somebody is spoken to: the one they chose, else the one their document waits in, else the site's own. It belongs
// to the visit and goes with it. Never the words themselves: those are the page's.
import { type Draft, setVisit } from "../draft.ts";
import type { Language } from "../site.ts";
import type { Pickup } from "../state.ts";
import { citizenStep } from "./person.ts";
import type { CitizenVisit } from "./visit.ts";

/** The language changes the words and nothing else: the step stays as it is. */
export function chooseLanguage(draft: Draft, language: Language): void {
  const { visit } = draft.live;
  if (!draft.site.languages.includes(language)) return;
  if (visit.kind === "none")
    return citizenStep(draft, { kind: "home" }, { language, languageChosen: true });
  setVisit(
    draft,
    visit.kind === "citizen"
      ? { ...visit, language, languageChosen: true }
      : { ...visit, language },
  );
}

/** The right code of a document was given: from here on its holder's language, if the site speaks it and nobody chose another. */
export function speakTo(draft: Draft, visit: CitizenVisit, { language }: Pickup): void {
  if (visit.languageChosen || !draft.site.languages.includes(language)) return;
  setVisit(draft, { ...visit, language });
}
