// What staff see at each step: numbers, doors and choices; the words live with the texts. At a door it is door-screen.ts.
import { freeCount } from "../compartment/counting.ts";
import type { CompartmentNumber } from "../ids.ts";
import type { Moment } from "../moment.ts";
import type { State } from "../state.ts";
import { uncommissioned } from "../technician/commissioning.ts";
import { testScreen, workshopScreen } from "../technician/screens.ts";
import { atDoor } from "./door-screen.ts";
import { TOTP_GROUPS } from "./keypad.ts";
import { list, reason } from "./list-screen.ts";
import { overdueDoors } from "./round.ts";
import { roundDone } from "./round-screen.ts";
import { sendChoices } from "./send-now.ts";
import { sessionValues } from "./session.ts";
import { type Shown, choices, doorOf } from "./shown.ts";
import { undoChoices } from "./undo.ts";
import type { ScanRefusal, Session, SignedIn, StaffStep, StaffVisit } from "./visit.ts";
import { witnessScreen } from "./witness-screen.ts";
import { mayResume, worklist } from "./worklist.ts";

export function staffScreen(state: State, visit: StaffVisit, now: Moment): Shown {
  const { step } = visit;
  switch (step.kind) {
    case "badge":
    case "totp-checking":
    case "scan-looking":
      return { name: "staff-checking", choices: [] };
    case "totp":
      return {
        name: "staff-totp",
        choices: choices(undefined, "stop"),
        field: { groups: TOTP_GROUPS, typed: step.digits.length, shown: "" },
      };
    case "refused":
      return { name: "staff-refused", choices: choices("back") };
    case "menu":
      return menu(state, step.who);
    case "finished":
      return finished(state, step.who, visit.session);
    case "scan":
      return scan(state, step, visit.session);
    case "scan-refused":
      return refused(step.why, visit.session);
    case "undone":
      return undone(state, step.compartment);
    case "reason":
      return reason(state, step.compartment);
    case "round-done":
      return roundDone(state, step.round);
    case "list":
      return list(state, step);
    case "witness":
      return witnessScreen(step, visit.session);
    case "opening":
    case "open":
    case "door-failed":
    case "check":
      return atDoor(state, step);
    case "workshop":
      return workshopScreen(state, step.place, now);
    case "testing":
      return testScreen(state, step.test);
  }
}

function counts(state: State, { role }: SignedIn): Readonly<Record<string, number>> {
  return {
    free: freeCount(state),
    waiting: worklist(state.durable, state.site, "take-back").length,
    doubtful: worklist(state.durable, state.site, "inspect").length,
    stopped: state.site.boards.filter((board) => mayResume(state.durable, board, role)).length,
  };
}

function menu(state: State, who: SignedIn): Shown {
  const values = counts(state, who);
  const others = choices(
    undefined,
    ...(values["waiting"] === 0 ? [] : ["take-back"]),
    ...(values["doubtful"] === 0 ? [] : ["inspect"]),
    ...(values["stopped"] === 0 ? [] : ["resume-bank"]),
    ...(who.role === "technician" ? ["workshop"] : []),
    "sign-out",
  );
  const unwalked = uncommissioned(state).length;
  if (unwalked > 0) return { name: "clerk-not-ready", choices: others, values: { unwalked } };
  const overdue = overdueDoors(state).length;
  const round = overdue === 0 ? [] : [{ choice: "round", primary: false, number: overdue }];
  const all = [...choices("deposit"), ...undoChoices(state), ...round, ...others];
  return { name: "clerk-menu", choices: all, values };
}

const undone = (state: State, door: CompartmentNumber): Shown => ({
  name: "clerk-undone",
  choices: [...choices("deposit-done"), ...undoChoices(state)],
  values: { door },
  door: doorOf(state, door),
});

/** The menu again, and a summary of this session. */
function finished(state: State, who: SignedIn, session: Session): Shown {
  const { values, choices: all } = menu(state, who);
  const toSend = sendChoices(state);
  // While some wait, the button says so; then how many went is told.
  const told = toSend.length === 0 ? session : { ...session, sent: 0 };
  return {
    name: "clerk-finished",
    choices: [...all.slice(0, 1), ...toSend, ...all.slice(1)],
    values: { ...values, ...sessionValues(told) },
  };
}

/** What came before it is safe: a clerk who scans on without looking sees that here. */
const refused = (why: ScanRefusal, { loaded }: Session): Shown => ({
  name: "clerk-scan-refused",
  choices: choices("back"),
  values: { why, ...(loaded === 0 ? {} : { loaded }) },
});

function scan(
  state: State,
  step: Extract<StaffStep, { readonly kind: "scan" }>,
  { loaded }: Session,
): Shown {
  const values = { ...counts(state, step.who), ...(loaded === 0 ? {} : { loaded }) };
  if (step.deposited === undefined)
    return { name: "clerk-scan", choices: choices("deposit-done"), values };
  return {
    name: "clerk-deposited",
    choices: [...choices("deposit-done"), ...undoChoices(state)],
    values: { ...values, door: step.deposited },
    door: doorOf(state, step.deposited),
  };
}
