// A ledger as a story: each row becomes what is told of it. A kind or a body that is not known is told as it stands.
import type { Told } from "./happening.ts";
import { lifeTellings } from "./ledger-life.ts";
import type { LedgerLine } from "./ledger-line.ts";
import { wallTellings } from "./ledger-wall.ts";
import { type LiveGrant, say } from "./telling.ts";

/** A body that nobody knows may be long. */
const UNKNOWN_BODY_LENGTH = 300;
const tellings = new Map(Object.entries({ ...wallTellings, ...lifeTellings }));

/** For the rows of one ledger, in their order: some name the grant before them only by its number. */
export function createLedgerStory(): (row: LedgerLine) => Told {
  let grant: LiveGrant;
  return ({ kind, body }) => {
    const told = tellings.get(kind)?.(body, grant) ?? tellUnknown(kind, body);
    if (kind === "door-granted") grant = grantOf(body, told);
    return told;
  };
}

function grantOf(body: unknown, { door }: Told): LiveGrant {
  const op = typeof body === "object" && body !== null && "op" in body ? body.op : undefined;
  return typeof op === "number" && door !== undefined ? { op, door } : undefined;
}

const tellUnknown = (kind: string, body: unknown): Told => ({
  text: `${say(kind)} ${JSON.stringify(body).slice(0, UNKNOWN_BODY_LENGTH)}`,
});
