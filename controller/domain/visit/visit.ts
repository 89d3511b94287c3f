// One person at the screen, as a union: each step holds just what that step needs, so that impossible visits do not type-check.
// Typed digits live here and nowhere else; they are gone when the step is.
import type { Doubt } from "../facts.ts";
import type { CompartmentNumber, PickupId, StaffId } from "../ids.ts";
import type { Display } from "../screen.ts";
import type { Language } from "../site.ts";
import type { StaffRole } from "../inputs.ts";
import type { DoorTest, Place } from "../technician/places.ts";

export type Visit = { readonly kind: "none" } | CitizenVisit | StaffVisit;

export const usualDisplay: Display = { text: "normal", low: false, speaking: false };

type Person = {
  readonly language: Language;
  readonly display: Display;
  readonly startedAtMonoMs: number;
  /** The visit ends then by itself; `undefined` while a door decides how long it takes. */
  readonly endsAtMonoMs: number | undefined;
  readonly warned: boolean;
};

export type CitizenVisit = Person & {
  readonly kind: "citizen";
  /** Failed tries in this visit, never a count that tells whether a pickup exists. */
  readonly tries: number;
  /** This person chose the language; until somebody does, a right code speaks its holder's. */
  readonly languageChosen: boolean;
  /** Documents that this visit has collected: a family fetches several. */
  readonly collected: number;
  /** What the doors of a hand-in and of the collection after it stand on. */
  readonly proven: Proof | undefined;
  /** What goes on after the door of a document that was announced together with others. */
  readonly group: GroupVisit | undefined;
  readonly step: CitizenStep;
};

/** The documents of a group in one visit, under the proof of the first of them. */
export type GroupVisit = {
  readonly proof: Proof;
  /** The first, and those that its proof could open when it was given. */
  readonly count: number;
  /** Whose door was opened or tried in this visit. */
  readonly past: readonly PickupId[];
  /** Whose birth date was given in this visit. */
  readonly dated: readonly PickupId[];
  /** The question whose dates are the same as the first one's, until it is answered. */
  readonly ask: number | undefined;
};

/** What a person has proven so far. */
export type Proof = {
  readonly pickup: PickupId;
  readonly method: "qr" | "pin";
  readonly qr: boolean;
  readonly pin: boolean;
  /** The codes that were in force when it was checked; a re-issue since then voids it. */
  readonly codes: number;
};

export type HolderAuthority = "collection" | "grace-reopen" | "hand-in";

export type CitizenStep =
  | { readonly kind: "home" }
  | { readonly kind: "help" }
  | { readonly kind: "privacy" }
  | { readonly kind: "telephone"; readonly digits: string; readonly tooShort: boolean }
  | { readonly kind: "code-sent" }
  | { readonly kind: "sending-locked" }
  | { readonly kind: "code"; readonly digits: string; readonly after: Proof | undefined }
  | { readonly kind: "birth-date"; readonly digits: string; readonly of: BirthDateOf }
  | { readonly kind: "also-qr"; readonly proof: Proof }
  | { readonly kind: "checking"; readonly ask: number; readonly attempt: Attempt }
  | { readonly kind: "wrong" }
  | { readonly kind: "typing-locked" }
  | { readonly kind: "not-here" }
  | { readonly kind: "needs-staff"; readonly why?: "no-room" }
  /** The policy asks for the old document first. */
  | { readonly kind: "hand-in"; readonly proof: Proof }
  | { readonly kind: "hand-in-check"; readonly compartment: CompartmentNumber }
  | {
      readonly kind: "opening";
      readonly pickup: PickupId;
      readonly compartment: CompartmentNumber;
    }
  | {
      readonly kind: "jammed";
      readonly pickup: PickupId;
      readonly compartment: CompartmentNumber;
      readonly authority: HolderAuthority;
      readonly attempt: number;
      readonly againAtMonoMs: number;
    }
  | { readonly kind: "plan-b"; readonly reference: string; readonly why: Doubt }
  | { readonly kind: "open"; readonly pickup: PickupId; readonly compartment: CompartmentNumber }
  | {
      readonly kind: "taken";
      readonly pickup: PickupId;
      readonly compartment: CompartmentNumber;
      readonly stillInside: boolean;
    }
  /** The next door of the group: it opens when this person says so. */
  | {
      readonly kind: "next-door";
      readonly pickup: PickupId;
      readonly compartment: CompartmentNumber;
    }
  | { readonly kind: "done" };

