// How the screen is shown to whoever stands there: large, high in contrast, low, spoken. It belongs to the visit and goes with it, so
// that the next person finds the usual screen (ADR 0002). Never what is shown: that is the step's.
import { type Draft, setVisit } from "../draft.ts";
import type { Display, DisplayChange } from "../screen.ts";
import { citizenStep, stayLonger } from "./person.ts";
import { usualDisplay } from "./visit.ts";

const NEXT_TEXT: Readonly<Record<Display["text"], Display["text"]>> = {
  normal: "large",
  large: "contrast",
  contrast: "normal",
};

function changed(display: Display, change: DisplayChange): Display {
  switch (change) {
    case "text":
      return { ...display, text: NEXT_TEXT[display.text] };
    case "low":
      return { ...display, low: !display.low };
    case "speaking":
      return { ...display, speaking: !display.speaking };
  }
}

/** A touch like any other: whoever makes the screen fit for reading gets the time to read it. */
export function changeDisplay(draft: Draft, change: DisplayChange): void {
  const { visit } = draft.live;
  if (visit.kind === "none") {
    const display = changed(usualDisplay, change);
    return citizenStep(draft, { kind: "home" }, { display });
  }
  const shown = { ...visit, display: changed(visit.display, change) };
  setVisit(draft, shown);
  stayLonger(draft, shown);
}
