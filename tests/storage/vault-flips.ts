// Bits that turn over in the vault at rest: in its boxes, its keys or what SQLite had not yet moved into them. Whatever is then read of
// anybody must be what was sealed, or nothing; a birth date that cannot be read is nobody's, and a code without one opens as ever.
import { mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { createPickupCodes } from "#adapters/codes/pickup-codes.ts";
import { systemRandom } from "#adapters/random/system-random.ts";
import { openVault } from "#adapters/vault/sqlite-vault.ts";
import { type PickupId, parsePickupId } from "#domain/ids.ts";
import type { Result } from "#domain/result.ts";
import { type World, perform } from "#runtime/perform.ts";
import type { PersonalData, Vault, VaultFault } from "#runtime/ports.ts";
import { quietWorkshop } from "../support/quiet-workshop.ts";
import { must } from "../support/virtual-must.ts";
import { sha256 } from "../support/virtual-run.ts";
import { flipBits } from "./bit-flips.ts";
import { type Chance, createChance } from "./chance.ts";
import type { Files } from "./disk-model.ts";
import { writeImage } from "./power-cuts.ts";

/** Enough for tables and indexes of more than one page. */
const PEOPLE = 80;
/** The last of them are sealed after everything was moved into the files: they are in the write-ahead log alone. */
const LATE = 12;
const ERASED_EVERY = 9;
/** So many of the people stand at the screen of each image. */
const ASKING = 8;

type Person = {
  readonly pickup: PickupId;
  readonly data: PersonalData;
  readonly erased: boolean;
  readonly late: boolean;
};

/** A folder as a closed vault leaves it, and as a killed one does. */
type VaultAtRest = { readonly closed: Files; readonly killed: Files };

export type VaultFlipTally = {
  images: number;
  /** Of whole vaults: refused at the opening, or opened with something gone, with something found unreadable, with all of it there. */
  readonly outcomes: { refused: number; gone: number; unreadable: number; sound: number };
  firstBad: string | undefined;
};

export const emptyVaultFlipTally = (): VaultFlipTally => ({
  images: 0,
  outcomes: { refused: 0, gone: 0, unreadable: 0, sound: 0 },
  firstBad: undefined,
});

const codes = createPickupCodes({
  terminalSecret: Buffer.from(sha256("of the terminal"), "hex"),
  personalSecret: Buffer.from(sha256("of what is personal"), "hex"),
  pinDigits: 8,
  random: systemRandom,
});
const birthDateOf = (number: number): string => `19${60 + (number % 40)}0${1 + (number % 9)}12`;
const WRONG_DATE = "20010101";

const people: readonly Person[] = Array.from({ length: PEOPLE }, (_, number) => ({
  pickup: must(parsePickupId(sha256(`vault ${number}`).slice(0, 32))),
  data: {
    reference: `REF-${number}`,
    contacts: [{ channel: "email", to: `person-${number}@example.org` }],
    language: "nl",
    birthDateMac: codes.birthDateMac(birthDateOf(number)),
  },
  erased: number % ERASED_EVERY === 0,
  late: number >= PEOPLE - LATE,
}));

export function flipInVault(
  bench: string,
  about: { readonly seed: number; readonly images: number },
  tally: VaultFlipTally,
): void {
  const { seed, images } = about;
  const chance = createChance(seed);
  const { closed, killed } = writeVault(join(bench, "vault"));
  const image = join(bench, "vault-image");
  for (let done = 0; done < images; done += 1) {
    const { files, what } = flipBits(chance.below(2) === 0 ? closed : killed, chance);
    writeImage(files, image);
    tally.images += 1;
    const bad = judged(image, chance, tally.outcomes);
    if (bad !== undefined) tally.firstBad ??= `seed ${seed}, image ${done}, ${what}: ${bad}`;
  }
}

function writeVault(folder: string): VaultAtRest {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  const vault = opened(folder);
  const sealed = (one: readonly Person[]): void =>
    one.forEach(({ pickup, data }) => must(vault.seal(pickup, data)));
  sealed(people.filter(({ late }) => !late));
  for (const { pickup, erased } of people) if (erased) must(vault.erase(pickup));
  sealed(people.filter(({ late, erased }) => late && !erased));
  const killed = filesIn(folder);
  vault.close();
  return { killed, closed: filesIn(folder) };
}

const opened = (folder: string): Vault =>
  must(openVault({ folder, referenceMac: codes.referenceMac }));

/** Without `-shm`, which SQLite makes anew of the log. */
const filesIn = (folder: string): Files =>
  new Map(
    readdirSync(folder)
      .filter((name) => !name.endsWith("-shm"))
      .map((name) => [name, readFileSync(join(folder, name))]),
  );

/** What must not be, in words. Counts what came of it. */
function judged(
  image: string,
  chance: Chance,
  outcomes: VaultFlipTally["outcomes"],
): string | undefined {
  try {
    const vault = openVault({ folder: image, referenceMac: codes.referenceMac });
    if (!vault.ok) {
      outcomes.refused += 1;
      return undefined;
    }
    const all = people.map((person) => readOf(vault.value, person));
    const bad = all.find((one) => one !== "right" && one !== "gone" && one !== "unreadable");
    if (all.includes("unreadable")) outcomes.unreadable += 1;
    else if (people.some(({ erased }, at) => !erased && all[at] === "gone")) outcomes.gone += 1;
    else outcomes.sound += 1;
    const asking = chance.shuffled(people).slice(0, ASKING);
    const wronged = asking.map((person) => wrongAtScreen(vault.value, person));
    vault.value.close();
    return bad ?? wronged.find((one) => one !== undefined);
  } catch (error) {
    return `it ended with ${error instanceof Error ? error.stack : String(error)}`;
  }
}

function readOf(vault: Vault, person: Person): string {
  const read = vault.open(person.pickup);
  const found = vault.find(person.data.reference);
  const [sealed, holder] = [valueIn(read), valueIn(found)];
  const wrong = wrongIn(person, sealed, holder);
  if (wrong !== undefined) return wrong;
  if (!read.ok || !found.ok) return "unreadable";
  if (sealed !== undefined && holder !== undefined) return "right";
  // What lay in the files is never lost without a word: only the log can be cut.
  return person.late || person.erased ? "gone" : `${person.pickup} is gone without a word`;
}

const valueIn = <T>(read: Result<T | undefined, VaultFault>): T | undefined =>
  read.ok ? read.value : undefined;

function wrongIn(
  { pickup, data, erased }: Person,
  sealed: PersonalData | undefined,
  holder: PickupId | undefined,
): string | undefined {
  if (sealed !== undefined && (erased || !isDeepStrictEqual(sealed, data)))
    return `${pickup}, ${erased ? "erased" : "kept"}, reads as ${JSON.stringify(sealed)}`;
  return holder === undefined || holder === pickup
    ? undefined
    : `the document of ${pickup} is found as that of ${holder}`;
}

/** The holder scans and types a date: theirs, somebody else's, none. The answer, as the loop would have it. */
function wrongAtScreen(vault: Vault, person: Person): string | undefined {
  const { pickup, data } = person;
  const read = vault.open(pickup);
  const known = read.ok && read.value !== undefined;
  const own = birthDateOf(Number(data.reference.slice("REF-".length)));
  for (const [birthDate, wanted] of [
    [own, known],
    [WRONG_DATE, false],
    [undefined, undefined],
  ] as const) {
    const answered = proofOf(vault, pickup, birthDate);
    if (answered?.right !== true) return `the code of ${pickup} no longer opens`;
    if (answered.birthDateRight !== wanted)
      return `the date ${birthDate} of ${pickup} is ${answered.birthDateRight}`;
  }
  return undefined;
}

function proofOf(vault: Vault, pickup: PickupId, birthDate: string | undefined) {
  const answers: { readonly right: boolean; readonly birthDateRight: boolean | undefined }[] = [];
  const world: World = {
    ...NOBODY_ELSE,
    vault,
    answer: (input) => void (input.kind === "code-checked" && answers.push(input)),
  };
  const code = codes.qr(pickup, 0);
  perform(world, { kind: "check-code", ask: 1, method: "qr", code, counter: 0, pickup, birthDate });
  return answers[0];
}

/** The terminal around the vault: no doors, no staff, no messages. */
const NOBODY_ELSE: Omit<World, "vault" | "answer"> = {
  busOf: () => {
    throw new Error("no code is checked at a board");
  },
  buses: [],
  codes,
  staff: {
    findByBadge: () => undefined,
    checkTotp: () => Promise.resolve({ valid: false, timeStep: 0 }),
  },
  outbox: { send: () => undefined, stop: () => undefined },
  workshop: quietWorkshop,
  wallMs: () => 0,
  log: { step: () => undefined, warn: () => undefined, alarm: () => undefined },
  crash(error) {
    throw error instanceof Error ? error : new Error(String(error));
  },
};
