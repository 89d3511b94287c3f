// From a checked configuration to the domain's site. The brands are given here, by the parsers of the ids.
import { assert } from "#domain/assert.ts";
import {
  type BoardId,
  type CompartmentNumber,
  type ProductId,
  parseBoardId,
  parseCompartmentNumber,
  parseProductId,
} from "#domain/ids.ts";
import { MINUTE_MS } from "#domain/moment.ts";
import type { Result } from "#domain/result.ts";
import type { CompartmentSite, Policy, Site } from "#domain/site.ts";
import type { LoadedConfig } from "#config/load-config.ts";

/** The configuration's own rules have been checked: what does not parse here is a fault of the program. */
function must<T>(parsed: Result<T, string>): T {
  assert(parsed.ok, parsed.ok ? "" : parsed.error);
  return parsed.value;
}

const boardId = (bus: string, address: string): BoardId => must(parseBoardId(`${bus}:${address}`));

export function siteOf(config: LoadedConfig): Site {
  return {
    terminal: config.terminal.id,
    timeZone: config.terminal.timeZone,
    phone: config.terminal.phone,
    callingCode: config.policies.some(({ channels }) => channels.ways.includes("sms"))
      ? config.terminal.callingCode
      : undefined,
    languages: config.terminal.languages,
    compartments: new Map(config.compartments.map(compartmentOf)),
    boards: config.buses.flatMap((bus) =>
      bus.boards.map(({ address }) => boardId(bus.id, address)),
    ),
    policies: new Map(config.policies.map(policyOf)),
    lowKeptPercent: config.lowDoors.keptPercent,
    pinDigits: config.pinDigits,
    pulseMs: config.lock.pulseMs,
    openWaitMs: config.lock.openWaitMs,
    undoMs: config.terminal.undoMinutes * MINUTE_MS,
    extensionDays: config.terminal.extensionDays,
    commissioning: config.commissioning,
  };
}

function compartmentOf(
  door: LoadedConfig["compartments"][number],
): [CompartmentNumber, CompartmentSite] {
  const { bus, board, ...rest } = door;
  const number = must(parseCompartmentNumber(door.number));
  return [number, { ...rest, number, board: boardId(bus, board) }];
}

function policyOf(policy: LoadedConfig["policies"][number]): [ProductId, Policy] {
  const product = must(parseProductId(policy.id));
  const { version, name, proof, pickupDays, graceReopenSeconds, oldDocument, fourEyes } = policy;
  const named = Object.fromEntries(Object.entries(name).filter(([, text]) => text !== undefined));
  const handInFirst = oldDocument === "hand-in-first";
  const rules = { proof, pickupDays, graceReopenSeconds, handInFirst, fourEyes };
  return [product, { product, version, name: named, ...rules }];
}
