// What staff see at each step: numbers, doors and choices; the words live with the texts.
import { freeCount } from "../compartment/counting.ts";
import type { CompartmentNumber } from "../ids.ts";
import type { Moment } from "../moment.ts";
import type { Choice } from "../screen.ts";
import { type State, compartmentOf, doorStateOf } from "../state.ts";
import { uncommissioned } from "../technician/commissioning.ts";
import { testScreen, workshopScreen } from "../technician/screens.ts";
import { TOTP_GROUPS } from "./keypad.ts";
import { type Shown, choices, remindersOf } from "./shown.ts";
import { ATTEMPTS_MAX } from "./attempts.ts";
import { isExtendable } from "./extension.ts";
import { undoChoices } from "./undo.ts";
import { witnessScreen } from "./witness-screen.ts";
import { LIST_PAGE, mayResume, worklist } from "./worklist.ts";
import { type OnRound, isRoundWork, overdueDoors, overdueReason } from "./round.ts";
import { sendChoices } from "./send-now.ts";
import { sessionValues } from "./session.ts";
import type {
  Inspection,
  Round,
  ScanRefusal,
  Session,
  SignedIn,
  StaffStep,
  StaffVisit,
} from "./visit.ts";

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
      return {
        name: "clerk-take-back-reason",
        choices: [
          ...choices("reason-to-counter", "reason-refused", "reason-mistake"),
          { choice: "extend-door", primary: false, number: step.compartment },
          ...choices(undefined, "back"),
        ],
        values: { door: step.compartment },
        door: doorOf(state, step.compartment),
      };
    case "round-done":
      return roundDone(step.round);
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

const roundDone = ({ taken, skipped, extended, forTwo }: Round): Shown => ({
  name: "clerk-round-done",
  choices: choices("back", "sign-out"),
  values: {
    taken,
    ...(skipped.length === 0 ? {} : { skipped: skipped.join(", ") }),
    ...(extended.length === 0 ? {} : { extended: extended.join(", ") }),
    ...(forTwo.length === 0 ? {} : { two: forTwo.join(", ") }),
  },
});

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

const doorOf = (state: State, compartment: CompartmentNumber): NonNullable<Shown["door"]> => ({
  compartment,
  state: doorStateOf(state, compartment),
});

function list(state: State, step: Extract<StaffStep, { readonly kind: "list" }>): Shown {
  const numbers = worklist(state.durable, state.site, step.task);
  const page = numbers.slice(step.page * LIST_PAGE, (step.page + 1) * LIST_PAGE);
  const choiceOf = (number: CompartmentNumber): string => {
    if (step.task === "inspect") return "inspect-door";
    const isOverdue = overdueReason(state.durable, number) !== undefined;
    return `${step.task}-${isOverdue ? "overdue" : "door"}`;
  };
  const mayExtend =
    step.task === "take-back" && worklist(state.durable, state.site, "extend").length > 0;
  const doors: readonly Choice[] = page.map((number) => ({
    choice: choiceOf(number),
    primary: false,
    number,
  }));
  return {
    name: `clerk-${step.task}-list`,
    choices: [
      ...doors,
      ...choices(
        undefined,
        ...(numbers.length > LIST_PAGE ? ["next"] : []),
        ...(mayExtend ? ["extend"] : []),
        "back",
      ),
    ],
    values: {
      count: numbers.length,
      ...(step.task === "inspect" ? {} : { days: state.site.extensionDays }),
      ...(step.extended === undefined ? {} : { extended: step.extended }),
    },
  };
}

type DoorStep = Extract<StaffStep, { readonly kind: "opening" | "open" | "door-failed" | "check" }>;

function atDoor(state: State, step: DoorStep): Shown {
  const { work } = step;
  const about = {
    values: {
      ...(work.kind === "inspect" ? labelValues(state, work) : {}),
      ...(isRoundWork(work) ? { round: work.round.label.kind } : {}),
      ...(work.kind === "deposit" && work.next.kind !== "none" ? { next: 1 } : {}),
      door: work.compartment,
      work: work.kind,
      reminder: remindersOf(state),
    },
    door: doorOf(state, work.compartment),
  };
  switch (step.kind) {
    case "opening":
      return { name: "clerk-door-opening", choices: [], ...about };
    case "open":
      return { name: "clerk-door-open", choices: blindChoices(state), ...about };
    case "door-failed":
      return { name: "clerk-door-failed", choices: failedChoices(step), ...about };
    case "check":
      return { ...checkOf(state, step), ...about };
  }
}

/** A restored ledger may only be too old to know the document: its label is worth another scan. */
function labelValues(
  { durable }: State,
  { compartment, label }: Inspection,
): Readonly<Record<string, string | number>> {
  if (label.kind === "own") return { own: 1 };
  const { doubt } = compartmentOf(durable, compartment);
  if (doubt === "old-document") return { nobodys: "old" };
  if (label.kind !== "foreign") return {};
  return { nobodys: doubt === "restored" ? "restored" : 1 };
}

/** A door that nobody can see is closed when whoever stands there says so. */
const blindChoices = (state: State): Shown["choices"] =>
  state.durable.grant?.opened === "driven" ? choices("door-closed") : [];

/** A deposit goes behind another door; any other work can only be behind this one, three times at most. */
const failedChoices = ({
  work,
  attempt,
}: Extract<DoorStep, { readonly kind: "door-failed" }>): Shown["choices"] =>
  work.kind === "deposit" || attempt < ATTEMPTS_MAX ? choices("again", "back") : choices("back");

type CheckStep = Extract<DoorStep, { readonly kind: "check" }>;

const takeBackCheck: Pick<Shown, "name" | "choices"> = {
  name: "clerk-take-back-check",
  choices: choices("taken-out", "left-inside", "open-again"),
};

function roundCheck(state: State, work: OnRound): Pick<Shown, "name" | "choices"> {
  if (work.round.label.kind === "looking") return { name: "staff-checking", choices: [] };
  const longer = isExtendable(state, work) ? ["leave-longer"] : [];
  return {
    name: "clerk-round-check",
    choices: choices("open-again", "skip-door", ...longer),
  };
}

function checkOf(state: State, { work }: CheckStep): Pick<Shown, "name" | "choices"> {
  switch (work.kind) {
    case "deposit":
      return {
        name: "clerk-deposit-check",
        choices: choices("deposit-in", "deposit-empty", "open-again"),
      };
    case "undo":
      return takeBackCheck;
    case "take-back":
      return isRoundWork(work) ? roundCheck(state, work) : takeBackCheck;
    case "inspect":
      return inspectCheckOf(work);
  }
}

function inspectCheckOf({ label }: Inspection): Pick<Shown, "name" | "choices"> {
  const name = "clerk-inspect-check";
  switch (label.kind) {
    case "unread":
    case "own":
      return { name, choices: choices("found-document", "found-empty", "open-again") };
    case "foreign":
      return { name, choices: choices("found-empty", "open-again") };
    case "asked":
      return { name: "clerk-inspect-label", choices: choices("open-again", "no-label") };
    case "looking":
      return { name: "staff-checking", choices: [] };
  }
}
