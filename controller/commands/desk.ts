// The desk behind the API: turns what a town hall's software asks into inputs of the loop, and the loop's effects into answers.
// Personal data goes into the vault and never through the loop.
import type { Announced, Desk, Dossier } from "#api/desk-requests.ts";
import type { PickupCodes } from "#adapters/codes/pickup-codes.ts";
import type { LoadedConfig } from "#config/load-config.ts";
import type { Input, DeskInput } from "#domain/inputs.ts";
import {
  type Locator,
  type PickupId,
  type ProductId,
  parseBoardId,
  parseCompartmentNumber,
  parseGroupId,
  parseLocator,
  parsePickupId,
  parseProductId,
} from "#domain/ids.ts";
import { type Result, failed, ok } from "#domain/result.ts";
import type { Loop } from "#runtime/loop.ts";
import type { Clock, Random, Vault } from "#runtime/ports.ts";
import { compartmentViews, pickupViews } from "./views.ts";

export type DeskWorld = {
  readonly config: LoadedConfig;
  readonly loop: Loop;
  readonly vault: Vault;
  readonly codes: PickupCodes;
  readonly random: Random;
  readonly clock: Clock;
};

const LOCATORS = 10_000;
const LOCATOR_DRAWS = 200;

export function createDesk(world: DeskWorld): Desk {
  const { loop } = world;
  const ask = (input: DeskInput): Result<void, string> => askLoop(loop, input);
  const withPickup = (id: string, input: (pickup: PickupId) => DeskInput): Result<void, string> => {
    const pickup = parsePickupId(id);
    return pickup.ok ? ask(input(pickup.value)) : pickup;
  };
  return {
    announce: async (dossier) => announce(world, dossier),
    withdraw: async (id, reason) =>
      withPickup(id, (pickup) => ({ kind: "pickup-withdrawal-asked", pickup, reason })),
    extend: async (id, untilMs) =>
      withPickup(id, (pickup) => ({ kind: "pickup-extension-asked", pickup, untilMs })),
    release: async (id) => withPickup(id, (pickup) => ({ kind: "pickup-release-asked", pickup })),
    resend: async (id) => withPickup(id, (pickup) => ({ kind: "resend-asked", pickup })),
    reissue: async (id, which) =>
      withPickup(id, (pickup) => ({ kind: "reissue-asked", pickup, which })),
    resumeBank: async (id) => {
      const board = parseBoardId(id);
      return board.ok ? ask({ kind: "bank-resume-asked", board: board.value }) : board;
    },
    disable: async (number, reason) => {
      const compartment = parseCompartmentNumber(number);
      return compartment.ok
        ? ask({ kind: "compartment-disable-asked", compartment: compartment.value, reason })
        : compartment;
    },
    enable: async (number) => {
      const compartment = parseCompartmentNumber(number);
      return compartment.ok
        ? ask({ kind: "compartment-enable-asked", compartment: compartment.value })
        : compartment;
    },
    pickups: () => pickupViews(loop.state()),
    compartments: () => compartmentViews(loop.state(), world.clock.now().monoMs),
  };
}

function askLoop(loop: Loop, input: DeskInput): Result<void, string> {
  const fed: Input = { kind: "desk", input };
  const effects = loop.feed(fed);
  if (effects === undefined) return failed("the terminal is not serving now; try again later");
  const refused = effects.find((effect) => effect.kind === "refuse-desk");
  return refused === undefined ? ok(undefined) : failed(refused.why);
}

/** The contact and the birth date are sealed before the ledger hears of the pickup: a pickup without them helps nobody. */
function announce(world: DeskWorld, dossier: Dossier): Result<Announced, string> {
  const product = parseProductId(dossier.product);
  if (!product.ok) return product;
  const unfit = unfitDossier(world, product.value, dossier);
  if (unfit !== undefined) return failed(unfit);
  const ids = drawIds(world);
  if (ids === undefined) return failed("all locators are taken or resting; end some pickups first");
  const { pickup, locator } = ids;
  const { reference, contacts, language, lowCompartment, birthDate } = dossier;
  const birthDateMac =
    birthDate === undefined ? undefined : world.codes.birthDateMac(birthDate.replaceAll("-", ""));
  const sealed = world.vault.seal(pickup, { reference, contacts, language, birthDateMac });
  if (!sealed.ok) return failed(sealed.error.detail);
  const group =
    dossier.group === undefined ? undefined : parseGroupId(world.codes.groupId(dossier.group));
  const asked = askLoop(world.loop, {
    kind: "pickup-announced",
    pickup,
    product: product.value,
    locator,
    language,
    lowCompartment,
    ...(group?.ok === true ? { group: group.value } : {}),
  });
  if (asked.ok) return ok({ pickup, locator });
  const erased = world.vault.erase(pickup);
  return erased.ok ? asked : failed(`${asked.error}; ${erased.error.detail}`);
}

/** Why this document cannot be announced, in words for the desk. */
function unfitDossier(
  { config, vault, loop }: DeskWorld,
  product: ProductId,
  dossier: Dossier,
): string | undefined {
  const policy = config.policies.find(({ id }) => id === product);
  if (policy === undefined) return `no policy in use hands over "${product}"`;
  if (policy.proof.birthDate && dossier.birthDate === undefined)
    return `the policy of "${product}" asks the birth date; give it`;
  const forbidden = dossier.contacts.find(({ channel }) => !policy.channels.ways.includes(channel));
  if (forbidden !== undefined)
    return `the policy of "${product}" sends nothing by ${forbidden.channel}`;
  const known = vault.find(dossier.reference);
  if (!known.ok) return known.error.detail;
  const pickup =
    known.value === undefined ? undefined : loop.state().durable.pickups.get(known.value);
  return pickup === undefined || pickup.phase === "ended"
    ? undefined
    : `this document is ${pickup.phase} already, as pickup ${pickup.id}`;
}

function drawIds({
  random,
  loop,
}: DeskWorld): { readonly pickup: PickupId; readonly locator: Locator } | undefined {
  const pickup = parsePickupId(Buffer.from(random.bytes(16)).toString("hex"));
  const { locators } = loop.state().durable;
  for (let draw = 0; draw < LOCATOR_DRAWS; draw += 1) {
    const locator = parseLocator(String(random.below(LOCATORS)).padStart(4, "0"));
    if (pickup.ok && locator.ok && !locators.has(locator.value))
      return { pickup: pickup.value, locator: locator.value };
  }
  return undefined;
}
