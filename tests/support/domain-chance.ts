// A life by chance: numbers from a generator become things that people, boards, desks, clocks and power cuts do to a terminal.
// Most make some sense where it stands, or nothing would ever open; the others are any input at all.
import { type Act, type TestTerminal, inOrder } from "./domain-terminal.ts";
import {
  boardAccepts,
  boardIsLost,
  boardIsSuspected,
  boardRefuses,
  boardResets,
  boardReturns,
  boardStaysSilent,
  boardUp,
  boardsUp,
  coilIs,
  doorCloses,
  doorJams,
  doorOpens,
  itemAppears,
  itemGoes,
  opens,
  resultIs,
} from "./domain-boards.ts";
import { inputsAt } from "./domain-inputs.ts";
import {
  announces,
  asksDesk,
  chooses,
  clockIsTrusted,
  disables,
  enables,
  extendsBy,
  failsOnce,
  givesCode,
  msPass,
  powerIsCut,
  reissues,
  releases,
  scansLabel,
  scansQr,
  signsIn,
  typesBirthDate,
  typesWrongBirthDate,
  wallClockSteps,
  withdraws,
} from "./domain-people.ts";
import { type Dossier, an, bea, boardA, boardB, dossiers, tom } from "./domain-site.ts";

/** `which` picks the kind of thing, `of` the one it happens to. */
export type Chance = { readonly which: number; readonly of: number };

const pick = <T>(from: readonly T[], at: number): T => {
  const picked = from[at % from.length];
  if (picked === undefined) throw new Error("there is nothing to pick from");
  return picked;
};

type Kind = (terminal: TestTerminal, of: number) => Act;

const repeated = (count: number, kinds: readonly Kind[]): readonly Kind[] =>
  Array.from({ length: count }, () => kinds).flat();

const grantedDoor = (terminal: TestTerminal, of: number): number =>
  terminal.state().durable.grant?.compartment ?? (of % 8) + 1;

const PAUSES_MS = [250, 1000, 2000, 7000, 20_000, 60_000, 120_000, 3_600_000, 86_400_000];
const RESULTS = ["none", "opened", "closed", "not-opened", "driven", "fault", "accepted"] as const;
const pause: Kind = (_, of) => msPass(pick(PAUSES_MS.slice(0, 5), of));

const anything: Kind = (terminal, of) => {
  const { wallMs } = terminal.now();
  const input = pick(inputsAt(terminal.state(), wallMs), of);
  return () => terminal.feed(input);
};

const atTheScreen: readonly Kind[] = [
  ...repeated(4, [
    (terminal, of) => {
      const { choices } = terminal.screen();
      const { choice, number } = pick([...choices, { choice: "stop", number: undefined }], of);
      return chooses(choice, number);
    },
  ]),
  (_, of) => scansQr(pick(dossiers, of)),
  (_, of) => givesCode(pick(dossiers, of)),
  (_, of) => failsOnce(pick(dossiers, of)),
  (_, of) => typesBirthDate(pick(dossiers, of)),
  () => typesWrongBirthDate,
  (_, of) => signsIn(pick([an, tom, bea], of)),
  (_, of) => scansLabel(pick(dossiers, of)),
];

const closesIt: Act = (terminal) => {
  doorCloses(grantedDoor(terminal, 0))(terminal);
  msPass(2000)(terminal);
};

/** What should happen at the door of a live grant, and what else may. */
const atTheDoor: readonly Kind[] = [
  ...repeated(4, [
    () => boardAccepts,
    (terminal) => opens(grantedDoor(terminal, 0)),
    (terminal) => itemGoes(grantedDoor(terminal, 0)),
    (terminal) => itemAppears(grantedDoor(terminal, 0)),
    () => closesIt,
  ]),
  ...repeated(2, [pause, () => doorJams, (_, of) => resultIs(pick(RESULTS, of))]),
  () => coilIs("ok"),
  (terminal) => doorOpens(grantedDoor(terminal, 0)),
  () => boardStaysSilent,
  (_, of) => boardRefuses(pick(["BUSY", "SEQ", "HW"], of)),
  (_, of) => coilIs(pick(["open-circuit", "short"], of)),
];

