// In which language somebody is spoken to: the one they chose, else the one their document waits in, else the site's own.
import { describe, expect, test } from "vitest";
import { boardsUp, doorCloses, itemGoes, opens } from "../support/domain-boards.ts";
import {
  chooses,
  choosesLanguage,
  deposited,
  entered,
  givesWrongCode,
  scansQr,
  scansWrongQr,
  secondsPass,
  showsLicence,
  signsIn,
  typesPin,
  typesWrongBirthDate,
  withdraws,
} from "../support/domain-people.ts";
import { type Dossier, extract, licence, otherExtract } from "../support/domain-site.ts";
import { given } from "../support/domain-story.ts";
import type { Act } from "../support/domain-terminal.ts";

const french = (dossier: Dossier): Dossier => ({ ...dossier, language: "fr" });
const spokenAfter = (...acts: readonly Act[]): string =>
  given(boardsUp, ...acts).terminal.screen().language;

describe("whoever comes", () => {
  test("is spoken to in the first language of the site", () => {
    expect(spokenAfter()).toBe("nl");
    expect(spokenAfter(chooses("type-code"))).toBe("nl");
  });

  test("hears their own as soon as the code of their document is right, before anything else is asked", () => {
    expect(spokenAfter(deposited(french(extract)), scansQr(extract))).toBe("fr");
    expect(spokenAfter(deposited(french(licence)), scansQr(licence))).toBe("fr");
    const typed = [chooses("type-code"), typesPin(licence)] as const;
    expect(spokenAfter(deposited(french(licence)), ...typed)).toBe("nl");
    expect(spokenAfter(deposited(french(licence)), ...typed, entered("23061981"))).toBe("fr");
  });

  test("keeps the language that they chose, whatever the document waits in", () => {
    const chosen = [deposited(french(extract)), choosesLanguage("en"), scansQr(extract)] as const;
    expect(spokenAfter(...chosen)).toBe("en");
    const dutch = [deposited(french(extract)), choosesLanguage("nl"), scansQr(extract)] as const;
    expect(spokenAfter(...dutch)).toBe("nl");
  });

  test("chooses again afterwards, and that holds for their next document too", () => {
    const fetched = [
      deposited(french(extract), { ...otherExtract, language: "en" }),
      scansQr(extract),
      choosesLanguage("nl"),
      opens(1),
      itemGoes(1),
      doorCloses(1),
      secondsPass(2),
      scansQr(otherExtract),
    ] as const;
    expect(spokenAfter(...fetched)).toBe("nl");
  });

  test("hears the site's language again when they have gone", () => {
    const gone = [deposited(french(licence)), scansQr(licence), chooses("stop")] as const;
    expect(spokenAfter(...gone)).toBe("nl");
  });

  test("hears the site's language where the document waits in one that the site does not speak", () => {
    expect(spokenAfter(deposited({ ...extract, language: "de" }), scansQr(extract))).toBe("nl");
  });
});

describe("a wrong code tells nothing of a language", () => {
  test.each<[string, readonly Act[]]>([
    ["a wrong PIN", [givesWrongCode(licence)]],
    ["a wrong QR", [scansWrongQr(licence)]],
    [
      "a right PIN with a wrong date",
      [chooses("type-code"), typesPin(licence), typesWrongBirthDate],
    ],
    ["the QR of a withdrawn document", [withdraws(licence), scansQr(licence)]],
  ])("%s", (_what, acts) => {
    expect(spokenAfter(deposited(french(licence)), ...acts)).toBe("nl");
  });

  test("to staff neither: they choose, and it stays", () => {
    expect(spokenAfter(signsIn(), choosesLanguage("fr"), chooses("deposit"))).toBe("fr");
  });

  test("a language that the site does not speak changes nothing", () => {
    expect(spokenAfter(choosesLanguage("de"))).toBe("nl");
    expect(spokenAfter(deposited(extract), showsLicence(licence))).toBe("nl");
  });
});
