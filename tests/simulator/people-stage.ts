// People of a simulated world before a virtual terminal: its screen as their front, its wall as their hall, its gateway as
// their telephones. Long waits are made short, since a whole terminal goes on polling while nobody is there.
import { totpCode } from "#simulator/wall/totp.ts";
import { createChance } from "#simulator/world/chance.ts";
import type { Front, Shown } from "#simulator/world/front.ts";
import type { Hall } from "#simulator/world/hall.ts";
import type { Happening } from "#simulator/world/happening.ts";
import { createPeople } from "#simulator/world/people/people.ts";
import type { Manners, People } from "#simulator/world/people/people-world.ts";
import type { Queue } from "#simulator/world/queue.ts";
import type { Key } from "#domain/inputs.ts";
import type { OutgoingMessage } from "#runtime/ports.ts";
import { type Bench, announce, createBench, dossierOf } from "../support/bench-people.ts";
import { type VirtualTerminal, createVirtualTerminal } from "../support/virtual-terminal.ts";

const calm: Manners = {
  clerkErrs: 0,
  holderErrs: 0,
  types: 0,
  comesAgain: 0,
  losesCode: 0,
  staysAway: 0,
  pushesIn: 0,
};

export type PeopleStage = {
  readonly bench: Bench;
  readonly terminal: VirtualTerminal;
  readonly people: People;
  readonly happened: readonly (Happening & { readonly atMs: number })[];
  readonly of: <K extends Happening["kind"]>(
    kind: K,
  ) => readonly (Extract<Happening, { readonly kind: K }> & { readonly atMs: number })[];
  /** The town hall prints a document for each letter. */
  readonly print: (...letters: readonly string[]) => Promise<void>;
  /** The same for one household: after the first, each asks the birth date of its own holder. */
  readonly printTogether: (first: string, ...others: readonly string[]) => Promise<void>;
  /** Lets time pass until nobody stands at the terminal. */
  readonly untilGone: () => Promise<void>;
};

type Product = "attest" | "rijbewijs";

const LONG_MS = 15 * 60_000;
const SHORTER = 1000;
const GONE_WITHIN_MS = 2 * 3_600_000;

export async function createPeopleStage(
  folder: string,
  seed: string,
  manners: Partial<Manners> = {},
): Promise<PeopleStage> {
  const happened: (Happening & { readonly atMs: number })[] = [];
  const mails: OutgoingMessage[] = [];
  const terminal = createVirtualTerminal({
    folder,
    watch: { message: (message) => mails.push(message) },
  });
  await terminal.start();
  const bench = createBench(terminal);
  const tell = (what: Happening): void =>
    void happened.push({ ...what, atMs: terminal.time.nowMs() });
  const people = createPeople({
    queue: queueOf(terminal),
    hall: hallOf(terminal, tell),
    front: frontOf(terminal),
    tell,
    chance: createChance(seed),
    colleague: { badge: "L24B:nobody", totp: () => "000000" },
    clerk: { badge: terminal.clerk.badge, totp: () => totpOf(terminal) },
    manners: { ...calm, ...manners },
  });
  const deliver = (): void => {
    for (const { contact, template, values, qr } of mails.splice(0)) {
      const typed = qr === undefined ? undefined : `${values["locator"]}${values["pin"]}`;
      people.received({ to: contact.to, template, typed, qr });
    }
    terminal.time.after(1000, deliver);
  };
  deliver();
  await terminal.pass(5000);
  const printOne = async (letter: string, product: Product, household?: string): Promise<void> => {
    const group = household === undefined ? {} : { group: household };
    await announce(bench, letter, { product, low: false, sms: true, ...group });
    const dossier = dossierOf(bench, letter);
    people.printed({
      ...dossier,
      document: dossier.reference,
      asksBirthDate: product === "rijbewijs",
      asksBoth: false,
      household,
      low: false,
    });
  };
  return {
    bench,
    terminal,
    people,
    happened,
    of: (kind) => happened.filter((each): each is never => each.kind === kind),
    async print(...letters) {
      for (const letter of letters) await printOne(letter, "attest");
    },
    async printTogether(first, ...others) {
      await printOne(first, "attest", first);
      for (const letter of others) await printOne(letter, "rijbewijs", first);
    },
    async untilGone() {
      const endMs = terminal.time.nowMs() + GONE_WITHIN_MS;
      do await terminal.pass(5000);
      while (people.someoneThere() && terminal.time.nowMs() < endMs);
    },
  };
}

const queueOf = ({ time }: VirtualTerminal): Queue => ({
  nowMs: time.nowMs,
  after: (delayMs, act) => time.after(delayMs > LONG_MS ? delayMs / SHORTER : delayMs, act),
  nextWorldMs: () => Infinity,
  nextMs: () => Infinity,
  step: () => false,
});

const frontOf = (terminal: VirtualTerminal): Front => ({
  shown: (): Shown | undefined => (terminal.isRunning() ? terminal.screen() : undefined),
  touch: (choice, number) =>
    void terminal.feed({
      kind: "screen",
      input: { kind: "choice-made", choice, ...(number === undefined ? {} : { number }) },
    }),
  press: (key) =>
    void terminal.feed({ kind: "screen", input: { kind: "key-pressed", key: key as Key } }),
  scan: (text) => void terminal.feed({ kind: "screen", input: { kind: "code-scanned", text } }),
});

function hallOf({ wall }: VirtualTerminal, tell: (what: Happening) => void): Hall {
  const hands = new Map<string, { readonly by: "clerk" | "holder"; readonly name: string }>();
  const hall: Partial<Hall> = {
    doors: [1, 2, 3, 4, 5, 6, 7, 8],
    isOpen: wall.isOpen,
    isJammed: () => false,
    inside: wall.inside,
    whereIs(document) {
      const door = wall.doorOf(document);
      if (door !== undefined) return { kind: "compartment", door };
      return { kind: "hands", ...(hands.get(document) ?? { by: "clerk", name: "drawer" }) };
    },
    touch(door, action) {
      wall.touch(door, action);
      return undefined;
    },
    put(document, door, by) {
      if (!wall.isOpen(door) || wall.inside(door) !== undefined) return "no hand can put it there";
      wall.put(document, door);
      tell({ kind: "put-in", document, door, by });
      return undefined;
    },
    take(door, by, name) {
      const document = wall.isOpen(door) ? wall.inside(door) : undefined;
      if (document === undefined) return undefined;
      wall.take(document);
      hands.set(document, { by: by as "holder", name });
      tell({ kind: "taken-out", document, door, by, name });
      return document;
    },
  };
  // Boards and buses are nothing that people know of.
  return hall as Hall;
}

const totpOf = ({ clerk, wallMs }: VirtualTerminal): string =>
  totpCode(new URL(clerk.otpauthUri).searchParams.get("secret") ?? "", wallMs());
