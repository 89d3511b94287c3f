// What all people of a world share: the world itself, their manners of today, and the codes that others threw away.
import type { Dossier } from "../front.ts";
import type { Manners, PeopleWorld } from "./people-world.ts";

export type Phone = { readonly typed: string | undefined; readonly qr: string | undefined };

export type Scene = Omit<PeopleWorld, "manners"> & {
  /** Of today: from the day that all behave, nobody errs. */
  manners: Manners;
  readonly thrownAway: ThrownAway;
  readonly households: Households;
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

/** Whose documents are fetched together; people know their own. */
export type Households = {
  readonly add: (dossier: Dossier) => void;
  readonly of: (household: string) => readonly Dossier[];
};

const HOUSEHOLDS_MAX = 1000;

function createHouseholds(): Households {
  const known = new Map<string, Map<string, Dossier>>();
  return {
    add(dossier) {
      if (dossier.household === undefined) return;
      const own = known.get(dossier.household) ?? new Map<string, Dossier>();
      // A document that is announced again has another pickup.
      own.set(dossier.document, dossier);
      known.set(dossier.household, own);
      const [oldest] = known.keys();
      if (known.size > HOUSEHOLDS_MAX && oldest !== undefined) known.delete(oldest);
    },
    of: (household) => [...(known.get(household)?.values() ?? [])],
  };
}

export const createScene = (world: PeopleWorld): Scene => ({
  ...world,
  thrownAway: createThrownAway(),
  households: createHouseholds(),
});

/** Nobody errs and nobody is in anybody's way; who types goes on typing, who stays away stays away. */
export const behaved = (manners: Manners): Manners => ({
  ...manners,
  clerkErrs: 0,
  holderErrs: 0,
  comesAgain: 0,
  losesCode: 0,
  pushesIn: 0,
});
