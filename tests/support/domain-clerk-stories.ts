// Where a clerk's work can stand: documents put in one after the other, the last one undone, the overdue ones taken back in a round.
// The stands use these; what follows from them is tested elsewhere.
import { boardsUp, doorCloses, itemAppears, itemGoes, opens } from "./domain-boards.ts";
import {
  announces,
  chooses,
  configuredAs,
  deposited,
  minutesPass,
  scansLabel,
  secondsPass,
  signsIn,
} from "./domain-people.ts";
import { extract, licence, otherExtract, passport, siteWithUndo } from "./domain-site.ts";
import { inOrder, type Act } from "./domain-terminal.ts";
export const slow: Act = (terminal) => {
  terminal.knobs.adapters = "slow";
};

export const stocked = deposited(licence, extract);

export const closes = (number: number): Act => inOrder(doorCloses(number), secondsPass(2));

export const signedIn = inOrder(stocked, signsIn());

export const rushing = inOrder(
  signedIn,
  announces(otherExtract),
  announces(passport),
  scansLabel(passport),
);

export const rushed = inOrder(rushing, opens(3), scansLabel(otherExtract));

/** In a town hall where a deposit can be undone: it lies in door 3, and nobody has heard of it. */
export const justPutIn = inOrder(
  configuredAs(siteWithUndo),
  boardsUp,
  signedIn,
  announces(otherExtract),
  scansLabel(otherExtract),
  opens(3),
  closes(3),
);
const justPutInSeen = inOrder(
  configuredAs(siteWithUndo),
  deposited(licence),
  signsIn(),
  announces(otherExtract),
  scansLabel(otherExtract),
  opens(2),
  itemAppears(2),
  closes(2),
);
export const undoing = inOrder(justPutIn, chooses("undo-deposit", 3));
export const undoingSeen = inOrder(justPutInSeen, chooses("undo-deposit", 2));

/** Everything has expired: the licence in door 1, the extract in door 2. */
export const onRound = inOrder(stocked, minutesPass(8 * 24 * 60), signsIn(), chooses("round"));
export const takesRound = (number: 1 | 2): Act =>
  inOrder(
    opens(number),
    itemGoes(number),
    scansLabel(number === 1 ? licence : extract),
    closes(number),
  );
