// The desk and the post of a simulated town hall: documents are printed and announced, messages reach telephones, and what was
// lost with a restored ledger is announced again. It knows the controller as the desk's software does.
import { parseGroupId, parseLocator, parsePickupId, parseProductId } from "#domain/ids.ts";
import { failed, ok } from "#domain/result.ts";
import type { MessageGateway, OutgoingMessage } from "#runtime/ports.ts";
import type { Chance } from "#simulator/world/chance.ts";
import type { Dossier, Mail } from "#simulator/world/front.ts";
import type { Tell } from "#simulator/world/happening.ts";
import type { Hall } from "#simulator/world/hall.ts";
import type { Queue } from "#simulator/world/queue.ts";
import { must } from "../support/virtual-must.ts";
import type { Computer } from "./computer.ts";
import { products } from "./site-plan.ts";

// ---- the desk -------------------------------------------------------------------------------------------------------

export type Desk = {
  /** Prints a document and announces it, or keeps it for another day when the terminal cannot take it. */
  readonly print: (chance: Chance) => void;
  /** Announces again whatever lies in the drawer and the ledger knows nothing of. */
  readonly catchUp: () => void;
  readonly dossiers: () => readonly Dossier[];
};

export type DeskNeeds = {
  readonly computer: Computer;
  readonly hall: Hall;
  readonly chance: Chance;
  readonly tell: Tell;
  readonly printed: (dossier: Dossier) => void;
};

const LOCATORS = 10_000;

export function createDesk(needs: DeskNeeds): Desk {
  const { computer, hall, tell, printed } = needs;
  /** By document; whatever is settled for good leaves it. */
  const open = new Map<string, Dossier>();
  let documents = 0;
  let announcements = 0;
  const nextHousehold = createHouseholds(needs.chance.fork("households"));

  const announce = (draft: Omit<Dossier, "pickup" | "locator">): void => {
    announcements += 1;
    const own = needs.chance.fork(`announcement ${announcements}`);
    const dossier = {
      ...draft,
      pickup: Buffer.from(own.bytes(16)).toString("hex"),
      locator: locatorOf(computer, own),
    };
    open.set(dossier.document, dossier);
    if (!register(computer, dossier)) return;
    const { document, pickup, birthDate, telephone } = dossier;
    tell({ kind: "document-printed", document, pickup, birthDate, telephone });
    printed(dossier);
  };
  return {
    dossiers: () => [...open.values()],
    print(chance) {
      documents += 1;
      const product = chance.pick(products);
      const own = { birthDate: birthDateOf(chance), low: chance.happens(0.1) };
      const others = nextHousehold(own.birthDate);
      announce({
        ...product,
        ...own,
        document: `BE-${String(documents).padStart(6, "0")}`,
        email: `holder-${documents}@example.org`,
        telephone: telephoneOf(others.household ?? `document ${documents}`),
        ...others,
      });
    },
    catchUp() {
      const known = computer.run()?.state().durable.pickups;
      if (known === undefined) return;
      for (const [document, dossier] of open) {
        const pickup = known.get(must(parsePickupId(dossier.pickup)));
        const isHere = hall.whereIs(document).kind === "hands" && isWithClerk(hall, document);
        if (pickup === undefined && isHere) announce(dossier);
        if (pickup?.phase === "ended" && !isHere) open.delete(document);
      }
    },
  };
}

const HOUSEHOLD_MAX = 4;

/** In some lives documents that are printed one after the other are a household's, and some of them one person's. */
function createHouseholds(
  chance: Chance,
): (birthDate: string) => Pick<Dossier, "household" | "birthDate"> {
  const goesOn = chance.happens(0.5) ? chance.next() : undefined;
  let household = 0;
  let size = 0;
  let birthDate = "";
  return (own) => {
    if (goesOn === undefined) return { household: undefined, birthDate: own };
    const isNew = size === 0 || size >= HOUSEHOLD_MAX || !chance.happens(goesOn);
    const isSamePerson = !isNew && chance.happens(0.3);
    household += isNew ? 1 : 0;
    size = isNew ? 1 : size + 1;
    birthDate = isSamePerson ? birthDate : own;
    return { household: `household ${household}`, birthDate };
  };
}

