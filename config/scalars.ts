// The small types that fields are made of. Each one's error text says what to write there; shape.ts makes it a sentence.
import { z } from "zod";

/** A whole number from `least` to `most`, both allowed. */
export function whole(what: string, least: number, most: number) {
  const error = `${what}, a whole number from ${least} to ${most}`;
  const fits = (value: number): boolean =>
    Number.isInteger(value) && value >= least && value <= most;
  return z.number({ error }).refine(fits, { error });
}

/** One line of text that is not only spaces. */
export function text(what: string, longest: number) {
  const error = `${what} in quotes, one line of at most ${longest} characters`;
  const fits = (value: string): boolean =>
    value.trim() !== "" && value.length <= longest && !/\p{Cc}/u.test(value);
  return z.string({ error }).refine(fits, { error });
}

/** Text of a fixed form. */
export function pattern(form: RegExp, error: string) {
  return z.string({ error }).regex(form, { error });
}

export const choice = <const T extends readonly [string, ...string[]]>(options: T) =>
  z.enum(options, { error: inWords(options) });

export const yesOrNo = z.boolean({ error: "true or false" });

/** A URL with a host and one of `protocols`, for example `["https:"]`. */
export function url(protocols: readonly string[], error: string) {
  const fits = (value: string): boolean => {
    const parsed = URL.parse(value);
    return parsed !== null && protocols.includes(parsed.protocol) && parsed.hostname !== "";
  };
  return z.string({ error }).refine(fits, { error });
}

/** A set of keys and no others. Of an unknown key the error text is the bare list, for shape.ts to search. */
export function keys<T extends z.core.$ZodLooseShape>(shape: T) {
  const known = Object.keys(shape).join(", ");
  return z.strictObject(shape, {
    error: ({ code }) => (code === "unrecognized_keys" ? known : `the keys ${known}`),
  });
}

/** A list of one to `most` items. */
export function list<T extends z.ZodType>(what: string, item: T, most: number) {
  const error = `a list of 1 to ${most} ${what}`;
  return z.array(item, { error }).min(1, { error }).max(most, { error });
}

/** Terminals and buses are levels of MQTT topics [LL-8.1]. */
export const topicId = pattern(
  /^[a-z][a-z0-9-]{0,31}$/,
  "an id of at most 32 small letters, digits and dashes that starts with a letter",
);

/** A path; a relative one is relative to the data folder, which is not known here. */
export const filePath = text("a path", 200);

export const host = pattern(
  /^[A-Za-z0-9.:-]{1,253}$/,
  "a host name or an address, for example 127.0.0.1",
);

export const port = whole("a port", 1, 65535);

/** [LL-1.1] */
export const baud = whole("a line speed", 9600, 921_600).default(115_200);

function inWords(options: readonly string[]): string {
  const last = options.at(-1) ?? "";
  return options.length < 2 ? last : `${options.slice(0, -1).join(", ")} or ${last}`;
}
