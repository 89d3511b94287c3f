// The words that are only heard: which keys do what, where a door is, what was put. Dutch is the original of these too.
import type { Language } from "../texts.ts";
import de from "../../texts/speech/de.json" with { type: "json" };
import en from "../../texts/speech/en.json" with { type: "json" };
import fr from "../../texts/speech/fr.json" with { type: "json" };
import nl from "../../texts/speech/nl.json" with { type: "json" };

export type SpeechText = keyof typeof nl;
export type SpeechTexts = Readonly<Record<SpeechText, string>>;

const speech: Readonly<Record<Language, SpeechTexts>> = { nl, fr, de, en };

export const speechIn = (language: Language): SpeechTexts => speech[language];
