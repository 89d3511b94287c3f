// What truly happens in a simulated world, told as it happens: to the trace, and to the judges. The controller sees none of it.
// Past tense; plain data. Doors by compartment number, documents by their label.

export type Actor = "clerk" | "holder" | "vandal" | "thief" | "technician";

/** What somebody told the screen about a door, and was wrong or lied: no controller can know better without a sensor. */
export type Untruth =
  /** "It is in": it is not. */
  | "said-in"
  /** "I did not put it in": it is in. */
  | "said-not-in"
  /** "I have taken it": it is still inside. */
  | "said-taken"
  /** "There was nothing in it": there was. */
  | "said-nothing"
  /** "It is empty": it is not. */
  | "said-empty"
  /** "The document is in it": it is not, or another is. */
  | "said-document"
  /** "The door is closed": it is not. */
  | "said-closed"
  /** Another document was put in than the one that was scanned. */
  | "wrong-document";

export type Happening =
  | {
      readonly kind: "document-printed";
      readonly document: string;
      readonly pickup: string;
      /** Of its holder, `DDMMYYYY`. */
      readonly birthDate: string;
      /** E.164 */
      readonly telephone: string;
    }
  | {
      readonly kind: "put-in";
      readonly document: string;
      readonly door: number;
      readonly by: Actor;
    }
  | {
      readonly kind: "taken-out";
      readonly document: string;
      readonly door: number;
      readonly by: Actor;
      readonly name: string;
    }
  | { readonly kind: "untruth"; readonly door: number; readonly what: Untruth; readonly by: Actor }
  /** A code was given at the screen; `secret`: as it was typed or scanned. */
  | {
      readonly kind: "code-given";
      readonly how: "scanned" | "typed";
      readonly text: string;
      readonly by: Actor;
      readonly name: string;
    }
  | { readonly kind: "came"; readonly by: Actor; readonly name: string }
  | {
      readonly kind: "left";
      readonly by: Actor;
      readonly name: string;
      readonly content: boolean;
      readonly screen: string;
    }
  /** Current went through a coil. `door`: the one that is wired to that channel by the plan. */
  | {
      readonly kind: "pulsed";
      readonly bus: string;
      readonly board: number;
      readonly channel: number;
      readonly op: number;
    }
  | { readonly kind: "door-moved"; readonly door: number; readonly open: boolean }
  /** A fault struck; `name` is its row's. */
  | { readonly kind: "fault-struck"; readonly fault: string; readonly detail: string }
  | { readonly kind: "fault-mended"; readonly fault: string }
  | { readonly kind: "all-healed" };

export type Tell = (happening: Happening) => void;
