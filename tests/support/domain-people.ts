// What people do in front of the small terminal, at its desk and at the counter, as verbs that read like a specification.
import type { DeskInput, Key, ScreenInput } from "#domain/inputs.ts";
import { MINUTE_MS, SECOND_MS } from "#domain/moment.ts";
import type { DisplayChange } from "#domain/screen.ts";
import type { Language, Site } from "#domain/site.ts";
import { pinOf, qrOf, totpOf } from "./domain-code-book.ts";
import { boardsUp, doorCloses, itemAppears, opens } from "./domain-boards.ts";
import { type Colleague, type Dossier, an, door } from "./domain-site.ts";
import { type Act, inOrder } from "./domain-terminal.ts";

const touch =
  (input: ScreenInput): Act =>
  (terminal) =>
    terminal.feed({ kind: "screen", input });

const ask =
  (input: DeskInput): Act =>
  (terminal) =>
    terminal.feed({ kind: "desk", input });

// ---- time -----------------------------------------------------------------------------------------------------------

export const msPass =
  (ms: number): Act =>
  (terminal) =>
    terminal.passTime(ms);
export const secondsPass = (seconds: number): Act => msPass(seconds * SECOND_MS);
export const minutesPass = (minutes: number): Act => msPass(minutes * MINUTE_MS);
export const daysPass = (days: number): Act => minutesPass(days * 24 * 60);

export const powerIsCut =
  (offMs = 0): Act =>
  (terminal) =>
    terminal.restart(offMs);

/** The next run finds another configuration: doors, boards or products that were there are gone. */
export const configuredAs =
  (site: Site): Act =>
  (terminal) =>
    terminal.restart(0, site);

/** A backup was put back while the terminal was off. */
export const ledgerIsRestored: Act = (terminal) => terminal.restore();

export const clockIsTrusted =
  (isTrusted: boolean): Act =>
  (terminal) => {
    terminal.knobs.isClockTrusted = isTrusted;
    terminal.stepClock(0);
  };
export const wallClockSteps =
  (ms: number): Act =>
  (terminal) =>
    terminal.stepClock(ms);

// ---- at the screen --------------------------------------------------------------------------------------------------

export const presses = (...keys: readonly Key[]): Act =>
  inOrder(...keys.map((key) => touch({ kind: "key-pressed", key })));
const isDigit = (text: string): text is Key => /^[0-9]$/.test(text);
export const types = (digits: string): Act =>
  presses(...Array.from(digits.replaceAll(" ", "")).filter(isDigit));
export const entered = (digits: string): Act => inOrder(types(digits), presses("enter"));

export const chooses = (choice: string, number?: number): Act =>
  touch({ kind: "choice-made", choice, ...(number === undefined ? {} : { number }) });
export const choosesLanguage = (language: Language): Act =>
  touch({ kind: "language-chosen", language });
export const changesDisplay = (change: DisplayChange): Act =>
  touch({ kind: "display-changed", change });
export const movesAround: Act = touch({ kind: "moved" });
export const scans = (text: string): Act => touch({ kind: "code-scanned", text });

/** The QR of the counters that are in force now. */
export const scansQr =
  ({ pickup, locator }: Dossier): Act =>
  (terminal) => {
    const counter = terminal.state().durable.pickups.get(pickup)?.qrCounter ?? 0;
    scans(`L24:${locator}${qrOf(pickup, counter)}`)(terminal);
  };
export const scansOldQr = ({ pickup, locator }: Dossier): Act =>
  scans(`L24:${locator}${qrOf(pickup, 0)}`);
export const scansWrongQr = ({ locator }: Dossier): Act => scans(`L24:${locator}${"A".repeat(26)}`);

/** Locator and PIN as they are in force now. */
export const typesPin =
  ({ pickup, locator }: Dossier): Act =>
  (terminal) => {
    const counter = terminal.state().durable.pickups.get(pickup)?.pinCounter ?? 0;
    entered(locator + pinOf(pickup, counter))(terminal);
  };
export const typesOldPin = ({ pickup, locator }: Dossier): Act =>
  entered(locator + pinOf(pickup, 0));
/** A PIN that this pickup never has. */
export const typesWrongPin = ({ pickup, locator }: Dossier): Act =>
  entered(locator + (pinOf(pickup, 0) === "00000000" ? "00000001" : "00000000"));
export const typesUnknownLocator: Act = entered("9999 1234 5678");

const typesDate = (yearMonthDay: string): Act =>
  entered(yearMonthDay.slice(6) + yearMonthDay.slice(4, 6) + yearMonthDay.slice(0, 4));
export const typesBirthDate = ({ birthDate }: Dossier): Act => typesDate(birthDate);
export const typesWrongBirthDate: Act = typesDate("19000101");