/** Whose birth date is asked: of a typed code or telephone number that nobody has checked yet, of a QR that was right, or of any left in the group. */
export type BirthDateOf =
  | { readonly kind: "typed"; readonly code: string; readonly after: Proof | undefined }
  | { readonly kind: "scanned"; readonly proof: Proof }
  | { readonly kind: "code-again"; readonly telephone: string }
  | { readonly kind: "group" };

export type Attempt =
  | {
      readonly kind: "pin";
      readonly pickup: PickupId | undefined;
      readonly codes: number;
      readonly after: Proof | undefined;
    }
  | {
      readonly kind: "qr";
      readonly pickup: PickupId | undefined;
      readonly codes: number;
      readonly after: Proof | undefined;
    }
  | { readonly kind: "birth-date"; readonly proof: Proof }
  | { readonly kind: "code-again" }
  | { readonly kind: "group-date"; readonly pickups: readonly PickupId[] };

export type StaffVisit = Person & {
  readonly kind: "staff";
  readonly step: StaffStep;
  readonly session: Session;
};

/** What somebody of the staff has done since they signed in, for the summary at the end. */
export type Session = {
  readonly loaded: number;
  readonly retrieved: number;
  /** Labels that could not be put in. */
  readonly refused: number;
  /** Messages that went before their time. */
  readonly sent: number;
  /** Doors that did not open; each once, so that the wall bounds the list. */
  readonly troubled: readonly CompartmentNumber[];
  /** A colleague who proved to be there too: documents for four eyes open until this session ends. */
  readonly witness: StaffId | undefined;
};

export type SignedIn = { readonly staff: StaffId; readonly role: StaffRole };

export type StaffStep =
  | { readonly kind: "badge"; readonly ask: number }
  | { readonly kind: "totp"; readonly digits: string; readonly who: SignedIn | undefined }
  | { readonly kind: "totp-checking"; readonly ask: number; readonly who: SignedIn | undefined }
  | { readonly kind: "refused" }
  | { readonly kind: "menu"; readonly who: SignedIn }
  | {
      readonly kind: "scan";
      readonly who: SignedIn;
      readonly deposited: CompartmentNumber | undefined;
    }
  | { readonly kind: "scan-looking"; readonly who: SignedIn; readonly ask: number }
  | { readonly kind: "scan-refused"; readonly who: SignedIn; readonly why: ScanRefusal }
  | {
      readonly kind: "list";
      readonly who: SignedIn;
      readonly task: ListTask;
      readonly page: number;
      /** Behind this door lies a document that may wait longer since a moment ago. */
      readonly extended?: CompartmentNumber;
    }
  /** A colleague is asked for; `work` is what opens once they are there. */
  | {
      readonly kind: "witness";
      readonly who: SignedIn;
      readonly work: Work;
      readonly stage: WitnessStage;
    }
  | { readonly kind: "opening"; readonly who: SignedIn; readonly work: Work }
  | { readonly kind: "open"; readonly who: SignedIn; readonly work: Work }
  /** Its grant may still be alive: a push can open it. `attempt` 3: this door is not tried again. */
  | {
      readonly kind: "door-failed";
      readonly who: SignedIn;
      readonly work: Work;
      readonly attempt: number;
      readonly againAtMonoMs: number;
    }
  | { readonly kind: "check"; readonly who: SignedIn; readonly work: Work }
  | { readonly kind: "reason"; readonly who: SignedIn; readonly compartment: CompartmentNumber }
  | { readonly kind: "round-done"; readonly who: SignedIn; readonly round: Round }
  | { readonly kind: "undone"; readonly who: SignedIn; readonly compartment: CompartmentNumber }
  | { readonly kind: "finished"; readonly who: SignedIn }
  /** A technician, and where they are; readings are taken again while somebody looks at them. */
  | {
      readonly kind: "workshop";
      readonly who: SignedIn;
      readonly place: Place;
      readonly readAgainAtMonoMs: number | undefined;
    }
  /** A door was fired at to see whether it opens; its grant lives as long as this step. */
  | { readonly kind: "testing"; readonly who: SignedIn; readonly test: DoorTest };

