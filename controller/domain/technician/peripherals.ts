// What a technician tries beside the doors: the scanner, the loudspeaker, the glass. What each shows and what its touches mean.
import type { Draft } from "../draft.ts";
import type { Language } from "../site.ts";
import type { State } from "../state.ts";
import { type Shown, choices } from "../visit/shown.ts";
import type { SignedIn } from "../visit/visit.ts";
import type { Place } from "./places.ts";
import { askWorkshop, goTo } from "./workshop.ts";

type Peripheral = Extract<Place, { readonly kind: "scanner" | "sound" | "touch" }>;

const SPEAKS: Readonly<Record<Language, string>> = {
  nl: "speak-nl",
  fr: "speak-fr",
  de: "speak-de",
  en: "speak-en",
};

export function peripheralScreen({ site }: State, place: Peripheral): Shown {
  switch (place.kind) {
    case "scanner":
      return {
        name: "technician-scanner",
        choices: choices("back"),
        values:
          place.scanned === undefined
            ? {}
            : { what: place.scanned.what, length: place.scanned.length },
      };
    case "sound":
      return {
        name: "technician-sound",
        choices: choices(undefined, ...site.languages.map((one) => SPEAKS[one]), "back"),
        values: place.spoken === undefined ? {} : { spoken: place.spoken, times: place.times },
      };
    case "touch":
      return { name: "technician-touch", choices: choices(undefined, "back") };
  }
}

export function peripheralChoice(
  draft: Draft,
  who: SignedIn,
  place: Peripheral,
  choice: string,
): void {
  if (choice === "back") return askWorkshop(draft, who, { kind: "read-devices" });
  if (place.kind !== "sound") return;
  const spoken = draft.site.languages.find((one) => SPEAKS[one] === choice);
  if (spoken !== undefined) goTo(draft, who, { kind: "sound", spoken, times: place.times + 1 });
}

/** From the list of devices. */
export function tryPeripheral(draft: Draft, who: SignedIn, choice: string): void {
  if (choice === "try-scanner") goTo(draft, who, { kind: "scanner", scanned: undefined });
  if (choice === "try-sound") goTo(draft, who, { kind: "sound", spoken: undefined, times: 0 });
  if (choice === "try-touch") goTo(draft, who, { kind: "touch" });
}
