// What the controller says and what the page has words for: nothing is missing on either side, nothing is left over.
import { describe, expect, it } from "vitest";
import type { Screen } from "#domain/screen.ts";
import { families } from "../../terminal-ui/app/families.ts";
import { type Values, fillable } from "../../terminal-ui/app/placeholders.ts";
import { type Texts, catalogues } from "../../terminal-ui/app/texts.ts";
import { everyScreen } from "./every-screen.ts";

const sorted = (names: Iterable<string>): readonly string[] => [...new Set(names)].toSorted();

const choicesShown = sorted(everyScreen.flatMap(({ choices }) => choices.map((one) => one.choice)));

/** What a screen's lines may use: its values, and what stands beside them. */
const told = ({ values, door, secondsLeft }: Screen): Values => ({
  timeZone: "Europe/Brussels",
  phone: "056 00 00 00",
  ...values,
  ...(door === undefined ? {} : { door: door.compartment }),
  ...(secondsLeft === undefined ? {} : { seconds: secondsLeft }),
});

/** `<screen> <value>=<what it is>` for every value of every screen. */
const casesShown = new Set(
  everyScreen.flatMap(({ name, values }) =>
    Object.entries(values).map(([value, is]) => `${name} ${value}=${is}`),
  ),
);

/** Why the machine stands still is the staff's business; only of an open door a passer-by must know. */
const WORDLESS = ["out-of-service why=blocked", "out-of-service why=no-board"];

describe("the domain", () => {
  it("can show every screen that there is a drawing for", () => {
    expect(sorted(everyScreen.map(({ name }) => name))).toEqual(sorted(Object.keys(families)));
  });

  it("gives every button of a screen an id of its own", () => {
    for (const { name, choices } of everyScreen) {
      const ids = choices.map(({ choice, number }) => `${choice} ${number ?? ""}`);
      expect({ name, ids: [...new Set(ids)] }).toEqual({ name, ids });
    }
  });

  it("offers at most one first choice", () => {
    const torn = everyScreen.filter(
      ({ choices }) => choices.filter(({ primary }) => primary).length > 1,
    );
    expect(torn).toEqual([]);
  });
});

const languages: readonly Texts[] = Object.values(catalogues);

describe.each(languages)("the words in $ownName", (texts) => {
  it("are there for every choice that a screen shows, and for no other", () => {
    expect(sorted(Object.keys(texts.choices))).toEqual(choicesShown);
  });

  it("are all said: no line waits for a value that its screen never gives", () => {
    const unsaid = Object.entries(texts.screens).flatMap(([name, { lines }]) => {
      const shown = everyScreen.filter((screen) => screen.name === name);
      return lines.filter((line) => !shown.some((screen) => fillable(line, told(screen))));
    });
    expect(unsaid).toEqual([]);
  });

  it("have no special case that cannot happen", () => {
    expect(Object.keys(texts.cases).filter((key) => !casesShown.has(key))).toEqual([]);
  });

  it("tell why, wherever a screen gives a reason", () => {
    const reasons = [...casesShown].filter((key) => / why=/.test(key));
    expect(reasons.length).toBeGreaterThan(WORDLESS.length);
    const untold = reasons.filter((key) => !Object.hasOwn(texts.cases, key));
    expect(sorted(untold)).toEqual(WORDLESS);
  });

  it("tell what to do at an open door, whatever the work is", () => {
    const works = [...casesShown].filter((key) => key.startsWith("clerk-door-open work="));
    expect(works).toHaveLength(4);
    expect(works.filter((key) => !Object.hasOwn(texts.cases, key))).toEqual([]);
  });
});
