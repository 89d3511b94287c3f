// A life by chance: numbers from a generator become things that people, boards, desks, clocks and power cuts do to a terminal.
// Most make some sense where it stands, or nothing would ever open; the others are any input at all.
import type { Act, TestTerminal } from "./domain-terminal.ts";
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
import { an, boardA, boardB, dossiers, tom } from "./domain-site.ts";

/** `which` picks the kind of thing, `of` the one it happens to. */
export type Chance = { readonly which: number; readonly of: number };

const pick = <T>(from: readonly T[], at: number): T => {
  const picked = from[at % from.length];
  if (picked === undefined) throw new Error("there is nothing to pick from");
  return picked;
};

type Kind = (terminal: TestTerminal, of: number) => Act;

const grantedDoor = (terminal: TestTerminal, of: number): number =>
  terminal.state().durable.grant?.compartment ?? (of % 8) + 1;

const PAUSES_MS = [250, 1000, 2000, 7000, 20_000, 60_000, 120_000, 3_600_000, 86_400_000];

const atTheScreen: readonly Kind[] = [
  (terminal, of) => {
    const { choices } = terminal.screen();
    const { choice, number } = pick([...choices, { choice: "stop", number: undefined }], of);
    return chooses(choice, number);
  },
  (_, of) => scansQr(pick(dossiers, of)),
  (_, of) => givesCode(pick(dossiers, of)),
  (_, of) => failsOnce(pick(dossiers, of)),
  (_, of) => typesBirthDate(pick(dossiers, of)),
  () => typesWrongBirthDate,
  (_, of) => signsIn(pick([an, tom], of)),
  (_, of) => scansLabel(pick(dossiers, of)),
];

const atTheDoor: readonly Kind[] = [
  () => boardAccepts,
  () => coilIs("ok"),
  (terminal, of) => opens(grantedDoor(terminal, of)),
  (terminal, of) => doorOpens(grantedDoor(terminal, of)),
  (terminal, of) => doorCloses(grantedDoor(terminal, of)),
  (terminal, of) => itemGoes(grantedDoor(terminal, of)),
  (terminal, of) => itemAppears(grantedDoor(terminal, of)),
  () => doorJams,
  () => boardStaysSilent,
  (_, of) => boardRefuses(pick(["BUSY", "SEQ", "HW"], of)),
  (_, of) =>
    resultIs(pick(["none", "opened", "closed", "not-opened", "driven", "fault", "accepted"], of)),
  (_, of) => coilIs(pick(["open-circuit", "short"], of)),
];

const inTheMachine: readonly Kind[] = [
  () => boardsUp,
  (_, of) => boardUp(pick([boardA, boardB], of)),
  (_, of) => boardIsSuspected(pick([boardA, boardB], of)),
  (_, of) => boardIsLost(pick([boardA, boardB], of)),
  (_, of) => boardReturns(pick([boardA, boardB], of)),
  (_, of) => boardResets(pick([boardA, boardB], of), `0000${String(of % 10_000).padStart(4, "0")}`),
  (_, of) => doorOpens((of % 8) + 1),
  (_, of) => powerIsCut(pick(PAUSES_MS, of)),
  (_, of) => wallClockSteps(pick([-86_400_000, -60_000, 60_000, 86_400_000], of)),
  (_, of) => clockIsTrusted(of % 2 === 0),
];

const atTheDesk: readonly Kind[] = [
  (_, of) => announces(pick(dossiers, of)),
  (_, of) => withdraws(pick(dossiers, of)),
  (_, of) => releases(pick(dossiers, of)),
  (_, of) => extendsBy(pick(dossiers, of), 3),
  (_, of) => reissues(pick(dossiers, of), of % 2 === 0 ? "pin" : "qr"),
  (_, of) => disables((of % 8) + 1),
  (_, of) => enables((of % 8) + 1),
];

const anything: Kind = (terminal, of) => {
  const { wallMs } = terminal.now();
  const input = pick(inputsAt(terminal.state(), wallMs), of);
  return () => terminal.feed(input);
};
const pause: Kind = (_, of) => msPass(pick(PAUSES_MS.slice(0, 5), of));
const longPause: Kind = (_, of) => msPass(pick(PAUSES_MS, of));

/** How often each happens: doors and screens most, the rest now and then. */
const kinds: readonly Kind[] = [
  ...[...atTheScreen, ...atTheDoor, pause, pause].flatMap((kind) => [kind, kind, kind]),
  ...[...inTheMachine, ...atTheDesk, longPause],
  ...[anything, anything, anything, anything],
];

export function happen(terminal: TestTerminal, { which, of }: Chance): void {
  pick(kinds, which)(terminal, of)(terminal);
}
