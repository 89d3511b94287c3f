// What all people of a world share: the world itself, their manners of today, and the codes that others threw away.
import type { Manners, PeopleWorld } from "./people-world.ts";

export type Phone = { readonly typed: string | undefined; readonly qr: string | undefined };

export type Scene = Omit<PeopleWorld, "manners"> & {
  /** Of today: from the day that all behave, nobody errs. */
  manners: Manners;
  readonly thrownAway: ThrownAway;
};

export type ThrownAway = {
  readonly add: (phone: Phone) => void;
  readonly codes: readonly Phone[];
};

const KEPT_MAX = 40;

/** Codes on old mails: used, or replaced by newer ones; none of them is good for anything. */
function createThrownAway(): ThrownAway {
  const codes: Phone[] = [];
  return {
    codes,
    add(phone) {
      codes.push(phone);
      if (codes.length > KEPT_MAX) codes.shift();
    },
  };
}

export const createScene = (world: PeopleWorld): Scene => ({
  ...world,
  thrownAway: createThrownAway(),
});

/** Nobody errs and nobody is in anybody's way; who types goes on typing, who stays away stays away. */
export const behaved = (manners: Manners): Manners => ({
  ...manners,
  clerkErrs: 0,
  holderErrs: 0,
  comesAgain: 0,
  pushesIn: 0,
});
