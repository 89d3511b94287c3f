// Where a terminal can stand while a colleague is asked for: at a town hall whose identity cards ask four eyes. Data only.
import { boardsUp, itemAppears, opens } from "./domain-boards.ts";
import { closes, slow } from "./domain-clerk-stories.ts";
import {
  announces,
  chooses,
  configuredAs,
  daysPass,
  deposits,
  entered,
  ledgerIsRestored,
  scans,
  scansLabel,
  showsBadge,
  signsIn,
  signsOut,
  types,
  typesTotp,
} from "./domain-people.ts";
import { an, bea, extract, identity, siteWithFourEyes } from "./domain-site.ts";
import { type Act, inOrder } from "./domain-terminal.ts";

/** A colleague's badge and one-time code, as when signing in. */
export const isJoinedBy = signsIn;

export const forFourEyes: Act = inOrder(
  configuredAs({ ...siteWithFourEyes, undoMs: 300_000 }),
  boardsUp,
  announces(identity),
  announces(extract),
  signsIn(),
);
/** The card's label was scanned, and no door opens yet. */
export const askedForColleague: Act = inOrder(forFourEyes, scansLabel(identity));

/** The card lies in door 1, the extract in door 2, and the two who put them in are gone. */
export const cardInside: Act = inOrder(
  askedForColleague,
  isJoinedBy(bea),
  opens(1),
  itemAppears(1),
  closes(1),
  deposits(extract, 2),
  signsOut,
);

export const witnessStands: Readonly<Record<"staff witness", Readonly<Record<string, Act>>>> = {
  "staff witness": {
    "for a deposit": askedForColleague,
    "for a deposit, after another": inOrder(
      forFourEyes,
      deposits(extract, 1),
      scansLabel(identity),
    ),
    "their badge being read": inOrder(askedForColleague, slow, showsBadge(bea)),
    "their digits typed": inOrder(askedForColleague, showsBadge(bea), types("123456")),
    "the digits of an unknown badge typed": inOrder(
      askedForColleague,
      scans("L24B:nobody"),
      types("123456"),
    ),
    "their digits being checked": inOrder(askedForColleague, showsBadge(bea), slow, typesTotp(bea)),
    "the clerk's own badge": inOrder(askedForColleague, showsBadge(an)),
    "refused, with a wrong code": inOrder(askedForColleague, showsBadge(bea), entered("123456")),
    "to undo, their digits being checked": inOrder(
      askedForColleague,
      isJoinedBy(bea),
      opens(1),
      itemAppears(1),
      closes(1),
      signsOut,
      signsIn(),
      chooses("undo-deposit", 1),
      showsBadge(bea),
      slow,
      typesTotp(bea),
    ),
    "to take back, their digits being checked": inOrder(
      cardInside,
      signsIn(),
      chooses("take-back"),
      chooses("take-back-door", 1),
      chooses("reason-to-counter"),
      showsBadge(bea),
      slow,
      typesTotp(bea),
    ),
    "on a round": inOrder(cardInside, daysPass(8), signsIn(), chooses("round")),
    "to inspect, their digits being checked": inOrder(
      cardInside,
      ledgerIsRestored,
      boardsUp,
      signsIn(),
      chooses("inspect"),
      chooses("inspect-door", 3),
      showsBadge(bea),
      slow,
      typesTotp(bea),
    ),
  },
};
