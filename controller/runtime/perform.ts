// Effects become calls, and what the called ones answer becomes inputs. One exhaustive switch; no decisions.
import { unreachable } from "#domain/assert.ts";
import type { Effect } from "#domain/effects.ts";
import type { BoardId, PickupId } from "#domain/ids.ts";
import type { AnswerInput } from "#domain/inputs.ts";
import type { WorkshopAsk } from "#domain/technician/places.ts";
import type {
  Codes,
  LockBus,
  Log,
  PersonalData,
  StaffBook,
  Vault,
  VaultFault,
  Workshop,
} from "./ports.ts";
import type { Outbox } from "./outbox.ts";

export type World = {
  /** The bus that a board hangs on. */
  readonly busOf: (board: BoardId) => LockBus;
  readonly buses: readonly LockBus[];
  readonly codes: Codes;
  readonly vault: Vault;
  readonly staff: StaffBook;
  readonly outbox: Outbox;
  readonly workshop: Workshop;
  readonly wallMs: () => number;
  readonly log: Log;
  readonly answer: (input: AnswerInput) => void;
  /** A promise that must not fail did: a fault of the program. */
  readonly crash: (error: unknown) => void;
};

export function perform(world: World, effect: Effect): void {
  switch (effect.kind) {
    case "fire-lock":
    case "ask-result":
    case "acknowledge-event":
    case "read-board":
    case "clear-second-host":
    case "watch-board":
    case "set-light":
      return performOnBus(world, effect);
    case "check-code":
    case "check-birth-date":
      return checkProof(world, effect);
    case "match-birth-dates":
      return matchDates(world, effect);
    case "find-holder":
      return findHolder(world, effect);
    case "look-up-document":
      return lookUp(world, effect.ask, effect.reference);
    case "read-badge": {
      const found = world.staff.findByBadge(effect.badge);
      return world.answer({
        kind: "badge-read",
        ask: effect.ask,
        staff: found?.staff,
        role: found?.role,
      });
    }
    case "check-totp":
      return checkTotp(world, effect);
    case "send-message":
      return world.outbox.send(effect);
    case "erase-personal-data":
      return erase(world, effect.pickup);
    case "read-door-history":
    case "read-devices":
    case "read-bus-trace":
    case "make-support-bundle":
      return askWorkshop(world, effect);
    case "refuse-desk":
      // Read by whoever asked, from the effects of the step.
      return;
    default:
      return unreachable(effect);
  }
}

type BusEffect = Extract<
  Effect,
  {
    readonly kind:
      | "fire-lock"
      | "ask-result"
      | "acknowledge-event"
      | "read-board"
      | "clear-second-host"
      | "watch-board"
      | "set-light";
  }
>;

function performOnBus(world: World, effect: BusEffect): void {
  if (effect.kind === "watch-board") {
    // One door at a time: watching one board ends the watch on every other bus.
    for (const bus of world.buses) {
      const own = effect.board !== undefined && world.busOf(effect.board) === bus;
      bus.watch(own ? effect.board : undefined);
    }
    return;
  }
  const bus = world.busOf(effect.board);
  switch (effect.kind) {
    case "fire-lock": {
      const { kind: _kind, authority: _authority, ...pulse } = effect;
      return bus.open(pulse);
    }
    case "ask-result":
      return bus.askResult(effect.board, effect.op);
    case "acknowledge-event":
      return bus.acknowledge(effect.board, effect.boot, effect.n);
    case "read-board":
      return bus.readBoard(effect.board);
    case "clear-second-host":
      return bus.clearSecondHost();
    case "set-light":
      return bus.setLight(effect.board, effect.channel, effect.pattern);
  }
}

/** An unreadable vault answers like data that was never given: nothing opens, and the log says why. */
function personalData(world: World, pickup: PickupId): PersonalData | undefined {
  const data = world.vault.open(pickup);
  if (data.ok) return data.value;
  world.log.alarm("the personal data cannot be read", { detail: data.error.detail });
  return undefined;
}

const birthDateMac = (world: World, pickup: PickupId | undefined): string | undefined =>
  pickup === undefined ? undefined : personalData(world, pickup)?.birthDateMac;

