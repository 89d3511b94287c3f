// One round of a clerk: what is remembered from sign-in to sign-out, and forgotten on the way home.
import type { Chance } from "../chance.ts";
import type { Shown } from "../front.ts";
import type { Drawer } from "./drawer.ts";
import type { Hands } from "./hands.ts";
import type { Next } from "./person.ts";
import type { Scene } from "./scene.ts";

/** What a clerk does on a screen about one door. */
export type DoorHabit = (
  round: Round,
  at: { readonly shown: Shown; readonly door: number },
  hands: Hands,
) => Next;

/** How often one door is opened again, or tried again, before a clerk gives it up. */
export const AGAIN_MAX = 3;

export type Round = {
  readonly scene: Scene;
  readonly drawer: Drawer;
  readonly chance: Chance;
  /** An error on this occasion. */
  readonly errs: () => boolean;
  /** A document that no pickup waits for any more leaves the building. */
  readonly discard: (document: string) => void;
  signIns: number;
  refusals: number;
  resumes: number;
  extensions: number;
  /** Nobody else is free today; said at the first question. */
  isAlone: boolean | undefined;
  /** The badge that was shown last is the clerk's own. */
  showsOwn: boolean;
  /** Since a door was last chosen from a list. */
  pagesTurned: number;
  inspectDone: boolean;
  takeBackDone: boolean;
  /** How often each door was tried in this round. */
  readonly tried: Map<number, number>;
  /** Documents that this round has no place for. */
  readonly setAside: Set<string>;
  /** The label that was scanned last. */
  scanned: string | undefined;
  /** The label that was scanned while the document before was still going in. */
  ahead: string | undefined;
  /** The last open door, and what was in it when it was last seen open. */
  saw: { readonly door: number; readonly inside: string | undefined } | undefined;
  /** The document that was put in behind the present door. */
  put: string | undefined;
  /** Nothing more is done at this open door than closing it. */
  doneAt: number | undefined;
  /** How often the screen was looked at since the label was scanned of what lies behind the present door; 0: not scanned. */
  labelLooks: number;
  /** What was taken out from behind the present door. */
  took: string | undefined;
  /** What is found behind this door comes out. */
  takeOut: number | undefined;
  /** How often one door was opened again, or failed. */
  again: number;
};

export function createRound(
  scene: Scene,
  about: Pick<Round, "drawer" | "chance" | "discard">,
): Round {
  return {
    ...about,
    scene,
    errs: () => about.chance.happens(scene.manners.clerkErrs),
    signIns: 0,
    refusals: 0,
    resumes: 0,
    extensions: 0,
    isAlone: undefined,
    showsOwn: false,
    pagesTurned: 0,
    inspectDone: false,
    takeBackDone: false,
    tried: new Map(),
    setAside: new Set(),
    scanned: undefined,
    ahead: undefined,
    saw: undefined,
    put: undefined,
    doneAt: undefined,
    labelLooks: 0,
    took: undefined,
    takeOut: undefined,
    again: 0,
  };
}

/** The work turns to another door. */
export function turnAway(round: Round): void {
  round.ahead = undefined;
  round.saw = undefined;
  round.put = undefined;
  round.doneAt = undefined;
  round.labelLooks = 0;
  round.took = undefined;
  round.takeOut = undefined;
  round.again = 0;
}

/** The door before is done with: if a label was scanned meanwhile, it is that document's turn. */
export function turnToNext(round: Round): void {
  const { ahead } = round;
  if (ahead === undefined) return;
  turnAway(round);
  round.scanned = ahead;
}

export const nextDocument = ({ drawer, setAside }: Round): string | undefined =>
  drawer.documents.find((document) => !setAside.has(document));

export function tries(round: Round, door: number): void {
  round.tried.set(door, (round.tried.get(door) ?? 0) + 1);
}