function waiting({ state }: TestTerminal): readonly Dossier[] {
  const { pickups } = state().durable;
  const here = dossiers.filter(({ pickup }) => pickups.get(pickup)?.phase === "waiting");
  return here.length === 0 ? dossiers : here;
}

const anyListedDoor =
  (of: number): Act =>
  (terminal) => {
    const doors = terminal.screen().choices.filter(({ number }) => number !== undefined);
    if (doors.length === 0) return;
    const { choice, number } = pick(doors, of);
    chooses(choice, number)(terminal);
  };

/** A clerk's whole deposit and a holder's whole visit, as on any day. */
const everyday: readonly Kind[] = [
  (_, of) =>
    inOrder(
      announces(pick(dossiers, of)),
      signsIn(an),
      scansLabel(pick(dossiers, of)),
      (terminal) => opens(grantedDoor(terminal, of))(terminal),
      (terminal) => itemAppears(grantedDoor(terminal, of))(terminal),
      closesIt,
    ),
  ...repeated(4, [
    (terminal, of) => {
      const dossier = pick(waiting(terminal), of);
      const proof = of % 3 === 0 ? givesCode(dossier) : scansQr(dossier);
      return inOrder(chooses("stop"), proof, typesBirthDate(dossier), (now) => {
        if (now.state().durable.grant !== undefined) opens(grantedDoor(now, 0))(now);
      });
    },
  ]),
  (_, of) => inOrder(signsIn(an), chooses("inspect"), anyListedDoor(of)),
  (_, of) => inOrder(signsIn(an), chooses("take-back"), anyListedDoor(of)),
];

const mending: readonly Kind[] = [
  () => boardsUp,
  (_, of) => boardUp(pick([boardA, boardB], of)),
  (_, of) => asksDesk({ kind: "bank-resume-asked", board: pick([boardA, boardB], of) }),
  (_, of) => enables((of % 8) + 1),
];

const mishaps: readonly Kind[] = [
  (_, of) => boardIsSuspected(pick([boardA, boardB], of)),
  (_, of) => boardIsLost(pick([boardA, boardB], of)),
  (_, of) => boardReturns(pick([boardA, boardB], of)),
  (_, of) => boardResets(pick([boardA, boardB], of), `0000${String(of % 10_000).padStart(4, "0")}`),
  (_, of) => doorOpens((of % 8) + 1),
  (_, of) => doorCloses((of % 8) + 1),
  (_, of) => powerIsCut(pick(PAUSES_MS, of)),
  (_, of) => wallClockSteps(pick([-86_400_000, -60_000, 60_000, 86_400_000], of)),
  (_, of) => clockIsTrusted(of % 2 === 0),
  (_, of) => msPass(pick(PAUSES_MS, of)),
  anything,
  anything,
];

const atTheDesk: readonly Kind[] = [
  (_, of) => announces(pick(dossiers, of)),
  (_, of) => withdraws(pick(dossiers, of)),
  (_, of) => releases(pick(dossiers, of)),
  (_, of) => extendsBy(pick(dossiers, of), 3),
  (_, of) => reissues(pick(dossiers, of), of % 2 === 0 ? "pin" : "qr"),
  (_, of) => disables((of % 8) + 1),
];

const whileAtADoor: readonly Kind[] = [...repeated(3, atTheDoor), ...atTheScreen, ...mishaps];
const whileBroken: readonly Kind[] = [...repeated(6, mending), ...atTheScreen, ...mishaps];
const whileServing: readonly Kind[] = [
  ...repeated(10, everyday),
  ...repeated(4, atTheScreen),
  ...mishaps,
  ...atTheDesk,
  pause,
];

function kindsAt({ state }: TestTerminal): readonly Kind[] {
  const { durable, live } = state();
  if (durable.grant !== undefined) return whileAtADoor;
  const serving = [boardA, boardB].some(
    (board) =>
      live.boards[board]?.doorsKnown === true && durable.boards[board]?.stopped === undefined,
  );
  return serving ? whileServing : whileBroken;
}

export function happen(terminal: TestTerminal, { which, of }: Chance): void {
  pick(kindsAt(terminal), which)(terminal, of)(terminal);
}
