// What clerks, citizens and the desk do, as sentences.
import { must } from "../support/virtual-must.ts";
import { parseBoardId } from "#domain/ids.ts";
import type { DeskInput } from "#domain/inputs.ts";
import {
  announce,
  choose,
  dossierOf,
  phoneOf,
  scan,
  totpOf,
  type as typeDigits,
  wrongCode,
} from "../support/bench-people.ts";
import { citizenCollects, clerkWorks } from "../support/bench-robots.ts";
import type { Stage } from "./stage.ts";
import { type Verb, verb } from "./verb.ts";

const LOW = "a low compartment";

type How = { readonly low?: boolean; readonly group?: string; readonly sms?: boolean };

async function announced(
  stage: Stage,
  product: string,
  letter: string,
  { low = false, sms = false, group }: How = {},
): Promise<void> {
  const bench = stage.bench();
  const about = { product, low, sms, ...(group === undefined ? {} : { group }) };
  const announcing = announce(bench, letter, about);
  stage.trace().name(dossierOf(bench, letter).pickup, letter);
  await announcing;
}

async function inside(stage: Stage, product: string, letter: string, how: How = {}): Promise<void> {
  await announced(stage, product, letter, how);
  await clerkWorks(stage.bench(), [letter]);
  // The next sign-in needs a code that was not used yet.
  await stage.terminal().pass(30_000);
}

function desk(stage: Stage, input: DeskInput): Promise<void> {
  stage.terminal().feed({ kind: "desk", input });
  return stage.terminal().time.settle();
}

const pickupOf = (stage: Stage, letter: string) => dossierOf(stage.bench(), letter).pickup;

export const peopleVerbs: readonly Verb[] = [
  verb("given {} {} is announced", (stage, [product = "", letter = ""]) =>
    announced(stage, product, letter),
  ),
  verb(`given {} {} is announced for ${LOW}`, (stage, [product = "", letter = ""]) =>
    announced(stage, product, letter, { low: true }),
  ),
  verb("given {} {} is inside", (stage, [product = "", letter = ""]) =>
    inside(stage, product, letter),
  ),
  verb(`given {} {} is inside ${LOW}`, (stage, [product = "", letter = ""]) =>
    inside(stage, product, letter, { low: true }),
  ),
  verb("given {} {} is inside, with a telephone", (stage, [product = "", letter = ""]) =>
    inside(stage, product, letter, { sms: true }),
  ),
  verb("given {} {} is inside, of household {}", (stage, [product = "", letter = "", group = ""]) =>
    inside(stage, product, letter, { group }),
  ),
  verb("given the holder collects {}", (stage, [letter = ""]) =>
    citizenCollects(stage.bench(), letter),
  ),

  verb("clerk signs in", async (stage) => {
    await scan(stage.bench(), stage.terminal().clerk.badge);
    await typeDigits(stage.bench(), await totpOf(stage.bench()));
  }),
  verb("clerk scans badge", (stage) => scan(stage.bench(), stage.terminal().clerk.badge)),
  verb("clerk types the one-time code", async (stage) =>
    typeDigits(stage.bench(), await totpOf(stage.bench())),
  ),
  verb("clerk scans the label of {}", (stage, [letter = ""]) =>
    scan(stage.bench(), dossierOf(stage.bench(), letter).reference),
  ),
  verb("clerk chooses {} {}", (stage, [choice = "", door = ""]) =>
    choose(stage.bench(), choice, Number(door)),
  ),
  verb("(?:clerk|citizen) chooses {}", (stage, [choice = ""]) => choose(stage.bench(), choice)),
  verb("clerk works through the list", (stage) => clerkWorks(stage.bench(), [])),

  verb("citizen scans the QR of {}", (stage, [letter = ""]) =>
    scan(stage.bench(), phoneOf(stage.bench(), letter).qr),
  ),
  verb("citizen scans the old QR of {}", (stage, [letter = ""]) =>
    scan(stage.bench(), phoneOf(stage.bench(), letter, 1).qr),
  ),
  verb("citizen types the code of {}", (stage, [letter = ""]) =>
    typeDigits(stage.bench(), phoneOf(stage.bench(), letter).typed),
  ),
  verb("citizen types a wrong code of {}", (stage, [letter = ""]) =>
    typeDigits(stage.bench(), wrongCode(phoneOf(stage.bench(), letter).typed)),
  ),
  verb("citizen types the birth date of {}", (stage, [letter = ""]) =>
    typeDigits(stage.bench(), dossierOf(stage.bench(), letter).birthDate),
  ),
  verb("citizen types the telephone of {}", (stage, [letter = ""]) =>
    typeDigits(stage.bench(), dossierOf(stage.bench(), letter).telephone.replace("+32", "0")),
  ),
  verb("citizen types {}", (stage, [digits = ""]) => typeDigits(stage.bench(), digits)),
  verb("citizen tries a wrong code of {} {} times", tryWrongCodes),

  verb("desk withdraws {}", (stage, [letter = ""]) =>
    desk(stage, {
      kind: "pickup-withdrawal-asked",
      pickup: pickupOf(stage, letter),
      reason: "asked by the desk",
    }),
  ),
  verb("desk lets {} wait {} s longer", (stage, [letter = "", seconds = ""]) =>
    desk(stage, {
      kind: "pickup-extension-asked",
      pickup: pickupOf(stage, letter),
      untilMs: stage.terminal().wallMs() + Number(seconds) * 1000,
    }),
  ),
  verb("desk renews the (pin|qr) of {}", (stage, [which, letter = ""]) =>
    desk(stage, {
      kind: "reissue-asked",
      pickup: pickupOf(stage, letter),
      which: which === "pin" ? "pin" : "qr",
    }),
  ),
  verb("desk resumes board {}", (stage, [board = ""]) =>
    desk(stage, { kind: "bank-resume-asked", board: must(parseBoardId(board)) }),
  ),
];

/** Each try from the start of a visit, with the birth date that every typed code is asked for. */
async function tryWrongCodes(
  stage: Stage,
  [letter = "", times = ""]: readonly string[],
): Promise<void> {
  const bench = stage.bench();
  for (let time = 0; time < Number(times); time += 1) {
    await choose(bench, "type-code");
    await typeDigits(bench, wrongCode(phoneOf(bench, letter).typed));
    await typeDigits(bench, dossierOf(bench, letter).birthDate);
    await choose(bench, "stop");
  }
}
