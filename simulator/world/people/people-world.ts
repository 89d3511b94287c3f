// What people of a simulated world are made with, and what may be asked of them. Shapes only.
// A person sees the screen, the doors, their hands and their telephone; never the ledger, never the controller.
import type { Chance } from "../chance.ts";
import type { Dossier, Front, Mail } from "../front.ts";
import type { Hall } from "../hall.ts";
import type { Tell } from "../happening.ts";
import type { Queue } from "../queue.ts";

export type PeopleWorld = {
  readonly queue: Queue;
  readonly hall: Hall;
  readonly front: Front;
  readonly tell: Tell;
  /** Where the people's own randomness comes from: each person takes a fork by name. */
  readonly chance: Chance;
  readonly clerk: StaffMember;
  /** Comes along where a document asks four eyes. */
  readonly colleague: StaffMember;
  /** How people are today; drawn per seed, each may be 0. Probabilities per occasion. */
  readonly manners: Manners;
};

/** Badge text, and the six digits that its authenticator shows now. */
type StaffMember = { readonly badge: string; readonly totp: () => string };

export type Manners = {
  /** A clerk errs: puts in the wrong document, leaves the door open, confirms what is not so, forgets to close. */
  readonly clerkErrs: number;
  /** A holder walks off with the door open; leaves the document inside; mistypes; gives up; says what is not so. */
  readonly holderErrs: number;
  /** A holder types the code instead of showing the QR. */
  readonly types: number;
  /** A holder has lost the message, and asks for the code again at the screen. */
  readonly losesCode: number;
  /** A holder comes again after the collection, with the same code. */
  readonly comesAgain: number;
  /** A holder never comes. */
  readonly staysAway: number;
  /** A second person begins before the first has left: they touch the same screen. */
  readonly pushesIn: number;
};

export type People = {
  /** The town hall printed a document and announced it: it lies in the clerk's drawer until a round puts it in. */
  readonly printed: (dossier: Dossier) => void;
  /** A message reached a telephone: its holder decides whether, how and when to come. */
  readonly received: (mail: Mail) => void;
  /** A clerk comes now: signs in, resumes banks, inspects, takes back what must go, deposits what lies in the drawer, signs out. */
  readonly clerkRound: () => void;
  /** Somebody forces, shakes or jams a door, opens what is unlatched, presses anything on the screen. */
  readonly vandal: () => void;
  /** Somebody types guessed codes, with locators that exist where `knowsLocators`. */
  readonly thief: (knowsLocators: boolean) => void;
  /** Somebody scans anything at all, very fast: long, binary, half codes, other people's old codes. */
  readonly flood: () => void;
  /** From here on nobody errs or does harm, and whoever stood there leaves; holders and clerks go on coming. */
  readonly behave: () => void;
  /** Somebody stands at the terminal. */
  readonly someoneThere: () => boolean;
};

export type CreatePeople = (world: PeopleWorld) => People;
