// The small words of a technician's screens: in every language the same, and one for everything that the domain can say there.
import { describe, expect, it } from "vitest";
import type { AlarmKind, Authority, Doubt, GrantOutcome } from "#domain/facts.ts";
import type { Happening, TileState } from "#domain/technician/panel.ts";
import type { TestResult } from "#domain/technician/places.ts";
import { ageText, technicianCatalogues, wordOf } from "../../terminal-ui/app/technician-words.ts";

/** Complete by type: a word that the domain gains and this table does not is no program. */
type Said<Word extends string> = Readonly<Record<Word, true>>;
const tiles: Said<TileState> = {
  doubt: true,
  fault: true,
  occupied: true,
  ok: true,
  open: true,
  "out-of-service": true,
  unknown: true,
};
const happenings: Said<Happening> = {
  closed: true,
  "coil-broken": true,
  disabled: true,
  doubted: true,
  enabled: true,
  ended: true,
  granted: true,
  inspected: true,
  "item-came": true,
  "item-went": true,
  opened: true,
  "read-unknown": true,
};
const details: Said<
  Doubt | GrantOutcome | Authority["kind"] | "empty" | "document" | "open-circuit" | "short"
> = {
  collection: true,
  deposit: true,
  document: true,
  "drive-fault": true,
  driven: true,
  empty: true,
  fault: true,
  "grace-reopen": true,
  "hand-in": true,
  inspection: true,
  interrupted: true,
  "left-inside": true,
  "left-open": true,
  "not-fired": true,
  "not-opened": true,
  "old-document": true,
  "open-circuit": true,
  opened: true,
  "opened-late": true,
  "opened-without-grant": true,
  "outcome-unknown": true,
  "presumed-empty": true,
  "reported-empty": true,
  restored: true,
  retrieval: true,
  "self-test": true,
  "sensor-disagrees": true,
  short: true,
  "undo-deposit": true,
  unknown: true,
};
const outcomes: Said<TestResult["outcome"]> = {
  "also-opened": true,
  driven: true,
  fault: true,
  "item-inside": true,
  "item-unchecked": true,
  "left-open": true,
  "not-fired": true,
  "not-opened": true,
  "not-tested": true,
  opened: true,
  refused: true,
  skipped: true,
  unknown: true,
  "wrong-door": true,
  "wrong-number": true,
};
const devices =
  "clock disk program tamper no-tamper good suspect lost unseen trusted untrusted".split(" ");
/** Why a bank can be stopped; no other alarm stops one. */
const stops = [
  "door-opened-without-grant",
  "second-host",
  "wiring-mismatch",
  "ledger-behind-board",
] as const satisfies readonly AlarmKind[];

const catalogues = Object.entries(technicianCatalogues);

describe.each(catalogues)("the technician's words in %s", (_language, words) => {
  it("are those of the Dutch, and none is empty", () => {
    const { nl } = technicianCatalogues;
    for (const [group, dutch] of Object.entries(nl)) {
      const own: Readonly<Record<string, string>> = words[group as keyof typeof words];
      expect(Object.keys(own)).toEqual(Object.keys(dutch));
      expect(Object.values(own).filter((text) => text === "" || text.includes("!"))).toEqual([]);
    }
  });

  it("are there for everything that can be said", () => {
    expect(Object.keys(words.tiles).toSorted()).toEqual(Object.keys(tiles).toSorted());
    expect(Object.keys(words.outcomes).toSorted()).toEqual(Object.keys(outcomes).toSorted());
    expect(Object.keys(words.devices).toSorted()).toEqual(devices.toSorted());
    expect(Object.keys(words.happenings).toSorted()).toEqual(Object.keys(happenings).toSorted());
    expect(Object.keys(words.details).toSorted()).toEqual(
      [...Object.keys(details), ...stops].toSorted(),
    );
  });
});

describe("the age of a reading", () => {
  it.each([
    [undefined, "nooit"],
    [4999, "nu"],
    [5000, "5 s"],
    [59_000, "59 s"],
    [60_000, "1 min"],
    [5_939_000, "98 min"],
    [5_940_000, "1 u"],
    [7_200_000, "2 u"],
  ])("of %s ms is said as %s", (ageMs, text) => {
    expect(ageText("nl", ageMs)).toBe(text);
  });
});

it("a word that nobody wrote is its id", () => {
  expect(wordOf("nl", "details", "brand-new")).toBe("brand-new");
});