function checkProof(
  world: World,
  effect: Extract<Effect, { readonly kind: "check-code" | "check-birth-date" }>,
): void {
  const { codes } = world;
  const { ask, pickup, birthDate } = effect;
  const birthDateRight =
    birthDate === undefined
      ? undefined
      : codes.checkBirthDate(birthDateMac(world, pickup), birthDate);
  if (effect.kind === "check-birth-date")
    return world.answer({ kind: "code-checked", ask, right: true, birthDateRight });
  if (effect.method === "qr") {
    const right = codes.checkQr(pickup, effect.counter, effect.code);
    return world.answer({ kind: "code-checked", ask, right, birthDateRight });
  }
  codes
    .checkPin(pickup, effect.counter, effect.code)
    .then((right) => world.answer({ kind: "code-checked", ask, right, birthDateRight }))
    .catch(world.crash);
}

/** A date that cannot be read, or was never given, is nobody's. */
function matchDates(
  world: World,
  { ask, pickups, by }: Extract<Effect, { readonly kind: "match-birth-dates" }>,
): void {
  const { codes } = world;
  const mac =
    by.kind === "typed" ? codes.birthDateMac(by.birthDate) : birthDateMac(world, by.pickup);
  const matched = pickups.filter((pickup) => codes.sameBirthDate(birthDateMac(world, pickup), mac));
  world.answer({ kind: "birth-dates-matched", ask, matched });
}

/** Every one of them is opened, found or not. Where one cannot be, nobody is found: its date might have been the right one. */
function findHolder(
  world: World,
  { ask, pickups, telephones, birthDate }: Extract<Effect, { readonly kind: "find-holder" }>,
): void {
  const { codes, vault, log } = world;
  const typed = codes.birthDateMac(birthDate);
  const faults: VaultFault[] = [];
  const found: { pickup: PickupId; birthDate: "same" | "other" | "none" }[] = [];
  for (const pickup of pickups) {
    const data = vault.open(pickup);
    if (!data.ok) faults.push(data.error);
    if (!data.ok || data.value === undefined || !isReachedBy(data.value, telephones)) continue;
    const { birthDateMac: mac } = data.value;
    const known = codes.sameBirthDate(mac, typed) ? "same" : "other";
    found.push({ pickup, birthDate: mac === undefined ? "none" : known });
  }
  const [fault] = faults;
  if (fault !== undefined)
    log.alarm("the personal data cannot be read", { detail: fault.detail, pickups: faults.length });
  world.answer({ kind: "holder-found", ask, found: fault === undefined ? found : [] });
}

const isReachedBy = ({ contacts }: PersonalData, telephones: readonly string[]): boolean =>
  contacts.some(({ channel, to }) => channel === "sms" && telephones.includes(to));

function lookUp(world: World, ask: number, reference: string): void {
  const found = world.vault.find(reference);
  if (!found.ok)
    world.log.alarm("the personal data cannot be read", { detail: found.error.detail });
  world.answer({ kind: "document-looked-up", ask, pickup: found.ok ? found.value : undefined });
}

function checkTotp(world: World, effect: Extract<Effect, { readonly kind: "check-totp" }>): void {
  const { ask, staff, token, afterTimeStep } = effect;
  world.staff
    .checkTotp(staff, token, { wallMs: world.wallMs(), afterTimeStep })
    .then((checked) => world.answer({ kind: "totp-checked", ask, ...checked }))
    .catch(world.crash);
}

function askWorkshop({ workshop, answer }: World, effect: WorkshopAsk): void {
  const { ask } = effect;
  switch (effect.kind) {
    case "read-door-history": {
      const { compartment } = effect;
      const events = workshop.doorHistory(compartment);
      return answer({ kind: "door-history-read", ask, compartment, events });
    }
    case "read-devices":
      return answer({ kind: "devices-read", ask, devices: workshop.devices() });
    case "read-bus-trace":
      return answer({ kind: "bus-trace-read", ask, lines: workshop.busTrace() });
    case "make-support-bundle":
      return answer({ kind: "support-bundle-made", ask, name: workshop.makeBundle() });
  }
}

/** The fact is written; what a vault that fails now leaves behind goes at the next start. */
function erase(world: World, pickup: PickupId): void {
  const erased = world.vault.erase(pickup);
  if (!erased.ok)
    world.log.alarm("personal data could not be erased", { detail: erased.error.detail });
}

/** Erases what nobody waits for any more: erased by the ledger's word, or sealed for a pickup that it never heard of. */
export function eraseLeftovers(world: World, isKept: (pickup: PickupId) => boolean): void {
  const left = world.vault.pickups();
  if (!left.ok) {
    world.log.alarm("the personal data cannot be read", { detail: left.error.detail });
    return;
  }
  for (const pickup of left.value) if (!isKept(pickup)) erase(world, pickup);
}
