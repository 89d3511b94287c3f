// What a touch means where a technician looks at the machine: place × choice.
import type { Draft } from "../draft.ts";
import type { SignedIn } from "../visit/visit.ts";
import { linesPerPage } from "./machine-screens.ts";
import { nextPage } from "./pages.ts";
import { tryPeripheral } from "./peripherals.ts";
import type { Place } from "./places.ts";
import { askWorkshop, goTo } from "./workshop.ts";

type MachinePlace = Extract<Place, { readonly kind: "devices" | "trace" | "bundle" }>;

export function machineChoice(
  draft: Draft,
  who: SignedIn,
  place: MachinePlace,
  choice: string,
): void {
  if (choice === "back") return goTo(draft, who, { kind: "menu" });
  if (place.kind === "devices") return devicesChoice(draft, who, choice);
  if (place.kind === "trace") traceChoice(draft, who, place, choice);
}

function devicesChoice(draft: Draft, who: SignedIn, choice: string): void {
  if (choice === "read-again") return askWorkshop(draft, who, { kind: "read-devices" });
  tryPeripheral(draft, who, choice);
}

function traceChoice(
  draft: Draft,
  who: SignedIn,
  place: Extract<Place, { readonly kind: "trace" }>,
  choice: string,
): void {
  const { lines, hex, page } = place;
  switch (choice) {
    case "more":
      return goTo(draft, who, {
        ...place,
        page: nextPage(page, lines.length, linesPerPage(hex)),
      });
    case "as-hex":
    case "as-text":
      return goTo(draft, who, { ...place, hex: choice === "as-hex", page: 0 });
    case "read-again":
      return askWorkshop(draft, who, { kind: "read-bus-trace" });
  }
}
