// What a clerk reads and hears when a round is over: the heading is true however the round went, and one door is spoken of as one. The
// doors and numbers come from the domain; here every combination of them is said in every language.
import { describe, expect, it } from "vitest";
import type { Screen } from "#domain/screen.ts";
import { apply } from "#domain/apply.ts";
import { initialDurable } from "#domain/state.ts";
import { roundDone } from "#domain/visit/round-screen.ts";
import type { Round } from "#domain/visit/visit.ts";
import { speechIn } from "../../terminal-ui/app/speech/speech-texts.ts";
import { screenLines, writtenOf } from "../../terminal-ui/app/speech/spoken-screen.ts";
import { type Language, catalogues, linesOf } from "../../terminal-ui/app/texts.ts";
import { compartment } from "./every-place.ts";
import { sceneNamed, sceneOf } from "./spoken-scene.ts";

type Doors = Round["skipped"];
type Ending = {
  readonly look: Doors;
  readonly shut: Doors;
  readonly longer: Doors;
  readonly two: Doors;
};

const some = (...numbers: readonly number[]): readonly Doors[] => [
  [],
  numbers.slice(0, 1).map(compartment),
  numbers.map(compartment),
];
const endings: readonly Ending[] = some(17, 20).flatMap((look) =>
  some(4, 9).flatMap((shut) =>
    some(3, 11).flatMap((longer) => some(1, 12).map((two) => ({ look, shut, longer, two }))),
  ),
);

const durable = [17, 20].reduce(
  (before, number) =>
    apply(before, {
      seq: before.seq + 1,
      atMs: 0,
      monoMs: 0,
      clockEpoch: 1,
      clockTrusted: true,
      actor: { kind: "terminal" },
      policy: undefined,
      fact: { kind: "compartment-doubted", compartment: compartment(number), doubt: "not-opened" },
    }),
  initialDurable,
);

function screenAfter({ look, shut, longer, two }: Ending, language: Language): Screen {
  const shown = roundDone(
    { durable },
    {
      left: [],
      taken: 3,
      // As they came, not in their order.
      skipped: [...shut, ...look].toReversed(),
      extended: longer,
      forTwo: two,
      label: { kind: "unread" },
    },
  );
  const { screen } = sceneNamed("clerk-round-done");
  return { ...screen, values: {}, ...shown, language };
}

/** Of one door, and of several. */
type Sentences = Readonly<Record<keyof Ending, readonly [one: string, several: string]>>;

const SAID: Readonly<Record<Language, Sentences & { readonly titles: readonly [string, string] }>> =
  {
    nl: {
      titles: ["De ronde is klaar", "Nog niet alles is klaar"],
      look: ["Kijk vak 17 nog na.", "Kijk de vakken 17, 20 nog na."],
      shut: ["Vak 4 ging niet open.", "De vakken 4, 9 gingen niet open."],
      longer: ["Vak 3 kreeg meer dagen.", "De vakken 3, 11 kregen meer dagen."],
      two: [
        "Vak 1 gaat alleen open met een collega.",
        "De vakken 1, 12 gaan alleen open met een collega.",
      ],
    },
    fr: {
      titles: ["Le tour est terminé", "Tout n’est pas encore fait"],
      look: ["Contrôlez encore le casier 17.", "Contrôlez encore les casiers 17, 20."],
      shut: ["Le casier 4 ne s’est pas ouvert.", "Les casiers 4, 9 ne se sont pas ouverts."],
      longer: [
        "Le casier 3 a reçu des jours en plus.",
        "Les casiers 3, 11 ont reçu des jours en plus.",
      ],
      two: [
        "Le casier 1 s’ouvre seulement avec un collègue.",
        "Les casiers 1, 12 s’ouvrent seulement avec un collègue.",
      ],
    },
    de: {
      titles: ["Die Runde ist beendet", "Es ist noch etwas zu tun"],
      look: ["Prüfen Sie noch Fach 17.", "Prüfen Sie noch die Fächer 17, 20."],
      shut: ["Fach 4 hat sich nicht geöffnet.", "Die Fächer 4, 9 haben sich nicht geöffnet."],
      longer: ["Fach 3 hat mehr Tage bekommen.", "Die Fächer 3, 11 haben mehr Tage bekommen."],
      two: [
        "Fach 1 öffnet sich nur für zwei Personen.",
        "Die Fächer 1, 12 öffnen sich nur für zwei Personen.",
      ],
    },
    en: {
      titles: ["The round is done", "Not everything is done yet"],
      look: ["Inspect compartment 17.", "Inspect compartments 17, 20."],
      shut: ["Compartment 4 did not open.", "Compartments 4, 9 did not open."],
      longer: ["Compartment 3 got more days.", "Compartments 3, 11 got more days."],
      two: [
        "Compartment 1 opens only with a colleague.",
        "Compartments 1, 12 open only with a colleague.",
      ],
    },
  };

const ORDER = ["look", "shut", "two", "longer"] as const;

const expected = (ending: Ending, sentences: Sentences): readonly string[] =>
  ORDER.flatMap((kind) => {
    const many = ending[kind].length;
    return many === 0 ? [] : [sentences[kind][many === 1 ? 0 : 1]];
  });

const isDone = ({ look, shut, two }: Ending): boolean =>
  look.length + shut.length + two.length === 0;

describe.each(Object.values(catalogues))("the end of a round in $ownName", (texts) => {
  const { titles, ...sentences } = SAID[texts.language];
  const ends = endings.map((ending) => ({ ending, screen: screenAfter(ending, texts.language) }));

  it("is headed as done only where no door waits for a colleague, an inspection or another try", () => {
    const headed = ends.map(({ screen }) => texts.screens[screen.name].title);
    expect(headed).toEqual(endings.map((ending) => titles[isDone(ending) ? 0 : 1]));
  });

  it("says of each door what it is, of one as of one and of several as of several", () => {
    const read = ends.map(({ screen }) => linesOf(texts, screen.name, screen.values).slice(1));
    expect(read).toEqual(endings.map((ending) => expected(ending, sentences)));
  });

  it("is heard as it is written, door by door", () => {
    const { compartment: word } = speechIn(texts.language);
    for (const { ending, screen } of ends) {
      const heard = writtenOf(screenLines(sceneOf(screen)));
      for (const line of expected(ending, sentences))
        expect(heard).toContain(line.replaceAll(", ", ` ${word} `));
    }
  });
});

describe("several doors, heard", () => {
  it("have the word between them, or 30 and 100 would sound like 3,000", () => {
    const screen = screenAfter(
      { look: [], shut: some(30, 100)[2] ?? [], longer: [], two: [] },
      "nl",
    );
    expect(writtenOf(screenLines(sceneOf(screen)))).toContain(
      "De vakken 30 vak honderd gingen niet open.",
    );
  });
});
