// What can befall a simulated terminal, as one shape: a name, the row of the failure table that it stands for, and what it does.
// Whoever plans a run draws which of them strike, how often and for how long; every fault heals by itself or is mended.
import type { Site } from "#domain/site.ts";
import type { Cable } from "#simulator/world/cable.ts";
import type { Chance } from "#simulator/world/chance.ts";
import type { Happening } from "#simulator/world/happening.ts";
import type { Hall } from "#simulator/world/hall.ts";
import type { People } from "#simulator/world/people/people-world.ts";
import type { Queue } from "#simulator/world/queue.ts";
import type { WorldClock } from "../clock.ts";
import type { Computer } from "../computer.ts";
import type { LedgerDisk } from "../ledger-on-disk.ts";
import type { Backups } from "../technician.ts";
import type { Post } from "../town-hall.ts";

/** What a fault may lay hands on. */
export type Stage = {
  readonly site: Site;
  readonly queue: Queue;
  readonly hall: Hall;
  readonly cables: readonly [Cable, ...Cable[]];
  readonly computer: Computer;
  readonly disk: LedgerDisk;
  readonly clock: WorldClock;
  readonly post: Post;
  readonly people: People;
  readonly backups: Backups;
  /** Acts once, at the next sign that matches, in the midst of whatever gave it. Calling what comes back forgets it. */
  readonly atNext: (matches: (sign: Sign) => boolean, act: () => void) => () => void;
  /** Says that it struck; a fault that finds nothing to strike says nothing. */
  readonly struck: (detail: string) => void;
};

/** What a fault may wait for: something that truly happens, or a line on its way. */
export type Sign = Happening | { readonly kind: "line"; readonly line: string };

export type Fault = {
  readonly name: string;
  /** Row of the failure table in docs/reliability.md, or the wire's own. */
  readonly row: number | "wire";
  /** How long it lasts, ms; 0: it has no duration. */
  readonly lastsMs: readonly [least: number, most: number];
  /** How much more often than the others it strikes. */
  readonly weight: number;
  /** Strikes now; answers how to mend it, if it must be mended. */
  readonly strike: (stage: Stage, chance: Chance) => (() => void) | undefined;
};

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
