// A citizen who fetches documents by ear alone. Every key and every reach for a door follows from the line that was just heard, in the
// one language that is understood; of the page and its screens nothing is known here.
import { expect } from "vitest";
import type { Listener } from "./listener.ts";
import type { Tongue } from "./tongues.ts";

/** What somebody knows by heart, in the order in which it is asked; of dates the own one comes first. */
export type Errand = { readonly codes: readonly string[]; readonly birthDates: readonly string[] };

/** Found by counting from the left and from above, as it was said; the number is felt on the door. */
export type Hands = (door: { number: number; column: number; place: number }) => Promise<void>;

/** More lines than any errand has. */
const LINES_MAX = 60;
const STOPS_MAX = 12;
const DATE_PARTS = { day: [0, 2], month: [2, 4], year: [4, 8] } as const;

export type CitizenByEar = {
  /** From the first key, whatever the screen speaks then, to the own language. */
  readonly findLanguage: () => Promise<void>;
  /** Until goodbye is said. @returns the numbers of the doors, as they were heard */
  readonly fetch: (errand: Errand, hands: Hands) => Promise<readonly number[]>;
  /** After the goodbye: looks whether there is another document, has no code for it, and stops. */
  readonly stop: () => Promise<void>;
};

export function citizenByEar(ears: Listener, tongue: Tongue): CitizenByEar {
  /** Goes on with the arrow until it is heard, as the line said, and takes it. */
  async function look(wanted: RegExp, stops: number, arrow: "down" | "right" = "down") {
    for (let stop = 0; stop < stops; stop += 1) {
      await ears.press(arrow);
      if (wanted.test(await ears.hearNext())) return ears.press("ok");
    }
    throw new Error(`looked at ${stops} choices and heard none that is ${wanted}`);
  }

  const choose = (wanted: RegExp): Promise<void> =>
    look(wanted, Number(tongue.choices.exec(ears.lastHeard())?.[1] ?? 0));

  return {
    async findLanguage() {
      await ears.touchFirst("down");
      const welcome = await ears.hearNext();
      if (tongue.choices.test(welcome)) return;
      expect(welcome).toMatch(tongue.offered);
      await look(new RegExp(`^${tongue.name}\\.`, "u"), STOPS_MAX);
      await ears.hear(tongue.choices);
    },
    async fetch(errand, hands) {
      const paper = readsFrom(errand, tongue);
      const doors: number[] = [];
      let said = ears.lastHeard();
      for (let lines = 0; lines < LINES_MAX; lines += 1) {
        const door = tongue.door.exec(said);
        const digits = paper(said);
        if (tongue.over.test(said)) return doors;
        if (door !== null) {
          const [number = 0, column = 0, place = 0] = door.slice(1).map(Number);
          doors.push(number);
          ears.note("[takes the document and pushes the door shut]");
          await hands({ number, column, place });
        } else if (tongue.full.test(said)) await ears.press("ok");
        else if (digits !== undefined) await ears.dial(digits);
        else await choose(tongue.wishes);
        said = await ears.hearNext();
      }
      throw new Error(`no goodbye after ${LINES_MAX} lines`);
    },
    async stop() {
      await choose(tongue.another);
      await ears.hear(tongue.choices);
      await choose(tongue.wishes);
      await ears.hear(tongue.asked.code);
      await look(tongue.stop, STOPS_MAX, "right");
      await ears.hear(tongue.ended);
    },
  };
}

/** Answers the digits that a line asks for; none where it asks for none. */
function readsFrom({ codes, birthDates }: Errand, { asked, left, parts }: Tongue) {
  let [nextCode, nextDate] = [0, 0];
  let paper = "";
  return (said: string): string | undefined => {
    if (asked.code.test(said)) paper = codes[nextCode++] ?? "";
    // Who has typed a wrong code is asked the same date once more.
    if (asked.birthDate.test(said)) [paper, nextDate] = [birthDates[0] ?? "", 1];
    if (asked.nextBirthDate.test(said)) paper = birthDates[nextDate++] ?? "";
    const count = left.exec(said)?.[1];
    if (count !== undefined) return groupAt(paper, paper.length - Number(count));
    const part = (["day", "month", "year"] as const).find((one) => parts[one].test(said));
    return part === undefined ? undefined : paper.slice(...DATE_PARTS[part]);
  };
}

/** A code is read in groups of four, as it is written. */
const groupAt = (code: string, from: number): string => code.slice(from, from + 4);