/** How far a colleague has come; `why`: the first time, or why their badge is asked for once more. `undefined` is nobody whom a badge knows. */
export type WitnessStage =
  | { readonly kind: "badge"; readonly why: "first" | "same" | "refused" }
  | { readonly kind: "reading"; readonly ask: number }
  | { readonly kind: "code"; readonly digits: string; readonly colleague: StaffId | undefined }
  | { readonly kind: "checking"; readonly ask: number; readonly colleague: StaffId };

/** A door decides how long this takes; nobody leaves it on the way. */
export const isAtDoor = ({ kind }: { readonly kind: string }): boolean =>
  kind === "opening" || kind === "open" || kind === "testing";

/** Who is proven to stand there: a badge alone proves nobody. */
export const signedIn = (step: StaffStep): SignedIn | undefined =>
  "who" in step && step.kind !== "totp" && step.kind !== "totp-checking" ? step.who : undefined;

export type ListTask = "take-back" | "extend" | "inspect";

export type ScanRefusal = "unknown" | "inside" | "ended" | "full" | "only-low" | "not-ready";

/** What a clerk is doing at one door. */
export type Work = Deposit | Undo | TakeBack | Inspection;

export type TakeBack = {
  readonly kind: "take-back";
  readonly pickup: PickupId;
  readonly compartment: CompartmentNumber;
  readonly reason: RetrievalReason;
  /** The round that it belongs to, door after door. */
  readonly round: Round | undefined;
};

/** Why a document is taken back: its time is over, the desk withdrew it, its holder comes to the counter or does not want it, or it went in by mistake. */
export type RetrievalReason = "expired" | "withdrawn" | "to-counter" | "refused" | "mistake";

export type Round = {
  readonly left: readonly CompartmentNumber[];
  readonly taken: number;
  /** Doors that jammed, or behind which something else lies. */
  readonly skipped: readonly CompartmentNumber[];
  /** Left where they lie, and they may wait longer. */
  readonly extended: readonly CompartmentNumber[];
  /** Left shut, since they open only to two. */
  readonly forTwo: readonly CompartmentNumber[];
  /** What the label of the present document says. */
  readonly label: Label;
};

/** The deposit before is undone: its document comes out again. */
export type Undo = {
  readonly kind: "undo";
  readonly pickup: PickupId;
  readonly compartment: CompartmentNumber;
};

/** `next`: the label that was scanned meanwhile; its door opens by itself when this one is done with. */
export type Deposit = {
  readonly kind: "deposit";
  readonly pickup: PickupId;
  readonly compartment: CompartmentNumber;
  readonly next: NextScan;
};

export type NextScan =
  | { readonly kind: "none" }
  | { readonly kind: "looking"; readonly ask: number }
  /** `undefined`: nobody announced what was scanned. */
  | { readonly kind: "kept"; readonly pickup: PickupId | undefined };

export type Inspection = {
  readonly kind: "inspect";
  readonly compartment: CompartmentNumber;
  readonly label: Label;
};

/**
 * What is known of the document that lies there. `asked`: there is one, and its label is awaited; `own`: it is the one that
 * should lie there; `foreign`: it is another, or nobody can tell, and it has to come out first.
 */
export type Label =
  | { readonly kind: "unread" }
  | { readonly kind: "asked" }
  | { readonly kind: "own" }
  | { readonly kind: "foreign" }
  | { readonly kind: "looking"; readonly ask: number };
