// How a terminal comes to where it stands: the stories that the stands are made of, so that each is told once. Data only.

import {
  boardAccepts,
  boardStaysSilent,
  coilIs,
  doorCloses,
  doorJams,
  doorOpens,
  itemGoes,
  opens,
  resultIs,
} from "./domain-boards.ts";
import {
  announces,
  chooses,
  openToTakeBack,
  deposited,
  depositedUnseen,
  scansLabel,
  scansQr,
  secondsPass,
  signsIn,
} from "./domain-people.ts";
import { card, extract, licence, otherExtract, together } from "./domain-site.ts";
import { closes, signedIn, stocked } from "./domain-clerk-stories.ts";
import { inOrder } from "./domain-terminal.ts";

export const keypad = chooses("type-code");

// The extract lies in door 2, the licence in door 1.
export const opening = inOrder(stocked, scansQr(extract));
export const jams = inOrder(boardAccepts, coilIs("ok"), doorJams);
export const again = inOrder(secondsPass(1), chooses("try-again"));
export const planB = inOrder(opening, jams, again, jams, again, jams);
export const unseen = inOrder(depositedUnseen(extract), scansQr(extract));
export const driven = inOrder(
  unseen,
  boardAccepts,
  coilIs("ok"),
  secondsPass(7),
  resultIs("driven"),
);
// The card lies in door 1.
export const handingIn = inOrder(deposited(card), scansQr(card), chooses("open-hand-in"));
export const leftInside = inOrder(opening, opens(2), closes(2), chooses("reopen"));

export const takingBack = inOrder(signedIn, chooses("take-back"), openToTakeBack(2));
export const depositing = inOrder(signedIn, announces(otherExtract), scansLabel(otherExtract));
export const inspecting = inOrder(
  leftInside,
  signsIn(),
  chooses("inspect"),
  chooses("inspect-door", 2),
);

/** A door that reads open before it is granted: a clerk looks into it. */
export const neverUsed = inOrder(
  opening,
  boardStaysSilent,
  secondsPass(12),
  signsIn(),
  chooses("inspect"),
  chooses("inspect-door", 2),
  opens(2),
  closes(2),
);
export const readsOpen = inOrder(
  stocked,
  doorOpens(2),
  signsIn(),
  chooses("resume-bank"),
  chooses("inspect"),
  chooses("inspect-door", 2),
);

const household = deposited(...[licence, extract, otherExtract].map(together));
const takenFrom = (number: number) => inOrder(opens(number), itemGoes(number), closes(number));

// Of one household: the licence in door 1, the extracts in 2 and 3. The licence asks a birth date, and comes last.
export const togetherOpening = inOrder(household, scansQr(extract));
export const nextOfGroup = inOrder(togetherOpening, takenFrom(2));
export const lastOfGroup = inOrder(
  nextOfGroup,
  chooses("open-next"),
  opens(3),
  closes(3),
  chooses("door-taken"),
);
export const jammedOfGroup = inOrder(togetherOpening, jams, again, jams, again, jams);
/** The licence is what is left of it: its birth date is asked next. */
export const beforeDate = inOrder(
  deposited(together(licence), together(extract)),
  scansQr(extract),
  opens(2),
  itemGoes(2),
  doorCloses(2),
);
