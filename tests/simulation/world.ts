// A simulated world with a terminal in it, put together: wall, cables, disk and computer, post and people, and the judges who see
// all of it. Everything random is drawn from one seed.
import { join } from "node:path";
import { openStaffFile } from "#adapters/staff/staff-file.ts";
import { addStaff, type NewStaff } from "#adapters/staff/staff-roll.ts";
import type { LedgerRow, LedgerSnapshot, Log, Random } from "#runtime/ports.ts";
import { totpCode } from "#simulator/wall/totp.ts";
import { type Cable, createCable } from "#simulator/world/cable.ts";
import type { Chance } from "#simulator/world/chance.ts";
import { createDisk } from "#simulator/world/disk.ts";
import { createHall, type Hall } from "#simulator/world/hall.ts";
import type { BusPlan } from "#simulator/world/hall-plan.ts";
import type { Happening } from "#simulator/world/happening.ts";
import { createPeople } from "#simulator/world/people/people.ts";
import type { Manners, People, PeopleWorld } from "#simulator/world/people/people-world.ts";
import type { Queue } from "#simulator/world/queue.ts";
import { must } from "../support/virtual-must.ts";
import type { Chronicle } from "./chronicle.ts";
import { createWorldClock, type WorldClock } from "./clock.ts";
import { type Computer, type ComputerNeeds, createComputer } from "./computer.ts";
import type { Stage } from "./faults/fault.ts";
import { powerFails } from "./faults/machine.ts";
import { judges } from "./judges/judges.ts";
import type { LedgerDisk } from "./ledger-on-disk.ts";
import { planHall, siteOfHall } from "./site-plan.ts";
import { keepBackups, onCall } from "./technician.ts";
import { createDesk, createPost, type Desk, type Post } from "./town-hall.ts";
import { createTriggers, type Triggers } from "./triggers.ts";
import type { Bench, CreateJudge, Judge } from "./watch.ts";

export type WorldNeeds = {
  /** For the staff file, the one real file of a simulated world. */
  readonly folder: string;
  readonly chance: Chance;
  readonly queue: Queue;
  readonly chronicle: Chronicle;
  readonly manners: Manners;
  readonly mayJump: boolean;
  /** A port's promise was made: it must settle before the next happening. */
  readonly promised: () => void;
};

export type SimulatedWorld = {
  readonly stage: Omit<Stage, "struck">;
  readonly desk: Desk;
  readonly judges: readonly Judge[];
  readonly tell: (happening: Happening) => void;
};

const QUIET_LOG: Log = { step: () => undefined, warn: () => undefined, alarm: () => undefined };

export function createWorld(needs: WorldNeeds): SimulatedWorld {
  const { chance, queue, chronicle } = needs;
  const triggers = createTriggers();
  const watchers: Judge[] = [];
  const tell = (happening: Happening): void => {
    chronicle.happened(happening);
    if (happening.kind === "fault-struck" && happening.fault === "old-image")
      chronicle.suspend(true);
    for (const judge of watchers) judge.happened?.(happening);
    triggers.sign(happening);
  };
  const plan = planHall(chance.fork("hall"));
  const site = siteOfHall(plan);
  const hall = createHall(plan, { queue, chance: chance.fork("boards"), tell });
  const cables = cablesOf(plan.buses, hall, { ...needs, triggers, watchers });
  const bench = { site, hall, nowMs: queue.nowMs };
  watchers.push(...judges.map((create) => judgeWith(create, bench, chronicle)));
  const clock = createWorldClock(queue.nowMs);
  const cut = (): void => powerFails({ computer, cables, queue });
  const disk: LedgerDisk = {
    rows: createDisk<LedgerRow>(chance.fork("disk"), cut),
    snapshots: createDisk<LedgerSnapshot>(chance.fork("snapshots"), cut),
  };
  const post = createPost(queue, chance.fork("post"), (mail) => {
    for (const judge of watchers) judge.delivered?.(mail);
    people.received(mail);
  });
  const random = randomOf(chance.fork("random"));
  const staffPath = join(needs.folder, "staff.json");
  const badge = must(addStaff(staffPath, { id: "an", role: "technician", issuer: "hal" }, random));
  const bea = { id: "bea", role: "clerk", issuer: "hal" } as const;
  const ofBea = must(addStaff(staffPath, bea, randomOf(chance.fork("colleague"))));
  const computer = createComputer({
    ...needs,
    site,
    clock,
    cables,
    disk,
    random,
    log: QUIET_LOG,
    exchanges: chronicle.exchanges,
    chance: chance.fork("computer"),
    staff: openStaffFile({ path: staffPath, log: QUIET_LOG }),
    gateway: promising(post, needs.promised),
    watch: watchOf(chronicle, watchers, disk),
  });
  const own = { site, queue, hall, cables, computer, disk, clock };
  const people = peopleOf(needs, { ...own, badges: [badge, ofBea], tell });
  const announcing = { computer, hall, chance: chance.fork("desk"), tell };
  const backups = keepBackups(queue, disk, computer);
  onCall(queue, chance.fork("technician"), computer, backups);
  return {
    tell,
    judges: watchers,
    desk: createDesk({ ...announcing, printed: people.printed }),
    stage: { ...own, post, people, backups, atNext: triggers.atNext },
  };
}

