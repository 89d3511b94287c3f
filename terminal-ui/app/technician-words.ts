// The small words of a technician's screens, one catalogue a language: states, ages, happenings. Typed by the Dutch.
import de from "../texts/technician/de.json" with { type: "json" };
import en from "../texts/technician/en.json" with { type: "json" };
import fr from "../texts/technician/fr.json" with { type: "json" };
import nl from "../texts/technician/nl.json" with { type: "json" };
import { fill } from "./placeholders.ts";
import type { Language } from "./texts.ts";

export type TechnicianWords = typeof nl;
type Group = keyof TechnicianWords;

export const technicianCatalogues: Readonly<Record<Language, TechnicianWords>> = { nl, fr, de, en };

/** A word that nobody wrote shows its id: ugly, and seen by whoever forgot it. */
export function wordOf(language: Language, group: Group, id: string): string {
  const words: Readonly<Record<string, string>> = technicianCatalogues[language][group];
  return words[id] ?? id;
}

const NOW_MS = 5000;

/** How old a reading is, as short as it can be said. */
export function ageText(language: Language, ageMs: number | undefined): string {
  const { ages } = technicianCatalogues[language];
  if (ageMs === undefined) return ages.never;
  if (ageMs < NOW_MS) return ages.now;
  const seconds = Math.floor(ageMs / 1000);
  if (seconds < 60) return fill(ages.seconds, { n: seconds });
  if (seconds < 5940) return fill(ages.minutes, { n: Math.floor(seconds / 60) });
  return fill(ages.hours, { n: Math.floor(seconds / 3600) });
}