/** As somebody types it at home. */
export const typesTelephone = ({ telephone }: Dossier): Act =>
  entered(telephone.replace("+32", "0"));
export const typesUnknownTelephone: Act = entered("0499 99 99 99");
/** From the home screen, as far as the number. */
export const asksForHelp: Act = inOrder(chooses("no-code"), chooses("send-again"));
/** From the home screen to "look at your telephone". */
export const asksAgain = (dossier: Dossier): Act =>
  inOrder(asksForHelp, typesTelephone(dossier), typesBirthDate(dossier));
/** Nobody's number, and away again. */
export const asksInVain: Act = inOrder(
  asksForHelp,
  typesUnknownTelephone,
  typesWrongBirthDate,
  chooses("back"),
);

/** From the home screen: keypad, code, birth date. */
export const givesCode = (dossier: Dossier): Act =>
  inOrder(chooses("type-code"), typesPin(dossier), typesBirthDate(dossier));
export const givesWrongCode = (dossier: Dossier): Act =>
  inOrder(chooses("type-code"), typesWrongPin(dossier), typesBirthDate(dossier));
/** A licence: QR, then the birth date. */
export const showsLicence = (dossier: Dossier): Act =>
  inOrder(scansQr(dossier), typesBirthDate(dossier));
/** One wrong code from the home screen and away again. */
export const failsOnce = (dossier: Dossier): Act =>
  inOrder(givesWrongCode(dossier), chooses("stop"));

// ---- staff ----------------------------------------------------------------------------------------------------------

export const showsBadge = ({ badge }: { readonly badge: string }): Act => scans(badge);
export const typesTotp =
  ({ staff }: { readonly staff: string }): Act =>
  (terminal) =>
    entered(totpOf(staff, terminal.now()))(terminal);
/** Badge and one-time code; waits for a fresh one first. */
export const signsIn = (colleague: Colleague = an): Act =>
  inOrder(secondsPass(30), showsBadge(colleague), typesTotp(colleague));
export const signsOut: Act = chooses("sign-out");
/** From the list: an overdue document says itself why, of any other the clerk does. */
export const openToTakeBack = (number: number): Act =>
  inOrder(
    chooses("take-back-door", number),
    chooses("take-back-overdue", number),
    chooses("reason-to-counter"),
  );
export const scansLabel = ({ label }: Dossier): Act => scans(label);

// ---- at the desk ----------------------------------------------------------------------------------------------------

export const announces = ({ label: _label, birthDate: _date, ...dossier }: Dossier): Act =>
  ask({ kind: "pickup-announced", ...dossier });
export const withdraws = ({ pickup }: Dossier): Act =>
  ask({ kind: "pickup-withdrawal-asked", pickup, reason: "error" });
export const releases = ({ pickup }: Dossier): Act => ask({ kind: "pickup-release-asked", pickup });
export const reissues = ({ pickup }: Dossier, which: "pin" | "qr"): Act =>
  ask({ kind: "reissue-asked", pickup, which });
export const extendsBy =
  ({ pickup }: Dossier, days: number): Act =>
  (terminal) =>
    ask({
      kind: "pickup-extension-asked",
      pickup,
      untilMs: terminal.now().wallMs + days * 24 * 60 * MINUTE_MS,
    })(terminal);
export const disables = (...numbers: readonly number[]): Act =>
  inOrder(
    ...numbers.map((number) =>
      ask({ kind: "compartment-disable-asked", compartment: door(number), reason: "painting" }),
    ),
  );
export const enables = (number: number): Act =>
  ask({ kind: "compartment-enable-asked", compartment: door(number) });
export const asksDesk = ask;

// ---- whole stories --------------------------------------------------------------------------------------------------

/** The clerk scans the label; the door that opens is `number`. With a sensor it sees the document come in. */
export const deposits = (dossier: Dossier, number: number, sensor = number !== 3): Act =>
  inOrder(
    scansLabel(dossier),
    opens(number),
    ...(sensor ? [itemAppears(number)] : []),
    doorCloses(number),
    secondsPass(2),
  );

/** Boards answer, and each document lies in the next door with a sensor: 1, then 2. */
export const deposited = (...held: readonly Dossier[]): Act =>
  inOrder(
    boardsUp,
    ...held.map(announces),
    signsIn(),
    ...held.map((dossier, at) => deposits(dossier, at + 1)),
    signsOut,
  );

/** The document lies in door 3, where no sensor sees it. */
export const depositedUnseen = (dossier: Dossier): Act =>
  inOrder(
    boardsUp,
    announces(dossier),
    disables(1, 2),
    signsIn(),
    deposits(dossier, 3),
    signsOut,
    enables(1),
    enables(2),
  );