/** Each judge's complaints carry its name. */
function judgeWith(
  create: CreateJudge,
  bench: Omit<Bench, "complain">,
  { complain }: Chronicle,
): Judge {
  const judge: Judge = create({
    ...bench,
    complain: (invariant, what) => complain(invariant, what, judge.name),
  });
  return judge;
}

type Overhearing = WorldNeeds & {
  readonly triggers: Triggers;
  readonly watchers: readonly Judge[];
};

function cablesOf(
  buses: readonly BusPlan[],
  hall: Hall,
  { queue, chance, chronicle, triggers, watchers }: Overhearing,
): readonly [Cable, ...Cable[]] {
  const [first, ...others] = buses.map((plan) => {
    const { id } = plan;
    const bus = hall.buses.get(id);
    if (bus === undefined) throw new Error(`bus ${id} is in its own plan`);
    return createCable(plan, bus, {
      queue,
      chance: chance.fork(`cable ${id}`),
      overhear(line) {
        chronicle.note(`${id} ${line}`);
        for (const judge of watchers) judge.heard?.({ bus: id, line });
        triggers.sign({ kind: "line", line });
      },
      struck: ({ kind }) => chronicle.note(`${id} trouble ${kind}`),
    });
  });
  if (first === undefined) throw new Error("every hall has a bus");
  return [first, ...others];
}

function watchOf(
  chronicle: Chronicle,
  watchers: readonly Judge[],
  disk: LedgerDisk,
): ComputerNeeds["watch"] {
  return {
    acknowledged(rows) {
      chronicle.wrote(rows);
      for (const judge of watchers) judge.acknowledged?.(rows);
    },
    opened({ durable }) {
      for (const judge of watchers) judge.opened?.(disk.rows.read(), durable);
    },
    performed(effect) {
      for (const judge of watchers) judge.performed?.(effect);
    },
    stepped(state, now) {
      for (const judge of watchers) judge.stepped?.(state, now);
    },
    faulted(fault) {
      chronicle.note(`the ledger failed: ${fault.kind}`);
      for (const judge of watchers) judge.faulted?.(fault);
    },
    restored(rows) {
      chronicle.note(`restored to ${rows.length} rows`);
      for (const judge of watchers) judge.restored?.(rows);
      chronicle.suspend(false);
    },
    died: () => chronicle.note("the controller is gone"),
    crashed(error) {
      const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
      chronicle.complain("crash", told);
    },
  };
}

const promising = ({ gateway }: Post, promised: () => void): Post["gateway"] => ({
  send(message) {
    promised();
    return gateway.send(message);
  },
});

function peopleOf(
  { queue, chance, manners }: WorldNeeds,
  about: {
    readonly hall: Hall;
    readonly computer: Computer;
    readonly clock: WorldClock;
    readonly badges: readonly [clerk: NewStaff, colleague: NewStaff];
    readonly tell: (happening: Happening) => void;
  },
): People {
  const { hall, computer, clock, badges, tell } = about;
  return createPeople({
    queue,
    hall,
    tell,
    manners,
    front: computer.front,
    chance: chance.fork("people"),
    clerk: pocketOf(badges[0], clock),
    colleague: pocketOf(badges[1], clock),
  });
}

/** The town hall's staff set their watches by the true time. */
function pocketOf({ badge, otpauthUri }: NewStaff, clock: WorldClock): PeopleWorld["clerk"] {
  const secret = new URL(otpauthUri).searchParams.get("secret") ?? "";
  return { badge, totp: () => totpCode(secret, clock.trueMs()) };
}

const randomOf = ({ bytes, below }: Chance): Random => ({ bytes, below });
