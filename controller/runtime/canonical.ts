// One text for one value, so that a hash over it means something: keys sorted by UTF-16 code unit, no white space, numbers
// as ECMAScript writes them (RFC 8785), undefined properties dropped. Maps and sets are kept as `{"$map":[[key,value]…]}` and
// `{"$set":[…]}` in their own order, so that a snapshot may hold state that uses them. Nothing here touches a clock or a disk.
import { assert } from "#domain/assert.ts";
import { type Result, failed, ok } from "#domain/result.ts";

const MAP_KEY = "$map";
const SET_KEY = "$set";
/** Canonical text spells a dollar as itself. */
const MAY_REVIVE = /"\$(?:map|set)":/u;

/** Throws only on what no ledger value may be: a function, a class instance, NaN, an integer past 2^53, undefined in a list. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") return numberJson(value);
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(",")}]`;
  if (value instanceof Map) return `{"${MAP_KEY}":${canonicalJson([...value])}}`;
  if (value instanceof Set) return `{"${SET_KEY}":${canonicalJson([...value])}}`;
  if (isPlainObject(value)) return objectJson(value);
  return noCanonicalJson(value);
}

/** The value back from its canonical text, maps and sets included. Most texts are facts and hold none: those are parsed plainly. */
export function parseCanonicalJson(text: string): Result<unknown, string> {
  try {
    return ok(MAY_REVIVE.test(text) ? JSON.parse(text, revive) : JSON.parse(text));
  } catch (error) {
    return failed(error instanceof Error ? error.message : "not JSON");
  }
}

export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function numberJson(value: number): string {
  // ECMAScript writes -0 as 0, as JSON does; a whole number past 2^53 is not exact.
  if (Number.isSafeInteger(value)) return String(value);
  return Number.isFinite(value) && !Number.isInteger(value)
    ? String(value)
    : noCanonicalJson(value);
}

/** Its sentence is put together only where it is said: every value of every fact passes by. */
function noCanonicalJson(value: unknown): never {
  assert(
    false,
    `${typeof value === "number" ? value : `a ${typeof value}`} has no exact canonical JSON`,
  );
}

/** One pass over the keys: every fact goes through here before it is durable. */
function objectJson(value: Readonly<Record<string, unknown>>): string {
  let properties = "";
  for (const key of Object.keys(value).toSorted()) {
    const property = value[key];
    if (property === undefined) continue;
    assert(key !== MAP_KEY && key !== SET_KEY, "a property is named $map or $set");
    const separator = properties === "" ? "" : ",";
    properties += `${separator}${JSON.stringify(key)}:${canonicalJson(property)}`;
  }
  return `{${properties}}`;
}

function revive(_key: string, value: unknown): unknown {
  if (!isPlainObject(value)) return value;
  const { [MAP_KEY]: entries, [SET_KEY]: members } = value;
  if (isEntryList(entries)) return new Map(entries);
  return Array.isArray(members) ? new Set(members) : value;
}

const isEntryList = (value: unknown): value is readonly [unknown, unknown][] =>
  Array.isArray(value) && value.every((entry) => Array.isArray(entry) && entry.length === 2);