/** A number for each household, and for each document that is nobody else's. */
function telephoneOf(of: string): string {
  const [kind = "", number = ""] = of.split(" ");
  return `+3247${kind === "household" ? "1" : "0"}${number.padStart(6, "0")}`;
}

function isWithClerk(hall: Hall, document: string): boolean {
  const place = hall.whereIs(document);
  return place.kind === "hands" && place.by === "clerk";
}

function birthDateOf(chance: Chance): string {
  const day = String(1 + chance.below(28)).padStart(2, "0");
  const month = String(1 + chance.below(12)).padStart(2, "0");
  return `${day}${month}${1930 + chance.below(80)}`;
}

function locatorOf(computer: Computer, chance: Chance): string {
  const taken = computer.run()?.state().durable.locators;
  for (;;) {
    const locator = must(parseLocator(String(chance.below(LOCATORS)).padStart(4, "0")));
    if (taken?.has(locator) !== true) return locator;
  }
}

/** Sealed first, as the desk's software does; refused or not serving: nothing is kept. */
function register(computer: Computer, dossier: Dossier): boolean {
  const { document: reference, birthDate: day } = dossier;
  if (computer.run() === undefined) return false;
  const codes = computer.codes();
  const pickup = must(parsePickupId(dossier.pickup));
  const mac = codes.birthDateMac(`${day.slice(4)}${day.slice(2, 4)}${day.slice(0, 2)}`);
  const { sealed } = computer.vaultDisk;
  sealed.set(pickup, {
    mac: codes.referenceMac(reference),
    data: {
      reference,
      contacts: [
        { channel: "email", to: dossier.email },
        { channel: "sms", to: dossier.telephone },
      ],
      language: "nl",
      birthDateMac: dossier.asksBirthDate ? mac : undefined,
    },
  });
  const taken = computer.feed({
    kind: "desk",
    input: {
      kind: "pickup-announced",
      pickup,
      product: must(parseProductId(dossier.product)),
      locator: must(parseLocator(dossier.locator)),
      language: "nl",
      lowCompartment: dossier.low,
      ...(dossier.household === undefined
        ? {}
        : { group: must(parseGroupId(codes.groupId(dossier.household))) }),
    },
  });
  const known = computer.run()?.state().durable.pickups.get(pickup) !== undefined;
  if (!taken || !known) sealed.delete(pickup);
  return taken && known;
}

// ---- the post -------------------------------------------------------------------------------------------------------

export type Post = {
  readonly gateway: MessageGateway;
  /** Whether the gateway can be reached. */
  mood: "accepts" | "unreachable";
};

const SMS_MS = 5_000;
const DELIVERY_MS = { least: 1_000, most: 60_000 };
/** A gateway remembers for a while what it has taken, so that nothing is delivered twice. */
const REMEMBERED = 2_000;

export function createPost(queue: Queue, chance: Chance, delivered: (mail: Mail) => void): Post {
  const taken = new Set<string>();
  const post: Post = {
    mood: "accepts",
    gateway: {
      async send(message) {
        if (post.mood === "unreachable")
          return failed({ kind: "unreachable", detail: "nobody answers" });
        if (taken.has(message.id)) return ok(undefined);
        taken.add(message.id);
        const [oldest] = taken;
        if (taken.size > REMEMBERED && oldest !== undefined) taken.delete(oldest);
        // An SMS is there at once, and throws no die: what an e-mail does hangs on nothing but e-mails.
        const isSms = message.contact.channel === "sms";
        const delayMs = isSms ? SMS_MS : chance.betweenMs(DELIVERY_MS.least, DELIVERY_MS.most);
        queue.after(delayMs, () => delivered(mailOf(message)));
        return ok(undefined);
      },
    },
  };
  return post;
}

function mailOf({ contact, template, values, qr }: OutgoingMessage): Mail {
  const { locator, pin } = values;
  const typed = locator === undefined || pin === undefined ? undefined : locator + pin;
  return { to: contact.to, template, typed, qr };
}
